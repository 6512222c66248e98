package model_test

import (
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
)

// TestAnUndoSaysWhatItTookBack asks after an undo and after the redo.
func TestAnUndoSaysWhatItTookBack(t *testing.T) {
	w := newWorkshop(t, "colab")
	for !w.b.Phase().Is(method.Gather) {
		w.must(model.Host, model.Next{})
	}
	first := w.must(model.Host, model.AddIdea{Text: "Verktygsbibliotek"})
	second := w.must(model.Host, model.AddIdea{Text: "Cykelkök"})
	w.must(model.Host, model.ExtendClock{By: time.Minute})
	for _, c := range []struct {
		do   model.Command
		want model.Deed
	}{
		{model.AddIdea{Text: "Lånebod"}, model.Deed{Kind: model.DeedIdea, Text: "Lånebod"}},
		{model.HideIdea{ID: first, Hidden: true}, model.Deed{Kind: model.DeedIdea, Text: "Verktygsbibliotek"}},
		{model.CreateCluster{Title: "Dela", Ideas: []model.ItemID{first, second}}, model.Deed{Kind: model.DeedCluster, Text: "Dela"}},
		{model.AskQuestion{Text: "Hur delar vi?"}, model.Deed{Kind: model.DeedQuestion, Text: "Hur delar vi?"}},
		{model.MakeCommitment{What: "Ringa", Who: "Åsa"}, model.Deed{Kind: model.DeedCommitment, Text: "Ringa"}},
		{model.MergeIdeas{Into: first, From: []model.ItemID{second}}, model.Deed{Kind: model.DeedItems, N: 2}},
		{model.ResetClock{}, model.Deed{Kind: model.DeedClock}},
	} {
		c.want.Phase = w.b.Phase().ID
		w.must(model.Host, c.do)
		w.must(model.Host, model.Undo{})
		if got, ok := w.b.Undone(model.Host); !ok || got != c.want {
			t.Errorf("%T: undone %+v, want %+v", c.do, got, c.want)
		}
		w.must(model.Host, model.Redo{})
		if got, ok := w.b.Done(model.Host); !ok || got != c.want {
			t.Errorf("%T: done %+v, want %+v", c.do, got, c.want)
		}
		w.must(model.Host, model.Undo{})
	}
}
