package facilitator_test

import (
	"testing"

	"verkstad/model"
	"verkstad/ui/stage/stagetest"
)

// TestUndoOfAnEarlierStepIsAsked holds that undo, where the last thing that can be
// undone was done in an earlier step, says what and where it was before it does it;
// in the same step it undoes at once.
func TestUndoOfAnEarlierStepIsAsked(t *testing.T) {
	r, a := lead(t, stagetest.Defining)
	q := r.Board().Questions()[0]
	edit := func(text string) { r.Must(model.Host, model.EditQuestion{ID: q.ID, Text: text}); stagetest.Wake(a) }
	edit("Vad gör vi nu?")
	stagetest.Press(a, "u")
	if got := r.Board().Question(q.ID).Text; got != q.Text {
		t.Fatalf("in the same step it is %q", got)
	}
	edit("Vad gör vi sedan?")
	r.Must(model.Host, model.Next{})
	stagetest.Wake(a)
	stagetest.Press(a, "u")
	stagetest.Shows(t, a, "Formulera", "Vad gör vi sedan?")
	stagetest.Press(a, "esc")
	if got := r.Board().Question(q.ID).Text; got != "Vad gör vi sedan?" {
		t.Fatalf("without an answer it became %q", got)
	}
	stagetest.Press(a, "u", "enter")
	if got := r.Board().Question(q.ID).Text; got != q.Text {
		t.Errorf("after a yes it is %q", got)
	}
	stagetest.Press(a, "U")
	stagetest.Shows(t, a, "Formulera")
}
