package alike

import (
	"cmp"
	"math"
	"slices"
	"unicode"
	"unicode/utf8"
)

// Cluster is texts that may belong together.
type Cluster struct {
	Name    string // in the texts' own words
	Members []int  // places in the set, in order
}

// Clusters is a first sorting: at least two texts in each cluster, the largest
// first. What is like nothing else is in none.
func (s *Set) Clusters() []Cluster {
	topics := s.topics()
	var out []Cluster
	for _, members := range averageLink(topics, clusterFrom) {
		if len(members) > 1 {
			out = append(out, Cluster{Members: members})
		}
	}
	slices.SortStableFunc(out, func(a, b Cluster) int { return cmp.Compare(len(b.Members), len(a.Members)) })
	s.name(out)
	return out
}

// clusterFrom is the mean likeness in topic from which two clusters are joined.
const clusterFrom = 0.30

// topics is how alike every pair is in topic: by [Set.topic], and by how alike
// each of the two is to all the others (cosine), so that two ideas that share no
// word, but both share words with a third, come nearer.
func (s *Set) topics() matrix {
	direct := newMatrix(len(s.ideas))
	for i := range s.ideas {
		row := direct.row(i)
		for j := range row {
			if row[j] = itself; i != j {
				row[j] = float32(s.topic(i, j))
			}
		}
	}
	m := newMatrix(direct.n)
	lengths := make([]float32, direct.n)
	for i := range lengths {
		lengths[i] = float32(math.Sqrt(float64(inner(direct.row(i), direct.row(i)))))
	}
	for i := range lengths {
		for j := i; j < m.n; j++ {
			company := inner(direct.row(i), direct.row(j)) / (lengths[i] * lengths[j])
			m.values[i*m.n+j] = (1-companyShare)*direct.values[i*m.n+j] + companyShare*company
			m.values[j*m.n+i] = m.values[i*m.n+j]
		}
	}
	return m
}

// companyShare is how much it weighs to whom else two are alike, and itself how
// alike a text is to itself there.
const (
	companyShare = 0.4
	itself       = 0.5
)

func inner(a, b []float32) (sum float32) {
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}

// topic is how alike two ideas are in what they are about: their words and
// n-grams, and the fields of meaning that they fall in.
func (s *Set) topic(i, j int) float64 {
	return fieldShare*s.sharedFields(i, j) + (1-fieldShare)*s.likeness(i, j)
}

// sharedFields is how alike the fields of meaning are that two ideas fall in
// (cosine).
func (s *Set) sharedFields(i, j int) float64 {
	sum := 0.0
	for _, x := range s.fields[i] {
		for _, y := range s.fields[j] {
			if x.field == y.field {
				sum += x.weight * y.weight
			}
		}
	}
	return sum
}

// fieldShare is how much fields of meaning weigh beside the words.
const fieldShare = 0.5

// weighted is a field of an idea.
type weighted struct {
	field  int
	weight float64
}

// fieldVectors is the fields of each idea, by their rarity in the set, of
// length 1.
func (s *Set) fieldVectors() [][]weighted {
	out := make([][]weighted, len(s.ideas))
	df := map[int]int{}
	for i, d := range s.ideas {
		for _, t := range d.terms {
			for _, f := range s.vocab.fields[t] {
				at := slices.IndexFunc(out[i], func(w weighted) bool { return w.field == f })
				if at < 0 {
					at = len(out[i])
					out[i] = append(out[i], weighted{field: f})
					df[f]++
				}
				out[i][at].weight++
			}
		}
	}
	for _, fields := range out {
		sum := 0.0
		for n := range fields {
			fields[n].weight *= float64(rarity(df[fields[n].field], len(s.ideas)))
			sum += fields[n].weight * fields[n].weight
		}
		for n := range fields {
			fields[n].weight /= math.Sqrt(sum)
		}
	}
	return out
}

// averageLink joins the two clusters whose members are most alike on average,
// again and again, until no two are alike by at least from. It follows chains
// of nearest neighbours, which gives the same tree in n² steps.
func averageLink(m matrix, from float64) [][]int {
	l := newLinking(m)
	var chain []int
	var done [][]int
	for start := 0; ; {
		if len(chain) == 0 {
			for start < m.n && !l.live[start] {
				start++
			}
			if start == m.n {
				break
			}
			chain = append(chain, start)
		}
		i := chain[len(chain)-1]
		j, top := l.nearest(i)
		switch {
		case j < 0 || float64(top) < from: // nothing is near: i is finished
			l.live[i] = false
			done = append(done, l.members[i])
			chain = chain[:len(chain)-1]
		case len(chain) < 2 || *l.at(i, chain[len(chain)-2]) < top:
			chain = append(chain, j)
		default:
			l.join(i, chain[len(chain)-2])
			chain = chain[:len(chain)-2]
		}
	}
	for _, d := range done {
		slices.Sort(d)
	}
	slices.SortFunc(done, func(a, b []int) int { return cmp.Compare(a[0], b[0]) })
	return done
}

