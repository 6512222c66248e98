package model_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"verkstad/model"
)

// TestWhatAnExportSaysOfItsVotesIsHeldToTheDots alters what an exported board says
// of votes: that of a round with ballots is counted again or refused, that of one
// with sums is refused where the sums tell otherwise.
func TestWhatAnExportSaysOfItsVotesIsHeldToTheDots(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("testdata", "log-weighed.json"))
	if err != nil {
		t.Fatal(err)
	}
	good, err := model.ParseDocument(raw)
	if err != nil {
		t.Fatal(err)
	}
	if good.Rounds[0].Keep != model.KeepBallots || good.Rounds[1].Keep != model.KeepSums {
		t.Fatal("the rounds keep something else")
	}
	five := 5
	for about, c := range map[string]struct {
		alter func(ballots, sums *model.RoundEntry)
		code  string
	}{
		"another is chosen": {func(b, _ *model.RoundEntry) {
			b.Findings.By[0].Choices[0].IDs[0] = other(b, b.Findings.By[0].Choices[0].IDs)
		}, "doc-findings-of"},
		"of sums too": {func(_, s *model.RoundEntry) {
			s.Findings.By[0].Choices[0].IDs[0] = other(s, s.Findings.By[0].Choices[0].IDs)
		}, "doc-findings-of"},
		"tied that is not": {func(_, s *model.RoundEntry) { s.Findings.By[0].Choices[0].Tied = s.Findings.By[0].Choices[0].IDs }, "doc-findings-of"},
		"farther ahead":    {func(_, s *model.RoundEntry) { s.Findings.First.Dots += 9 }, "doc-findings-of"},
		"nearly all left out": {func(_, s *model.RoundEntry) {
			n := s.Cast - 1
			s.Findings.By[0].Choices[0].LeftOut = &n
		}, "doc-findings-of"},
		"more than is told of sums":      {func(_, s *model.RoundEntry) { s.Findings.By[0].OneLess = &five }, "doc-findings"},
		"as if drawn from ballots":       {func(_, s *model.RoundEntry) { s.Findings.Resamples = 2000 }, "doc-findings"},
		"more could vote than there are": {func(b, _ *model.RoundEntry) { b.Entitled = len(good.People) + len(good.Observers) + 1 }, "doc-electors"},
		"a roll of another length": {func(b, _ *model.RoundEntry) {
			b.Rule, b.Roll, b.Entitled = model.VoteRoll, nil, 0
			for _, p := range good.People[:b.Cast-1] {
				b.Roll = append(b.Roll, p.ID)
			}
		}, "doc-electors"},
	} {
		d, err := model.ParseDocument(raw)
		if err != nil {
			t.Fatal(err)
		}
		c.alter(&d.Rounds[0], &d.Rounds[1])
		altered, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		var refused *model.Error
		if _, err := model.ParseDocument(altered); !errors.As(err, &refused) || refused.Code != c.code || len(refused.Args) == 0 {
			t.Errorf("%s: %v, want %s and where", about, err, c.code)
		}
	}
	taken := func(d model.Document) *model.Board {
		w := newWorkshop(t, "colab")
		w.log, w.b = w.log[:1], model.Fold(w.log[:1])
		w.must(model.Host, model.ImportDocument{Document: d})
		return w.b
	}
	want := written(t, withoutWords(taken(good).Rounds().At(0).Findings))
	if got := written(t, withoutWords(good.Rounds[0].Findings)); got != want {
		t.Errorf("counted again, the findings are\n%s\nwant\n%s", want, got)
	}
	altered, err := model.ParseDocument(raw)
	if err != nil {
		t.Fatal(err)
	}
	f := altered.Rounds[0].Findings
	f.SameFirst, f.By[0].OneLess, f.NearFirst = 1, nil, nil // what only ballots tell
	if got := written(t, taken(altered).Rounds().At(0).Findings); got != want {
		t.Errorf("what was altered is believed:\n%s", got)
	}
}

// other is a candidate that is not among some.
func other(e *model.RoundEntry, some []model.ItemID) model.ItemID {
	at := slices.IndexFunc(e.Candidates, func(c model.Candidate) bool { return !slices.Contains(some, c.ID) })
	return e.Candidates[at].ID
}

func written(t *testing.T, f *model.Findings) string {
	t.Helper()
	raw, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// withoutWords returns findings without what was found by the words of candidates: versions
// differ in what they take for alike, and the file is from an earlier one, to which
// "Förslag C" and "Förslag D" were.
func withoutWords(f *model.Findings) *model.Findings {
	g := *f
	g.By = slices.Clone(f.By)
	for i := range g.By {
		g.By[i].Merges = slices.DeleteFunc(slices.Clone(g.By[i].Merges), func(m model.Merge) bool { return m.ByWords })
	}
	return &g
}
