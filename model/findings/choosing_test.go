package findings_test

import (
	"slices"
	"testing"

	"verkstad/model"
	"verkstad/model/findings"
	"verkstad/model/tally"
	"verkstad/ui/i18n"
)

// kept is a closed vote on six candidates, of 40 people in two sectors, with what is
// said to have been found.
func kept(keep model.Keep, sums []model.Sum, leftOut ...int) *model.Round {
	opened := model.RoundOpened{ID: 1, Dots: 2, MaxPer: 1, Choose: 2, Keep: keep}
	for i := range 6 {
		opened.Candidates = append(opened.Candidates, model.Candidate{ID: model.ItemID(i + 1), Title: string(rune('A' + i))})
	}
	closed := model.RoundClosed{ID: 1, Ballots: 40, Sums: sums, Sectors: []model.SectorTally{
		{Sectors: []model.Sector{model.CivilSociety}, Voters: 20, Dots: dots(14, 6, 0, 4, 3, 3), Counts: dots(14, 6, 0, 4, 3, 3)},
		{Sectors: []model.Sector{model.Academia}, Voters: 20, Dots: dots(10, 8, 12, 2, 0, 0), Counts: dots(10, 8, 12, 2, 0, 0)},
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

// dots is some dots on each candidate.
func dots(some ...int) (all []model.Dot) {
	for i, n := range some {
		if n > 0 {
			all = append(all, model.Dot{ID: model.ItemID(i + 1), N: n})
		}
	}
	return all
}

func TestWhatThereIsToChooseBetween(t *testing.T) {
	apart := []model.Sum{{ID: 1, Dots: 24, Voters: 24}, {ID: 2, Dots: 14, Voters: 14}, {ID: 3, Dots: 12, Voters: 12}, {ID: 4, Dots: 6, Voters: 6}, {ID: 5, Dots: 3, Voters: 3}, {ID: 6, Dots: 3, Voters: 3}}
	equal := []model.Sum{{ID: 1, Dots: 28, Voters: 28}, {ID: 2, Dots: 15, Voters: 15}, {ID: 3, Dots: 15, Voters: 15}}
	const sector = "It makes the most difference to civil: 67 % of their dots are on those with the most, 47 % on the others."
	for _, c := range []struct {
		about  string
		round  *model.Round
		listed bool
		want   []string
	}{
		{"both are known", kept(model.KeepSums, apart, 12, 9), false, []string{
			"Most dots: “A” and “B”. 12 of 40 got nothing they voted for.", "Stand for all (equal shares): “A” and “C”. 9 of 40 got nothing they voted for.", sector,
		}},
		{"beside a list of them", kept(model.KeepSums, apart, 12, 9), true, []string{
			"Most dots: 12 of 40 got nothing they voted for.", "Stand for all (equal shares): 9 of 40 got nothing they voted for.", sector,
		}},
		{"they differ by two", kept(model.KeepBallots, apart, 12, 10), true, []string{
			"Most dots: 12 of 40 got nothing they voted for.", "Stand for all (equal shares): About as many are left with nothing.", sector,
		}},
		{"one is left out", kept(model.KeepBallots, apart, 12, 1), true, []string{
			"Most dots: 12 of 40 got nothing they voted for.", "Stand for all (equal shares): Fewer than three got nothing they voted for.", sector,
		}},
		{"they differ by two, of sums", kept(model.KeepSums, apart, 12, 10), true, []string{"Most dots: 12 of 40 got nothing they voted for.", sector}},
		{"nearly the least that the sums allow", kept(model.KeepSums, apart, 12, 8), true, []string{"Most dots: 12 of 40 got nothing they voted for.", sector}},
		{"sums alone, and a tie", kept(model.KeepSums, equal), false, []string{
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
	r := *kept(model.KeepSums, []model.Sum{{ID: 1, Dots: 28, Voters: 28}, {ID: 2, Dots: 15, Voters: 15}, {ID: 3, Dots: 15, Voters: 15}})
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
