package findings_test

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/tally"
)

// possible is every ballot that could be cast.
func possible(candidates, dots, most int) [][]int {
	if candidates == 0 {
		return [][]int{nil}
	}
	var all [][]int
	for n := range min(dots, most) + 1 {
		for _, rest := range possible(candidates-1, dots-n, most) {
			all = append(all, append(slices.Clip(rest), n))
		}
	}
	return all
}

// reckoner is the curious reader, with what they know of a vote.
type reckoner struct {
	entry    model.RoundEntry
	ballots  [][]int // that could be cast
	groups   int     // of sectors that have sums of their own
	sums     []constraint
	findings []constraint
	either   [][]constraint // of each, one holds
}

// inGroup is a group of ballots: how much each ballot of a group of sectors counts.
type inGroup func(ballot []int, sectors int) float64

func (r *reckoner) factors(f inGroup) []float64 {
	var all []float64
	for g := range r.groups {
		for _, b := range r.ballots {
			all = append(all, f(b, g))
		}
	}
	return all
}

func dotsOf(ids []model.ItemID, ballot []int) (n int) {
	for _, id := range ids {
		n += ballot[id-1]
	}
	return n
}

// without is 1 for the ballots that have no dot on any of some.
func without(ids []model.ItemID) inGroup {
	return func(ballot []int, _ int) float64 { return float64(btoi(dotsOf(ids, ballot) == 0)) }
}

func newReckoner(e model.RoundEntry, said []string) *reckoner {
	r := &reckoner{entry: e, ballots: possible(len(e.Candidates), e.Dots, e.MaxPer), groups: max(1, len(e.Sectors))}
	r.ballots = slices.DeleteFunc(r.ballots, func(b []int) bool { return !slices.ContainsFunc(b, func(n int) bool { return n > 0 }) })
	r.readSums()
	if e.Findings != nil {
		r.readLeftOut()
		r.readNear()
		r.readMargins()
		r.readMerges()
		r.readSentences(said)
	}
	return r
}

func (r *reckoner) is(f inGroup, n float64) constraint { return constraint{r.factors(f), n, n} }

// knows notes a constraint that the findings give.
func (r *reckoner) knows(f inGroup, least, most float64) {
	r.findings = append(r.findings, constraint{r.factors(f), least, most})
}

// readSums reads the sums, by sector where there are any.
func (r *reckoner) readSums() {
	e := r.entry
	groups := e.Sectors
	if len(groups) == 0 {
		whole := model.SectorTally{Voters: e.Cast}
		for _, row := range e.Results {
			whole.Dots, whole.Counts = append(whole.Dots, model.Dot{ID: row.ID, N: row.Dots}), append(whole.Counts, model.Dot{ID: row.ID, N: row.Voters})
		}
		groups = append(groups, whole)
	}
	of := func(dots []model.Dot, id model.ItemID) float64 {
		for _, d := range dots {
			if d.ID == id {
				return float64(d.N)
			}
		}
		return 0
	}
	for g, sums := range groups {
		r.sums = append(r.sums, r.is(func(_ []int, in int) float64 { return float64(btoi(in == g)) }, float64(sums.Voters)))
		for c, candidate := range e.Candidates {
			r.sums = append(r.sums,
				r.is(func(b []int, in int) float64 { return float64(btoi(in == g) * b[c]) }, of(sums.Dots, candidate.ID)),
				r.is(func(b []int, in int) float64 { return float64(btoi(in == g && b[c] > 0)) }, of(sums.Counts, candidate.ID)))
		}
	}
}

// order is the candidates, most dots first.
func (r *reckoner) order() (ids []model.ItemID) {
	for _, row := range r.entry.Results {
		ids = append(ids, row.ID)
	}
	return ids
}

// swapped is some with one put out and another in.
func swapped(ids []model.ItemID, out, in model.ItemID) []model.ItemID {
	return append(slices.DeleteFunc(slices.Clone(ids), func(id model.ItemID) bool { return id == out }), in)
}

