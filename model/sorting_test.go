package model_test

import (
	"fmt"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
)

// sortedOut is a meeting in which a first sorting was taken, taken back and done
// again, and an idea was added to one that says the same.
func sortedOut(t *testing.T) []model.Record {
	s := sceneAt(t, method.Gather)
	s.must(s.asa, model.AddIdea{Text: "En pool med verktyg", Into: s.idea})
	s.reach(method.Cluster)
	s.must(model.Host, model.SortIdeas{Clusters: []model.CreateCluster{
		{Title: "Verktyg", Ideas: []model.ItemID{s.idea}}, {Title: "Virke", Ideas: []model.ItemID{s.other}},
	}})
	s.must(model.Host, model.Undo{})
	s.must(model.Host, model.Redo{})
	return s.log
}

func TestASortingIsUndoneWhole(t *testing.T) {
	s := sceneAt(t, method.Cluster)
	before := len(s.b.Clusters())
	sort := model.SortIdeas{Clusters: []model.CreateCluster{
		{Title: "Verktyg", Ideas: []model.ItemID{s.idea}}, {Title: "Virke", Ideas: []model.ItemID{s.other}},
	}}
	s.refuse(s.asa, sort, model.ErrNotAllowed)
	seq := s.b.Seq
	s.must(model.Host, sort)
	if s.b.Seq != seq+1 || len(s.b.Clusters()) != before+2 {
		t.Fatalf("%d events, %d clusters", s.b.Seq-seq, len(s.b.Clusters()))
	}
	if c := s.b.ClusterOf(s.b.Idea(s.other)); c == nil || c.Title != "Virke" {
		t.Errorf("the second idea lies in %+v", c)
	}
	s.must(model.Host, model.Undo{})
	if c := s.b.ClusterOf(s.b.Idea(s.idea)); len(s.b.Clusters()) != before || c == nil || c.ID != s.cluster || s.b.Idea(s.other).Cluster != 0 {
		t.Errorf("after undo there are %d clusters, and the first idea lies in %+v", len(s.b.Clusters()), c)
	}
	s.refuse(model.Host, model.SortIdeas{}, model.ErrEmpty)
	s.refuse(model.Host, model.SortIdeas{Clusters: []model.CreateCluster{{Title: "X", Ideas: []model.ItemID{99}}}}, model.ErrNoSuchItem)
}

// TestAnIdeaIsAddedToOneThatSaysTheSame holds that it becomes part of it at
// once, that one undo takes it back, and that nobody adds to what they may not
// see.
func TestAnIdeaIsAddedToOneThatSaysTheSame(t *testing.T) {
	s := sceneAt(t, method.Gather)
	s.refuse(s.bo, model.AddIdea{Text: "Pool", Into: s.idea}, model.ErrNoSuchItem)
	n, _ := s.b.IdeaCount(0)
	id := s.must(s.asa, model.AddIdea{Text: "Pool", Into: s.idea})
	if after, _ := s.b.IdeaCount(0); after != n || s.b.Idea(id).Merged != s.idea {
		t.Errorf("%d ideas after %d; it is part of %d", after, n, s.b.Idea(id).Merged)
	}
	if parts := s.b.Parts(s.idea); len(parts) != 1 || parts[0].Text != "Pool" {
		t.Errorf("the idea has %d parts", len(parts))
	}
	s.must(s.asa, model.Undo{})
	if len(s.b.Parts(s.idea)) != 0 || s.b.Idea(s.idea).Removed {
		t.Error("undo has not taken back what was added, and that alone")
	}
	s.must(model.Host, model.Reveal{})
	if id := s.must(s.bo, model.AddIdea{Text: "Pool", Into: s.idea}); s.b.Idea(id).Merged != s.idea {
		t.Error("what all can see is not added to")
	}
	if id := s.must(s.asa, model.AddIdea{Text: "Sen", Parked: true, Into: s.idea}); s.b.Idea(id).Merged != 0 {
		t.Error("a note for later became part of an idea")
	}
}

// TestWhoIsNotHeard is a table of how many people and ideas each sector has.
func TestWhoIsNotHeard(t *testing.T) {
	for _, c := range []struct {
		name      string
		academics int
		others    int
		ideas     int // of academics
		rest      int // ideas of the others
		anonymous bool
		told      bool
	}{
		{"far fewer than their share", 6, 6, 2, 18, false, true},
		{"nothing at all", 4, 8, 0, 20, false, true},
		{"fewer, but chance may do that", 4, 8, 4, 12, false, false},
		{"two people are nobody's business", 2, 8, 0, 30, false, false},
		{"few ideas tell nothing", 6, 6, 0, 9, false, false},
		{"as much as others", 6, 6, 10, 10, false, false},
		{"a small group where names are kept back", 4, 8, 0, 20, true, false},
		{"a larger one there", 6, 6, 0, 20, true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorkshop(t, "colab")
			if c.anonymous {
				w.must(model.Host, model.DescribeWorkshop{Title: "T", Anonymous: true})
			}
			var academics, others []model.Actor
			for i := range c.academics {
				academics = append(academics, w.join(fmt.Sprint("A", i), model.Academia))
			}
			for i := range c.others {
				others = append(others, w.join(fmt.Sprint("B", i), model.Business))
			}
			w.enter(method.Gather)
			for i := range c.ideas {
				w.must(academics[i%len(academics)], model.AddIdea{Text: fmt.Sprint("Idé ", i)})
			}
			for i := range c.rest {
				w.must(others[i%len(others)], model.AddIdea{Text: fmt.Sprint("Annan ", i)})
			}
			got, told := w.b.UnheardIn(w.b.Phase().ID)
			if told != c.told || told && (got.Sector != model.Academia || got.N != c.ideas || got.Of != c.ideas+c.rest) {
				t.Errorf("got %+v, %v", got, told)
			}
		})
	}
}
