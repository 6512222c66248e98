package model_test

import (
	"testing"

	"verkstad/model"
	"verkstad/model/method"
)

// TestFeedbackOfFewIsNotTold holds that what one or two of several answered is told
// nowhere, that of three is in an order that tells nobody's place, and that where one
// person alone took part it is told.
func TestFeedbackOfFewIsNotTold(t *testing.T) {
	s := sceneAt(t, method.Feedback)
	texts := func() (told []string) {
		for _, f := range s.b.ToldFeedback() {
			told = append(told, f.Text)
		}
		if d := s.b.Document(model.Host); len(d.Feedback) != len(told) {
			t.Errorf("%d are told, and %d are in the export", len(told), len(d.Feedback))
		}
		return told
	}
	s.must(s.bo, model.GiveFeedback{Score: 0, Text: "Sist i alfabetet: öl"})
	s.must(s.asa, model.GiveFeedback{Score: 3, Text: "Mitt i"})
	if told := texts(); len(told) != 0 {
		t.Errorf("of two is told %q", told)
	}
	for _, p := range s.b.People() { // all others lead for a moment
		if p.ID != s.asa.Person && p.Role == model.Participant {
			s.must(model.Host, model.AppointFacilitator{Person: p.ID})
		}
	}
	if told := texts(); len(told) != 0 {
		t.Errorf("where one alone is left who does not lead, %q is told", told)
	}
	for _, p := range s.b.People() {
		if p.ID != s.asa.Person && p.Role == model.Facilitator {
			s.must(model.Host, model.DismissFacilitator{Person: p.ID})
		}
	}
	s.must(s.join("Cia", model.Academia), model.GiveFeedback{Score: 4, Text: "Allt"})
	if told := texts(); len(told) != 3 || told[0] != "Allt" || told[2] != "Sist i alfabetet: öl" {
		t.Errorf("of three is told %q", told)
	}
	lone := newWorkshop(t, "individuell")
	asa := lone.join("Åsa", model.CivilSociety)
	for !lone.b.Phase().Is(method.Feedback) {
		lone.must(model.Host, model.Next{})
	}
	lone.must(asa, model.GiveFeedback{Score: 4, Text: "Bra"})
	if told := lone.b.ToldFeedback(); len(told) != 1 {
		t.Errorf("of one who was alone is told %v", told)
	}
}
