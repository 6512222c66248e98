package model

import (
	"slices"

	"verkstad/model/tally"
)

// checkResult checks what a round kept against what its voters could have voted: ballots,
// or else results and sums by sector that are consistent.
func (e RoundEntry) checkResult() error {
	round := e.round()
	for _, dots := range e.Ballots {
		if clean, err := round.check(dots); err != nil || !slices.Equal(clean, dots) {
			return errDocBallot.with(e.ID)
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
			return errDocResults.with(e.ID)
		}
		total[row.ID] = Sum{row.ID, row.Dots, row.Voters}
		dots += max(0, row.Dots)
		if !e.couldGive(e.Cast, row.Dots, row.Voters) {
			return errDocResult.with(e.ID, row.ID)
		}
	}
	if e.Cast < 0 || e.Cast > maxJoined || dots > e.Cast*e.Dots || len(e.Ballots) > 0 && len(e.Ballots) != e.Cast {
		return errDocCast.with(e.ID)
	}
	if few := e.Keep != "" && e.Secret && e.Cast < MinGroup; (few || e.Void) && len(e.Results)+len(e.Sectors)+len(e.Ballots) > 0 {
		return errDocShown.with(e.ID)
	}
	if e.Keep == KeepBallots && len(e.Sectors) > 0 || e.Keep == KeepSums && len(e.Ballots) > 0 {
		return errDocKeeps.with(e.ID)
	}
	if err := e.checkFindings(round); err != nil {
		return err
	}
	if err := e.checkDecision(round); err != nil {
		return err
	}
	return e.checkSectors(total)
}

// checkDecision checks what goes on against the candidates and their results.
func (e RoundEntry) checkDecision(round *Round) error {
	d := e.Decision
	if d == nil {
		return nil
	}
	if len(e.Ballots) > 0 { // findings are computed again, and not believed
		counted := *round
		counted.Findings = nil
		round = &counted
	}
	clean, err := cleanOptional(d.Why, MaxShortNote)
	if e.Closed.IsZero() || round.Withheld() != Shown || !d.fits(round) || !round.follows(*d) || err != nil || clean != d.Why {
		return errDocDecision.with(e.ID)
	}
	return nil
}

// likely reports whether all counts in the findings are possible with that many ballots.
func (f Findings) likely(cast int) bool {
	counts := []*int{}
	for _, k := range f.By {
		counts = append(counts, k.ByMore, k.OneLess)
		for _, c := range k.Choices {
			counts = append(counts, c.LeftOut)
		}
		if k.SameSet < 0 || k.SameSet > f.Resamples || k.Swap != nil && (k.Swap.Gain < 1 || k.Swap.Gain > cast) {
			return false
		}
	}
	if f.Resamples < 0 || f.Resamples > tally.Resamples || f.SameFirst < 0 || f.SameFirst > f.Resamples ||
		slices.ContainsFunc(counts, func(n *int) bool { return n != nil && (*n < 0 || *n > cast) }) {
		return false
	}
	return true
}

// couldGive reports whether that many voters can have given that many dots to one candidate.
func (e RoundEntry) couldGive(voters, dots, backers int) bool {
	return backers >= 0 && backers <= voters && dots >= backers && dots <= backers*e.MaxPer
}

// checkSectors checks the sums by sector against the totals: no group has more than the
// total, and in a round that says what it keeps all groups together have the total.
func (e RoundEntry) checkSectors(total map[ItemID]Sum) error {
	seen, voters := map[Sector]bool{}, 0
	sum := map[ItemID]Sum{}
	for _, g := range e.Sectors {
		if len(g.Sectors) == 0 || g.Voters < MinGroup {
			return errDocSectors.with(e.ID)
		}
		for _, s := range g.Sectors {
			if s > Entrepreneur || seen[s] {
				return errDocSectors.with(e.ID)
			}
			seen[s] = true
		}
		if !sortedOnce(g.Dots) || !sortedOnce(g.Counts) || len(g.Dots) != len(g.Counts) {
			return errDocSectors.with(e.ID)
		}
		voters += g.Voters
		for i, d := range g.Dots {
			if g.Counts[i].ID != d.ID || !e.couldGive(g.Voters, d.N, g.Counts[i].N) {
				return errDocSectors.with(e.ID)
			}
			s := sum[d.ID]
			sum[d.ID] = Sum{d.ID, s.Dots + d.N, s.Voters + g.Counts[i].N}
		}
	}
	whole := e.Keep != "" && len(e.Sectors) > 0
	if voters > e.Cast || whole && voters != e.Cast {
		return errDocSectors.with(e.ID)
	}
	for id, all := range total {
		if part := sum[id]; part.Dots > all.Dots || part.Voters > all.Voters || whole && (part.Dots != all.Dots || part.Voters != all.Voters) {
			return errDocSectors.with(e.ID)
		}
		delete(sum, id)
	}
	if len(sum) > 0 {
		return errDocSectors.with(e.ID)
	}
	return nil
}

// sortedOnce reports whether dots are sorted by candidate, each once and more than none.
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
