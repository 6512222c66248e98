package facilitator_test

import (
	"testing"

	"verkstad/ui/participant"
	"verkstad/ui/projector"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// TestThePlannedStartIsSaidToAll holds that who leads sets when it begins, and
// that every screen that waits says so until it has begun.
func TestThePlannedStartIsSaidToAll(t *testing.T) {
	r, a := lead(t, stagetest.Waiting)
	stagetest.Press(a, "S")
	stagetest.Type(a, "snart")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Det är ingen tid")
	stagetest.Press(a, "S")
	stagetest.Type(a, "12-01 13:00")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Börjar tisdag 1 december kl. 13:00", "13:00 Incheckning", "13:10 Temat", "slut 16:02")
	stagetest.Golden(t, "planned", a)
	e := stagetest.Env(r, r.People[0])
	person := stagetest.App(t, e, participant.New(e, participant.Hint{Key: "key-Åsa"}))
	wall := stagetest.App(t, e, projector.New(e, func() stage.Screen { return nil }))
	stagetest.Shows(t, person, "Vi börjar tisdag 1 december kl. 13:00")
	stagetest.Shows(t, wall, "Välkommen! Vi börjar tisdag 1 december")
	stagetest.Press(a, "i")
	stagetest.Shows(t, a, "Börjar tisdag 1 december kl. 13:00")
	stagetest.Press(a, "esc", "n", "S")
	stagetest.Shows(t, a, "Träffen har redan börjat")
	stagetest.Hides(t, wall, "Vi börjar")
}
