package model_test

import (
	"errors"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/ui/i18n"
)

// TestAPromiseInAnothersNameIsAskedAbout holds that nobody is bound by what
// another wrote: it says who wrote it, and waits for a yes.
func TestAPromiseInAnothersNameIsAskedAbout(t *testing.T) {
	s := sceneAt(t, method.Commit)
	id := s.must(s.bo, model.MakeCommitment{What: "Bjuder in", Who: "asa och Bo"})
	says := func(want string) {
		t.Helper()
		doc := report.Markdown(s.b, model.Host, i18n.For("sv"))
		if !strings.Contains(doc, want) {
			t.Errorf("the document does not say %q:\n%s", want, doc)
		}
	}
	if c := s.b.AskedOf(s.asa.Person); c == nil || c.ID != id || s.b.AskedOf(s.bo.Person) != nil || s.b.AskedOf(s.cleo.Person) != nil {
		t.Errorf("Åsa is asked about %v", c)
	}
	says("asa och Bo (skrivet av Bo, inte bekräftat)")
	for _, by := range []model.Actor{s.bo, s.cleo} {
		if _, err := s.try(by, model.AnswerCommitment{ID: id, Agree: true}); !errors.Is(err, model.ErrNotAsked) {
			t.Errorf("another answers: %v", err)
		}
	}
	if s.b.CanFollow(s.asa, s.b.Commitment(id)) {
		t.Error("Åsa follows up what she has not agreed to")
	}
	s.must(s.asa, model.AnswerCommitment{ID: id, Agree: true})
	says("asa och Bo (skrivet av Bo, bekräftat)")
	if !s.b.CanFollow(s.asa, s.b.Commitment(id)) {
		t.Error("what Åsa agreed to is not hers to follow up")
	}
	s.must(s.bo, model.EditCommitment{ID: id, What: "Bjuder in alla", Who: "asa och Bo"})
	says("inte bekräftat") // she agreed to something else
	s.must(s.asa, model.AnswerCommitment{ID: id})
	says("asa och Bo (skrivet av Bo, Åsa tackade nej)")
	s.must(s.bo, model.EditCommitment{ID: id, What: "Bjuder in alla", Who: "Bo"})
	if s.b.ConsentOf(s.b.Commitment(id)) != model.OwnWord {
		t.Error("Bo's own word is not his own")
	}
	// Nobody of that name is here: it says who wrote it all the same.
	s.must(model.Host, model.MakeCommitment{What: "Betalar", Who: "Kommunen"})
	says("Kommunen (skrivet av processledaren)")
}

// TestAskingFindsWhoIsMeant holds which names are whose.
func TestAskingFindsWhoIsMeant(t *testing.T) {
	s := sceneAt(t, method.Commit)
	ek, al := s.join("Dan Ek", model.Academia), s.join("Dan Al", model.Academia)
	for who, want := range map[string][]model.PersonID{
		"Åsa": {s.asa.Person}, "ASA": {s.asa.Person}, "Cleo, Åsa": {s.asa.Person, s.cleo.Person}, "Åsa & Cleo": {s.asa.Person, s.cleo.Person},
		"Сleo": {s.cleo.Person}, "СLЕО": {s.cleo.Person}, // with letters of another alphabet that read the same
		"Dan": nil, "dan ek": {ek.Person}, "Dan Al och Dan Ek": {ek.Person, al.Person}, "alla": nil, "": nil, "Åsas mamma": nil,
	} {
		id := s.must(s.bo, model.MakeCommitment{What: "Gör", Who: who})
		if got := s.b.Commitment(id).Asks; len(got) != len(want) || len(want) > 0 && got[0] != want[0] {
			t.Errorf("%q asks %v, want %v", who, got, want)
		}
	}
}

// TestAnAnonymousWorkshopAsksWithoutTelling holds that the question and the
// answer show nobody.
func TestAnAnonymousWorkshopAsksWithoutTelling(t *testing.T) {
	s := seated(t)
	s.must(model.Host, model.DescribeWorkshop{Title: "T", Anonymous: true})
	s.reach(method.Commit)
	id := s.must(s.bo, model.MakeCommitment{What: "Bjuder in", Who: "Åsa"})
	s.must(s.asa, model.AnswerCommitment{ID: id, Agree: true})
	raw, err := s.b.Document(model.Host).JSON()
	if err != nil {
		t.Fatal(err)
	}
	for _, told := range []string{`"asks"`, `"agreed"`, "Åsa"} {
		if strings.Contains(string(raw), told) {
			t.Errorf("the export tells %s", told)
		}
	}
}

// TestAnUnconfirmedPromiseStaysSoInTheNextMeeting carries one on.
func TestAnUnconfirmedPromiseStaysSoInTheNextMeeting(t *testing.T) {
	s := sceneAt(t, method.Commit)
	s.must(s.bo, model.MakeCommitment{What: "Bjuder in", Who: "Åsa"})
	next := seated(t)
	carry := s.b.Leaves(nil)
	carry.From.Workshop = "01EARLIER"
	for i := range carry.Commitments {
		carry.Commitments[i].Origin.Workshop = "01EARLIER"
	}
	carry.Questions, carry.Ideas = nil, nil
	next.must(model.Host, carry)
	if doc := report.Markdown(next.b, model.Host, i18n.For("sv")); !strings.Contains(doc, "Åsa (skrivet av Bo, inte bekräftat)") {
		t.Errorf("it is taken for Åsa's word:\n%s", doc)
	}
}
