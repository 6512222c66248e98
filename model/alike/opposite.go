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

// denials is the stems that are denied in an idea.
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
		if !denying[t.form] {
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
		if t.form == "nofree" { // "car-free Sunday" denies the car
			continue
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
	return deniesAlone(a, b) || deniesAlone(b, a) || ends(a, b) || ends(b, a)
}

// ends reports whether a wants an end of what b has and does not deny.
func ends(a, b *idea) bool {
	for i, t := range a.tokens {
		if !ending[t.form] {
			continue
		}
		for _, next := range a.tokens[i+1 : min(len(a.tokens), i+3)] {
			if next.content && slices.Contains(b.contents, next.stem) && !b.denied[next.stem] {
				return true
			}
		}
	}
	return false
}

// deniesAlone reports whether a denies a word that b has, and b denies nothing.
func deniesAlone(a, b *idea) bool {
	return len(a.denied) > 0 && len(b.denied) == 0 && slices.ContainsFunc(b.contents, func(stem string) bool { return a.denied[stem] })
}

// opposite reports whether one has a word and the other its opposite; alike is how
// alike they are in letters.
func opposite(a, b *idea, alike float64) bool {
	return alike >= oppositesFrom && (contrary(a, b, opposites) || contrary(b, a, opposites)) ||
		alike >= contrastsFrom && contrasting(a, b) ||
		alike >= turnsFrom && (contrary(a, b, turns) || contrary(b, a, turns)) ||
		particles(a, b)
}

// oppositesFrom is how alike in letters two texts must be for opposite words to
// stand against each other: who says the same in other words may buy what another
// sells. So it is with contrasts; from turnsFrom on they are nearly the same sentence,
// and from playFrom on any word that is another means another thing.
const (
	oppositesFrom = 0.2
	contrastsFrom = 0.35
	turnsFrom     = 0.45
	playFrom      = 0.57
)

// contrasting reports whether each has a word of one kind that the other has another
// of: "on Mondays" and "on Fridays".
func contrasting(a, b *idea) bool {
	in, other := a.kinds(), b.kinds()
	for kind, words := range in {
		if theirs := other[kind]; len(theirs) > 0 && !slices.ContainsFunc(words, func(w string) bool { return slices.Contains(theirs, w) }) {
			return true
		}
	}
	return false
}

// kinds is the words of an idea that are of a kind.
func (d *idea) kinds() map[int][]string {
	var out map[int][]string
	note := func(stem string) {
		for _, kind := range contrasts[d.lang+" "+stem] {
			if out == nil {
				out = map[int][]string{}
			}
			out[kind] = append(out[kind], stem)
		}
	}
	for _, t := range d.tokens {
		note(t.stem)
		letters := []rune(t.stem)
		for cut := 4; cut+4 <= min(len(letters), longestWord); cut++ { // "tjejkväll"
			note(string(letters[:cut]))
		}
	}
	return out
}

func contrary(a, b *idea, opposites map[string][]string) bool {
	for i, t := range a.tokens {
		for _, o := range opposites[t.form] {
			if hasForm(b, o) && !hasForm(a, o) && !hasForm(b, t.form) || doneTo(a, i) != "" && doneTo(a, i) == doneToBy(b, o) {
				return true
			}
		}
	}
	return false
}

// doneTo is the first word that carries a subject behind a place: what a verb
// there is done to. "" is none.
func doneTo(d *idea, place int) string {
	for _, t := range d.tokens[place+1:] {
		if t.content {
			return t.stem
		}
	}
	return ""
}

// doneToBy is the same behind a word.
func doneToBy(d *idea, form string) string {
	for i, t := range d.tokens {
		if t.form == form {
			return doneTo(d, i)
		}
	}
	return ""
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

// swapped reports whether two have changed places about a word that relates
// them: "the old teach the young", "the young teach the old", "the pavement
// before the road".
func (s *Set) swapped(a, b *idea) bool {
	if crossed(a.contents, b.contents) {
		return true
	}
	for i, pivot := range a.tokens {
		if !pivot.content && !relating[pivot.form] {
			continue
		}
		for j, other := range b.tokens {
			if other.stem != pivot.stem {
				continue
			}
			x, y := a.around(i), b.around(j)
			if changedAbout(x, y, !relating[pivot.form]) || pivot.content && (becomes(x, y, b) || becomes(y, x, a)) {
				return true
			}
		}
	}
	return false
}

// crossed reports whether two words that follow on two others in one follow
// each on the other's in the other: "save the sign and sell the house".
func crossed(x, y []string) bool {
	for i := 1; i < len(x); i++ {
		at := slices.Index(y, x[i-1])
		if at < 0 || at+1 >= len(y) || y[at+1] == x[i] {
			continue
		}
		for j := 1; j < len(x); j++ {
			before := slices.Index(y, x[j-1])
			if x[j] == y[at+1] && x[j-1] != x[i-1] && before >= 0 && before+1 < len(y) && y[before+1] == x[i] {
				return true
			}
		}
	}
	return false
}

// changedAbout reports whether a word on each side stands on the other side in
// the other, and not on its own; somebody must be among them where people are
// looked for.
func changedAbout(a, b [2][]string, people bool) bool {
	for _, x := range a[0] {
		if !slices.Contains(b[1], x) || slices.Contains(b[0], x) {
			continue
		}
		for _, y := range a[1] {
			if x != y && slices.Contains(b[0], y) && !slices.Contains(b[1], y) && (!people || actors[x] || actors[y]) {
				return true
			}
		}
	}
	return false
}

// becomes reports whether somebody who does something in the first has it done to
// them in the second: "children choose books", "librarians choose books for
// children".
func becomes(first, second [2][]string, d *idea) bool {
	for _, x := range first[0] {
		if actors[x] && slices.Contains(second[1], x) && !slices.Contains(second[0], x) && !slices.Contains(first[1], x) && !d.beside(x) {
			return true
		}
	}
	return false
}

// beside reports whether somebody stands behind a small word, so that nothing is
// done to them: "by children", "for children".
func (d *idea) beside(stem string) bool {
	for i, t := range d.tokens {
		if i > 0 && t.stem == stem && besides[d.tokens[i-1].form] {
			return true
		}
	}
	return false
}

// around is the words that carry a subject on both sides of a place.
func (d *idea) around(place int) (sides [2][]string) {
	for i, t := range d.tokens {
		if t.content && i != place && i >= place-widestSwap && i <= place+widestSwap {
			side := 0
			if i > place {
				side = 1
			}
			sides[side] = append(sides[side], t.stem)
		}
	}
	return sides
}

// widestSwap is how far in words from what relates them two are looked for.
const widestSwap = 4

// otherNumbers reports whether each has a number that the other lacks: "20 to
// 25" and "15 to 19".
func otherNumbers(a, b *idea) bool { return numberAlone(a, b) && numberAlone(b, a) }

func numberAlone(a, b *idea) bool {
	return slices.ContainsFunc(a.tokens, func(t token) bool {
		return t.form[0] >= '0' && t.form[0] <= '9' && !hasForm(b, t.form)
	})
}

// sameFrame reports whether two are one sentence word by word, but for words
// on both sides that have nothing in common: who says the same by chance does
// not choose the same small words, who plays on a sentence does.
func (s *Set) sameFrame(a, b *idea, alike float64) bool {
	common := float64(commonRun(a.tokens, b.tokens))
	mine, theirs := s.ownTelling(a, b), s.ownTelling(b, a)
	short := max(s.telling(a), s.telling(b)) <= mostShort
	return mine >= 1 && theirs >= 1 && (alike >= playFrom || short && alike >= shortFrom) || common >= 3 && common*common >= frameFrom*frameFrom*float64(len(a.tokens)*len(b.tokens)) &&
		s.own(a, b) >= 1 && s.own(b, a) >= 1
}

// frameFrom is the share of the words that stand in the same order from which
// two are one sentence (geometric mean of both).
const frameFrom = 0.65

// own counts a's words that b has nothing of.
func (s *Set) own(a, b *idea) float64 {
	sum := 0.0
	for _, t := range a.terms {
		if !s.has(b, t) {
			sum++
		}
	}
	return sum
}

// mostShort is how many telling words a text has at most to be short: "bicycle stands
// at the station" and "benches at the station" differ in half of what they say. So
// short texts are held apart from shortFrom on.
const (
	mostShort = 3
	shortFrom = 0.33
)

// telling counts the words of an idea that tell much of a subject.
func (s *Set) telling(d *idea) (n int) {
	for _, t := range d.terms {
		if s.vocab.tells[t] == 1 {
			n++
		}
	}
	return n
}

// ownTelling counts a's words that b has nothing of, but for those that tell little.
func (s *Set) ownTelling(a, b *idea) int {
	n := 0
	for _, t := range a.terms {
		if s.vocab.tells[t] == 1 && !s.has(b, t) {
			n++
		}
	}
	return n
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