// linking is clusters on their way to be joined, each under the place of its
// first member.
type linking struct {
	n       int
	like    []float32 // the mean likeness of each two clusters
	members [][]int
	live    []bool // not joined to another, and not finished
}

func newLinking(m matrix) *linking {
	l := &linking{n: m.n, like: slices.Clone(m.values), members: make([][]int, m.n), live: make([]bool, m.n)}
	for i := range l.members {
		l.members[i], l.live[i] = []int{i}, true
	}
	return l
}

func (l *linking) at(i, j int) *float32 { return &l.like[i*l.n+j] }

// nearest is the cluster that is most like i; -1 if there is no other.
func (l *linking) nearest(i int) (best int, top float32) {
	best, top = -1, -1
	for j := range l.n {
		if l.live[j] && j != i && *l.at(i, j) > top {
			best, top = j, *l.at(i, j)
		}
	}
	return best, top
}

// join makes one cluster of two.
func (l *linking) join(i, j int) {
	a, b := min(i, j), max(i, j)
	of, and := float32(len(l.members[a])), float32(len(l.members[b]))
	for k := range l.n {
		if l.live[k] && k != a && k != b {
			x := (*l.at(a, k)*of + *l.at(b, k)*and) / (of + and)
			*l.at(a, k), *l.at(k, a) = x, x
		}
	}
	l.members[a] = append(l.members[a], l.members[b]...)
	l.live[b] = false
}

// name gives each cluster the one or two words that say best what its texts
// have and others do not, as they stand in them.
func (s *Set) name(clusters []Cluster) {
	taken := map[string]bool{}
	for c := range clusters {
		clusters[c].Name = s.nameOf(clusters[c].Members, taken)
		taken[clusters[c].Name] = true
	}
}

// candidate is a term that may name a cluster.
type candidate struct {
	term  int
	worth float64
}

func (s *Set) nameOf(members []int, taken map[string]bool) string {
	inside := map[int]float64{}
	for _, i := range members {
		near := map[int]float32{}
		for _, t := range s.ideas[i].terms {
			for _, k := range s.vocab.kin[t] {
				near[k.term] = max(near[k.term], k.share)
			}
		}
		for t, share := range near {
			inside[t] += float64(share)
		}
	}
	all := []candidate{}
	for t, in := range inside {
		everywhere := 0.0
		for _, k := range s.vocab.kin[t] {
			everywhere += float64(k.share) * float64(len(s.vocab.postings[k.term]))
		}
		own := 0
		for _, i := range s.vocab.postings[t] {
			if slices.Contains(members, i) {
				own++
			}
		}
		if own > 0 && utf8.RuneCountInString(s.vocab.terms[t]) > 2 {
			all = append(all, candidate{t, in * math.Sqrt(in/max(in, everywhere)) * (1 + 0.2*float64(own))})
		}
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.worth, a.worth), cmp.Compare(s.vocab.terms[a.term], s.vocab.terms[b.term]))
	})
	first := upperFirst(s.form(all[0].term, members))
	for _, c := range all[1:] {
		if name := first + ", " + s.form(c.term, members); !s.kindred(all[0].term, c.term) && !taken[name] {
			return name
		}
	}
	return first
}

func (s *Set) kindred(a, b int) bool {
	return slices.ContainsFunc(s.vocab.kin[a], func(k kin) bool { return k.term == b })
}

// form is how the members most often write a term, the shortest of those.
func (s *Set) form(term int, members []int) string {
	count := map[string]int{}
	for _, i := range members {
		for _, t := range s.ideas[i].tokens {
			if t.content && t.stem == s.vocab.terms[term] {
				count[t.form]++
			}
		}
	}
	best := ""
	for form, n := range count {
		if best == "" || n > count[best] || n == count[best] && (len(form) < len(best) || len(form) == len(best) && form < best) {
			best = form
		}
	}
	return best
}

func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}
