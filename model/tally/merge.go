package tally

import (
	"math/big"
	"slices"
)

// Merge is what would change if some candidates had been one.
type Merge struct {
	Of        []int `json:"of"`                   // ascending
	Dots      int   `json:"dots"`                 // together
	First     bool  `json:"first"`                // another would be first, or they would be where none of them is
	Set       bool  `json:"set"`                  // the chosen would be others
	In        []int `json:"in,omitempty"`         // who would be chosen then and is not now; of those that merge, the first of them
	Out       []int `json:"out,omitempty"`        // who would not be
	ByBallots bool  `json:"by_ballots,omitempty"` // they are alike in who backs them
	ByWords   bool  `json:"by_words,omitempty"`   // they are alike in words
}

// Candidates are alike in who backs them if, of the ballots that have a dot on
// either, at least two in three have one on both, and that is far more than
// chance would give: their correlation (phi) is two in three as well. Two that
// everybody backs are not alike by that. On a real dot vote the closest two of
// 24 projects come to one in three.
const (
	alikeNum   = 2
	alikeDenom = 3
)

// alikeBacking reports whether a and b ballots, shared of them the same, out of n
// are nearly the same ones.
func alikeBacking(a, b, shared, n int) bool {
	either, more := a+b-shared, int64(n)*int64(shared)-int64(a)*int64(b)
	if either == 0 || shared*alikeDenom < either*alikeNum || more <= 0 {
		return false
	}
	square := new(big.Int).Mul(big.NewInt(more*alikeDenom), big.NewInt(more*alikeDenom))
	chance := new(big.Int).Mul(big.NewInt(int64(a)*int64(n-a)), big.NewInt(int64(b)*int64(n-b)))
	return square.Cmp(chance.Mul(chance, big.NewInt(alikeNum*alikeNum))) >= 0
}

// AlikeBallots is the pairs that nearly the same ballots back.
func (e Election) AlikeBallots() (pairs [][2]int) {
	sums := e.Sums()
	both := make([][]int, e.Candidates)
	for c := range both {
		both[c] = make([]int, e.Candidates)
	}
	for _, b := range e.Ballots {
		for i, v := range b.Votes {
			for _, w := range b.Votes[i+1:] {
				both[v.Candidate][w.Candidate]++
			}
		}
	}
	for a := range both {
		for b := a + 1; b < e.Candidates; b++ {
			if alikeBacking(sums[a].Voters, sums[b].Voters, both[a][b], len(e.Ballots)) {
				pairs = append(pairs, [2]int{a, b})
			}
		}
	}
	return pairs
}

// Merges is what would change if candidates that are alike had been one:
// spoilers and clones (Tideman, Independence of Clones, 1987). words are the
// pairs that say the same, as their reader judges. Besides pairs, three or more
// are tried together that are all alike. Dots are added ballot by ballot, at
// most as many as a voter could lay on one. Only what changes the first place
// or the chosen set is said.
func (e Election) Merges(seats int, words [][2]int) []Merge {
	sums := e.Sums()
	byBallots := e.AlikeBallots()
	var changes []Merge
	for _, some := range alikeSets(slices.Concat(words, byBallots)) {
		m := e.merge(some, sums, seats)
		if !m.First && !m.Set {
			continue
		}
		m.ByWords, m.ByBallots = within(some, words), within(some, byBallots)
		changes = append(changes, m)
	}
	return changes
}

// within reports whether one of the pairs is of some.
func within(some []int, pairs [][2]int) bool {
	return slices.ContainsFunc(pairs, func(p [2]int) bool { return slices.Contains(some, p[0]) && slices.Contains(some, p[1]) })
}

// alikeSets is the pairs, and the sets of three or more of which each two are a
// pair, that grow from them by the earliest candidate that fits.
func alikeSets(pairs [][2]int) (sets [][]int) {
	is := map[[2]int]bool{}
	var all []int
	for _, p := range pairs {
		p = [2]int{min(p[0], p[1]), max(p[0], p[1])}
		if !is[p] && p[0] != p[1] {
			is[p] = true
			sets = append(sets, p[:])
			all = append(all, p[:]...)
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	for _, pair := range slices.Clone(sets) {
		set := slices.Clone(pair)
		for _, c := range all {
			if !slices.ContainsFunc(set, func(d int) bool { return !is[[2]int{min(c, d), max(c, d)}] }) {
				set = append(set, c)
			}
		}
		slices.Sort(set)
		if len(set) > 2 && !slices.ContainsFunc(sets, func(s []int) bool { return slices.Equal(s, set) }) {
			sets = append(sets, set)
		}
	}
	slices.SortFunc(sets, slices.Compare)
	return sets
}

// merge is what changes if some are one, which stands where the first of them
// stood in the list.
func (e Election) merge(some []int, sums []Sum, seats int) Merge {
	is, most := e.marks(some), e.mostPer()
	merged := slices.Clone(sums)
	for _, c := range some {
		merged[c] = Sum{}
	}
	one := some[0]
	for _, b := range e.Ballots {
		dots := 0
		for _, v := range b.Votes {
			if is[v.Candidate] {
				dots += v.Dots
			}
		}
		if dots > 0 {
			merged[one].Dots += min(dots, most)
			merged[one].Voters++
		}
	}
	m := Merge{Of: some, Dots: merged[one].Dots}
	before, after := Order(sums), slices.DeleteFunc(Order(merged), func(c int) bool { return c != one && is[c] })
	m.First = after[0] != before[0] && !(after[0] == one && is[before[0]])
	chosen, then := before[:seats], after[:min(seats, len(after))]
	was := slices.ContainsFunc(chosen, func(c int) bool { return is[c] })
	for _, c := range then {
		if c == one && was || slices.Contains(chosen, c) && c != one {
			continue
		}
		m.In = append(m.In, c)
	}
	for _, c := range chosen {
		if is[c] && slices.Contains(then, one) || slices.Contains(then, c) {
			continue
		}
		m.Out = append(m.Out, c)
	}
	m.Set = len(m.In)+len(m.Out) > 0
	slices.Sort(m.In)
	slices.Sort(m.Out)
	return m
}
