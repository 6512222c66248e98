package model

import (
	"slices"

	"verkstad/model/tally"
)

// Of a round that keeps no ballots more is said than the sums say only if at least
// minFindings ballots have dots on at least minBacked candidates: among fewer,
// few ways to vote give the same sums, and one more figure may leave one.
const (
	minFindings = 24
	minBacked   = 6
)

// blurs tells whether so many have voted for so much that more can be said than
// the sums.
func blurs(e tally.Election) bool {
	backed := 0
	for _, s := range e.Sums() {
		if s.Voters > 0 {
			backed++
		}
	}
	return len(e.Ballots) >= minFindings && backed >= minBacked
}

// withhold takes out of a report what would tell how fewer than three voted, alone
// or taken from another figure or from the sums, where the ballots themselves are
// not kept.
func withhold(e tally.Election, r *tally.Report) {
	w := withheld{e: e, sums: e.Sums()}
	w.coverage(r)
	r.Choices = slices.DeleteFunc(r.Choices, func(c tally.Choice) bool { return c.Rule != tally.MostVoted && c.Rule != tally.EqualShares })
	r.Firm.OneLess = tally.Unknown
	r.Firm.SameSet, r.Firm.SameFirst = tally.InTen(r.Firm.SameSet, r.Firm.Resamples), tally.InTen(r.Firm.SameFirst, r.Firm.Resamples)
	r.Firm.Resamples, r.Firm.Seed = 10, 0
}

// withheld holds what is told of how many are left out.
type withheld struct {
	e    tally.Election
	sums []tally.Sum
	told []leftOut
}

// leftOut is how many have no dot on some candidates.
type leftOut struct {
	of []bool
	n  int
}

// coverage withholds how many each choice of a report leaves out, and what
// follows from it.
func (w *withheld) coverage(r *tally.Report) {
	most := r.Choices[0].Chosen
	known := false
	for i := range r.Choices {
		c := &r.Choices[i]
		if c.LeftOut = w.tell(c.Chosen); i == 0 {
			known = c.LeftOut >= 0
		}
	}
	if r.LeftOutByMore >= 0 {
		r.LeftOutByMore = w.tell(tally.Order(w.sums)[:r.Seats+1])
	}
	if s := r.Swap; s != nil {
		swapped := append(slices.DeleteFunc(slices.Clone(most), func(c int) bool { return c == s.Out }), s.In)
		if !known || s.Gain < MinGroup || w.tell(swapped) < 0 {
			r.Swap = nil
		}
	}
}

// tell is how many have no dot on some candidates, or Unknown.
func (w *withheld) tell(some []int) int {
	of := make([]bool, len(w.sums))
	for _, c := range some {
		of[c] = true
	}
	n := w.e.LeftOut(some)
	if !w.blurred(of) {
		return tally.Unknown
	}
	for _, t := range w.told {
		if slices.Equal(t.of, of) {
			return t.n
		}
	}
	voted := len(w.e.Ballots)
	if n < MinGroup || voted-n < MinGroup { // none, too, so that silence does not say one or two
		return tally.Unknown
	}
	for c, is := range of {
		if is && len(some) > 1 && voted-n-w.sums[c].Voters < MinGroup {
			return tally.Unknown
		}
	}
	for _, t := range w.told {
		if (within(t.of, of) || within(of, t.of)) && max(t.n-n, n-t.n) < MinGroup {
			return tally.Unknown
		}
	}
	w.told = append(w.told, leftOut{of, n})
	return n
}

// blurred tells whether, by the sums alone, the voters of each candidate that has
// one or two of them may stand anywhere, whatever the number of those without a
// dot on some is.
func (w *withheld) blurred(of []bool) bool {
	in, out, most, voted := 0, 0, 0, len(w.e.Ballots)
	for c, s := range w.sums {
		if of[c] {
			in += s.Voters
			most = max(most, s.Voters)
		} else {
			out += s.Voters
		}
	}
	for c, s := range w.sums {
		if few(s.Voters) && (of[c] && in-s.Voters < voted || !of[c] && out-s.Voters < voted-most) {
			return false
		}
	}
	return true
}

func few(n int) bool { return n > 0 && n < MinGroup }

// within tells whether all of some are of others.
func within(some, others []bool) bool {
	for i, is := range some {
		if is && !others[i] {
			return false
		}
	}
	return true
}
