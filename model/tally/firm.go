package tally

import (
	"cmp"
	"math/bits"
	"math/rand/v2"
	"slices"
)

// Margin is what it would take to put one candidate strictly ahead of another
// that has at least as many dots.
type Margin struct {
	Above   int `json:"above"`
	Below   int `json:"below"`
	Dots    int `json:"dots"`              // that must move from one to the other: ⌊gap/2⌋+1
	Ballots int `json:"ballots,omitempty"` // that must change, in any way; 0 if no number is enough, or it is not known
}

// MarginOf is the margin between two candidates. A ballot that changes takes
// its dots from one and lays as many on the other as a voter could, so the
// fewest ballots are found by taking those that turn most. (Magrino, Rivest,
// Shen & Wagner, Computing the Margin of Victory in IRV Elections, 2011, for
// the question; for sums the answer is this simple.)
func (e Election) MarginOf(above, below int) Margin {
	gap, most := 0, e.mostPer()
	turns := make([]int, 0, len(e.Ballots)) // by how much each ballot can change the gap
	for _, b := range e.Ballots {
		x, y := b.Dots(above), b.Dots(below)
		gap += x - y
		turns = append(turns, x+max(0, most-y))
	}
	m := Margin{Above: above, Below: below, Dots: dotsToTurn(gap)}
	slices.SortFunc(turns, func(a, b int) int { return b - a })
	for i, turn := range turns {
		if gap -= turn; gap < 0 {
			m.Ballots = i + 1
			return m
		}
	}
	return m
}

// dotsToTurn is how many dots must move for a gap of at least 0 to be turned.
func dotsToTurn(gap int) int { return gap/2 + 1 }

// Firmness is how firmly the most-voted stand.
type Firmness struct {
	First *Margin `json:"first,omitempty"` // between the first and the second; nil if there is one candidate
	Cut   *Margin `json:"cut,omitempty"`   // between the last that goes on and the first that does not; nil if all do
	// OneLess is how many ballots there are without which, each alone, another
	// set would have been chosen.
	OneLess int `json:"one_less"`
	// GroupLess is the groups without which, each alone, it would have been.
	GroupLess []int `json:"group_less,omitempty"`
	// Of resamples of the ballots, Set chose the same set, First had the same
	// first. Resamples is 0 if there are no ballots.
	Resamples int    `json:"resamples"`
	SameSet   int    `json:"same_set"`
	SameFirst int    `json:"same_first"`
	Seed      uint64 `json:"seed,string"`
}

// Resamples is how often the ballots are drawn anew.
const Resamples = 2000

// firmness is how firmly each of some numbers of seats stands. The ballots are
// drawn anew once for all of them.
func (e Election) firmness(seats []int, seed uint64) []Firmness {
	sums := e.Sums()
	all, cuts := make([]Firmness, len(seats)), make([]cut, len(seats))
	for i, k := range seats {
		c := newCut(sums, k)
		all[i] = Firmness{Seed: seed, OneLess: e.decisive(c), GroupLess: e.groupsThatDecide(c)}
		all[i].First, all[i].Cut = e.margins(sums, k)
		cuts[i] = c
	}
	e.resample(all, cuts)
	return all
}

// decisive is how many ballots there are without which, each alone, another set
// would be chosen.
func (e Election) decisive(c cut) (n int) {
	less := make([]int, len(c.dots))
	for _, b := range e.Ballots {
		copy(less, c.dots)
		for _, v := range b.Votes {
			less[v.Candidate] -= v.Dots
		}
		if !c.sameSet(less) {
			n++
		}
	}
	return n
}

func (e Election) margins(sums []Sum, seats int) (first, cut *Margin) {
	order := Order(sums)
	if len(order) > 1 {
		m := e.MarginOf(order[0], order[1])
		first = &m
	}
	if seats < len(order) {
		m := e.MarginOf(order[seats-1], order[seats])
		cut = &m
	}
	return first, cut
}

