package model_test

import (
	"strconv"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/ui/i18n"
)

// TestWhatAllRefusedIsNoPromise holds that a commitment whose every name said no
// is listed apart and is not counted, also in the next meeting, which says who said
// no, and that one who said no among others is named there, too.
func TestWhatAllRefusedIsNoPromise(t *testing.T) {
	s := sceneAt(t, method.Commit)
	before := len(s.b.Promises())
	both := s.must(s.bo, model.MakeCommitment{What: "Bjuder in", Who: "Asa och Bo"})
	id := s.must(s.bo, model.MakeCommitment{What: "Lånar släpet", Who: "Asa"})
	if n := len(s.b.Promises()); n != before+2 {
		t.Errorf("%d promises before anybody answers, want %d", n, before+2)
	}
	s.must(s.asa, model.AnswerCommitment{ID: both})
	s.must(s.asa, model.AnswerCommitment{ID: id})
	if n := len(s.b.Promises()); n != before+1 || s.b.Summarize().Commitments != n || len(s.b.Commitments()) != n+1 {
		t.Errorf("%d promises, %d in the list, of %d; one too many or few", n, s.b.Summarize().Commitments, len(s.b.Commitments()))
	}
	doc := report.Markdown(s.b, model.Host, i18n.For("sv"))
	table, apart, found := strings.Cut(doc, "### Ingen har tagit på sig\n")
	if !found || strings.Contains(table, "Lånar släpet") || !strings.Contains(table, "Bjuder in") || !strings.Contains(table, strconv.Itoa(before+1)+" åtaganden") ||
		!strings.Contains(apart, "Lånar släpet — Asa (skrivet av Bo, Åsa tackade nej)") {
		t.Errorf("the document says\n%s", doc)
	}
	next := sceneAt(t, method.Commit)
	next.b.ID = "01JZ0000000000000000000009" // not the same workshop
	promises := len(next.b.Promises())
	next.must(model.Host, s.b.Leaves(nil))
	carried := report.Markdown(next.b, model.Host, i18n.For("sv"))
	table, apart, found = strings.Cut(carried, "### Ingen har tagit på sig\n")
	if !found || strings.Contains(table, "Lånar släpet") || !strings.Contains(table, "Asa och Bo (skrivet av Bo, Åsa tackade nej)") ||
		!strings.Contains(apart, "Lånar släpet — Asa (skrivet av Bo, Åsa tackade nej)") {
		t.Errorf("the next meeting's document says\n%s", carried)
	}
	if n := len(next.b.Promises()) - promises; n != before+1 {
		t.Errorf("%d promises were carried, want %d", n, before+1)
	}
	for _, c := range next.b.Leaves(nil).Commitments { // and once more
		if refused := map[string]string{"Lånar släpet": "Åsa", "Bjuder in": "Åsa"}[c.What]; c.Refused != refused || c.Nobody != (c.What == "Lånar släpet") {
			t.Errorf("carried on: %q, refused by %q, %v", c.What, c.Refused, c.Nobody)
		}
	}
	for _, c := range next.b.Commitments() {
		if c.What == "Lånar släpet" {
			next.must(model.Host, model.EditCommitment{ID: c.ID, What: c.What, Who: "Bo", When: c.When})
		}
	}
	if n := len(next.b.Promises()) - promises; n != before+2 {
		t.Errorf("%d promises, want %d, once somebody has taken it on", n, before+2)
	}
	s.must(model.Host, model.FollowCommitment{ID: id, Status: model.CommitmentDone})
	if n := len(s.b.Promises()); n != before+2 {
		t.Errorf("what was done all the same does not count: %d", n)
	}
}
