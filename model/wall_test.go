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

// A feedback comment is on the wall while its writer stands by it, from three answers up.
func TestCommentsAreShownOneByOne(t *testing.T) {
	s := sceneAt(t, method.Feedback)
	s.must(s.asa, model.Rate{Score: 4, Text: "Bra samtal"})
	s.must(s.bo, model.Rate{Score: 2})
	s.refuse(model.Host, model.ShowOnWall{Page: model.WallComment, Whose: s.asa.Person}, model.ErrNoComment)
	cia := s.cleo
	s.must(cia, model.Rate{Score: 3, Text: "Kort rast"})
	s.refuse(model.Host, model.ShowOnWall{Page: model.WallComment, Whose: s.bo.Person}, model.ErrNoComment)
	s.refuse(model.Host, model.ShowOnWall{Whose: s.asa.Person}, model.ErrSettings)
	for who, text := range map[model.PersonID]string{s.asa.Person: "Bra samtal", cia.Person: "Kort rast"} {
		s.must(model.Host, model.ShowOnWall{Page: model.WallComment, Whose: who})
		if got := s.b.WallComment(); got != text {
			t.Errorf("the wall shows %q for %q", got, text)
		}
	}
	s.must(model.Host, model.ShowOnWall{Page: model.WallComment, Whose: s.asa.Person})
	s.must(s.asa, model.Rate{Score: 3, Text: "Bra samtal"})
	if got := s.b.WallComment(); got != "Bra samtal" {
		t.Errorf("another score takes the comment down: %q", got)
	}
	s.must(s.asa, model.Rate{Score: 3, Text: "Bra samtal med Bo"})
	if got := s.b.WallComment(); got != "" || s.b.Wall != model.WallPhase {
		t.Errorf("the wall shows %q, which nobody has picked", got)
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
