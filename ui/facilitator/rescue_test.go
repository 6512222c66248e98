package facilitator

import (
	"testing"

	"verkstad/model"
	"verkstad/ui/stage/stagetest"
)

// TestADatabaseThatIsGoneCanBeWrittenAnew holds that the facilitator is told in
// one line with the key that helps, is asked, and goes on.
func TestADatabaseThatIsGoneCanBeWrittenAnew(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Gathering)
	e := stagetest.Env(r, model.Host)
	a := stagetest.App(t, e, New(e))
	stagetest.Press(a, "!")
	stagetest.Hides(t, a, "skriv databasen på nytt")
	r.Lose(&model.Error{Code: "file-gone"})
	stagetest.Wake(a)
	stagetest.Shows(t, a, "Databasfilen är borta eller utbytt, och inget sparas. ! skriver den på nytt.")
	stagetest.Hides(t, a, "av sig självt")
	stagetest.Press(a, "!")
	stagetest.Shows(t, a, "flyttas det åt sidan")
	stagetest.Press(a, "n")
	if r.Health().Err == nil {
		t.Fatal("it was done though it was refused")
	}
	stagetest.Press(a, "!", "enter")
	stagetest.Shows(t, a, "Databasen är skriven på nytt")
	if r.Health().Err != nil {
		t.Error("it was not done")
	}
	stagetest.Hides(t, a, "Databasfilen är borta")
}