// readLeftOut reads whom each choice leaves out, and which swap helps the most.
func (r *reckoner) readLeftOut() {
	for _, k := range r.entry.Findings.By {
		for _, c := range k.Choices {
			if c.LeftOut != nil {
				r.findings = append(r.findings, r.is(without(c.IDs), float64(*c.LeftOut)))
			}
		}
		if k.ByMore != nil {
			r.findings = append(r.findings, r.is(without(r.order()[:k.Seats+1]), float64(*k.ByMore)))
		}
		if k.Swap == nil {
			continue
		}
		most := k.Choices[0].IDs
		for _, out := range most {
			for _, in := range r.order() {
				if slices.Contains(most, in) {
					continue
				}
				less := func(b []int, g int) float64 {
					return without(swapped(most, out, in))(b, g) - without(most)(b, g)
				}
				gain, top := -float64(k.Swap.Gain), math.Inf(1)
				if out == k.Swap.Out && in == k.Swap.In {
					top = gain
				}
				r.knows(less, gain, top)
			}
		}
	}
}

// readNear reads from who is near, and who is not, how much the ballots differ, if it is
// not what the sums say by themselves.
func (r *reckoner) readNear() {
	order, f, k := r.order(), r.entry.Findings, r.entry.Findings.By[0]
	sums := make([]tally.Sum, len(order))
	for _, row := range r.entry.Results {
		sums[row.ID-1] = tally.Sum{Dots: row.Dots, Voters: row.Voters}
	}
	same := func(ids []model.ItemID, places []int) bool {
		return slices.EqualFunc(ids, places, func(id model.ItemID, c int) bool { return int(id) == c+1 })
	}
	if told := tally.NearBySums(sums, r.entry.Cast, k.Seats); same(f.NearFirst, told.First) && same(k.NearCut, told.Cut) {
		return
	}
	for _, c := range order[1:] {
		r.near(order[0], c, slices.Contains(f.NearFirst, c))
	}
	for at, c := range order {
		if k.Seats == len(order) {
			break
		}
		other := order[k.Seats]
		if at >= k.Seats {
			other = order[k.Seats-1]
		}
		r.near(c, other, slices.Contains(k.NearCut, c))
	}
}

// gap is how many dots more one got than another.
func (r *reckoner) gap(a, b model.ItemID) (gap int) {
	for _, row := range r.entry.Results {
		gap += (btoi(row.ID == a) - btoi(row.ID == b)) * row.Dots
	}
	return gap
}

func (r *reckoner) near(a, b model.ItemID, is bool) {
	gap, n := r.gap(a, b), float64(r.entry.Cast)
	bound := float64(gap*gap) * (n + 1)
	squares := func(x []int, _ int) float64 { d := x[a-1] - x[b-1]; return float64(d * d) }
	if is {
		r.knows(squares, math.Ceil(bound/n), math.Inf(1))
	} else {
		r.knows(squares, 0, math.Floor((bound-1)/n))
	}
}

// readMargins reads from how many ballots must change what the others are: the m that
// turn the most make up the gap, and one fewer do not. What the m that turn the most
// turn together is the least, of all bounds, of m times the bound and what all ballots
// turn above it.
func (r *reckoner) readMargins() {
	for _, m := range []*model.Gap{r.entry.Findings.First, r.entry.Findings.By[0].Cut} {
		if m == nil || m.Ballots == 0 || r.entry.MaxPer == 1 { // with one dot each the sums say it
			continue
		}
		gap, fewer := r.gap(m.Above, m.Below), []constraint{}
		for bound := 0; bound <= 2*r.entry.MaxPer; bound++ {
			above := func(b []int, _ int) float64 {
				return float64(max(0, b[m.Above-1]+r.entry.MaxPer-b[m.Below-1]-bound))
			}
			r.knows(above, float64(gap+1-m.Ballots*bound), math.Inf(1))
			fewer = append(fewer, constraint{r.factors(above), math.Inf(-1), float64(gap - (m.Ballots-1)*bound)})
		}
		r.either = append(r.either, fewer)
	}
}

// readSentences reads how many got nothing, where the figures do not say that too.
func (r *reckoner) readSentences(said []string) {
	k := r.entry.Findings.By[0]
	figures := []*int{k.ByMore}
	for _, c := range k.Choices {
		figures = append(figures, c.LeftOut)
	}
	for _, m := range people.FindAllStringSubmatch(strings.Join(said, "\n"), -1) {
		for i, what := range people.SubexpNames() {
			n, err := strconv.Atoi(m[i])
			if err != nil || what != "left" && what != "now" && what != "more" && what != "then" {
				continue
			}
			if !slices.ContainsFunc(figures, func(told *int) bool { return told != nil && *told == n }) {
				r.findings = append(r.findings, r.is(without(k.Choices[0].IDs), float64(n)))
			}
		}
	}
}

