package participant_test

import (
	"context"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/stage/stagetest"
)

// conference is a learning conference that has come to its first slot, with
// twelve people, the first of whom has not chosen a session.
func conference(t *testing.T) *stagetest.Room {
	t.Helper()
	m, _ := method.Get("larkonferens")
	r := stagetest.NewRoom(t)
	if _, err := r.Do(context.Background(), model.Host, "", model.CreateWorkshop{
		ID: "01CONF", Title: "Det vi lärde oss", Method: m.ID, Node: "Lund", Lang: "sv", Code: "KRABBA", Phases: m.Agenda(1),
	}); err != nil {
		t.Fatal(err)
	}
	for i, name := range []string{"Åsa", "Bosse", "Cilla", "Doris", "Eskil", "Fatima", "Greta", "Hassan", "Ivar", "Jelena", "Knut", "Lisa"} {
		p := model.Actor{Person: model.PersonID(i + 1), Role: model.Participant}
		r.Must(model.Actor{Role: model.Participant}, model.JoinPerson{Key: name, Name: name, Sector: model.Sectors[i%5], Role: model.Participant})
		r.People = append(r.People, p)
		if i > 0 {
			r.Must(p, model.ChooseSession{Session: model.SessionID(i%3 + 1)})
		}
	}
	b := r.Board()
	_, s := b.Session(2)
	change := *s
	change.Host, change.Seats = "Ida Ek, Verkstan i Lund", 4
	r.Must(model.Host, model.SetSession{Phase: b.Phases()[1].ID, Session: change})
	r.Must(model.Host, model.EnterPhase{Phase: b.Phases()[1].ID, Start: true})
	r.Must(r.People[1], model.AddIdea{Text: "Hyran åt upp allt"})
	r.Must(r.People[2], model.AddIdea{Text: "Börja med ett skåp, inte en lokal"})
	r.Must(r.People[4], model.AddIdea{Text: "Skylten var på fel språk"})
	return r
}

func TestChoosesASessionAndWritesInIt(t *testing.T) {
	r := conference(t)
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
	r := conference(t)
	r.Must(model.Host, model.EnterPhase{Phase: r.Board().Phases()[2].ID})
	a := seated(t, r, 1)
	stagetest.Press(a, "w", "enter")
	if s := r.Board().SessionOf(r.Board().Person(2), r.Board().Phases()[3]); s != 4 {
		t.Errorf("Bosse is in session %d of the next slot", s)
	}
	stagetest.Shows(t, a, "Mellan passen")
}
