package model_test

import (
	"slices"
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
		r := s.b.RatingsIn(0)
		told = r.Texts
		if r.Given < 2 || r.Told() != (len(told) > 0) {
			t.Errorf("%+v", r)
		}
		if d := s.b.Document(model.Host); len(d.Feedback) != len(told) {
			t.Errorf("%d are told, and %d are in the export", len(told), len(d.Feedback))
		}
		return told
	}
	s.must(s.bo, model.Rate{Score: 0, Text: "Sist i alfabetet: öl"})
	s.must(s.asa, model.Rate{Score: 3, Text: "Mitt i"})
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
	s.must(s.join("Cia", model.Academia), model.Rate{Score: 4, Text: "Allt"})
	if told := texts(); len(told) != 3 || told[0] != "Allt" || told[2] != "Sist i alfabetet: öl" {
		t.Errorf("of three is told %q", told)
	}
	lone := newWorkshop(t, "individuell")
	asa := lone.join("Åsa", model.CivilSociety)
	for !lone.b.Phase().Is(method.Feedback) {
		lone.must(model.Host, model.Next{})
	}
	lone.must(asa, model.Rate{Score: 4, Text: "Bra"})
	if r := lone.b.RatingsIn(0); len(r.Texts) != 1 {
		t.Errorf("of one who was alone is told %v", r)
	}
}

// TestRatingsInAPhaseAreHiddenUntilTheyAreRevealed takes a scale that asks in each phase,
// from 1, next to the one that asks once: who answers, what of it is told before and after
// the reveal and where, and that each phase has answers of its own.
func TestRatingsInAPhaseAreHiddenUntilTheyAreRevealed(t *testing.T) {
	method.Extend(t, method.Description{
		Name: "toy", Traits: method.TakesRatings | method.RevealsLater, Settings: []method.Setting{method.SettingReveal},
		Initial: method.Settings{Reveal: method.RevealOwn}, Scale: method.Scale{Low: 1, High: 6},
	})
	s := sceneAt(t, method.Feedback)
	toy := method.Phase{Activity: "toy", Settings: method.Settings{Reveal: method.RevealOwn}}
	agenda := []model.Phase{}
	for _, ph := range s.b.Phases() {
		agenda = append(agenda, *ph)
	}
	s.must(model.Host, model.ChangeAgenda{Phases: append(agenda, model.Phase{Phase: toy}, model.Phase{Phase: toy})})
	s.must(s.asa, model.Rate{Score: 0, Text: "Om mötet"})
	s.must(model.Host, model.Next{})
	first := s.b.Phase().ID
	s.refuse(s.asa, model.Rate{Score: 0}, model.ErrScore)
	s.refuse(s.asa, model.Rate{Score: 7}, model.ErrScore)
	s.refuse(s.asa, model.Rate{Activity: method.Feedback, Score: 1}, model.ErrWrongPhase)
	s.must(s.asa, model.Rate{Score: 1, Text: "text som skalan inte har"})
	s.must(s.asa, model.Rate{Score: 6})
	s.must(s.bo, model.Rate{Score: 2})
	s.must(s.join("Cia", model.Academia), model.Rate{Activity: "toy", Score: 2})
	if r := s.b.RatingsIn(first); r.Given != 3 || r.Told() || !r.Hidden || len(s.b.Document(model.Host).Ratings) != 0 {
		t.Errorf("before: %+v", r)
	}
	s.must(model.Host, model.Reveal{})
	r := s.b.RatingsIn(first)
	if !r.Told() || !slices.Equal(r.Counts, []int{0, 2, 0, 0, 0, 1}) || len(r.Texts) != 0 || r.Hidden || r.Mean() < 3.3 || r.Mean() > 3.4 {
		t.Errorf("after: %+v", r)
	}
	s.must(model.Host, model.Next{})
	if again := s.b.RatingsIn(s.b.Phase().ID); again.Given != 0 || s.b.RatingsIn(0).Given != 1 || len(s.b.AllRatings()) != 2 {
		t.Errorf("the second phase begins with %+v", again)
	}
	d := s.b.Document(model.Host)
	if len(d.Ratings) != 3 || d.Ratings[0].By != 0 || d.Ratings[0].Phase != first {
		t.Errorf("the export has %+v", d.Ratings)
	}
	again := &workshop{t: t, b: model.Empty(), now: s.now}
	again.must(model.Host, model.CreateWorkshop{ID: "01AGAIN", Title: "Igen", Lang: "sv", Code: "KRABBB", Phases: []method.Phase{toy}})
	again.must(model.Host, model.ImportDocument{Document: d})
	if r := again.b.RatingsIn(first); r.Given != 3 || r.Counts[5] != 1 {
		t.Errorf("read in again: %+v", r)
	}
	d.Ratings[0].Score = 0
	raw, err := d.JSON()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := model.ParseDocument(raw); err == nil {
		t.Error("a score off the scale is read in")
	}
}
