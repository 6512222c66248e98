package participant_test

import (
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/participant"
	"verkstad/ui/stage/stagetest"
)

func TestScreens(t *testing.T) {
	for name, at := range map[string]stagetest.Moment{
		"waiting": stagetest.Waiting, "checkin": stagetest.CheckingIn, "talk": stagetest.Talking,
		"gather": stagetest.Gathering, "revealed": stagetest.Revealed, "cluster": stagetest.Clustering,
		"define": stagetest.Defining, "vote": stagetest.Voting, "outcome": stagetest.Counted,
		"commit": stagetest.Committing, "feedback": stagetest.Rating, "ended": stagetest.Ended,
	} {
		t.Run(name, func(t *testing.T) {
			a := seated(t, stagetest.CoLab(t, at), 1)
			stagetest.Golden(t, name, a)
			stagetest.GoldenStyled(t, name, a)
		})
	}
}

func TestTheDoor(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Waiting)
	a := stranger(t, r, participant.Hint{Name: "Örjan", Door: &stagetest.Door{Room: r, Code: "X7K2M94QD"}})
	stagetest.Golden(t, "join.name", a)
	stagetest.Press(a, "enter")
	stagetest.Golden(t, "join.sector", a)

	e := stagetest.Env(r, model.Actor{})
	e.Room = nil
	stagetest.Golden(t, "code", stagetest.App(t, e, participant.New(e, participant.Hint{Key: "new"})))
}

func TestScreensInUse(t *testing.T) {
	t.Run("gather.list", func(t *testing.T) {
		a := seated(t, stagetest.CoLab(t, stagetest.Revealed), 0)
		stagetest.Press(a, "tab", "down", "f3")
		stagetest.Golden(t, "gather.list", a)
	})
	t.Run("cluster.picked", func(t *testing.T) {
		a := seated(t, stagetest.CoLab(t, stagetest.Clustering), 0)
		stagetest.Press(a, "space", "down", "space", "right")
		stagetest.Golden(t, "cluster.picked", a)
	})
	t.Run("vote.laid", func(t *testing.T) {
		a := seated(t, stagetest.CoLab(t, stagetest.Voting), 0)
		stagetest.Press(a, "+", "+", "down", "+")
		stagetest.Golden(t, "vote.laid", a)
	})
	t.Run("define.writing", func(t *testing.T) {
		a := seated(t, stagetest.CoLab(t, stagetest.Defining), 0)
		stagetest.Press(a, "n")
		stagetest.Type(a, "Hur kan fler få låna?")
		stagetest.Golden(t, "define.writing", a)
	})
	t.Run("feedback.given", func(t *testing.T) {
		a := seated(t, stagetest.CoLab(t, stagetest.Rating), 3)
		stagetest.Golden(t, "feedback.given", a)
	})
	t.Run("removed", func(t *testing.T) {
		r := stagetest.CoLab(t, stagetest.Gathering)
		r.Must(model.Host, model.RemovePerson{Person: r.People[2].Person})
		stagetest.Golden(t, "removed", seated(t, r, 2))
	})
	t.Run("vote.soon", func(t *testing.T) {
		r := stagetest.CoLab(t, stagetest.Defining)
		r.Go(method.Vote)
		stagetest.Golden(t, "vote.soon", seated(t, r, 2))
	})
}

func TestTheDoorForWhoComesBack(t *testing.T) {
	r, _ := lostEva(t)
	a := atDoor(t, r)
	stagetest.Golden(t, "join.lost", a)
	stagetest.Type(a, "Eva")
	stagetest.Press(a, "enter")
	stagetest.Golden(t, "join.was", a)
	stagetest.Press(a, "1")
	stagetest.Golden(t, "join.wait", a)
}