// marginsOfSums is the margins where there are sums and no ballots.
func marginsOfSums(sums []Sum, seats int) (first, cut *Margin) {
	order := Order(sums)
	between := func(at int) *Margin {
		a, b := order[at-1], order[at]
		return &Margin{Above: a, Below: b, Dots: dotsToTurn(sums[a].Dots - sums[b].Dots)}
	}
	if len(order) > 1 {
		first = between(1)
	}
	if seats < len(order) {
		cut = between(seats)
	}
	return first, cut
}

// groupsThatDecide is the groups without which another set would be chosen.
func (e Election) groupsThatDecide(c cut) (some []int) {
	by := map[int][]int{}
	for _, b := range e.Ballots {
		if b.Group == NoGroup {
			continue
		}
		if by[b.Group] == nil {
			by[b.Group] = make([]int, e.Candidates)
		}
		for _, v := range b.Votes {
			by[b.Group][v.Candidate] += v.Dots
		}
	}
	for group, dots := range by {
		less := make([]int, e.Candidates)
		for i := range less {
			less[i] = c.dots[i] - dots[i]
		}
		if !c.sameSet(less) {
			some = append(some, group)
		}
	}
	slices.Sort(some)
	return some
}

// resample draws as many ballots as there are, with replacement, Resamples
// times. (Efron, Bootstrap Methods, 1979.) The generator is PCG-DXSM, whose
// numbers are the same for ever. all and cuts belong together, and have the same
// seed.
func (e Election) resample(all []Firmness, cuts []cut) {
	n := uint64(len(e.Ballots))
	if n == 0 || len(all) == 0 {
		return
	}
	for i := range all {
		all[i].Resamples = Resamples
	}
	// In an order of their own, so that a recount draws the same however they lie.
	ballots := slices.SortedFunc(slices.Values(e.Ballots), func(a, b Ballot) int {
		return slices.CompareFunc(a.Votes, b.Votes, func(v, w Vote) int {
			return cmp.Or(cmp.Compare(v.Candidate, w.Candidate), cmp.Compare(v.Dots, w.Dots))
		})
	})
	var votes []Vote // all in one piece, which is read faster
	for i, b := range ballots {
		from := len(votes)
		votes = append(votes, b.Votes...)
		ballots[i].Votes = votes[from:]
	}
	chance := rand.NewPCG(all[0].Seed, 0)
	dots := make([]int, e.Candidates)
	for range Resamples {
		clear(dots)
		for range n {
			drawn, _ := bits.Mul64(chance.Uint64(), n)
			for _, v := range ballots[drawn].Votes {
				dots[v.Candidate] += v.Dots
			}
		}
		for i, c := range cuts {
			if c.sameSet(dots) {
				all[i].SameSet++
			}
			if c.sameFirst(dots) {
				all[i].SameFirst++
			}
		}
	}
}

// cut is a most-voted set, to be compared with what other ballots would give.
type cut struct {
	dots   []int
	chosen []bool
	first  int
}

func newCut(sums []Sum, seats int) cut {
	order := Order(sums)
	c := cut{dots: make([]int, len(sums)), chosen: make([]bool, len(sums)), first: order[0]}
	for i, s := range sums {
		c.dots[i] = s.Dots
	}
	for _, i := range order[:seats] {
		c.chosen[i] = true
	}
	return c
}

// sameSet reports whether these dots choose the same: whether the last of those
// that are chosen still comes before the first of the others.
func (c cut) sameSet(dots []int) bool {
	last, next := -1, -1
	for i, is := range c.chosen {
		switch {
		case is && (last < 0 || dots[i] <= dots[last]):
			last = i
		case !is && (next < 0 || dots[i] > dots[next]):
			next = i
		}
	}
	return next < 0 || dots[last] > dots[next] || dots[last] == dots[next] && last < next
}

// sameFirst reports whether these dots have the same first.
func (c cut) sameFirst(dots []int) bool {
	for i, n := range dots {
		if n > dots[c.first] || n == dots[c.first] && i < c.first {
			return false
		}
	}
	return true
}
