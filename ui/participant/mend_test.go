package participant_test

import (
	"testing"

	"verkstad/ui/stage/stagetest"
)

// TestAWordingGetsItsHint holds that what may be mended is said while it is
// written, with how, in both languages and on the smallest screen; and that it
// goes when it is mended.
func TestAWordingGetsItsHint(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Defining)
	a := seated(t, r, 0)
	stagetest.Press(a, "n")
	stagetest.Type(a, "Borde alla")
	stagetest.Hides(t, a, "Går att svara ja eller nej på")
	stagetest.Type(a, " byar ha en verktygspool?")
	stagetest.Shows(t, a, "Går att svara ja eller nej på")
	stagetest.Resize(a, 40, 12)
	stagetest.Shows(t, a, "Börja med Hur eller Vad.")
	stagetest.Resize(a, 120, 40)
	stagetest.Press(a, "f2")
	stagetest.Shows(t, a, "Begin with How or What")
	stagetest.Press(a, "f2")
	for range 80 {
		stagetest.Press(a, "backspace")
	}
	stagetest.Type(a, "Vad får folk att dela på verktyg?")
	stagetest.Hides(t, a, "Går att svara ja eller nej på")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Vad får folk att dela på verktyg?")
}
