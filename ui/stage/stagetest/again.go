package stagetest

import (
	"testing"
	"time"

	"verkstad/model"
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
