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

// surely is how sure a pair must be where nobody is asked about it, as of a vote's
// candidates that may have split the votes: few texts tell little, and a wrong
// pair would say what is not so.
const surely = 0.95

// Same is the pairs of texts, by their places, that surely say the same.
func Same(texts []string) (pairs [][2]int) {
	for _, p := range NewSet(texts).Pairs() {
		if p.Sure >= surely {
			pairs = append(pairs, [2]int{p.A, p.B})
		}
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
	if s.likeness(i, j) < floor {
		return 0
	}
	a, b := &s.ideas[i], &s.ideas[j]
	z := base +
		senseWeight*s.about.beside.at(i, j) +
		aheadWeight*max(-mostBehind, min(mostAhead, s.ahead(i, j))) -
		playPrice*s.grams.at(i, j)*min(s.own(a, b), s.own(b, a), 2)
	if z+restWeight*math.Sqrt(max(0, s.about.plain.at(i, j))) < 0 { // not even with all of it
		return 0
	}
	z += restWeight * math.Sqrt(s.about.rest(a.terms, b.terms, s.about.lengths[i]*s.about.lengths[j]))
	sure := min(0.99, 1/(1+math.Exp(-z)))
	if sure >= Enough && s.ruledOut(i, j) {
		return 0
	}
	return sure
}

// What makes it sure that two texts say the same, fitted (logistic regression) on
// labelled sets. docs/results.md has how well it does on sets that it was not fitted
// on.
const (
	floor       = 0.1 // of likeness, below which nothing is said
	base        = -4.6
	senseWeight = 6.4  // how alike they are in meaning
	restWeight  = 7.5  // and without the two words that are most alike (square root)
	aheadWeight = 10.9 // how much more alike they are than either is with any other
	mostAhead   = 0.2
	mostBehind  = 0.3
	playPrice   = 1.6 // for words of their own in the same letters
)

// ahead is how much more alike two are than either is with any other text.
func (s *Set) ahead(i, j int) float64 {
	return s.likeness(i, j) - max(s.usual, s.nearest(i, j), s.nearest(j, i))
}

// usualNearest is how alike the nearest of many texts is to one that none of them
// says the same as: while few are known, that two are nearest tells little. From
// manyTexts on they tell by themselves.
const (
	usualNearest = 0.38
	manyTexts    = 40
)

// nearest is how alike i is to the nearest text that is not j.
func (s *Set) nearest(i, not int) float64 {
	if top := s.tops[i]; top.first != not {
		return top.most
	}
	return s.tops[i].second
}

// top is the nearest text to another, how near it is, and how near the next.
type top struct {
	first        int
	most, second float64
}

// nearestTexts is the top of each text.
func (s *Set) nearestTexts() []top {
	out := make([]top, len(s.ideas))
	for i := range out {
		out[i].first = -1
		for j := range s.ideas {
			if j == i {
				continue
			}
			switch like := s.likeness(i, j); {
			case like > out[i].most:
				out[i] = top{j, like, out[i].most}
			case like > out[i].second:
				out[i].second = like
			}
		}
	}
	return out
}

// ruledOut reports whether two texts that share words mean different things: a
// denial in one, opposite words, roles changed about, other numbers or other
// people in the same sentence.
func (s *Set) ruledOut(i, j int) bool {
	a, b := &s.ideas[i], &s.ideas[j]
	alike := s.grams.at(i, j)
	return s.denied(a, b) || opposite(a, b, alike) || s.swapped(a, b) || s.sameFrame(a, b, alike) ||
		alike >= numbersFrom && otherNumbers(a, b)
}

// numbersFrom is how alike in letters two texts must be for their numbers to
// tell them apart: who says the same in other words counts in other units.
const numbersFrom = 0.3
