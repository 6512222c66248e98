package facilitator_test

import (
	"testing"

	"verkstad/model"
	"verkstad/ui/stage/stagetest"
)

// What is being voted on is neither worded anew nor taken away, and the menu and
// the key say why; it can be hidden.
func TestWhatIsVotedOnCannotBeTakenAway(t *testing.T) {
	r, a := lead(t, stagetest.Revealed)
	first, second := r.Board().Ideas(model.Host)[0].ID, r.Board().Ideas(model.Host)[1].ID
	r.Must(model.Host, model.OpenRound{Candidates: []model.ItemID{first, second}, Dots: 1})
	stagetest.Wake(a)
	stagetest.Press(a, "down", "e")
	stagetest.Shows(t, a, "Det röstas det om just nu.")
	stagetest.Press(a, "m", "down", "down", "down", "down", "enter", "esc") // park
	stagetest.Press(a, "m")
	stagetest.Press(a, append(stagetest.Times(7, "down"), "enter", "esc")...) // take away
	if i := r.Board().Idea(first); i.Parked || i.Removed {
		t.Errorf("it is parked (%v) or gone (%v)", i.Parked, i.Removed)
	}
	stagetest.Press(a, "x")
	if !r.Board().Idea(first).Hidden {
		t.Error("it was not hidden")
	}
	stagetest.Press(a, "u")
	if r.Board().Idea(first).Hidden {
		t.Error("hiding it was not undone")
	}
	r.Must(model.Host, model.CloseRound{})
	stagetest.Wake(a)
	stagetest.Press(a, "down", "m")
	stagetest.Press(a, append(stagetest.Times(7, "down"), "enter")...)
	if !r.Board().Idea(first).Removed && !r.Board().Idea(second).Removed {
		t.Error("nothing was taken away when the vote had closed")
	}
}
