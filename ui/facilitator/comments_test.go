package facilitator_test

import (
	"testing"

	"verkstad/model"
	"verkstad/ui/facilitator"
	"verkstad/ui/stage/stagetest"
)

// TestCommentsArePickedByKey puts a comment on the wall, another in its place, and takes
// that down.
func TestCommentsArePickedByKey(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Rating)
	e := stagetest.Env(r, model.Host)
	a := stagetest.App(t, e, facilitator.New(e))
	stagetest.Press(a, "Q")
	stagetest.Shows(t, a, "Vilken kommentar ska storbilden visa?", "Tydligt och bra.", "Lite för varmt i lokalen.")
	stagetest.Press(a, "enter")
	first := r.Board().WallComment()
	if first == "" {
		t.Fatal("the wall shows no comment")
	}
	stagetest.Press(a, "Q")
	stagetest.Shows(t, a, "Visas nu.")
	stagetest.Press(a, "down", "enter")
	second := r.Board().WallComment()
	if second == "" || second == first {
		t.Fatalf("after %q the wall shows %q", first, second)
	}
	stagetest.Press(a, "Q", "enter")
	stagetest.Shows(t, a, "Kommentaren är nertagen.")
	if got := r.Board().WallComment(); got != "" {
		t.Errorf("the wall shows %q", got)
	}
}

// TestTooFewCommentsAreNotPicked holds that the key says why nothing can be shown.
func TestTooFewCommentsAreNotPicked(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Committing)
	r.Go("feedback")
	r.Must(r.People[2], model.Rate{Score: 3, Text: "Bra"})
	e := stagetest.Env(r, model.Host)
	a := stagetest.App(t, e, facilitator.New(e))
	stagetest.Press(a, "Q")
	stagetest.Shows(t, a, "Det finns inga kommentarer att visa.")
	stagetest.Hides(t, a, "Vilken kommentar")
}
