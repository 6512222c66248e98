package participant_test

import (
	"testing"

	"verkstad/ui/participant"
	"verkstad/ui/stage/stagetest"
)

// TestTwoVotesSideBySide holds that a vote that was held again says beside each
// candidate how it came out before, and what moved, with or without colour.
func TestTwoVotesSideBySide(t *testing.T) {
	r := stagetest.Again(t)
	e := stagetest.Env(r, r.People[0])
	a := stagetest.App(t, e, participant.New(e, participant.Hint{Key: "key-Åsa"}))
	stagetest.Resize(a, 120, 40)
	stagetest.Shows(t, a, "▲", "▼", "=", "omgång 1:", "delad 1:a plats")
	stagetest.Golden(t, "outcome.again", a)
	stagetest.GoldenStyled(t, "outcome.again", a)
}
