package alike

import (
	"cmp"
	"math"
	"slices"
)

// Pair is two texts that say the same, by their places in the set.
type Pair struct {
	A, B int     // A < B
	Sure float64 // how sure, from [Enough] to 0.99
}

// Enough is how sure a pair must be to be said: of those that are said, at
// least four of five were right on sets that people have labelled.
const Enough = 0.6

// Same is the pairs of texts, by their places, that may say the same.
func Same(texts []string) (pairs [][2]int) {
	for _, p := range NewSet(texts).Pairs() {
		pairs = append(pairs, [2]int{p.A, p.B})
	}
	return pairs
}

// Pairs is the pairs that may say the same, surest first.
func (s *Set) Pairs() []Pair {
	var out []Pair
	for i := range s.ideas {
		for j := i + 1; j < len(s.ideas); j++ {
			if sure := s.Sure(i, j); sure >= Enough {
				out = append(out, Pair{i, j, sure})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Pair) int { return cmp.Compare(b.Sure, a.Sure) })
	return out
}

// Sure is how sure it is that two texts of the set say the same, from 0 to
// 0.99: nothing here reads as people do.
func (s *Set) Sure(i, j int) float64 {
	like := s.likeness(i, j)
	if like < floor {
		return 0
	}
	like -= lonePrice * max(0, 2-(s.shared(i, j)+s.shared(j, i))/2)
	if sure := curve(like); sure < Enough {
		return sure
	}
	return curve(like - s.contrast(i, j))
}

// curve is how sure a likeness makes.
func curve(like float64) float64 { return min(0.99, 1/(1+math.Exp(-(like-half)*steep))) }

// The curve from likeness to sureness, fitted by hand on labelled sets: below
// floor nothing is said, at half it is as likely as not.
const (
	floor     = 0.2
	half      = 0.28
	lonePrice = 0.10 // for one shared word, which may be chance
	steep     = 12
)

// shared is how many words two ideas share, kindred ones in part.
func (s *Set) shared(i, j int) float64 {
	sum := 0.0
	for _, t := range s.ideas[i].terms {
		top := float32(0)
		for _, k := range s.vocab.kin[t] {
			if k.share > top && slices.Contains(s.ideas[j].terms, k.term) {
				top = k.share
			}
		}
		sum += float64(top)
	}
	return sum
}

// contrast is what speaks against two texts that share words: a denial in one,
// opposite words, roles changed about, or the same sentence with another word
// in it. 1 rules it out.
func (s *Set) contrast(i, j int) float64 {
	a, b := &s.ideas[i], &s.ideas[j]
	switch {
	case s.denied(a, b), s.opposite(a, b), s.swapped(a, b), otherNumbers(a, b):
		return 1
	}
	return s.sameFrame(a, b) + s.otherActors(a, b)
}
