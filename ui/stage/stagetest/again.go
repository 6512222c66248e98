package stagetest

import (
	"context"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
)

// Again is a co-lab in which the vote was held a second time, after talk, and
// has been counted: the result is 19, 8, 6 and 2 dots, and the first was third the
// time before.
func Again(tb testing.TB) *Room {
	tb.Helper()
	r := CoLab(tb, Counted)
	r.Pass(30 * time.Minute)
	r.Must(model.Host, model.OpenRound{Dots: 3, MaxPer: 2})
	c := r.Board().OpenRound().Candidates
	for i, p := range r.People[:13] {
		dots := []model.Dot{{ID: c[2].ID, N: 2}, {ID: c[1].ID, N: 1}}
		switch {
		case i >= 11:
			dots = []model.Dot{{ID: c[3].ID, N: 1}}
		case i >= 8:
			dots = []model.Dot{{ID: c[0].ID, N: 2}, {ID: c[2].ID, N: 1}}
		}
		r.Must(p, model.CastBallot{After: model.AfterAny, Dots: dots})
	}
	r.Must(model.Host, model.CloseRound{})
	return r
}

// Second is the second meeting of a series, which opened with nothing, in one house
// with the first.
func Second(tb testing.TB) (*House, *Room) {
	tb.Helper()
	house := &House{TB: tb, Rooms: []*Room{CoLab(tb, Ended)}}
	m, _ := method.Get("colab")
	room, err := house.Create(context.Background(), model.CreateWorkshop{
		Title: "Återbruk och cirkulär ekonomi", Method: m.ID, Node: "Lund", Series: "Återbruk i Lund", Number: 2, Lang: "sv", Phases: m.Agenda(2),
	})
	if err != nil {
		tb.Fatal(err)
	}
	return house, room.(*Room)
}
