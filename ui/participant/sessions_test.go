package participant_test

import (
	"testing"

	"verkstad/model"
	"verkstad/ui/stage/stagetest"
)

func TestChoosesASessionAndWritesInIt(t *testing.T) {
	r := stagetest.Conference(t)
	a := seated(t, r, 0)
	stagetest.Golden(t, "session.choose", a)
	stagetest.GoldenStyled(t, "session.choose", a)
	stagetest.Press(a, "2", "enter")
	stagetest.Shows(t, a, "fullt")
	stagetest.Press(a, "1", "enter")
	if s := r.Board().SessionOf(r.Board().Person(1), r.Board().Phase()); s != 1 {
		t.Fatalf("Åsa is in session %d", s)
	}
	stagetest.Type(a, "Bjud in grannarna först")
	stagetest.Press(a, "enter")
	stagetest.Golden(t, "session.gather", a)
	ideas := r.Board().Ideas(model.Host)
	if s := ideas[len(ideas)-1].Session; s != 1 {
		t.Errorf("the idea belongs to session %d", s)
	}
	stagetest.Press(a, "f10", "3", "enter")
	if s := r.Board().SessionOf(r.Board().Person(1), r.Board().Phase()); s != 3 {
		t.Errorf("Åsa is in session %d after changing", s)
	}
	stagetest.Press(a, "f10")
	stagetest.Shows(t, a, "Vilket pass")
	stagetest.Press(a, "esc")
	stagetest.Shows(t, a, "Börja med ett skåp")
}

func TestChoosesTheNextSlotAhead(t *testing.T) {
	r := stagetest.Conference(t)
	r.Must(model.Host, model.EnterPhase{Phase: r.Board().Phases()[2].ID})
	a := seated(t, r, 1)
	stagetest.Press(a, "w", "enter")
	if s := r.Board().SessionOf(r.Board().Person(2), r.Board().Phases()[3]); s != 4 {
		t.Errorf("Bosse is in session %d of the next slot", s)
	}
	stagetest.Shows(t, a, "Mellan passen")
}
