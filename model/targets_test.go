package model_test

import (
	"slices"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
)

// TestTheTargetsAreAsManyAsTheResolutionHas counts the targets of each goal.
func TestTheTargetsAreAsManyAsTheResolutionHas(t *testing.T) {
	want := []int{7, 8, 13, 10, 9, 8, 5, 12, 8, 10, 10, 11, 5, 10, 12, 12, 19}
	var all []model.Target
	for goal := 1; goal <= model.GoalCount; goal++ {
		targets := model.Targets(goal)
		if len(targets) != want[goal-1] {
			t.Errorf("goal %d has %d targets, want %d", goal, len(targets), want[goal-1])
		}
		for _, x := range targets {
			if x.Goal() != goal {
				t.Errorf("%s belongs to goal %d, want %d", x, x.Goal(), goal)
			}
		}
		all = append(all, targets...)
	}
	if len(all) != model.TargetCount || !slices.IsSortedFunc(all, model.CompareTargets) {
		t.Errorf("%d targets, in order %v; want %d", len(all), slices.IsSortedFunc(all, model.CompareTargets), model.TargetCount)
	}
	if model.Targets(0) != nil || model.Targets(18) != nil {
		t.Error("there are targets of no goal")
	}
	for _, x := range []model.Target{"", "1", "0.1", "18.1", "1.6", "1.c", "1.0", "01.1", "1.01", "17.a", "1.1.1", "1.A", "a.1", "1.1 "} {
		if x.Goal() != 0 {
			t.Errorf("%q is taken for a target of goal %d", x, x.Goal())
		}
	}
}

func TestATargetBringsItsGoal(t *testing.T) {
	s := sceneAt(t, method.Cluster)
	s.must(s.bo, model.TagItem{ID: s.cluster, Goals: []int{11}, Targets: []model.Target{"12.a", "12.5", "8.10", "12.5", "8.2"}})
	c := s.b.Cluster(s.cluster)
	if !slices.Equal(c.Goals, []int{8, 11, 12}) || !slices.Equal(c.Targets, []model.Target{"8.2", "8.10", "12.5", "12.a"}) {
		t.Errorf("goals %v, targets %v", c.Goals, c.Targets)
	}
	same := model.TagItem{ID: s.cluster, Goals: []int{12, 8, 11}, Targets: []model.Target{"12.a", "12.5", "8.10", "8.2"}}
	if events, err := s.try(s.bo, same); err != nil || len(events) != 0 {
		t.Errorf("the same again gives %v, %v", events, err)
	}
	if got := s.b.ServedBy(s.cluster); len(got.Targets) != 4 || len(s.b.ServedBy(s.idea).Targets) != 0 {
		t.Errorf("the board says that it serves %v", got)
	}
	s.refuse(s.bo, model.TagItem{ID: s.cluster, Targets: []model.Target{"12.d"}}, model.ErrTarget)
	if got := s.b.TargetProfile(s.bo); got["12.5"] != 1 || len(got) != 4 {
		t.Errorf("the profile of targets is %v", got)
	}
	s.must(s.bo, model.TagItem{ID: s.cluster, Goals: []int{11}})
	if got := s.b.Cluster(s.cluster).Targets; len(got) != 0 {
		t.Errorf("targets %v are left without their goals", got)
	}
}

func TestADocumentMayHaveNoTargetWithoutItsGoal(t *testing.T) {
	s := sceneAt(t, method.Cluster)
	s.must(s.bo, model.TagItem{ID: s.idea, Targets: []model.Target{"12.3", "12.5"}})
	for name, spoil := range map[string]func(*model.Idea){
		"without its goal": func(i *model.Idea) { i.Goals = []int{11} },
		"twice":            func(i *model.Idea) { i.Targets = []model.Target{"12.3", "12.3"} },
		"out of order":     func(i *model.Idea) { i.Targets = []model.Target{"12.5", "12.3"} },
		"of no goal":       func(i *model.Idea) { i.Targets = []model.Target{"12.99"} },
	} {
		raw, err := s.b.Document(model.Host).JSON()
		if err != nil {
			t.Fatal(err)
		}
		d, err := model.ParseDocument(raw)
		if err != nil {
			t.Fatalf("its own document is refused: %v", err)
		}
		spoil(d.Ideas[0])
		if raw, err = d.JSON(); err != nil {
			t.Fatal(err)
		}
		if _, err := model.ParseDocument(raw); err == nil {
			t.Errorf("a target %s is taken in", name)
		}
	}
}
