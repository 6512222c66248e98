package model_test

import (
	"testing"

	"verkstad/model"
	"verkstad/model/method"
)

func TestTheWallIsTurnedUntilTheNextPhase(t *testing.T) {
	s := sceneAt(t, method.Cluster)
	s.refuse(s.asa, model.ShowOnWall{Page: model.WallGoals}, model.ErrNotAllowed)
	s.refuse(model.Host, model.ShowOnWall{Page: "else"}, model.ErrSettings)
	s.must(model.Host, model.ShowOnWall{Page: model.WallGoals})
	if s.b.Wall != model.WallGoals {
		t.Errorf("the wall shows %q", s.b.Wall)
	}
	if events, err := s.try(model.Host, model.ShowOnWall{Page: model.WallGoals}); err != nil || len(events) != 0 {
		t.Errorf("the same page again gives %v, %v", events, err)
	}
	s.enter(method.Define)
	if s.b.Wall != model.WallPhase {
		t.Errorf("a new phase begins with %q on the wall", s.b.Wall)
	}
}

func TestGoalsAreSummedOverWorkshops(t *testing.T) {
	one, two := sceneAt(t, method.Cluster), sceneAt(t, method.Cluster)
	one.must(one.bo, model.TagItem{ID: one.cluster, Goals: []int{11}, Targets: []model.Target{"12.3"}})
	two.must(two.bo, model.TagItem{ID: two.idea, Targets: []model.Target{"12.3", "12.5"}})
	sum := model.SumGoals(model.Host, one.b, two.b)
	if sum.Goals[10] != 1 || sum.Goals[11] != 2 || sum.Targets["12.3"] != 2 || sum.Targets["12.5"] != 1 || sum.Empty() {
		t.Errorf("the sum is %+v", sum)
	}
	if !model.SumGoals(model.Host).Empty() {
		t.Error("no workshop serves a goal")
	}
}

// The facilitator steps through the sentences about a result; a new vote and a
// new phase begin with the first.
func TestSentencesAreSteppedThrough(t *testing.T) {
	s := sceneAt(t, method.Vote)
	s.must(model.Host, model.ShowOnWall{Say: 1})
	s.must(model.Host, model.ShowOnWall{Say: 2})
	if s.b.Say != 2 {
		t.Errorf("it is at sentence %d", s.b.Say)
	}
	if _, err := s.try(s.asa, model.ShowOnWall{Say: 3}); err == nil {
		t.Error("a participant can turn the wall")
	}
	s.must(model.Host, model.CloseRound{})
	s.must(model.Host, model.Next{})
	if s.b.Say != 0 {
		t.Errorf("a new phase begins with sentence %d", s.b.Say)
	}
}
