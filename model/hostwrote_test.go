package model_test

import (
	"fmt"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/ui/i18n"
)

// next is a meeting after this one, which carries in what it left, ideas too.
func (w *workshop) next(n int) *workshop {
	w.t.Helper()
	next := &workshop{t: w.t, b: model.Empty(), now: w.now}
	m, _ := method.Get("colab")
	phases := m.Agenda(1)
	phases[0].CarryIn = []string{method.CarryIdeas}
	next.must(model.Host, model.CreateWorkshop{ID: fmt.Sprint("01TEST", n), Title: fmt.Sprint("Träff ", n), Method: m.ID, Lang: "sv", Code: "KRABBA", Phases: phases})
	next.must(model.Host, w.b.Leaves(phases))
	return next
}

// TestWhoWroteInAnothersNameIsToldInTheNextMeetings goes through four meetings in a
// row: what the host's terminal and somebody else wrote in others' names is told to be
// theirs in each, in the document and the exported board, which comes back the same;
// what people wrote themselves is theirs.
func TestWhoWroteInAnothersNameIsToldInTheNextMeetings(t *testing.T) {
	s := seated(t)
	s.enter(method.Gather)
	s.must(model.Host, model.AddIdea{Text: "Värdens ord", Author: "Skolan", Sector: model.PublicSector})
	s.must(s.asa, model.AddIdea{Text: "Hennes egna"})
	s.must(model.Host, model.AppointFacilitator{Person: s.bo.Person})
	s.must(model.Actor{Person: s.bo.Person, Role: model.Facilitator}, model.AddIdea{Text: "Bos ord", Author: "Lagret"})
	s.must(model.Host, model.Reveal{})
	s.enter(method.Commit)
	s.must(model.Host, model.MakeCommitment{What: "Ringer för Dag", Who: "Dag"})
	s.must(s.asa, model.MakeCommitment{What: "Mejlar för Ida", Who: "Ida"})
	s.must(s.cleo, model.MakeCommitment{What: "Cyklar själv"})
	w := s.workshop
	for n := range 4 {
		text := report.Markdown(w.b, model.Host, i18n.For("sv"))
		for _, want := range []string{
			"Skolan, skrivet av processledaren", "Lagret, skrivet av Bo", "Dag (skrivet av processledaren", "Ida (skrivet av Åsa",
		} {
			if !strings.Contains(text, want) {
				t.Errorf("meeting %d does not tell %q:\n%s", n+1, want, text)
			}
		}
		for _, own := range []string{"Åsa, skrivet", "Cleo (skrivet"} {
			if strings.Contains(text, own) {
				t.Errorf("meeting %d says of somebody's own word %q", n+1, own)
			}
		}
		table, err := report.CSV(w.b, model.Host, i18n.For("sv"))
		if err != nil || n > 0 && strings.Count(string(table), "#host") != 2 {
			t.Errorf("meeting %d, the table tells of the host's words %d times (%v), want 2", n+1, strings.Count(string(table), "#host"), err)
		}
		again := imports(t, w)
		if got := report.Markdown(again.b, model.Host, i18n.For("sv")); strings.Count(got, "skrivet av") != strings.Count(text, "skrivet av") {
			t.Errorf("meeting %d, brought in again, tells\n%s\nwant\n%s", n+1, got, text)
		}
		w = w.next(n + 2)
	}
}

// TestAYesMakesTheHostsWordTheirs holds that a person who agrees in a later meeting is told to
// have given their own word in the one after it.
func TestAYesMakesTheHostsWordTheirs(t *testing.T) {
	s := sceneAt(t, method.Commit)
	s.must(model.Host, model.MakeCommitment{What: "Ringer för Dag", Who: "Dag"})
	w := s.next(2)
	dag := w.join("Dag", model.Academia)
	var id model.ItemID
	for _, c := range w.b.Commitments() {
		if c.Who == "Dag" {
			id = c.ID
		}
	}
	if c := w.b.Commitment(id); !c.HostWrote || w.b.ConsentOf(c) != model.Waiting {
		t.Fatalf("%+v is not asked about", c)
	}
	w.must(dag, model.AnswerCommitment{ID: id, Agree: true})
	for _, c := range w.next(3).b.Commitments() {
		if c.Who == "Dag" && (c.HostWrote || c.Writer != "") {
			t.Errorf("%+v is not their own word", c)
		}
	}
}

// imports is the meeting's exported board, brought in.
func imports(t *testing.T, w *workshop) *workshop {
	t.Helper()
	raw, err := w.b.Document(model.Host).JSON()
	if err != nil {
		t.Fatal(err)
	}
	d, err := model.ParseDocument(raw)
	if err != nil {
		t.Fatal(err)
	}
	again := newWorkshop(t, "colab")
	again.must(model.Host, model.ImportDocument{Document: d})
	return again
}
