package alike

import (
	"slices"
	"strings"

	"verkstad/model/text"
)

// has reports whether the idea has a word that is the same thing as the term.
func (s *Set) has(d *idea, term int) bool {
	for _, k := range s.vocab.kin[term] {
		if k.share >= partShare && slices.Contains(d.terms, k.term) {
			return true
		}
	}
	return false
}

// denials is the stems that are denied in an idea. What stands behind a comma
// only marks a contrast ("…, not in a classroom").
func denials(d *idea) map[string]bool {
	var out map[string]bool
	for i, t := range d.tokens {
		for _, end := range denyingEnds {
			if free, ok := strings.CutSuffix(t.form, end); ok && len(free) > 3 {
				if out == nil {
					out = map[string]bool{}
				}
				out[text.Stem(strings.TrimSuffix(free, "s"), "sv")] = true
			}
		}
		if !denying[t.form] || t.comma {
			continue
		}
		if i+1 < len(d.tokens) && notOnly[d.tokens[i+1].form] {
			continue
		}
		if out == nil {
			out = map[string]bool{}
		}
		if i > 0 && behind[t.form] { // "riv inte"
			out[d.tokens[i-1].stem] = true
		}
		for n := i + 1; n < len(d.tokens) && n <= i+3 && !d.tokens[n].comma; n++ {
			out[d.tokens[n].stem] = true
		}
	}
	return out
}

// denyingEnds is what denies the first part of a compound: "bilfri",
// "mobilförbud".
var denyingEnds = []string{"fri", "fritt", "fria", "förbud", "stopp"}

// denied reports whether one denies what the other says.
func (s *Set) denied(a, b *idea) bool {
	return deniesAlone(a, b) || deniesAlone(b, a)
}

// deniesAlone reports whether a denies a word that b has, and b denies nothing.
func deniesAlone(a, b *idea) bool {
	return len(a.denied) > 0 && len(b.denied) == 0 && slices.ContainsFunc(b.contents, func(stem string) bool { return a.denied[stem] })
}

// opposite reports whether one has a word and the other its opposite.
func (s *Set) opposite(a, b *idea) bool {
	return contrary(a, b) || contrary(b, a) || particles(a, b)
}

func contrary(a, b *idea) bool {
	for _, t := range a.tokens {
		for _, o := range opposites[t.form] {
			if hasForm(b, o) && !hasForm(a, o) && !hasForm(b, t.form) {
				return true
			}
		}
	}
	return false
}

func hasForm(d *idea, form string) bool {
	return slices.ContainsFunc(d.tokens, func(t token) bool { return t.form == form })
}

// particles reports whether the same verb goes in with one and out with the
// other.
func particles(a, b *idea) bool {
	for i := 1; i < len(a.tokens); i++ {
		for _, o := range particlePairs[a.tokens[i].form] {
			for j := 1; j < len(b.tokens); j++ {
				if b.tokens[j].form == o && b.tokens[j-1].stem == a.tokens[i-1].stem {
					return true
				}
			}
		}
	}
	return false
}

// swapped reports whether two have changed places about the same words: "the
// old teach the young", "the young teach the old".
func (s *Set) swapped(a, b *idea) bool {
	x, y := a.contents, b.contents
	for i := range x {
		last := slices.Index(y, x[i])
		if last < 2 {
			continue
		}
		for j := i + 2; j < len(x) && j <= i+widestSwap; j++ {
			first := last - (j - i)
			if first >= 0 && y[first] == x[j] && (actors[x[i]] || actors[x[j]]) && slices.Equal(x[i+1:j], y[first+1:last]) {
				return true
			}
		}
	}
	return false
}

// widestSwap is how far apart in words those that change places are looked for.
const widestSwap = 4

// otherNumbers reports whether each has a number that the other lacks: "20 to
// 25" and "15 to 19".
func otherNumbers(a, b *idea) bool { return numberAlone(a, b) && numberAlone(b, a) }

func numberAlone(a, b *idea) bool {
	return slices.ContainsFunc(a.tokens, func(t token) bool {
		return t.form[0] >= '0' && t.form[0] <= '9' && !hasForm(b, t.form)
	})
}

// sameFrame is what speaks against two that are one sentence word by word, but
// for words on both sides that have nothing in common: who says the same by
// chance does not choose the same small words, who plays on a sentence does.
func (s *Set) sameFrame(a, b *idea) float64 {
	common := commonRun(a.tokens, b.tokens)
	share := float64(common) / float64(max(1, min(len(a.tokens), len(b.tokens))))
	if share < frameFrom || common < 3 {
		return 0
	}
	own := min(s.own(a, b), s.own(b, a))
	return framePrice * min(1, own/ownFull)
}

// own is the weight of a's words that b has nothing of, in units of the mean.
func (s *Set) own(a, b *idea) float64 {
	sum := 0.0
	for _, t := range a.terms {
		if !s.has(b, t) {
			sum++
		}
	}
	return sum
}

const (
	frameFrom  = 0.6 // share of the shorter one's words in the same order
	framePrice = 0.45
	ownFull    = 1.0
)

// otherActors is what speaks against two that each name somebody, and nobody
// alike.
func (s *Set) otherActors(a, b *idea) float64 {
	inA, inB := s.actors(a), s.actors(b)
	if len(inA) == 0 || len(inB) == 0 || slices.ContainsFunc(inA, func(t int) bool { return s.has(b, t) }) {
		return 0
	}
	return actorPrice
}

const actorPrice = 0.25

// actors is the terms of an idea that name somebody.
func (s *Set) actors(d *idea) []int {
	var out []int
	for _, t := range d.terms {
		if actors[s.vocab.terms[t]] {
			out = append(out, t)
		}
	}
	return out
}

// commonRun is the length of the longest common subsequence of stems.
func commonRun(a, b []token) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		diagonal := 0
		for j, y := range b {
			up := row[j+1]
			if x.stem == y.stem {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(up, row[j])
			}
			diagonal = up
		}
	}
	return row[len(b)]
}
