package model

import (
	"fmt"
	"slices"

	"verkstad/model/tally"
)

// checkResult holds what a round left behind to what its voters could have
// laid: ballots, or else results and sums by sector that agree.
func (e RoundEntry) checkResult() error {
	round := e.round()
	for _, dots := range e.Ballots {
		if clean, err := round.check(dots); err != nil || !slices.Equal(clean, dots) {
			return fmt.Errorf("a ballot: %w", errShape)
		}
	}
	total := make(map[ItemID]Sum, len(e.Results))
	if len(e.Results) == 0 {
		for _, sum := range round.totals() {
			total[sum.ID] = sum
		}
	}
	dots := 0
	for _, row := range e.Results {
		if _, twice := total[row.ID]; twice || round.Candidate(row.ID) == nil {
			return fmt.Errorf("the results: %w", errShape)
		}
		total[row.ID] = Sum{row.ID, row.Dots, row.Voters}
		dots += max(0, row.Dots)
		if !e.could(e.Cast, row.Dots, row.Voters) {
			return fmt.Errorf("the result of %d: %w", row.ID, errShape)
		}
	}
	if e.Cast < 0 || e.Cast > maxJoined || dots > e.Cast*e.Dots || len(e.Ballots) > 0 && len(e.Ballots) != e.Cast {
		return fmt.Errorf("how many voted: %w", errShape)
	}
	if few := e.Keep != "" && e.Secret && e.Cast < MinGroup; (few || e.Void) && len(e.Results)+len(e.Sectors)+len(e.Ballots) > 0 {
		return fmt.Errorf("a result that cannot be shown: %w", errShape)
	}
	if e.Keep == KeepBallots && len(e.Sectors) > 0 || e.Keep == KeepSums && len(e.Ballots) > 0 {
		return fmt.Errorf("more than it keeps: %w", errShape)
	}
	if f := e.Findings; f != nil && (e.Closed.IsZero() || !f.of(round) || f.likely(e.Cast) != nil) {
		return fmt.Errorf("the findings: %w", errShape)
	}
	return e.checkSectors(total)
}

// likely is nil if all counts of the findings can be those of so many ballots.
func (f Findings) likely(cast int) error {
	counts := []*int{}
	for _, k := range f.By {
		counts = append(counts, k.ByMore, k.OneLess)
		for _, c := range k.Choices {
			counts = append(counts, c.LeftOut)
		}
		if k.SameSet < 0 || k.SameSet > f.Resamples || k.Swap != nil && (k.Swap.Gain < 1 || k.Swap.Gain > cast) {
			return errShape
		}
	}
	if f.Resamples < 0 || f.Resamples > tally.Resamples || f.SameFirst < 0 || f.SameFirst > f.Resamples ||
		slices.ContainsFunc(counts, func(n *int) bool { return n != nil && (*n < 0 || *n > cast) }) {
		return errShape
	}
	return nil
}

// could tells whether so many voters can have laid so many dots on one candidate.
func (e RoundEntry) could(voters, dots, backers int) bool {
	return backers >= 0 && backers <= voters && dots >= backers && dots <= backers*e.MaxPer
}

// checkSectors holds the sums by sector to the totals: no group is larger than
// what it is a part of, and in a round that says what it keeps all groups
// together are the whole.
func (e RoundEntry) checkSectors(total map[ItemID]Sum) error {
	seen, voters := map[Sector]bool{}, 0
	sum := map[ItemID]Sum{}
	for _, g := range e.Sectors {
		if len(g.Sectors) == 0 || g.Voters < MinGroup {
			return fmt.Errorf("a group of sectors: %w", errShape)
		}
		for _, s := range g.Sectors {
			if s > Entrepreneur || seen[s] {
				return fmt.Errorf("a group of sectors: %w", errShape)
			}
			seen[s] = true
		}
		if !sortedOnce(g.Dots) || !sortedOnce(g.Counts) || len(g.Dots) != len(g.Counts) {
			return fmt.Errorf("the dots of a group of sectors: %w", errShape)
		}
		voters += g.Voters
		for i, d := range g.Dots {
			if g.Counts[i].ID != d.ID || !e.could(g.Voters, d.N, g.Counts[i].N) {
				return fmt.Errorf("the dots of a group of sectors: %w", errShape)
			}
			s := sum[d.ID]
			sum[d.ID] = Sum{d.ID, s.Dots + d.N, s.Voters + g.Counts[i].N}
		}
	}
	whole := e.Keep != "" && len(e.Sectors) > 0
	if voters > e.Cast || whole && voters != e.Cast {
		return fmt.Errorf("the voters by sector: %w", errShape)
	}
	for id, all := range total {
		if part := sum[id]; part.Dots > all.Dots || part.Voters > all.Voters || whole && (part.Dots != all.Dots || part.Voters != all.Voters) {
			return fmt.Errorf("the dots by sector on %d: %w", id, errShape)
		}
		delete(sum, id)
	}
	if len(sum) > 0 {
		return fmt.Errorf("the dots by sector: %w", errShape)
	}
	return nil
}

// sortedOnce tells whether dots stand by candidate, each once and more than none.
func sortedOnce(dots []Dot) bool {
	last := ItemID(0)
	for _, d := range dots {
		if d.ID <= last || d.N < 1 {
			return false
		}
		last = d.ID
	}
	return true
}
