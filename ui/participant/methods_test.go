package participant_test

import (
	"fmt"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/participant"
	"verkstad/ui/stage/stagetest"
)

// TestGoldenOfEveryMethod holds a workshop of each method and compares the
// screen of one who takes part, in every phase.
func TestGoldenOfEveryMethod(t *testing.T) {
	for _, m := range method.All() {
		stagetest.Hold(t, m, func(r *stagetest.Room, n int) {
			env := stagetest.Env(r, model.Actor{Person: 1, Role: model.Participant})
			a := stagetest.App(t, env, participant.New(env, participant.Hint{Key: "Åsa"}))
			stagetest.Golden(t, fmt.Sprintf("methods/%s-%02d", m.ID, n), a)
		})
	}
}
