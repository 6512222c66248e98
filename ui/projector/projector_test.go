package projector_test

import (
	"testing"
	"time"

	"verkstad/model"
	"verkstad/ui/projector"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

var observer = model.Actor{Role: model.Observer}

func show(t *testing.T, until stagetest.Moment) (*stagetest.Room, *stage.App) {
	t.Helper()
	r := stagetest.CoLab(t, until)
	e := stagetest.Env(r, observer)
	return r, stagetest.App(t, e, projector.New(e, nil))
}

var moments = map[string]stagetest.Moment{
	"waiting": stagetest.Waiting, "checkin": stagetest.CheckingIn, "talk": stagetest.Talking,
	"gather": stagetest.Gathering, "revealed": stagetest.Revealed, "cluster": stagetest.Clustering,
	"define": stagetest.Defining, "vote": stagetest.Voting, "result": stagetest.Counted,
	"commit": stagetest.Committing, "feedback": stagetest.Rating, "ended": stagetest.Ended,
}

func TestGolden(t *testing.T) {
	for name, moment := range moments {
		t.Run(name, func(t *testing.T) {
			r, a := show(t, moment)
			if name == "revealed" { // in which a step has just begun
				stagetest.Golden(t, "step", a)
				r.Pass(10 * time.Second)
			}
			stagetest.Golden(t, name, a)
		})
	}
}
