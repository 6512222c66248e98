package alike

import "math"

// abouts is what the words and the ideas of a set are about.
type abouts struct {
	terms   []meaning
	weights []float32 // of the terms
	ideas   []meaning // of length 1, the rare words before the common ones
	lengths []float32 // of the ideas, before that
	plain   matrix    // how alike every two ideas are (cosine)
	beside  matrix    // the same beside what most ideas are about: that goes without saying
}

func (s *Set) readAbouts() *abouts {
	a := &abouts{terms: s.termMeanings()}
	for _, weight := range s.vocab.weight {
		a.weights = append(a.weights, float32(math.Sqrt(float64(weight))))
	}
	for _, d := range s.ideas {
		var all sum
		for _, t := range d.terms {
			all.add(a.terms[t], a.weights[t])
		}
		m := all.settled()
		a.lengths = append(a.lengths, m.length())
		a.ideas = append(a.ideas, m.unit())
	}
	common, n := meanOf(a.ideas), len(a.ideas)
	if s.vocab.from != nil {
		common, n = s.vocab.from.mean(), len(s.vocab.from.texts)
	}
	a.compare(common, commonShare(n))
	return a
}

// termMeanings is the meaning of each term of the vocabulary. What is known of none
// of its letters means itself.
func (s *Set) termMeanings() []meaning {
	of := make([]meaning, len(s.vocab.terms))
	for t, stem := range s.vocab.terms {
		of[t] = thesauri()[s.vocab.langs[t]].web.word(stem)
	}
	for t, kin := range s.vocab.kin {
		if of[t] != nil {
			continue
		}
		id := t
		for _, k := range kin {
			if k.part == whole && k.share >= slipShare {
				id = min(id, k.term)
				if of[k.term] != nil && k.term != t {
					of[t] = of[k.term] // a slip of the finger
				}
			}
		}
		if of[t] == nil {
			of[t] = meaning{{-1 - id, 1}}
		}
	}
	return of
}

// compare compares every two ideas; common is what they are about on average, of
// which so much goes without saying.
func (a *abouts) compare(common meaning, much float32) {
	n := len(a.ideas)
	a.plain, a.beside = newMatrix(n), newMatrix(n)
	mean, own := map[int]float32{}, float32(0)
	for _, s := range common {
		mean[s.id] = s.much * much
		own += s.much * s.much * much * much
	}
	off := make([]float32, n) // what each has of the mean
	at := map[int][]posting{}
	var ids []int
	for i, idea := range a.ideas {
		for _, s := range idea {
			if at[s.id] == nil {
				ids = append(ids, s.id)
			}
			at[s.id] = append(at[s.id], posting{int32(i), s.much})
			off[i] += s.much * mean[s.id]
		}
	}
	for _, id := range ids {
		for n, x := range at[id] {
			row := a.plain.row(int(x.idea))
			for _, y := range at[id][n:] {
				row[y.idea] += x.count * y.count
			}
		}
	}
	lengths := make([]float32, n)
	for i := range lengths {
		lengths[i] = float32(math.Sqrt(float64(max(1e-6, a.plain.row(i)[i]-2*off[i]+own))))
	}
	for i := range n {
		for j := i; j < n; j++ {
			plain, x := a.plain.row(i)[j], float32(0)
			if a.ideas[i] != nil && a.ideas[j] != nil {
				x = (plain - off[i] - off[j] + own) / (lengths[i] * lengths[j])
			}
			a.plain.row(j)[i] = plain
			a.beside.row(i)[j], a.beside.row(j)[i] = x, x
		}
	}
}

// rest is how alike two ideas are, as [abouts.plain] has it, without the two words
// that are most alike: many ideas share one word, few share two.
func (a *abouts) rest(x, y []int, lengths float32) float64 {
	grid := make([]float32, len(x)*len(y))
	rows, columns := make([]float32, len(x)), make([]float32, len(y))
	all, top := float32(0), float32(0)
	for i, t := range x {
		for j, u := range y {
			much := a.weights[t] * a.weights[u] * a.terms[t].cosine(a.terms[u])
			grid[i*len(y)+j] = much
			rows[i], columns[j], all, top = rows[i]+much, columns[j]+much, all+much, max(top, much)
		}
	}
	rest := float32(0)
	for i := range x {
		for j := range y {
			if much := grid[i*len(y)+j]; much == top {
				rest = max(rest, all-rows[i]-columns[j]+much)
			}
		}
	}
	if lengths == 0 {
		return 0
	}
	return float64(rest / lengths)
}

// cosine is how alike two meanings of length 1 are.
func (m meaning) cosine(o meaning) (much float32) {
	for i, j := 0, 0; i < len(m) && j < len(o); {
		switch {
		case m[i].id == o[j].id:
			much += m[i].much * o[j].much
			i, j = i+1, j+1
		case m[i].id < o[j].id:
			i++
		default:
			j++
		}
	}
	return much
}

// meaningOf is what an idea is about, as far as it tells by itself.
func meaningOf(d idea) meaning {
	var all sum
	for _, stem := range unique(d.contents) {
		all.add(thesauri()[d.lang].web.word(stem), thesauri()[d.lang].tells(stem))
	}
	return all.settled().unit()
}

// meanOf is the mean of meanings; it is not of length 1.
func meanOf(of []meaning) meaning {
	var all sum
	for _, m := range of {
		all.add(m, 1/float32(len(of)))
	}
	return all.settled()
}

// commonShare is how much of the mean of n texts goes without saying: the mean of
// few is chance.
func commonShare(n int) float32 { return float32(n) / float32(n+10) }
