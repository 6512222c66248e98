package model

import (
	"slices"

	"verkstad/model/tally"
)

// checkFindings holds what is said of a round to its dots: to the sums for what
// they tell, and to the bounds of what only ballots tell. Of a round that keeps
// its ballots the rest is counted again; see [RoundEntry.weighAgain].
func (e RoundEntry) checkFindings(round *Round) error {
	f := e.Findings
	if f == nil {
		return nil
	}
	if e.Closed.IsZero() || !f.fits(round) || !f.likely(e.Cast) || e.Keep == KeepSums && !f.ofSums(round) {
		return errDocFindings.with(e.ID)
	}
	sums := round.sumsInOrder()
	for _, k := range f.By {
		rep, err := tally.CountSums(sums, k.Seats)
		if err != nil || !k.agrees(f.First, round.findings([]*tally.Report{rep})) || !k.within(round, sums) {
			return errDocFindingsOf.with(e.ID, k.Seats)
		}
	}
	return nil
}

// ofSums reports whether the findings have only what is told of a round that keeps
// no ballots; see [Round.Weigh].
func (f Findings) ofSums(r *Round) bool {
	backed := 0
	for _, s := range r.totals() {
		if s.Voters > 0 {
			backed++
		}
	}
	if r.Cast() < minFindings || backed < minBacked || f.Resamples != 10 || f.Seed != 0 || len(f.By) != 1 || f.By[0].Seats != r.Proposed() {
		return false
	}
	return f.By[0].OneLess == nil && !slices.ContainsFunc(f.By[0].Choices, func(c Chosen) bool {
		return c.Rule != tally.MostVoted && c.Rule != tally.EqualShares
	})
}

// agrees reports whether a finding says what the sums say: who has the most dots,
// who is tied, and how many dots are between.
func (k Finding) agrees(first *Gap, sums *Findings) bool {
	most, told := k.Choices[0], sums.By[0].Choices[0]
	return slices.Equal(most.IDs, told.IDs) && slices.Equal(most.Tied, told.Tied) &&
		k.Cut.sameDots(sums.By[0].Cut) && first.sameDots(sums.First)
}

// sameDots reports whether two gaps are between the same by as many dots.
func (g *Gap) sameDots(h *Gap) bool {
	if g == nil || h == nil {
		return g == h
	}
	return g.Above == h.Above && g.Below == h.Below && g.Dots == h.Dots
}

// within reports whether the figures of a finding that hang on ballots can be, by
// the sums.
func (k Finding) within(r *Round, sums []tally.Sum) bool {
	at := make(map[ItemID]tally.Sum, len(sums))
	for i, c := range r.Candidates {
		at[c.ID] = sums[i]
	}
	for _, c := range k.Choices {
		if !couldLeaveOut(c.LeftOut, c.IDs, at, r.Cast()) {
			return false
		}
	}
	if k.ByMore != nil && (k.Seats >= len(sums) || !couldLeaveOut(k.ByMore, r.ids(tally.Order(sums)[:k.Seats+1]), at, r.Cast())) {
		return false
	}
	if s := k.Swap; s != nil && (!slices.Contains(k.Choices[0].IDs, s.Out) || slices.Contains(k.Choices[0].IDs, s.In) || s.Gain > at[s.In].Voters) {
		return false
	}
	return !slices.ContainsFunc(k.Merges, func(m Merge) bool {
		all, most := 0, 0
		for _, id := range m.IDs {
			all, most = all+at[id].Dots, max(most, at[id].Dots)
		}
		return m.Dots < most || m.Dots > all // fewer than all where who backs both has no more dots for one
	})
}

// couldLeaveOut reports whether so many of those who voted can have no dot on any of
// some: at least those who are more than all their voters, and at most all but
// the voters of one.
func couldLeaveOut(n *int, of []ItemID, sums map[ItemID]tally.Sum, voted int) bool {
	if n == nil {
		return true
	}
	all, most := 0, 0
	for _, id := range of {
		all, most = all+sums[id].Voters, max(most, sums[id].Voters)
	}
	return *n >= voted-all && *n <= voted-most
}

// weighAgain counts what a round that keeps its ballots came to, with the seed
// that the entry says: nothing of it is believed.
func (e *RoundEntry) weighAgain() {
	if e.Findings != nil && len(e.Ballots) > 0 {
		e.Findings = e.round().Weigh(e.Findings.Seed)
	}
}
