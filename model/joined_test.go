package model_test

import (
	"testing"

	"verkstad/model"
	"verkstad/model/method"
)

// TestUndoTakesNobodysJoinedIdeaAway holds that an idea into which somebody has put
// theirs stays when its author undoes, and can be undone when the other is
// gone.
func TestUndoTakesNobodysJoinedIdeaAway(t *testing.T) {
	w := newWorkshop(t, "colab")
	anna, bo := w.join("Anna", model.Academia), w.join("Bo", model.Business)
	w.enter(method.Gather)
	w.must(model.Host, model.Reveal{})
	for _, who := range []model.Actor{model.Host, anna} {
		whole := w.must(who, model.AddIdea{Text: "Bokbytardag i biblioteket"})
		mine := w.must(bo, model.AddIdea{Text: "Bokbytardag i biblioteket varje söndag", Into: whole})
		if got := w.b.Idea(mine).Merged; got != whole {
			t.Fatalf("the idea went into %d, want %d", got, whole)
		}
		w.refuse(who, model.Undo{}, model.ErrMovedOn)
		w.must(bo, model.Undo{})
		w.must(who, model.Undo{})
	}
}
