// Package alike tells which short texts of a set say the same, which belong
// together, and in which of some columns a card may belong. It knows Swedish
// and English: what words are about, by lines of words that stand together
// (words/), stems, compounds, slips of the finger, character n-grams, all weighed
// by how rare they are in the set (TF-IDF). Opposites are no duplicates. No model
// is loaded; the same texts always give the same answer.
//
// How well it does beside plain n-grams is in docs/results.md. Sources:
// TF-IDF, Spärck Jones 1972; average link, Sokal & Michener 1958; stems, Snowball
// (Porter 2001).
package alike

import (
	"math"
	"slices"
)

// Most is how many texts a set may have: likeness is kept for every pair.
const Most = 2000

// Set is some texts, made ready to be compared.
type Set struct {
	ideas  []idea
	vocab  *vocabulary
	words  matrix       // how much of one's words the other has, 0 to 1
	grams  matrix       // cosine of the n-grams, 0 to 1
	about  *abouts      // what they are about
	fields [][]weighted // of meaning, of each idea
	tops   []top        // the nearest text to each
	usual  float64      // how alike the nearest text is where few are known
}

// matrix is a square of values for pairs of ideas.
type matrix struct {
	n      int
	values []float32
}

func newMatrix(n int) matrix         { return matrix{n, make([]float32, n*n)} }
func (m matrix) at(i, j int) float64 { return float64(m.values[i*m.n+j]) }
func (m matrix) row(i int) []float32 { return m.values[i*m.n : (i+1)*m.n] }

// NewSet reads the texts, of which at most [Most] count.
func NewSet(texts []string) *Set {
	return newSet(readIdeas(texts[:min(len(texts), Most)]), nil)
}

// newSet compares ideas that have been read; how rare things are is told by
// them, or by the larger collection that they are taken from.
func newSet(ideas []idea, from *Index) *Set {
	s := &Set{ideas: ideas}
	s.usual = usualNearest
	if from == nil {
		s.usual *= max(0, 1-float64(len(ideas))/manyTexts)
	}
	s.vocab = newVocabulary(s.ideas, from)
	s.words = s.coverage()
	s.grams = gramCosine(s.ideas, from)
	s.fields = s.fieldVectors()
	s.about = s.readAbouts()
	s.tops = s.nearestTexts()
	return s
}

// coverage is for every pair how much of the first one's words, by weight, the
// second one has too, in the same or a kindred form.
func (s *Set) coverage() matrix {
	m := newMatrix(len(s.ideas))
	best := make([][parts]float32, len(s.ideas))
	for i := range s.ideas {
		row, total := m.row(i), float32(0)
		for _, t := range s.ideas[i].terms {
			weight := s.vocab.weight[t]
			total += weight
			clear(best)
			for _, k := range s.vocab.kin[t] {
				for _, j := range s.vocab.postings[k.term] {
					best[j][k.part] = max(best[j][k.part], k.gain)
				}
			}
			for j, b := range best {
				row[j] += max(b[whole], min(weight, b[firstPart]+b[lastPart]))
			}
		}
		for j := range row {
			if total > 0 {
				row[j] /= total
			}
		}
	}
	return m
}

// likeness is how much of their words two ideas share, seen from both, with
// the n-grams for what the words miss, and what they mean; up to 1.
func (s *Set) likeness(i, j int) float64 {
	return wordShare*s.sharedWords(i, j) + gramShare*s.grams.at(i, j) + (1-wordShare-gramShare)*s.about.beside.at(i, j)
}

// sharedWords is how much of their words two ideas share, seen from both, 0 to 1.
func (s *Set) sharedWords(i, j int) float64 {
	return math.Sqrt(s.words.at(i, j) * s.words.at(j, i))
}

// How much words and n-grams weigh in the likeness, beside what they mean.
const (
	wordShare = 0.35
	gramShare = 0.15
)

// gramCosine is the cosine of the TF-IDF vectors of the 3- to 5-grams inside
// words.
func gramCosine(ideas []idea, from *Index) matrix {
	index := map[string]int32{}
	postings, idf := [][]posting{}, []float32{}
	for i, d := range ideas {
		for _, g := range d.grams {
			at, ok := index[g]
			if !ok {
				at = int32(len(postings))
				index[g] = at
				postings, idf = append(postings, nil), append(idf, from.gramRarity(g))
			}
			if p := postings[at]; len(p) > 0 && p[len(p)-1].idea == int32(i) {
				p[len(p)-1].count++
				continue
			}
			postings[at] = append(postings[at], posting{int32(i), 1})
		}
	}
	m := newMatrix(len(ideas))
	for n, p := range postings {
		idf := idf[n]
		if from == nil {
			idf = rarity(len(p), len(ideas))
		}
		for i, a := range p {
			row, x := m.row(int(a.idea)), a.count*idf*idf
			for _, b := range p[i:] {
				row[b.idea] += x * b.count
			}
		}
	}
	lengths := make([]float32, len(ideas))
	for i := range lengths {
		lengths[i] = float32(math.Sqrt(m.at(i, i)))
	}
	for i := range ideas {
		for j := i; j < len(ideas); j++ {
			if l := lengths[i] * lengths[j]; l > 0 {
				m.values[i*m.n+j] /= l
			}
			m.values[j*m.n+i] = m.values[i*m.n+j]
		}
	}
	return m
}

type posting struct {
	idea  int32
	count float32
}

