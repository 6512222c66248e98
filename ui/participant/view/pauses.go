package view

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// pause is how long somebody must have stopped writing before what is written
// is looked at. It may be twice that.
const pause = 400 * time.Millisecond

// Pauses waits for somebody to pause in what they write. One wait is under way at
// a time, however fast the keys come.
type Pauses struct {
	terminal *Terminal
	N        int // changes of the text
	waiting  bool
}

// NewPauses waits for pauses at a terminal.
func NewPauses(t *Terminal) Pauses { return Pauses{terminal: t} }

// PausedMsg says that a wait of pauses is over, which began at that change.
type PausedMsg struct {
	of *Pauses
	n  int
}

// Typed begins to wait, if nothing waits already.
func (m *Pauses) Typed() tea.Cmd {
	m.N++
	return m.Wait()
}

// Wait begins to wait, unless a wait is under way.
func (m *Pauses) Wait() tea.Cmd {
	if m.waiting {
		return nil
	}
	m.waiting = true
	return m.terminal.Timer.Later(pause, PausedMsg{m, m.N})
}

// Rests does what is to be done when nothing was written meanwhile, else it
// waits again.
func (m *Pauses) Rests(msg PausedMsg, do func() tea.Cmd) tea.Cmd {
	if msg.of != m {
		return nil
	}
	m.waiting = false
	if msg.n != m.N {
		return m.Wait()
	}
	return do()
}
