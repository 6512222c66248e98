package projector_test

import (
	"testing"

	"verkstad/model"
	"verkstad/ui/stage/stagetest"
)

// TestALowWallSaysAllOfAnInstruction holds that what is voted on leaves room for how,
// on a wall of 120×34.
func TestALowWallSaysAllOfAnInstruction(t *testing.T) {
	r, a := show(t, stagetest.Defining)
	r.Must(model.Host, model.Next{})
	stagetest.Resize(a, 120, 34)
	stagetest.Shows(t, a, "när omröstningen stängs.")
}