// readMerges reads how many back each of those that split their votes.
func (r *reckoner) readMerges() {
	for _, k := range r.entry.Findings.By {
		for _, m := range k.Merges {
			together := func(b []int, _ int) float64 { return float64(min(dotsOf(m.IDs, b), r.entry.MaxPer)) }
			if m.Dots > 0 {
				r.findings = append(r.findings, r.is(together, float64(m.Dots)))
			}
			if len(m.IDs) == 2 && m.ByBallots { // two in three of those who back one back both
				r.knows(func(b []int, _ int) float64 {
					x, y := btoi(b[m.IDs[0]-1] > 0), btoi(b[m.IDs[1]-1] > 0)
					return float64(3*x*y - 2*max(x, y))
				}, 0, math.Inf(1))
			}
		}
	}
}

// question is a group of ballots whose size the reader would know.
type question struct {
	about string
	of    inGroup
}

// questions are the groups that a reader could ask for: who got nothing of the
// most-voted or of another set, who backed one and not another, both or neither, who
// gave so many dots, who laid so many in all, and who cast one whole ballot; each in
// all and by sector.
func (r *reckoner) questions(cast [][]int) (all []question) {
	add := func(about string, of func(b []int) bool) {
		all = append(all, question{about, func(b []int, _ int) float64 { return float64(btoi(of(b))) }})
		for g := range r.groups {
			if r.groups > 1 {
				all = append(all, question{fmt.Sprint(about, " of sectors ", g), func(b []int, in int) float64 { return float64(btoi(in == g && of(b))) }})
			}
		}
	}
	sets := [][]model.ItemID{}
	for k := 1; k < len(r.entry.Results); k++ {
		sets = append(sets, r.order()[:k])
	}
	if f := r.entry.Findings; f != nil {
		for _, c := range f.By[0].Choices[1:] {
			most := f.By[0].Choices[0].IDs
			sets = append(sets, c.IDs, slices.Concat(c.IDs, most), slices.DeleteFunc(slices.Clone(most), func(id model.ItemID) bool { return !slices.Contains(c.IDs, id) }))
		}
		if s := f.By[0].Swap; s != nil {
			sets = append(sets, swapped(f.By[0].Choices[0].IDs, s.Out, s.In))
		}
	}
	for _, set := range sets {
		add(fmt.Sprint("nothing of ", set), func(b []int) bool { return dotsOf(set, b) == 0 })
		for c := range r.entry.Candidates {
			others := slices.DeleteFunc(slices.Clone(set), func(id model.ItemID) bool { return int(id) == c+1 })
			add(fmt.Sprint(c+1, " and nothing else of ", set), func(b []int) bool { return b[c] > 0 && dotsOf(others, b) == 0 })
		}
	}
	for c := range r.entry.Candidates {
		for n := 1; n <= r.entry.MaxPer; n++ {
			add(fmt.Sprint(n, " dots on ", c+1), func(b []int) bool { return b[c] == n })
		}
		for d := range r.entry.Candidates {
			add(fmt.Sprint(c+1, " and not ", d+1), func(b []int) bool { return b[c] > 0 && b[d] == 0 })
			add(fmt.Sprint(c+1, " and ", d+1), func(b []int) bool { return c < d && b[c] > 0 && b[d] > 0 })
			add(fmt.Sprint("neither ", c+1, " nor ", d+1), func(b []int) bool { return c < d && b[c] == 0 && b[d] == 0 })
		}
	}
	for n := 1; n <= r.entry.Dots; n++ {
		add(fmt.Sprint(n, " dots in all"), func(b []int) bool {
			sum := 0
			for _, d := range b {
				sum += d
			}
			return sum == n
		})
	}
	for _, whole := range cast {
		add(fmt.Sprint("exactly ", whole), func(b []int) bool { return slices.Equal(b, whole) })
	}
	return all
}
