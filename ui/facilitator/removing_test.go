package facilitator_test

import (
	"testing"

	"verkstad/model"
	"verkstad/ui/stage/stagetest"
)

// TestAQuestionThatOthersStandBehindIsNotRemovedAtOnce takes questions away by the menu.
func TestAQuestionThatOthersStandBehindIsNotRemovedAtOnce(t *testing.T) {
	r, a := lead(t, stagetest.Defining)
	stagetest.Press(a, "down")
	id := r.Board().Questions()[0].ID
	remove := func() {
		stagetest.Press(a, "m")
		stagetest.Press(a, "down", "down", "down", "down", "down", "down", "down", "enter")
	}
	r.Must(model.Host, model.ChooseQuestion{ID: id, Chosen: true})
	stagetest.Wake(a)
	support := len(r.Board().Question(id).Support)
	remove()
	stagetest.Shows(t, a, "Ta bort frågan?", "Den är vald av gruppen.")
	stagetest.Press(a, "esc")
	if q := r.Board().Question(id); q.Removed {
		t.Fatal("a chosen question is gone")
	}
	remove()
	stagetest.Press(a, "j")
	if q := r.Board().Question(id); !q.Removed {
		t.Errorf("it is still there, with the support of %d:\n%s", support, stagetest.Screen(a))
	}
}
