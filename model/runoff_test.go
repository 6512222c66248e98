package model_test

import (
	"encoding/json"
	"slices"
	"testing"

	"verkstad/model"
	"verkstad/model/findings"
	"verkstad/ui/i18n"
)

// voteBy holds a vote in which the n-th of nine lays what is said of it.
func (v *choosing) voteBy(open model.OpenRound, of func(n int) []model.Dot) *model.Round {
	v.t.Helper()
	v.must(model.Host, open)
	n := 0
	for _, p := range v.b.Everybody().All() {
		if p.Role != model.Participant || p.Removed {
			continue
		}
		c := v.ballot(model.Actor{Person: p.ID, Role: model.Participant}, 1)
		if c.Dots = of(n); len(c.Dots) > 0 {
			v.must(model.Actor{Person: p.ID, Role: model.Participant}, c)
		}
		n++
	}
	return v.close()
}

// tiedVote is a vote of which two go on: the first is sure, and the second and the
// third are tied.
func (v *choosing) tiedVote() *model.Round {
	return v.voteBy(model.OpenRound{Candidates: v.ids, Dots: 2, MaxPer: 1, Choose: 2, Keep: model.KeepSums}, func(n int) []model.Dot {
		dots := []model.Dot{{ID: v.ids[0], N: 1}}
		if n < 8 {
			dots = append(dots, model.Dot{ID: v.ids[1+n%2], N: 1})
		}
		return dots
	})
}

// runoff votes on the tied alone: six prefer the third.
func (v *choosing) runoff(of *model.Round) *model.Round {
	return v.voteBy(model.OpenRound{Runoff: of.ID}, func(n int) []model.Dot {
		if n < 3 {
			return []model.Dot{{ID: v.ids[1], N: 1}}
		}
		return []model.Dot{{ID: v.ids[2], N: 1}}
	})
}

func TestARunoffIsOfTheTiedAlone(t *testing.T) {
	v := newChoosing(t)
	before := v.b.LastResult()
	first := v.tiedVote()
	v.refuse(model.Host, model.OpenRound{Runoff: before.ID}, model.ErrNoResult)
	v.refuse(model.Host, model.OpenRound{Runoff: first.ID + 7}, model.ErrNoResult)
	v.refuse(model.Host, model.OpenRound{Runoff: first.ID, Choose: 1}, model.ErrNoTie)
	v.refuse(model.Host, model.OpenRound{Runoff: first.ID, Choose: 99}, model.ErrNoTie)
	v.must(model.Host, model.OpenRound{Runoff: first.ID})
	r := v.b.OpenRound()
	if len(r.Candidates) != 2 || r.Candidates[0].ID != v.ids[1] || r.Candidates[1].ID != v.ids[2] {
		t.Errorf("the runoff is of %v", r.Candidates)
	}
	if len(r.Sure) != 1 || r.Sure[0].ID != v.ids[0] || r.Runoff != first.ID {
		t.Errorf("it is joined to %v of vote %d", r.Sure, r.Runoff)
	}
	if r.Choose != 1 || r.Dots != 1 || r.MaxPer != 1 || r.Keep != model.KeepSums || r.Secret != first.Secret {
		t.Errorf("%d go on by %d dots, %d on each; it keeps %q, secret %v", r.Choose, r.Dots, r.MaxPer, r.Keep, r.Secret)
	}
}

// TestARunoffIsJoinedToTheSure holds that what comes of it and what was sure make one
// choice, wherever it is asked, told or undone.
func TestARunoffIsJoinedToTheSure(t *testing.T) {
	v := newChoosing(t)
	first := v.tiedVote()
	v.must(model.Host, v.choose(model.BasisMost, v.ids[0], v.ids[1])) // settled by hand, and then not
	v.runoff(first)
	v.must(model.Host, v.choose(model.BasisMost, v.ids[2]))
	want := []model.ItemID{v.ids[0], v.ids[2]}
	if got := v.b.GoingOn(); !slices.Equal(got, want) {
		t.Fatalf("%v go on, want %v", got, want)
	}
	if got := v.marked(); !slices.Equal(got, want) {
		t.Errorf("%v are marked, want %v", got, want)
	}
	title := func(id model.ItemID) string { return v.b.LastResult().Candidate(id).Title }
	for lang, said := range map[string]string{
		"sv": "Det här går vidare: ”Hur byter vi?” (flest prickar). Tillsammans med ”Hur delar vi?”, som redan var klart, blir det 2 som går vidare.",
		"en": "This goes on: “Hur byter vi?” (most dots). Together with “Hur delar vi?”, which was sure already, that makes 2.",
	} {
		all := findings.OfRound(i18n.For(lang), v.b.LastResult(), 1, title)
		if all[0] != said {
			t.Errorf("it is said %q, want %q", all[0], said)
		}
	}
	v.must(model.Host, model.Undo{})
	if got := v.b.GoingOn(); !slices.Equal(got, []model.ItemID{v.ids[0], v.ids[1]}) || !slices.Equal(v.marked(), got) {
		t.Errorf("undone, %v go on and %v are marked", got, v.marked())
	}
	v.must(model.Host, model.Redo{})
	if got := v.b.GoingOn(); !slices.Equal(got, want) || !slices.Equal(v.marked(), want) {
		t.Errorf("done again, %v go on and %v are marked", got, v.marked())
	}
}

func TestAnExportedRunoffIsJoinedAgain(t *testing.T) {
	v := newChoosing(t)
	v.runoff(v.tiedVote())
	v.must(model.Host, v.choose(model.BasisMost, v.ids[2]))
	raw, err := v.b.Document(model.Host).JSON()
	if err != nil {
		t.Fatal(err)
	}
	for about, c := range map[string]struct {
		alter func(*model.RoundEntry)
		good  bool
	}{
		"as it was":                {func(*model.RoundEntry) {}, true},
		"of a later vote":          {func(e *model.RoundEntry) { e.Runoff = e.ID }, false},
		"of none":                  {func(e *model.RoundEntry) { e.Runoff = 0 }, false},
		"joined to a stranger":     {func(e *model.RoundEntry) { e.Sure[0].ID = 9999 }, false},
		"joined to its own":        {func(e *model.RoundEntry) { e.Sure[0].ID = v.ids[2] }, false},
		"joined to the same twice": {func(e *model.RoundEntry) { e.Sure = append(e.Sure, e.Sure[0]) }, false},
	} {
		d, err := model.ParseDocument(raw)
		if err != nil {
			t.Fatal(err)
		}
		c.alter(&d.Rounds[len(d.Rounds)-1])
		altered, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		again, err := model.ParseDocument(altered)
		if c.good != (err == nil) {
			t.Errorf("%s: %v", about, err)
		}
		if last := len(d.Rounds) - 1; err == nil && (len(again.Rounds[last].Sure) != 1 || again.Rounds[last].Runoff != d.Rounds[last].Runoff) {
			t.Errorf("%s: it is joined to nothing", about)
		}
	}
}
