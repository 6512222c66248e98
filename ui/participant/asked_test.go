package participant_test

import (
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/stage/stagetest"
)

// TestWhoseNameAnotherWroteIsAsked has somebody answer on their screen, in the
// phase itself and in the ones after it.
func TestWhoseNameAnotherWroteIsAsked(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Committing)
	me := r.Board().Person(r.People[2].Person)
	a, other := seated(t, r, 2), seated(t, r, 5)
	id := r.Must(r.People[4], model.MakeCommitment{What: "Bakar bullar", Who: me.Name})
	stagetest.Wake(a)
	stagetest.Wake(other)
	stagetest.Shows(t, a, "i ditt namn", "inte bekräftat")
	stagetest.Hides(t, other, "i ditt namn")
	stagetest.Press(a, "f12")
	stagetest.Shows(t, a, "Tar du på dig det här?", "Bakar bullar", "skrivet av", "Nej: det står")
	stagetest.Press(a, "enter")
	if c := r.Board().Commitment(id); r.Board().ConsentOf(c) != model.Agreed {
		t.Fatalf("the answer is %+v", c)
	}
	stagetest.Hides(t, a, "svara på åtagande")

	second := r.Must(r.People[4], model.MakeCommitment{What: "Kokar kaffe", Who: me.Name})
	r.Go(method.Feedback)
	stagetest.Wake(a)
	stagetest.Press(a, "f12", "down", "enter")
	if c := r.Board().Commitment(second); r.Board().ConsentOf(c) != model.Refused {
		t.Fatalf("the answer is %+v", c)
	}
}
