package model_test

import (
	"testing"

	"verkstad/model"
	"verkstad/model/method"
)

// TestANumberWhereANameBelongs holds that a number stands for the person who has it, whose
// name is written, and that nobody can be written for under a name which they could
// not have joined under.
func TestANumberWhereANameBelongs(t *testing.T) {
	s := sceneAt(t, method.Gather)
	author := func(asked string) string {
		t.Helper()
		return s.b.Idea(s.must(model.Host, model.AddIdea{Text: "Lagarkafé", Author: asked})).Author
	}
	asa, bo := s.b.Person(s.asa.Person), s.b.Person(s.bo.Person)
	for asked, want := range map[string]string{"#1": asa.Name, "1": asa.Name, " åsa ": asa.Name, "#2": bo.Name, "Ida Ek": "Ida Ek", "Anna 2": "Anna 2"} {
		if got := author(asked); got != want {
			t.Errorf("written for %q is by %q, want %q", asked, got, want)
		}
	}
	for asked, want := range map[string]error{
		"#99": model.ErrNobodysNumber, "99": model.ErrNobodysNumber, "-1": model.ErrNobodysNumber, "Processledare": model.ErrName,
		"facilitator": model.ErrName, "någon": model.ErrNameReserved, "Storbild 1": model.ErrNameReserved, " ": model.ErrName,
	} {
		s.refuse(model.Host, model.AddIdea{Text: "Smyg", Author: asked}, want)
	}
}

// TestAPromiseIsKeptByNameAndNotByNumber holds the same of commitments, new and
// changed, and of who hosts a session.
func TestAPromiseIsKeptByNameAndNotByNumber(t *testing.T) {
	s := sceneAt(t, method.Commit)
	asa, bo := s.b.Person(s.asa.Person).Name, s.b.Person(s.bo.Person).Name
	id := s.must(s.bo, model.MakeCommitment{What: "Bjuder in", Who: "#1, 2 och Ida"})
	if got, want := s.b.Commitment(id).Who, asa+", "+bo+" och Ida"; got != want {
		t.Errorf("it is kept by %q, want %q", got, want)
	}
	if !s.b.Commitment(id).WaitsFor(s.asa.Person) {
		t.Error("who was named by number is not asked")
	}
	s.must(s.bo, model.EditCommitment{ID: id, What: "Bjuder in", Who: "2 & #1"})
	if got, want := s.b.Commitment(id).Who, bo+" & "+asa; got != want {
		t.Errorf("then by %q, want %q", got, want)
	}
	s.refuse(s.bo, model.EditCommitment{ID: id, What: "Bjuder in", Who: "#99"}, model.ErrNobodysNumber)
	s.refuse(s.bo, model.MakeCommitment{What: "Bjuder in", Who: "Ida, #99"}, model.ErrNobodysNumber)

	phase := s.b.Phase().ID
	s.refuse(model.Host, model.SetSession{Phase: phase, Session: method.Session{Title: method.Text{"sv": "Ett"}, Host: "#99"}}, model.ErrNobodysNumber)
}

// TestNumbersNameNobodyWhereNamesAreHidden holds that a number does not tell what
// somebody is called in an anonymous workshop.
func TestNumbersNameNobodyWhereNamesAreHidden(t *testing.T) {
	s := sceneAt(t, method.Commit)
	s.must(model.Host, model.DescribeWorkshop{Title: s.b.Title, Anonymous: true})
	s.refuse(s.bo, model.MakeCommitment{What: "Bjuder in", Who: "#1"}, model.ErrNobodysNumber)
}
