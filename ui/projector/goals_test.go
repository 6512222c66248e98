package projector_test

import (
	"testing"
	"time"

	"verkstad/model"
	"verkstad/ui/projector"
	"verkstad/ui/stage/stagetest"
)

// tagged is a room whose ideas serve goals, some of them targets.
func tagged(t *testing.T) *stagetest.Room {
	t.Helper()
	r := stagetest.CoLab(t, stagetest.Clustering)
	for n, i := range r.Board().Ideas(model.Host) {
		tag := model.TagItem{ID: i.ID, Goals: []int{1 + (n*5)%17, 12}}
		if n%2 == 0 {
			tag.Targets = []model.Target{"12.3", "11.6"}[:1+n%3%2]
		}
		r.Must(model.Host, tag)
	}
	return r
}

func TestTheGoalsOnTheWall(t *testing.T) {
	r := tagged(t)
	e := stagetest.Env(r, observer)
	a := stagetest.App(t, e, projector.New(e, nil))
	stagetest.Hides(t, a, "Globala mål")
	r.Must(model.Host, model.ShowOnWall{Page: model.WallGoals})
	stagetest.Shows(t, a, "Globala mål som vårt arbete rör", "Hållbar konsumti", "█▏")
	stagetest.Golden(t, "goals", a)
	stagetest.GoldenStyled(t, "goals", a)
	r.Must(model.Host, model.ShowOnWall{})
	stagetest.Hides(t, a, "Globala mål")
	stagetest.Press(a, "m")
	stagetest.Shows(t, a, "Globala mål som vårt arbete rör")
	stagetest.Press(a, "i")
	stagetest.Shows(t, a, "Välkommen!")
	stagetest.Press(a, "i", "esc")
	stagetest.Hides(t, a, "Globala mål")
}

func TestASmallWallTurnsThePagesOfTheGoals(t *testing.T) {
	r := tagged(t)
	e := stagetest.Env(r, observer)
	a := stagetest.App(t, e, projector.New(e, nil))
	stagetest.Press(a, "m")
	stagetest.Resize(a, 40, 12)
	seen := map[string]bool{}
	for range 8 {
		seen[stagetest.Screen(a)] = true
		r.Pass(12 * time.Second)
	}
	if len(seen) < 2 {
		t.Error("one page shows all on 40×12")
	}
}

// TestUnrevealedIdeasServeNoGoalOnTheWall holds that the chart tells nothing of
// ideas that the room has not seen.
func TestUnrevealedIdeasServeNoGoalOnTheWall(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Gathering)
	for _, i := range r.Board().Ideas(model.Host) {
		r.Must(model.Host, model.TagItem{ID: i.ID, Goals: []int{12}})
	}
	e := stagetest.Env(r, observer)
	a := stagetest.App(t, e, projector.New(e, nil))
	stagetest.Press(a, "m")
	stagetest.Shows(t, a, "Inget är kopplat")
	stagetest.Hides(t, a, "Hållbar konsumtion")
}
