package facilitator_test

import (
	"fmt"
	"testing"

	"verkstad/model"
	"verkstad/ui/stage/stagetest"
)

// TestManyAreShownOutAtOnce goes through the menu: how many each line takes,
// whom it names, and undo.
func TestManyAreShownOutAtOnce(t *testing.T) {
	r, a := lead(t, stagetest.Waiting)
	before := len(r.Board().People())
	for n := range 20 {
		r.Join(fmt.Sprintf("Spöke %c", 'A'+n), model.Academia)
	}
	stagetest.Press(a, "P", "S")
	stagetest.Golden(t, "room-sweep", a)
	stagetest.Press(a, "down", "enter")
	stagetest.Golden(t, "room-sweep-ask", a)
	stagetest.Press(a, "esc")
	if n := len(r.Board().People()); n != before+20 {
		t.Fatalf("%d are left after esc", n)
	}
	stagetest.Press(a, "S", "down", "enter", "enter")
	swept := before + 20 - len(r.Board().People())
	if swept < 20 {
		t.Errorf("%d were shown out, want the twenty at least", swept)
	}
	stagetest.Press(a, "u")
	if n := len(r.Board().People()); n != before+20 {
		t.Errorf("%d are back, want %d", n, before+20)
	}
}
