package participant_test

import (
	"testing"

	"verkstad/model"
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
	stagetest.Shows(t, a, "▲", "▼", "=", "omröstning 1:", "delad förstaplats")
	stagetest.Golden(t, "outcome.again", a)
	stagetest.GoldenStyled(t, "outcome.again", a)
}

// TestAResultOutlivesAVoteOfTooFew holds that who takes part still reads the
// last result there is after a vote of too few, then and when all is over.
func TestAResultOutlivesAVoteOfTooFew(t *testing.T) {
	r := stagetest.Again(t)
	e := stagetest.Env(r, r.People[0])
	a := stagetest.App(t, e, participant.New(e, participant.Hint{Key: "key-Åsa"}))
	stagetest.Resize(a, 120, 40)
	failed := "Omröstning 3: färre än tre röstade, inget resultat."
	stagetest.Shows(t, a, "19 prickar")
	r.Must(model.Host, model.OpenRound{Dots: 3, MaxPer: 2})
	r.Must(model.Host, model.CloseRound{})
	stagetest.Wake(a)
	stagetest.Shows(t, a, failed, "19 prickar", "omröstning 1:")
	r.Must(model.Host, model.EndWorkshop{})
	stagetest.Wake(a)
	stagetest.Shows(t, a, failed, "19 prickar")
}
