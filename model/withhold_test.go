package model

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// paper is a ballot as a curious reader imagines it: dots by candidate.
type paper []int

// imagined is a vote that keeps sums, as it was or as it could have been.
type imagined struct {
	dots, most, choose int
	papers             []paper
}

// published is what the findings of the vote say.
func (v imagined) published(t *testing.T) string {
	r := &Round{ID: 1, Keep: KeepSums, Secret: true, Dots: v.dots, MaxPer: v.most, Choose: v.choose}
	for i := range v.papers[0] {
		r.Candidates = append(r.Candidates, Candidate{ID: ItemID(i + 1), Title: fmt.Sprintf("%c%c", 'A'+i, 'Z'-i)})
	}
	for at, p := range v.papers {
		var dots []Dot
		for i, d := range p {
			if d > 0 {
				dots = append(dots, Dot{ItemID(i + 1), d})
			}
		}
		r.setBallot(BallotCast{Voter: Token{byte(at >> 8), byte(at)}, Dots: dots})
	}
	raw, err := json.Marshal(r.Weigh(7))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// sectors that the ballots are of, in turn.
const sectors = 2

// otherwise is another vote with the same sums, in all and by sector: some pairs
// of ballots have changed two candidates with each other, one of from among them.
func (v imagined) otherwise(chance *rand.Rand, changes int, from []int) imagined {
	o := v
	o.papers = slices.Clone(v.papers)
	for tries := 0; changes > 0 && tries < 300; tries++ {
		i, j := from[chance.IntN(len(from))], chance.IntN(len(o.papers))
		x, y := slices.Clone(o.papers[i]), slices.Clone(o.papers[j])
		a, b := chance.IntN(len(x)), chance.IntN(len(x))
		if i == j || i%sectors != j%sectors || a == b || x[a] == 0 || y[a] != 0 || y[b] == 0 || x[b] != 0 {
			continue
		}
		x[a], y[a], x[b], y[b] = 0, x[a], y[b], 0
		if x.dots() <= v.dots && y.dots() <= v.dots {
			o.papers[i], o.papers[j] = x, y
			changes--
		}
	}
	return o
}

func (p paper) dots() (n int) {
	for _, d := range p {
		n += d
	}
	return n
}

// group is some of a vote's ballots: those with a dot on all of some candidates
// and on none of others.
type group struct{ all, none []int }

// of is the ballots that are in the group.
func (v imagined) of(g group) (some []int) {
	for i, p := range v.papers {
		has := func(c int) bool { return p[c] > 0 }
		hasNot := func(c int) bool { return p[c] == 0 }
		if !slices.ContainsFunc(g.all, hasNot) && !slices.ContainsFunc(g.none, has) {
			some = append(some, i)
		}
	}
	return some
}

// groups are those that a reader could ask for: each whole ballot, each pair of
// candidates with one backed and the other not, and for each number that goes
// on, ballots with a candidate and none of these, or of these that one alone.
func (v imagined) groups() (all []group) {
	sums := make([]int, len(v.papers[0]))
	for _, p := range v.papers {
		var g group
		for c, d := range p {
			sums[c] += d
			if d > 0 {
				g.all = append(g.all, c)
			} else {
				g.none = append(g.none, c)
			}
		}
		all = append(all, g)
	}
	order := make([]int, len(sums))
	for c := range order {
		order[c] = c
	}
	slices.SortStableFunc(order, func(a, b int) int { return sums[b] - sums[a] })
	for a := range sums {
		for b := range sums {
			if a != b {
				all = append(all, group{[]int{a}, []int{b}})
			}
		}
		for k := 1; k < len(order); k++ {
			most := order[:k]
			all = append(all, group{nil, most}, group{[]int{a}, slices.DeleteFunc(slices.Clone(most), func(c int) bool { return c == a })})
		}
	}
	return all
}

// A curious reader who has the sums of a vote that keeps no ballots, in all and by
// sector, and all its findings, imagines other ways to vote that give the same. Of no group are they
// then certain that it is of one or two, unless the sums say so by themselves.
func TestFindingsTellOfNobody(t *testing.T) {
	for seed := uint64(0); seed < 8; seed++ {
		chance := rand.New(rand.NewPCG(seed, 1))
		v := imagined{dots: 3 + chance.IntN(2), most: 1 + chance.IntN(2), choose: 1 + chance.IntN(4)}
		candidates := minBacked + chance.IntN(3)
		for range minFindings + chance.IntN(20) {
			p := make(paper, candidates)
			for range v.dots {
				c := min(chance.IntN(candidates), chance.IntN(candidates))
				p[c] = min(p[c]+1, v.most)
			}
			v.papers = append(v.papers, p)
		}
		said := v.published(t)
		if said == "null" {
			continue
		}
		all := v.of(group{})
		var same []imagined
		for n := range 40 {
			if o := v.otherwise(chance, 1+n%3, all); o.published(t) == said {
				same = append(same, o)
			}
		}
		for _, g := range v.groups() {
			some := v.of(g)
			differs := func(o imagined) bool { return len(o.of(g)) != len(some) }
			if !few(len(some)) || slices.ContainsFunc(same, differs) {
				continue
			}
			could, is := false, false
			for n := 0; n < 3000 && !is; n++ { // on from one that gives the same
				from := v
				if len(same) > 0 && n%2 == 1 {
					from = same[chance.IntN(len(same))]
				}
				some := some
				if n%4 < 2 {
					some = all
				}
				if o := from.otherwise(chance, 1+n%5, some); differs(o) {
					if could, is = true, o.published(t) == said; is {
						same = append(same, o)
					}
				}
			}
			if could && !is {
				t.Errorf("seed %d: of %d ballots %d have all of %v and none of %v (%d other votes give the same)\n%s", seed, len(v.papers), len(some), g.all, g.none, len(same), said)
				break
			}
		}
	}
}
