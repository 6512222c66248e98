package likeness_test

import (
	"errors"
	"testing"

	"verkstad/model"
	"verkstad/ui/likeness"
	"verkstad/ui/stage/stagetest"
)

// TestNothingIsComparedThatMayNotBeSeen holds that what others wrote is compared
// with after the reveal only, and that a hidden or changed idea is forgotten.
func TestNothingIsComparedThatMayNotBeSeen(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Gathering)
	var guesser likeness.Guesser
	where := likeness.Where{Phase: r.Board().Phase().ID}
	other := r.Must(r.People[1], model.AddIdea{Text: "Öppna en simskola för vuxna i badhuset"})
	twin := func() model.ItemID {
		t.Helper()
		id, err := guesser.Twin(r.Board(), r.People[0], where, "En simskola i badhuset för vuxna")
		if err != nil && !errors.Is(err, likeness.Busy{}) {
			t.Fatal(err)
		}
		return id
	}
	if id := twin(); id != 0 {
		t.Errorf("before the reveal idea %d of somebody else is found", id)
	}
	r.Must(model.Host, model.Reveal{})
	if id := twin(); id != other {
		t.Errorf("found %d, want %d", id, other)
	}
	r.Must(model.Host, model.HideIdea{ID: other, Hidden: true})
	if id := twin(); id != 0 {
		t.Errorf("idea %d is found though it is hidden", id)
	}
	r.Must(model.Host, model.HideIdea{ID: other})
	r.Must(model.Host, model.EditIdea{ID: other, Text: "Fler bänkar längs ån"})
	if id := twin(); id != 0 {
		t.Errorf("idea %d is found by what it said before", id)
	}
}

// TestAFirstSortingLeavesWhatPeoplePlaced holds that only free cards are in it.
func TestAFirstSortingLeavesWhatPeoplePlaced(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Clustering)
	var guesser likeness.Guesser
	b := r.Board()
	for _, heap := range guesser.Sorting(b) {
		for _, id := range heap.Ideas {
			if b.ClusterOf(b.Idea(id)) != nil {
				t.Errorf("card %d lies in a cluster already", id)
			}
		}
	}
	free := b.Groups(model.Actor{Role: model.Observer})[0].Ideas
	clusters, err := guesser.Columns(b, []model.ItemID{free[0].ID})
	if err != nil || len(clusters) > 3 {
		t.Errorf("%d columns, %v", len(clusters), err)
	}
}
