package stagetest

import (
	"context"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
)

// Conference is a learning conference that has come to its first slot, with
// twelve people, the first of whom has not chosen a session.
func Conference(t testing.TB) *Room {
	t.Helper()
	m, _ := method.Get("larkonferens")
	r := NewRoom(t)
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
