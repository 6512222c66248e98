package model

import (
	"cmp"
	"slices"
)

// Row is the result of one candidate.
type Row struct {
	Candidate
	Dots   int // sum of its dots over all ballots
	Voters int // ballots with a dot on it
	Rank   int // from 1; the same for equal dots
	Tied   bool
	Near   bool // so close to the first, or across the cut, that chance could have decided; see [Findings]
	AtTop  bool // Near because it is close to the first, or is the first and another is close to it
	AtCut  bool // Near because it is close across the cut between what is proposed to go on and what is not
	Across int  // number of groups of sectors that gave it a dot
	GoesOn bool // it was chosen to go on; see [Decision]
}

// Result is the result of a round, best first. Equal dots are a tie and stay in the order
// of the candidates.
type Result struct {
	Rows    []Row
	Ballots int  // with at least one dot
	Dots    int  // all dots given
	Groups  int  // number of groups of sectors that are large enough to be shown
	Joined  bool // some of them are several sectors, joined since they are small
}

// Withheld is why a round shows no result.
type Withheld string

// Reasons why there is no result to show.
const (
	Shown        Withheld = ""     // there is one
	WithheldOpen Withheld = "open" // the round is open, and secret or cannot be read
	WithheldFew  Withheld = "few"  // it was secret, and fewer than MinGroup have voted
	WithheldVoid Withheld = "void" // its key is gone, and its ballots cannot be read
)

// Withheld returns why the round shows no result; Shown if it does.
func (r *Round) Withheld() Withheld {
	switch {
	case r.Void:
		return WithheldVoid
	case r.IsOpen() && (r.Secret || r.lost()):
		return WithheldOpen
	case r.Keep != "" && r.Secret && r.Cast() < MinGroup:
		return WithheldFew
	}
	return Shown
}

// Result counts a round. While a secret round is open it returns false to everybody: to
// screens, exports, line commands and logs; and afterwards if [Round.Withheld] says so.
//
// Which rows are Near is in the round's findings; while it is open, and before they are
// stored, none is.
func (r *Round) Result() (Result, bool) {
	if r.Withheld() != Shown {
		return Result{}, false
	}
	res := Result{Rows: make([]Row, len(r.Candidates)), Groups: len(r.Sectors), Ballots: r.Cast()}
	for _, group := range r.Sectors {
		res.Joined = res.Joined || len(group.Sectors) > 1
	}
	at := make(map[ItemID]int, len(r.Candidates))
	for i, c := range r.Candidates {
		res.Rows[i].Candidate = c
		at[c.ID] = i
	}
	for _, sum := range r.totals() {
		if i, ok := at[sum.ID]; ok {
			res.Rows[i].Dots, res.Rows[i].Voters = sum.Dots, sum.Voters
			res.Dots += sum.Dots
		}
	}
	for _, group := range r.Sectors {
		for _, d := range group.Counts {
			if i, ok := at[d.ID]; ok && d.N > 0 {
				res.Rows[i].Across++
			}
		}
	}
	for i := range res.Rows {
		res.Rows[i].GoesOn = r.Decision != nil && slices.Contains(r.Decision.IDs, res.Rows[i].ID)
	}
	res.rank()
	res.near(r)
	return res, true
}

// near marks the rows that are close to the first, and those that are close across the cut.
// Equal dots are a tie and not near.
func (res *Result) near(r *Round) {
	first, cut := r.nearFirst, r.nearCut
	if k := r.Findings.For(r.Proposed()); k != nil {
		first, cut = r.Findings.NearFirst, k.NearCut
	}
	tops := 0
	for i := range res.Rows {
		row := &res.Rows[i]
		row.AtTop = slices.Contains(first, row.ID) && row.Dots < res.Rows[0].Dots && row.Dots > 0
		row.AtCut = slices.Contains(cut, row.ID) && row.Dots > 0 && r.Proposed() > 1
		if row.AtTop {
			tops++
		}
	}
	for i := range res.Rows {
		row := &res.Rows[i]
		row.AtTop = row.AtTop || tops > 0 && row.Rank == 1
		row.Near = row.AtTop || row.AtCut && !row.Tied
	}
}

func (res *Result) rank() {
	slices.SortStableFunc(res.Rows, func(a, b Row) int { return cmp.Compare(b.Dots, a.Dots) })
	for i := range res.Rows {
		row := &res.Rows[i]
		row.Rank = i + 1
		if i == 0 {
			continue
		}
		above := &res.Rows[i-1]
		if above.Dots == row.Dots {
			row.Rank = above.Rank
			row.Tied, above.Tied = true, true
		}
	}
}