// rarity is the weight of what stands in df of n texts.
func rarity(df, n int) float32 {
	return float32(math.Log(1 + float64(n)/float64(df)))
}

// kin is a term that is the same thing as another, to some share.
type kin struct {
	term  int
	part  part // of which part of this word it is kin
	share float32
	gain  float32 // the share by the rarity of what is shared
}

// part is a part of a compound.
type part uint8

// The parts of a word.
const (
	whole part = iota
	firstPart
	lastPart
	parts
)

// vocabulary is the terms of a set.
type vocabulary struct {
	terms    []string
	langs    []string
	forms    []string // how each stands where it stands first
	weight   []float32
	tells    []float32 // how much of a subject each tells, 0 to 1
	postings [][]int   // the ideas that have the term
	kin      [][]kin   // itself too
	fields   [][]int   // of meaning
	from     *Index    // the larger collection; nil for none
}

// feature is what a term may share with others: its own stem, the everyday
// word it is a doublet of, a part of it.
type feature struct {
	name  string
	share float32
	part  part // of the word, that has it
}

func newVocabulary(ideas []idea, from *Index) *vocabulary {
	v := &vocabulary{from: from}
	at := map[string]int{}
	forms := map[string]bool{}
	for i := range ideas {
		for _, t := range ideas[i].tokens {
			forms[t.stem] = true
			if t.content {
				n, ok := at[t.stem]
				if !ok {
					n = len(v.terms)
					at[t.stem] = n
					v.terms = append(v.terms, t.stem)
					v.forms = append(v.forms, t.form)
					v.langs = append(v.langs, ideas[i].lang)
					v.postings = append(v.postings, nil)
				}
				if !slices.Contains(ideas[i].terms, n) {
					ideas[i].terms = append(ideas[i].terms, n)
					v.postings[n] = append(v.postings[n], i)
				}
			}
		}
	}
	sharing := map[string][]kin{}
	for n, t := range v.terms {
		for _, f := range thesauri()[v.langs[n]].featuresOf(t, forms) {
			sharing[f.name] = append(sharing[f.name], kin{term: n, part: f.part, share: f.share})
		}
	}
	v.kin = make([][]kin, len(v.terms))
	v.weight = make([]float32, len(v.terms))
	for n, t := range v.terms {
		v.tells = append(v.tells, thesauri()[v.langs[n]].tells(t))
	}
	for name, terms := range sharing {
		rare := v.rarity(terms, len(ideas))
		for _, a := range terms {
			if v.terms[a.term] == name {
				v.weight[a.term] = rare * v.tells[a.term]
			}
			for _, b := range terms {
				share := a.share * b.share
				if v.terms[a.term] != name && v.terms[b.term] != name {
					share = min(a.share, b.share)
					if a.share <= nearShare && b.share <= nearShare {
						share = nearShare * nearShare
					}
				}
				v.relate(a.term, kin{b.term, a.part, share, share * rare * min(v.tells[a.term], v.tells[b.term])})
			}
		}
	}
	v.relateSlips()
	for n, t := range v.terms {
		v.fields = append(v.fields, thesauri()[v.langs[n]].fieldsOf(t))
	}
	return v
}

// rarity is the weight of what the terms share, squared as in the cosine of two
// TF-IDF vectors: that of the ideas that have one of them.
func (v *vocabulary) rarity(terms []kin, n int) float32 {
	var in []int
	for _, t := range terms {
		in = append(in, v.postings[t.term]...)
	}
	slices.Sort(in)
	df := len(slices.Compact(in))
	if v.from != nil {
		for _, t := range terms {
			df = max(df, v.from.stems[v.terms[t.term]])
		}
		n = v.from.size()
	}
	r := rarity(df, n)
	return r * r
}

// relate notes that a term has kin.
func (v *vocabulary) relate(term int, to kin) {
	for i, k := range v.kin[term] {
		if k.term == to.term && k.part == to.part {
			v.kin[term][i].share, v.kin[term][i].gain = max(k.share, to.share), max(k.gain, to.gain)
			return
		}
	}
	v.kin[term] = append(v.kin[term], to)
}

// relateSlips makes kin of terms that a slip of the finger is between.
func (v *vocabulary) relateSlips() {
	begin := map[string][]int{}
	alike := func(a, b int) bool {
		return !(v.isWord(a) && v.isWord(b)) && (slip(v.terms[a], v.terms[b]) || slip(v.forms[a], v.forms[b]))
	}
	for n, t := range v.terms {
		if r := []rune(t); len(r) >= 5 {
			key := string(r[:2])
			for _, m := range begin[key] {
				if alike(n, m) {
					gain := slipShare * min(v.weight[n], v.weight[m])
					v.relate(n, kin{m, whole, slipShare, gain})
					v.relate(m, kin{n, whole, slipShare, gain})
				}
			}
			begin[key] = append(begin[key], n)
		}
	}
}

// isWord reports whether a term is known, so that it is no slip of another.
func (v *vocabulary) isWord(term int) bool {
	t := thesauri()[v.langs[term]]
	return t.web.of[v.terms[term]] != nil || t.weak[v.terms[term]]
}

// How much two terms share that are not the same.
const (
	doubletShare = 0.9
	nearShare    = 0.5
	slipShare    = float32(0.9)
	headShare    = 0.75 // the last part of a compound, which says what it is
	partShare    = 0.6
)
