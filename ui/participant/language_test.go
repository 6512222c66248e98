package participant_test

import (
	"testing"

	"verkstad/ui/stage/stagetest"
)

// TestALanguageThatWasChosenIsKept holds that whoever has chosen a language finds it
// again at another terminal, and nobody else does.
func TestALanguageThatWasChosenIsKept(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Talking)
	a := seated(t, r, 0)
	stagetest.Shows(t, a, "Temat")
	stagetest.Press(a, "f2")
	stagetest.Shows(t, a, "The theme")
	stagetest.Shows(t, seated(t, r, 0), "The theme")
	stagetest.Shows(t, seated(t, r, 1), "Temat")
}
