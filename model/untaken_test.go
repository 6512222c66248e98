package model_test

import (
	"strconv"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/ui/words"
)

// TestWhatAllRefusedIsNoPromise holds that a commitment whose every name said no
// is listed apart, is not counted, and is carried without a name.
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
	doc := report.Markdown(s.b, model.Host, words.For("sv"))
	table, apart, found := strings.Cut(doc, "### Ingen har tagit på sig\n")
	if !found || strings.Contains(table, "Lånar släpet") || !strings.Contains(table, "Bjuder in") || !strings.Contains(table, strconv.Itoa(before+1)+" åtaganden") ||
		!strings.Contains(apart, "Lånar släpet — Asa (skrivet av Bo, Åsa tackade nej)") {
		t.Errorf("the document says\n%s", doc)
	}
	for _, c := range s.b.Leaves(nil).Commitments {
		if c.What == "Lånar släpet" && c.Who+c.Writer != "" || c.What == "Bjuder in" && c.Who == "" {
			t.Errorf("carried: %q, who %q, written by %q", c.What, c.Who, c.Writer)
		}
	}
	s.must(model.Host, model.FollowCommitment{ID: id, Status: model.CommitmentDone})
	if n := len(s.b.Promises()); n != before+2 {
		t.Errorf("what was done all the same does not count: %d", n)
	}
}
