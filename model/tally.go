package model

import (
	"cmp"
	"slices"
)

// Row is how one candidate came out.
type Row struct {
	Candidate
	Dots   int // sum of its dots over all ballots
	Voters int // ballots with a dot on it
	Rank   int // from 1; the same for equal dots
	Tied   bool
	Near   bool // so close to a neighbour that it should be talked about as a tie
	Across int  // groups of sectors with at least MinGroup voters shown that gave it a dot
}

// Result is how a round came out, best first. Equal dots are a tie and stay in
// the order of the candidates.
type Result struct {
	Rows    []Row
	Ballots int  // with at least one dot
	Dots    int  // laid in all
	Groups  int  // groups of sectors large enough to be shown
	Joined  bool // some of them are several sectors, laid together since they are small
}

// Result counts a round. It is not there (false) while a secret round is open,
// for nobody: not for screens, exports, line commands or logs.
//
// Rows are Near when their dots differ from a neighbour's by no more than one
// in twenty of the ballots, at least one dot: nominal group practice treats
// such results as a tie.
func (r *Round) Result() (Result, bool) {
	if r.IsOpen() && r.Secret {
		return Result{}, false
	}
	res := Result{Rows: make([]Row, len(r.Candidates)), Groups: len(r.Sectors)}
	for _, group := range r.Sectors {
		res.Joined = res.Joined || len(group.Sectors) > 1
	}
	at := make(map[ItemID]int, len(r.Candidates))
	for i, c := range r.Candidates {
		res.Rows[i].Candidate = c
		at[c.ID] = i
	}
	for _, ballot := range r.ballots.All() {
		for _, d := range ballot.Dots {
			if i, ok := at[d.ID]; ok {
				res.Rows[i].Dots += d.N
				res.Rows[i].Voters++
				res.Dots += d.N
			}
		}
		if len(ballot.Dots) > 0 {
			res.Ballots++
		}
	}
	for _, group := range r.Sectors {
		for _, d := range group.Counts {
			if i, ok := at[d.ID]; ok && d.N > 0 {
				res.Rows[i].Across++
			}
		}
	}
	res.rank()
	return res, true
}

// Margin is the largest difference in dots that makes neighbours Near.
func (res Result) Margin() int { return max(1, res.Ballots/20) }

func (res *Result) rank() {
	slices.SortStableFunc(res.Rows, func(a, b Row) int { return cmp.Compare(b.Dots, a.Dots) })
	near := res.Margin()
	for i := range res.Rows {
		row := &res.Rows[i]
		row.Rank = i + 1
		if i == 0 {
			continue
		}
		above := &res.Rows[i-1]
		switch gap := above.Dots - row.Dots; {
		case gap == 0:
			row.Rank = above.Rank
			row.Tied, above.Tied = true, true
		case gap <= near && row.Dots > 0:
			row.Near, above.Near = true, true
		}
	}
}

// Ballots is all ballots of a closed round without their voters, in an order
// that tells nothing; nil while it is open and secret.
func (r *Round) Ballots() [][]Dot {
	if r.IsOpen() && r.Secret {
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

// tallySectors sums the ballots by sector so that no group under MinGroup
// voters can be told apart: small groups are laid together; if they are still
// too few, the smallest of the others joins them, so that nothing can be had
// by taking the shown groups from the whole.
func (r *Round) tallySectors(of map[Token]Sector) []SectorTally {
	groups := map[Sector]*tally{}
	for _, ballot := range r.ballots.All() {
		s, known := of[ballot.Voter]
		if len(ballot.Dots) == 0 || !known || s == NoSector || s > Entrepreneur {
			continue
		}
		if groups[s] == nil {
			groups[s] = &tally{sectors: []Sector{s}, dots: map[ItemID]int{}, counts: map[ItemID]int{}}
		}
		groups[s].add(ballot)
	}
	var shown []*tally
	small := &tally{dots: map[ItemID]int{}, counts: map[ItemID]int{}}
	for _, s := range Sectors {
		switch g := groups[s]; {
		case g == nil:
		case g.voters < MinGroup:
			small.join(g)
		default:
			shown = append(shown, g)
		}
	}
	if small.voters > 0 && small.voters < MinGroup && len(shown) > 0 {
		least := slices.MinFunc(shown, func(a, b *tally) int { return cmp.Compare(a.voters, b.voters) })
		shown = slices.DeleteFunc(shown, func(g *tally) bool { return g == least })
		small.join(least)
	}
	if small.voters >= MinGroup {
		shown = append(shown, small)
	}
	out := make([]SectorTally, 0, len(shown))
	for _, g := range shown {
		slices.Sort(g.sectors)
		out = append(out, SectorTally{g.sectors, g.voters, sortedDots(g.dots), sortedDots(g.counts)})
	}
	return out
}

type tally struct {
	sectors      []Sector
	voters       int
	dots, counts map[ItemID]int
}

func (t *tally) add(ballot Ballot) {
	t.voters++
	for _, d := range ballot.Dots {
		t.dots[d.ID] += d.N
		t.counts[d.ID]++
	}
}

func (t *tally) join(o *tally) {
	t.sectors = append(t.sectors, o.sectors...)
	t.voters += o.voters
	for id, n := range o.dots {
		t.dots[id] += n
	}
	for id, n := range o.counts {
		t.counts[id] += n
	}
}