// totals returns the sums of all candidates with a dot: those that the round has kept, or
// else those of its ballots.
func (r *Round) totals() []Sum {
	if len(r.sums) > 0 {
		return r.sums
	}
	return sumsOf(slices.Collect(values(r.ballots)))
}

// Ballots returns all ballots of a closed round without their voters, in an order that
// tells nothing; nil while it is open, if no result is shown, and if the round keeps none.
// An old round that has sums by sector too shows those.
func (r *Round) Ballots() [][]Dot {
	if r.ballots.Len() == 0 || r.IsOpen() || r.Withheld() != Shown || r.Keep == "" && len(r.Sectors) > 0 {
		return nil
	}
	out := make([][]Dot, 0, r.ballots.Len())
	for _, ballot := range r.ballots.All() {
		if len(ballot.Dots) > 0 {
			out = append(out, ballot.Dots)
		}
	}
	slices.SortFunc(out, func(a, b []Dot) int {
		return slices.CompareFunc(a, b, func(x, y Dot) int {
			return cmp.Or(cmp.Compare(x.ID, y.ID), cmp.Compare(x.N, y.N))
		})
	})
	return out
}

// sumsOf adds up ballots, ascending by candidate.
func sumsOf(ballots []Ballot) []Sum {
	all := tallyOf(ballots)
	var sums []Sum
	for _, d := range sortedDots(all.dots) {
		sums = append(sums, Sum{d.ID, d.N, all.counts[d.ID]})
	}
	return sums
}

// tallySectors sums ballots by sector, those without a sector as a group of their own.
// Groups that are too small to be shown are joined with the smallest of the others until
// all can be, so that every ballot is in a group and nothing can be computed by subtracting
// the groups from the total. The same is done with groups whose voters all voted alike if
// the room did not, since their sums would tell every one of their ballots. A single group
// would say no more than the total: then there are none.
func tallySectors(ballots []Ballot) []SectorTally {
	bySector := map[Sector][]Ballot{}
	for _, ballot := range ballots {
		bySector[ballot.sector] = append(bySector[ballot.sector], ballot)
	}
	all, groups := tallyOf(ballots), []*groupSum{}
	for s, some := range bySector {
		g := tallyOf(some)
		g.sectors = []Sector{s}
		groups = append(groups, g)
	}
	for {
		slices.SortFunc(groups, func(a, b *groupSum) int {
			return cmp.Or(cmp.Compare(a.voters, b.voters), slices.Compare(a.sectors, b.sectors))
		})
		at := slices.IndexFunc(groups, func(g *groupSum) bool { return g.voters < MinSectorGroup || g.alike && !all.alike })
		if at < 0 || len(groups) < 2 {
			break
		}
		few := groups[at]
		groups = slices.Delete(groups, at, at+1)
		groups[0].join(few)
	}
	if len(groups) < 2 {
		return nil
	}
	slices.SortFunc(groups, func(a, b *groupSum) int { return slices.Compare(a.sectors, b.sectors) })
	out := make([]SectorTally, 0, len(groups))
	for _, g := range groups {
		out = append(out, SectorTally{g.sectors, g.voters, sortedDots(g.dots), sortedDots(g.counts)})
	}
	return out
}

// groupSum is the sums of some ballots.
type groupSum struct {
	sectors      []Sector // ascending
	voters       int
	dots, counts map[ItemID]int
	alike        bool  // all ballots are equal,
	one          []Dot // to this one
}

func tallyOf(ballots []Ballot) *groupSum {
	t := &groupSum{dots: map[ItemID]int{}, counts: map[ItemID]int{}, alike: true}
	for _, ballot := range ballots {
		if len(ballot.Dots) == 0 {
			continue
		}
		if t.voters++; t.voters == 1 {
			t.one = ballot.Dots
		}
		t.alike = t.alike && slices.Equal(t.one, ballot.Dots)
		for _, d := range ballot.Dots {
			t.dots[d.ID] += d.N
			t.counts[d.ID]++
		}
	}
	return t
}

func (t *groupSum) join(o *groupSum) {
	t.sectors = append(t.sectors, o.sectors...)
	slices.Sort(t.sectors)
	t.voters += o.voters
	t.alike = t.alike && o.alike && slices.Equal(t.one, o.one)
	for id, n := range o.dots {
		t.dots[id] += n
	}
	for id, n := range o.counts {
		t.counts[id] += n
	}
}
