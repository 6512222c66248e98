package model_test

import (
	"slices"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
)

// TestASweepTellsNotWhoWroteWhat holds that in an anonymous workshop nobody who
// leads learns by a sweep, nor by one taken from another, which texts are whose.
func TestASweepTellsNotWhoWroteWhat(t *testing.T) {
	w := newWorkshop(t, "colab")
	w.must(model.Host, model.DescribeWorkshop{Title: w.b.Title, Anonymous: true})
	var ids []model.PersonID
	var texts []model.ItemID
	w.enter(method.Gather)
	for _, name := range []string{"A", "B", "C", "D", "E", "F", "G"} {
		p := w.join(name+"nna", model.Academia)
		ids = append(ids, p.Person)
		if name != "G" {
			texts = append(texts, w.must(p, model.AddIdea{Text: "Av någon " + name}))
		}
	}
	w.must(model.Host, model.Reveal{})
	sweep := func(some ...int) model.SweepPeople {
		c := model.SweepPeople{Texts: true}
		for _, n := range some {
			c.People = append(c.People, ids[n])
		}
		return c
	}
	for _, few := range [][]int{{0}, {0, 1}, {0, 1, 6}} { // G has written nothing
		w.refuse(model.Host, sweep(few...), model.ErrSweepTells)
	}
	w.must(model.Host, sweep(6)) // and takes no text along
	w.must(model.Host, model.Undo{})
	w.must(model.Host, model.SweepPeople{People: ids[:1]}) // without texts nothing is told
	w.must(model.Host, model.Undo{})

	w.must(model.Host, sweep(0, 1, 2))
	if gone := slices.IndexFunc(texts, func(id model.ItemID) bool { return !w.b.Idea(id).Removed }); gone != 3 {
		t.Fatalf("the first %d texts are gone, want 3", gone)
	}
	w.must(model.Host, model.Undo{})
	for _, other := range [][]int{{0, 1, 3}, {0, 1, 2, 3}, {0, 3, 4, 5}, {1, 2, 3, 4, 5}} {
		w.refuse(model.Host, sweep(other...), model.ErrSweepTells)
	}
	if again := model.Fold(w.log); again.SweepTells([]model.PersonID{ids[0], ids[1], ids[3]}) == nil {
		t.Error("read again, the log has forgotten whose texts went together")
	}
	w.must(model.Host, sweep(0, 1, 2)) // the same three again
	w.must(model.Host, model.Undo{})
	w.must(model.Host, sweep(0, 1, 2, 3, 4, 5))
	w.must(model.Host, model.Undo{})
	w.must(model.Host, sweep(3, 4, 5))

	named := newWorkshop(t, "colab")
	named.enter(method.Gather)
	p := named.join("Anna", model.Academia)
	named.must(p, model.AddIdea{Text: "Hennes"})
	named.must(model.Host, model.SweepPeople{People: []model.PersonID{p.Person}, Texts: true})
}
