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

// blurs reports whether so many have voted for so much that more can be said than
// the sums.
func blurs(sums []tally.Sum, voted int) bool {
	backed := 0
	for _, s := range sums {
		if s.Voters > 0 {
			backed++
		}
	}
	return voted >= minFindings && backed >= minBacked
}

// part is the sums of some ballots: of all, or of a group of sectors.
type part struct {
	voters int
	sums   []tally.Sum // by candidate
}

// parts returns the sums that are told of a round, by group of sectors if there are any.
func (r *Round) parts(groups []SectorTally) []part {
	if len(groups) == 0 {
		return []part{{r.Cast(), r.sumsInOrder()}}
	}
	at := r.places()
	all := make([]part, len(groups))
	for i, g := range groups {
		all[i] = part{g.Voters, make([]tally.Sum, len(at))}
		for _, d := range g.Dots {
			all[i].sums[at[d.ID]].Dots = d.N
		}
		for _, d := range g.Counts {
			all[i].sums[at[d.ID]].Voters = d.N
		}
	}
	return all
}

// tellable returns what may be told of findings of the round, be they counted now or
// stored by an older Verkstad; nil if nothing is. A round that keeps its ballots has
// all of them.
func (r *Round) tellable(f *Findings) *Findings {
	if r.Keep != KeepSums || f == nil {
		return f
	}
	sums, at := r.sumsInOrder(), r.places()
	rep, err := tally.CountSums(sums, r.Proposed())
	k := f.For(r.Proposed())
	if err != nil || k == nil || !blurs(sums, r.Cast()) {
		return nil
	}
	rep.Ballots = r.Cast()
	f.add(rep, *k, func(id ItemID) int { return at[id] })
	r.withhold(rep, r.Sectors)
	return r.findings([]*tally.Report{rep})
}

// withhold takes out of a report of a round what would tell how fewer than three
// voted, alone or taken from another figure or from the sums, in all and by group
// of sectors, where the ballots themselves are not kept. What is left is left by a
// second time too.
func (r *Round) withhold(rep *tally.Report, groups []SectorTally) {
	w := withheld{sums: r.sumsInOrder(), voted: rep.Ballots, dots: r.Dots, parts: r.parts(groups)}
	rep.Choices = slices.DeleteFunc(rep.Choices, func(c tally.Choice) bool { return c.Rule != tally.MostVoted && c.Rule != tally.EqualShares })
	w.coverage(rep)
	rep.Merges = slices.DeleteFunc(rep.Merges, func(m tally.Merge) bool { return r.MaxPer != 1 || !w.merge(m) })
	rep.Near = tally.NearBySums(w.sums, w.voted, rep.Seats)
	rep.Firm.OneLess = tally.Unknown
	rep.Firm.SameSet, rep.Firm.SameFirst = tally.InTen(rep.Firm.SameSet, rep.Firm.Resamples), tally.InTen(rep.Firm.SameFirst, rep.Firm.Resamples)
	rep.Firm.Resamples, rep.Firm.Seed = 10, 0
}

// withheld holds what is told of how many are left out.
type withheld struct {
	sums  []tally.Sum
	voted int
	dots  int // of each voter
	parts []part
	told  []leftOut
}

// leftOut is how many have no dot on some candidates.
type leftOut struct {
	of []bool
	n  int
}

// coverage withholds how many each choice of a report leaves out, and what
// follows from it.
func (w *withheld) coverage(r *tally.Report) {
	most, without := r.Choices[0].Chosen, r.Choices[0].LeftOut
	for i := range r.Choices {
		c := &r.Choices[i]
		c.LeftOut = w.tell(c.Chosen, c.LeftOut)
	}
	if r.LeftOutByMore >= 0 {
		r.LeftOutByMore = w.tell(tally.Order(w.sums)[:r.Seats+1], r.LeftOutByMore)
	}
	if s := r.Swap; s != nil {
		swapped := append(slices.DeleteFunc(slices.Clone(most), func(c int) bool { return c == s.Out }), s.In)
		if r.Choices[0].LeftOut < 0 || s.Gain < MinGroup || w.tell(swapped, without-s.Gain) < 0 {
			r.Swap = nil
		}
	}
}

// merge reports whether it can be told what would change if some candidates with at
// most one dot of each voter were one: their dots together are how many are not left
// out by the two of them.
func (w *withheld) merge(m tally.Merge) bool {
	if len(m.Of) != 2 {
		return false
	}
	both := w.sums[m.Of[0]].Voters + w.sums[m.Of[1]].Voters - m.Dots
	return both >= MinGroup && w.tell(m.Of, w.voted-m.Dots) >= 0
}

// tell returns the number n of those who have no dot on some candidates, or Unknown.
func (w *withheld) tell(some []int, n int) int {
	of := make([]bool, len(w.sums))
	for _, c := range some {
		of[c] = true
	}
	if !w.blurred(of) {
		return tally.Unknown
	}
	for _, t := range w.told {
		if slices.Equal(t.of, of) {
			return t.n
		}
	}
	if n < MinGroup || w.voted-n < MinGroup { // none, too, so that silence does not say one or two
		return tally.Unknown
	}
	if least, most := w.span(of); len(some) > 1 && (n-least < MinGroup || most-n < MinGroup) {
		return tally.Unknown
	}
	for _, t := range w.told {
		if max(t.n-n, n-t.n) < MinGroup {
			return tally.Unknown
		}
	}
	w.told = append(w.told, leftOut{of, n})
	return n
}

// span returns how few and how many can have no dot on some candidates, by what the
// sums of each part say. A number near either end would tell how nearly everybody
// of a part voted.
func (w *withheld) span(of []bool) (least, most int) {
	size := 0
	for _, is := range of {
		if is {
			size++
		}
	}
	others := len(of) - size
	for _, p := range w.parts {
		in, out, largest := 0, 0, 0
		for c, s := range p.sums {
			if of[c] {
				in, largest = in+s.Voters, max(largest, s.Voters)
			} else {
				out += s.Voters
			}
		}
		few := max(0, p.voters-in)
		if others >= w.dots { // whoever has one of these has a dot less for the others
			few = max(few, out-p.voters*(w.dots-1))
		}
		each := min(size, w.dots)
		least, most = least+few, most+min(out, p.voters-max(largest, (in+each-1)/each))
	}
	return least, most
}

// blurred reports whether, by the sums alone, the voters of each candidate that has
// one or two of them may stand anywhere, whatever the number of those without a
// dot on some is.
func (w *withheld) blurred(of []bool) bool {
	in, out, most := 0, 0, 0
	for c, s := range w.sums {
		if of[c] {
			in += s.Voters
			most = max(most, s.Voters)
		} else {
			out += s.Voters
		}
	}
	for c, s := range w.sums {
		if few(s.Voters) && (of[c] && in-s.Voters < w.voted || !of[c] && out-s.Voters < w.voted-most) {
			return false
		}
	}
	return true
}

func few(n int) bool { return n > 0 && n < MinGroup }
