package alike

import (
	"math"
	"slices"
	"strings"

	"verkstad/model/text"
)

// web is the words of a thesaurus and the lines that they stand in. Two words are
// near each other if they stand in the same lines, or in lines that share words.
type web struct {
	first   int       // the number of its first line
	lines   [][]place // the words of each line
	section []int     // that each line stands in, -1 for none
	of      map[string][]place
	stem    map[string]meaning // what each word is about, see [web.learn]
}

// place is a word's place in a line.
type place struct {
	stem  string
	line  int
	share float32 // how much it belongs there
}

// side is one side of a meaning: how much of a line or a section is in it.
type side struct {
	id   int
	much float32
}

// meaning is what a word or a text is about: its sides in the order of their
// numbers, of length 1 together. None is nil.
type meaning []side

func newWeb(first int) *web {
	return &web{first: first, of: map[string][]place{}, stem: map[string]meaning{}}
}

// add takes in a line: words for one thing, and words near them.
func (w *web) add(same, near, lang string, section int) {
	at := len(w.lines)
	w.lines, w.section = append(w.lines, nil), append(w.section, section)
	for n, words := range []string{same, near} {
		share := []float32{1, nearPlace}[n]
		for _, word := range strings.Fields(words) {
			stem := text.Stem(word, lang)
			if slices.ContainsFunc(w.lines[at], func(p place) bool { return p.stem == stem }) {
				continue
			}
			p := place{stem, at, share}
			w.lines[at] = append(w.lines[at], p)
			w.of[stem] = append(w.of[stem], p)
		}
	}
}

// How much of a meaning comes from where, beside the lines that a word stands in.
const (
	nearPlace    = 0.8  // of a line whose word is only near
	lineShare    = 2.0  // of the lines of the other words of its lines, one word's worth
	sectionShare = 0.6  // of the sections of its lines
	leastSide    = 0.02 // below which a side is left out

	sectionFrom = 2 * linesOfLanguage // the number of the first section
)

// learn works out what all words are about, when all lines are known. It is done for
// all of them, so that the time that a text takes never tells which words others
// have used before.
func (w *web) learn() {
	for stem, mine := range w.of {
		w.stem[stem] = w.meaning(mine)
	}
}

// meaning is what a word is about that stands in some places.
func (w *web) meaning(mine []place) meaning {
	sides := map[int]float32{}
	all := shares(mine)
	for _, p := range mine {
		part := p.share / all
		sides[w.first+p.line] += part
		if s := w.section[p.line]; s >= 0 {
			sides[sectionFrom+s] += sectionShare * part
		}
		words := shares(w.lines[p.line])
		for _, other := range w.lines[p.line] {
			its := w.of[other.stem]
			pass := lineShare * part * other.share / words / shares(its)
			for _, q := range its {
				sides[w.first+q.line] += pass * q.share
			}
		}
	}
	m := ordered(sides).unit()
	return slices.DeleteFunc(m, func(s side) bool { return s.much < leastSide }).unit()
}

// ordered is sides in order.
func ordered(sides map[int]float32) (m meaning) {
	for id, much := range sides {
		m = append(m, side{id, much})
	}
	slices.SortFunc(m, func(a, b side) int { return a.id - b.id })
	return m
}

func shares(places []place) (sum float32) {
	for _, p := range places {
		sum += p.share
	}
	return sum
}

// sum adds meanings up. A zero sum is empty.
type sum struct {
	at  map[int]int // the place of each side
	all meaning
}

func (s *sum) add(m meaning, weight float32) {
	if s.at == nil {
		s.at = make(map[int]int, 2*len(m))
	}
	for _, x := range m {
		at, ok := s.at[x.id]
		if !ok {
			at = len(s.all)
			s.at[x.id] = at
			s.all = append(s.all, side{id: x.id})
		}
		s.all[at].much += x.much * weight
	}
}

// settled is the sum, its sides in order.
func (s *sum) settled() meaning {
	slices.SortFunc(s.all, func(a, b side) int { return a.id - b.id })
	return s.all
}

func (m meaning) length() float32 {
	all := float32(0)
	for _, s := range m {
		all += s.much * s.much
	}
	return float32(math.Sqrt(float64(all)))
}

// unit brings a meaning to length 1.
func (m meaning) unit() meaning {
	length := m.length()
	if length == 0 {
		return nil
	}
	for i := range m {
		m[i].much /= length
	}
	return m
}

// word is the meaning of a stem, or that of the longest parts of a compound on
// either side; nil if nothing of it is known.
func (w *web) word(stem string) meaning {
	if m := w.stem[stem]; m != nil {
		return m
	}
	letters := []rune(stem)
	if len(letters) > longestWord {
		return nil
	}
	var out sum
	for cut := shortestPart; cut <= len(letters)-shortestPart; cut++ {
		if m := w.stem[string(letters[cut:])]; m != nil {
			out.add(m, 1)
			break
		}
	}
	for cut := len(letters) - shortestPart; cut >= shortestPart; cut-- {
		first := string(letters[:cut])
		m := w.stem[first]
		if m == nil {
			m = w.stem[strings.TrimSuffix(first, "s")] // "inköp-s-krav"
		}
		if m != nil {
			out.add(m, 1)
			break
		}
	}
	return out.settled().unit()
}

// shortestPart is how many letters a part of a compound has at least.
const shortestPart = 3
