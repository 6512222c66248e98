package participant_test

import (
	"testing"

	"verkstad/model"
	"verkstad/ui/stage/stagetest"
)

// TestACommitmentShowsTheNameThatItsWriterHasNow holds that the list of commitments
// follows from the people, too: somebody who wrote one in another's name changes
// their own.
func TestACommitmentShowsTheNameThatItsWriterHasNow(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Committing)
	writer := r.Board().Person(r.People[4].Person)
	r.Must(r.People[4], model.MakeCommitment{What: "Bakar bullar", Who: r.Board().Person(r.People[2].Person).Name})
	a := seated(t, r, 0)
	stagetest.Press(a, "esc", "end")
	stagetest.Shows(t, a, "skrivet av "+writer.Name)
	r.Must(r.People[4], model.JoinPerson{Key: writer.Key, Name: "Elvira", Sector: writer.Sector, Role: writer.Role})
	stagetest.Wake(a)
	stagetest.Shows(t, a, "skrivet av Elvira")
}
