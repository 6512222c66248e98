package model

import (
	"slices"
	"testing"

	"verkstad/model/tally"
)

// clones is a vote of thirty in which two that say the same split the first place:
// ten back each, four of them both, and fourteen back a third.
func clones(keep Keep, most int) *Round {
	r := &Round{ID: 1, Keep: keep, Secret: true, Dots: 2, MaxPer: most, Choose: 3}
	for i, title := range []string{
		"Fler bänkar längs ån", "fler bänker längst ån", "Solceller på taket", "Kör utan provsjungning", "Simskola för vuxna", "Loppis på torget", "Trädgård på taket",
	} {
		r.Candidates = append(r.Candidates, Candidate{ID: ItemID(i + 1), Title: title})
	}
	at := byte(0)
	lay := func(times int, ids ...ItemID) {
		for range times {
			at++
			r.setBallot(BallotCast{Voter: Token{at}, Dots: []Dot{{ids[0], 1}, {ids[1], 1}}})
		}
	}
	lay(4, 1, 2)
	lay(6, 1, 4)
	lay(6, 2, 5)
	lay(7, 3, 6)
	lay(7, 3, 7)
	return r
}

func rulesOf(f *Finding) (rules []tally.Rule) {
	for _, c := range f.Choices {
		rules = append(rules, c.Rule)
	}
	return rules
}

// TestWhatEachKeepingIsTold holds what is stored of one and the same vote: all of it
// where the ballots are kept, and of sums alone what the rules of withholding leave.
func TestWhatEachKeepingIsTold(t *testing.T) {
	ballots := clones(KeepBallots, 1).Weigh(7)
	of := ballots.For(3)
	if want := []tally.Rule{tally.MostVoted, tally.EqualShares, tally.EqualSharesDots, tally.Phragmen}; !slices.Equal(rulesOf(of), want) {
		t.Errorf("with ballots the choices of %v are stored, want %v", rulesOf(of), want)
	}
	if of.OneLess == nil {
		t.Error("with ballots it is not stored how many of them decide")
	}
	if len(of.Merges) != 1 || !of.Merges[0].First {
		t.Errorf("with ballots the merges are %+v", of.Merges)
	}
	if ballots.Resamples != tally.Resamples || ballots.Seed != 7 {
		t.Errorf("with ballots %d were drawn from seed %d", ballots.Resamples, ballots.Seed)
	}

	sums := clones(KeepSums, 1).Weigh(7)
	of = sums.For(3)
	if want := []tally.Rule{tally.MostVoted, tally.EqualShares}; !slices.Equal(rulesOf(of), want) {
		t.Errorf("of sums the choices of %v are stored, want %v", rulesOf(of), want)
	}
	if of.OneLess != nil {
		t.Errorf("of sums it is stored that %d ballots decide", *of.OneLess)
	}
	if sums.Resamples != 10 || sums.Seed != 0 {
		t.Errorf("of sums %d were drawn from seed %d", sums.Resamples, sums.Seed)
	}
	if len(of.Merges) != 1 || !of.Merges[0].First {
		t.Errorf("of sums with one dot on each the merges are %+v", of.Merges)
	}
	if several := clones(KeepSums, 2).Weigh(7).For(3); len(several.Merges) > 0 {
		t.Errorf("of sums with two dots on each it is told that %+v", several.Merges)
	}
	if several := clones(KeepBallots, 2).Weigh(7).For(3); len(several.Merges) != 1 {
		t.Errorf("of ballots with two dots on each the merges are %+v", several.Merges)
	}
}

// TestDecidingBallotsAreStored counts by hand on how many single ballots it hangs who
// goes on.
func TestDecidingBallotsAreStored(t *testing.T) {
	r := &Round{ID: 1, Keep: KeepBallots, Secret: true, Dots: 1, MaxPer: 1, Choose: 1}
	for i := range 3 {
		r.Candidates = append(r.Candidates, Candidate{ID: ItemID(i + 1), Title: string(rune('A' + i))})
	}
	for i, id := range []ItemID{1, 1, 1, 1, 2, 2, 2, 2, 3} { // without any of the first four the second is ahead
		r.setBallot(BallotCast{Voter: Token{byte(i + 1)}, Dots: []Dot{{id, 1}}})
	}
	if n := r.Weigh(7).For(1).OneLess; n == nil || *n != 4 {
		t.Errorf("%v ballots decide, want 4", n)
	}
}
