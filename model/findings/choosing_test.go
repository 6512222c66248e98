package findings_test

import (
	"slices"
	"testing"

	"verkstad/model"
	"verkstad/model/findings"
	"verkstad/model/tally"
	"verkstad/ui/i18n"
)

// kept is a closed vote on four candidates that keeps sums, of 40 people in two
// sectors, with what is said to have been found.
func kept(sums []model.Sum, leftOut ...int) *model.Round {
	opened := model.RoundOpened{ID: 1, Dots: 2, MaxPer: 1, Choose: 2, Keep: model.KeepSums}
	for i := range 4 {
		opened.Candidates = append(opened.Candidates, model.Candidate{ID: model.ItemID(i + 1), Title: string(rune('A' + i))})
	}
	closed := model.RoundClosed{ID: 1, Ballots: 40, Sums: sums, Sectors: []model.SectorTally{
		{Sectors: []model.Sector{model.CivilSociety}, Voters: 20, Dots: []model.Dot{{ID: 1, N: 18}, {ID: 2, N: 12}}, Counts: []model.Dot{{ID: 1, N: 18}, {ID: 2, N: 12}}},
		{Sectors: []model.Sector{model.Academia}, Voters: 20, Dots: []model.Dot{{ID: 1, N: 10}, {ID: 3, N: 15}}, Counts: []model.Dot{{ID: 1, N: 10}, {ID: 3, N: 15}}},
	}}
	events := []model.Event{opened, closed}
	if len(leftOut) > 0 {
		choices := []model.Chosen{{Rule: tally.MostVoted, IDs: []model.ItemID{1, 2}, LeftOut: &leftOut[0]}, {Rule: tally.EqualShares, IDs: []model.ItemID{1, 3}, LeftOut: &leftOut[1]}}
		events = append(events, model.RoundWeighed{ID: 1, Findings: model.Findings{By: []model.Finding{{Seats: 2, Choices: choices}}}})
	}
	var log []model.Record
	for i, e := range events {
		at := model.Record{Seq: uint64(i + 1), Event: e}
		at.At = at.At.AddDate(2026, 0, 0)
		log = append(log, at)
	}
	return model.Fold(log).Round(1)
}

func TestWhatThereIsToChooseBetween(t *testing.T) {
	apart := []model.Sum{{ID: 1, Dots: 28, Voters: 28}, {ID: 2, Dots: 16, Voters: 16}, {ID: 3, Dots: 15, Voters: 15}}
	equal := []model.Sum{{ID: 1, Dots: 28, Voters: 28}, {ID: 2, Dots: 15, Voters: 15}, {ID: 3, Dots: 15, Voters: 15}}
	const sector = "It makes the most difference to academia: 40 % of their dots are on those with the most, 100 % on the others."
	for _, c := range []struct {
		about  string
		round  *model.Round
		listed bool
		want   []string
	}{
		{"both are known", kept(apart, 9, 4), false, []string{
			"Most dots: “A” and “B”. 9 of 40 got nothing they voted for.", "Stand for all (equal shares): “A” and “C”. 4 of 40 got nothing they voted for.", sector,
		}},
		{"beside a list of them", kept(apart, 9, 4), true, []string{
			"Most dots: 9 of 40 got nothing they voted for.", "Stand for all (equal shares): 4 of 40 got nothing they voted for.", sector,
		}},
		{"they differ by two", kept(apart, 9, 7), true, []string{
			"Most dots: 9 of 40 got nothing they voted for.", "Stand for all (equal shares): About as many are left with nothing.", sector,
		}},
		{"one is left out", kept(apart, 9, 1), true, []string{
			"Most dots: 9 of 40 got nothing they voted for.", "Stand for all (equal shares): Fewer than three got nothing they voted for.", sector,
		}},
		{"sums alone, and a tie", kept(equal), false, []string{
			"Most dots: “A” and “B”.", "It can't be said which stand for all: what is kept doesn't tell.",
			"“B” and “C” are tied for the last place. You decide. Vote on these alone, or let 3 go on.",
		}},
	} {
		name := func(id model.ItemID) string { return c.round.Candidate(id).Title }
		if got := findings.Choosing(i18n.For("en"), c.round, 2, name, c.listed); !slices.Equal(got, c.want) {
			t.Errorf("%s: it says %q, want %q", c.about, got, c.want)
		}
	}
}

func TestWhatIsChosenIsSaidFirst(t *testing.T) {
	r := *kept([]model.Sum{{ID: 1, Dots: 28, Voters: 28}, {ID: 2, Dots: 15, Voters: 15}, {ID: 3, Dots: 15, Voters: 15}})
	r.Decision = &model.Decision{IDs: []model.ItemID{1, 3}, Basis: model.BasisMost, ByRoom: true, Why: "C är närmast"}
	name := func(id model.ItemID) string { return r.Candidate(id).Title }
	got := findings.OfRound(i18n.For("sv"), &r, 2, name)
	if want := "Rummet har valt vilka som går vidare: ”A” och ”C” (flest prickar). Skäl: C är närmast"; len(got) == 0 || got[0] != want {
		t.Errorf("it says %q, want %q first", got, want)
	}
	if len(got) > 1 {
		t.Errorf("it also says %q, which was proposed", got[1:])
	}
}
