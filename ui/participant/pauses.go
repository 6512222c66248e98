package participant

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// pause is how long somebody must have stopped writing before what is written
// is looked at. It may be twice that.
const pause = 400 * time.Millisecond

// pauses waits for somebody to pause in what they write. One wait is under way at
// a time, however fast the keys come.
type pauses struct {
	desk    *desk
	n       int // changes of the text
	waiting bool
}

// newPauses waits for pauses at a terminal.
func newPauses(d *desk) pauses { return pauses{desk: d} }

// pausedMsg says that a wait of pauses is over, which began at that change.
type pausedMsg struct {
	of *pauses
	n  int
}

// typed begins to wait, if nothing waits already.
func (m *pauses) typed() tea.Cmd {
	m.n++
	return m.wait()
}

func (m *pauses) wait() tea.Cmd {
	if m.waiting {
		return nil
	}
	m.waiting = true
	return m.desk.Timer.Later(pause, pausedMsg{m, m.n})
}

// rests does what is to be done when nothing was written meanwhile, else it
// waits again.
func (m *pauses) rests(msg pausedMsg, do func() tea.Cmd) tea.Cmd {
	if msg.of != m {
		return nil
	}
	m.waiting = false
	if msg.n != m.n {
		return m.wait()
	}
	return do()
}
