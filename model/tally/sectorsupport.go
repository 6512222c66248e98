package tally

import (
	"math"
	"math/big"
)

// Share is how many of a group's ballots have a dot on a candidate.
type Share struct{ Backers, Ballots int }

// Consensus is how much of every group is behind a candidate: the product over
// the groups of (a+1)/(n+2). (Group-informed consensus: Small, Bjorkegren,
// Erkkilä, Shaw & Megill, Polis: Scaling Deliberation by Mapping High
// Dimensional Opinion Spaces, 2021.) It is 1 without groups.
func Consensus(groups []Share) float64 {
	product := big.NewRat(1, 1)
	for _, g := range groups {
		product.Mul(product, big.NewRat(int64(g.Backers)+1, int64(g.Ballots)+2))
	}
	f, _ := product.Float64()
	return f
}

// Support is the geometric mean of what [Consensus] multiplies, from 0 to 1, so
// that the number of groups does not matter.
func Support(groups []Share) float64 {
	if len(groups) == 0 {
		return 1
	}
	return math.Pow(Consensus(groups), 1/float64(len(groups)))
}

// Lay lays the groups of fewer than least ballots together, and leaves those
// out that still are fewer. It gives, for each candidate, the shares of what is
// left: first the groups that are large enough, ascending, then what was laid
// together. Ballots without a group are a group of their own. Who shows more
// than [Support] of these shares must see to it that what was left out cannot
// be told by taking the groups from the whole.
func (e Election) Lay(least int) (shares [][]Share, groups []int) {
	ballots := map[int]int{}
	highest := NoGroup
	for _, b := range e.Ballots {
		ballots[b.Group]++
		highest = max(highest, b.Group)
	}
	const together = math.MaxInt
	at, few := map[int]int{}, 0
	for g := NoGroup; g <= highest; g++ {
		switch n := ballots[g]; {
		case n >= least:
			at[g] = len(groups)
			groups = append(groups, g)
		default:
			few += n
		}
	}
	if few >= least && few > 0 {
		at[together] = len(groups)
		groups = append(groups, together)
	}
	shares = make([][]Share, e.Candidates)
	for c := range shares {
		shares[c] = make([]Share, len(groups))
	}
	for _, b := range e.Ballots {
		i, known := at[b.Group]
		if !known {
			if i, known = at[together]; !known {
				continue
			}
		}
		for c := range shares {
			shares[c][i].Ballots++
		}
		for _, v := range b.Votes {
			shares[v.Candidate][i].Backers++
		}
	}
	return shares, groups
}

// Evenness is how alike groups are in what they back.
type Evenness int

// How alike groups are.
const (
	Unclear Evenness = iota // neither can be said
	Even                    // each is within one standard deviation of what all would give
	Uneven                  // at least one is more than two away
)

// Compare reports whether the groups back a candidate alike, and which differ:
// those whose backers are more than two standard deviations from what the share
// of all would give, √(n_g·p·(1−p)). It is decided in whole numbers.
func Compare(groups []Share) (Evenness, []int) {
	var a, n int64
	for _, g := range groups {
		a += int64(g.Backers)
		n += int64(g.Ballots)
	}
	if len(groups) < 2 || a == 0 {
		return Unclear, nil
	}
	verdict, differ := Even, []int(nil)
	for i, g := range groups {
		off := int64(g.Backers)*n - int64(g.Ballots)*a
		square, one := big.NewInt(off), big.NewInt(int64(g.Ballots)*a)
		square.Mul(square, square)
		one.Mul(one, big.NewInt(n-a))
		switch {
		case square.Cmp(new(big.Int).Mul(one, big.NewInt(4))) > 0:
			verdict = Uneven
			differ = append(differ, i)
		case square.Cmp(one) > 0 && verdict == Even:
			verdict = Unclear
		}
	}
	return verdict, differ
}
