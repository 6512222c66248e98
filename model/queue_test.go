package model_test

import (
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
)

// TestWhoIsGoneIsNotNextInTurn holds that a hand stays with its person: whose
// connection is gone is passed over, and out of the queue when they have been gone
// for long; back in the same phase they have their place; and the phase ends it.
func TestWhoIsGoneIsNotNextInTurn(t *testing.T) {
	s := sceneAt(t, method.Gather)
	asa, bo, cleo := s.b.Person(s.asa.Person), s.b.Person(s.bo.Person), s.b.Person(s.cleo.Person)
	for _, p := range []*model.Person{asa, bo, cleo} {
		s.must(model.Actor{Person: p.ID, Role: model.Participant}, model.MoveHand{Up: true})
	}
	queue := func(now *model.Presence) (here, away string) {
		up, gone := s.b.Queue(now)
		for _, p := range up {
			here += p.Name + " "
		}
		for _, p := range gone {
			away += p.Name + " "
		}
		return here, away
	}
	at := map[model.PersonID]int{asa.ID: 1, bo.ID: 1, cleo.ID: 1}
	gone := map[model.PersonID]int{bo.ID: 1, cleo.ID: 1}
	lately := map[model.PersonID]time.Time{asa.ID: s.now}
	left := map[model.PersonID]bool{asa.ID: true}
	for _, c := range []struct {
		what       string
		now        *model.Presence
		here, away string
	}{
		{"all are here", &model.Presence{Terminals: at}, asa.Name + " " + bo.Name + " " + cleo.Name + " ", ""},
		{"a line was cut", &model.Presence{Terminals: gone, Recent: lately, Left: left}, bo.Name + " " + cleo.Name + " ", asa.Name + " "},
		{"somebody writes single lines", &model.Presence{Terminals: gone, Recent: lately}, asa.Name + " " + bo.Name + " " + cleo.Name + " ", ""},
		{"gone for long", &model.Presence{Terminals: gone}, bo.Name + " " + cleo.Name + " ", ""},
		{"back", &model.Presence{Terminals: at}, asa.Name + " " + bo.Name + " " + cleo.Name + " ", ""},
	} {
		if here, away := queue(c.now); here != c.here || away != c.away {
			t.Errorf("%s: %q are next and %q away, want %q and %q", c.what, here, away, c.here, c.away)
		}
	}
	s.must(model.Host, model.Next{})
	if here, away := queue(&model.Presence{Terminals: at}); here+away != "" || s.b.HandUp(s.b.Person(bo.ID)) {
		t.Errorf("in the next phase %q have their hands up", here+away)
	}
	s.must(model.Actor{Person: bo.ID, Role: model.Participant}, model.MoveHand{Up: true})
	if here, _ := queue(nil); here != bo.Name+" " {
		t.Errorf("and raised anew: %q", here)
	}
}
