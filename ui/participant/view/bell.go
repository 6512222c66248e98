package view

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/boardview"
	"verkstad/ui/stage"
)

// bellSlot is where a person's choice of the bell is kept, among their drafts.
const bellSlot = "bell" + model.ChoiceSlot

// When the bell of a person's terminal rings, as it is kept.
const (
	bellFloor = ""      // when they are given the floor
	bellAll   = "all"   // also when a step or the time is over
	bellNever = "never" // never
)

// bellChoices is in the order of the key, each with what is said of it.
var bellChoices = [...]struct{ choice, said string }{
	{bellFloor, "participant.bell.floor"}, {bellAll, "participant.bell.all"}, {bellNever, "participant.bell.never"},
}

// bell is when a terminal rings.
type bell struct {
	choice string // one of bellChoices
	clock  boardview.Bell
}

// recallBell has the bell as the person chose it last.
func (t *Terminal) recallBell(p model.PersonID) {
	t.bell.choice = t.Room.Draft(p, bellSlot)
}

// otherBell goes on to the next choice of the bell, and says which it is.
func (t *Terminal) otherBell() tea.Cmd {
	at := 0
	for i, b := range bellChoices {
		if b.choice == t.bell.choice {
			at = i
		}
	}
	next := bellChoices[(at+1)%len(bellChoices)]
	t.bell.choice = next.choice
	t.Room.SaveDraft(t.Me.Person, bellSlot, next.choice)
	return stage.Toast(t.Words.T(next.said))
}

// Ring is the command that rings when a step or the time has just ended, for whoever wants
// that, or nil. It is asked at every wake-up.
func (t *Terminal) Ring() tea.Cmd {
	if t.Room == nil || t.bell.choice != bellAll {
		return nil
	}
	return t.bell.clock.Ring(t.Board(), t.Now())
}

// RingFloor is the command that rings as the person is given the floor, or nil.
func (t *Terminal) RingFloor() tea.Cmd {
	if t.bell.choice == bellNever {
		return nil
	}
	return tea.Raw("\a")
}
