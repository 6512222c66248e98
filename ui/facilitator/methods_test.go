package facilitator

import (
	"fmt"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/stage/stagetest"
)

// TestGoldenOfEveryMethod holds a workshop of each method and compares what its
// facilitator sees in every phase.
func TestGoldenOfEveryMethod(t *testing.T) {
	for _, m := range method.All() {
		stagetest.Hold(t, m, func(r *stagetest.Room, n int) {
			env := stagetest.Env(r, model.Host)
			a := stagetest.App(t, env, New(env))
			stagetest.Golden(t, fmt.Sprintf("methods/%s-%02d", m.ID, n), a)
		})
	}
}
