package participant_test

import (
	"testing"

	"verkstad/model"
	"verkstad/ui/participant"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// seated is the terminal of somebody who takes part, by their place among
// those who joined.
func seated(t *testing.T, r *stagetest.Room, place int) *stage.App {
	t.Helper()
	p := r.Board().Person(r.People[place].Person)
	e := stagetest.Env(r, model.Actor{})
	return stagetest.App(t, e, participant.New(e, participant.Hint{Key: p.Key}))
}

// stranger is the terminal of somebody who has not joined.
func stranger(t *testing.T, r *stagetest.Room, hint participant.Hint) *stage.App {
	t.Helper()
	e := stagetest.Env(r, model.Actor{})
	return stagetest.App(t, e, participant.New(e, hint))
}
