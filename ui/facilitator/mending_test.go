package facilitator_test

import (
	"testing"

	"verkstad/ui/stage/stagetest"
)

// TestAQuestionInAPromptHasItsHint types a question into the prompt of a phase, and
// one for the board: both get the hint that a participant's has, in a pause.
func TestAQuestionInAPromptHasItsHint(t *testing.T) {
	const hint = "Går att svara ja eller nej på"
	for name, c := range map[string]struct {
		until stagetest.Moment
		keys  []string
	}{
		"a phase":   {stagetest.Gathering, []string{"a", "p", "ctrl+u"}},
		"the board": {stagetest.Defining, []string{"w"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, a := lead(t, c.until)
			stagetest.Press(a, c.keys...)
			stagetest.Type(a, "Ska vi dela")
			stagetest.Hides(t, a, hint)
			stagetest.Type(a, " verktyg i byn?")
			stagetest.Shows(t, a, hint)
		})
	}
}
