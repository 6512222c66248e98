package model_test

import (
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
)

// A card knows who changed it last and when, and a board when the group came to
// its phase, so that screens can mark what is new there.
func TestACardKnowsItsLastChange(t *testing.T) {
	w := newWorkshop(t, "colab")
	asa, bo := w.join("Åsa", model.CivilSociety), w.join("Bo", model.Business)
	w.enter(method.Gather)
	if w.b.Revs.Phase != w.b.Seq {
		t.Errorf("the phase began with event %d, want %d", w.b.Revs.Phase, w.b.Seq)
	}
	hold := func(id model.ItemID, by model.Actor) {
		t.Helper()
		i := w.b.Idea(id)
		if want := (model.Stamp{By: by.Person, At: w.now}); i.Changed != want || i.Rev != w.b.Seq {
			t.Errorf("changed by %v in event %d, want %v in %d", i.Changed, i.Rev, want, w.b.Seq)
		}
	}
	id := w.must(asa, model.AddIdea{Text: "Låna i stället"})
	hold(id, asa)
	w.must(model.Host, model.Reveal{})
	w.enter(method.Cluster)
	began := w.b.Revs.Phase
	if began != w.b.Seq || w.b.Idea(id).Rev >= began {
		t.Errorf("the phase began with event %d, want %d", began, w.b.Seq)
	}
	w.must(bo, model.CreateCluster{Title: "Låna", Ideas: []model.ItemID{id}})
	hold(id, bo)
	w.must(bo, model.MarkReady{Ready: true})
	w.now = w.now.Add(time.Minute)
	w.must(asa, model.MoveIdea{ID: id})
	hold(id, asa)
	if w.b.Revs.Phase != began {
		t.Errorf("the phase began with event %d, want %d still", w.b.Revs.Phase, began)
	}
}
