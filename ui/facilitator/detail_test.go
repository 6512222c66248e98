package facilitator_test

import (
	"testing"

	"verkstad/ui/stage/stagetest"
)

// TestEnterShowsTheFigures presses enter on the whole result, and on a candidate.
func TestEnterShowsTheFigures(t *testing.T) {
	_, a, _ := divided(t)
	stagetest.Press(a, "enter")
	stagetest.Golden(t, "room-figures", a)
	stagetest.Press(a, "esc", "down", "enter")
	stagetest.Golden(t, "room-figure", a)
}
