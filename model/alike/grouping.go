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

// Clusters is a first sorting: about as many clusters as the square root of the
// number of texts, so many that people can take them in, with at least two texts in
// each, the largest first. What is like nothing else is in none.
func (s *Set) Clusters() []Cluster {
	topics := s.topics()
	var out []Cluster
	for _, members := range nearestMeans(topics, averageLink(topics, clustersOf(topics.n))) {
		if len(members) > 1 {
			out = append(out, Cluster{Members: members})
		}
	}
	slices.SortStableFunc(out, func(a, b Cluster) int { return cmp.Compare(len(b.Members), len(a.Members)) })
	s.name(out)
	return out
}

// clustersOf is how many clusters n texts are sorted into.
func clustersOf(n int) int { return int(math.Round(math.Sqrt(float64(n)))) }

// topics is how alike every two ideas are in topic: by [Set.topic], and by how alike
// each of the two is to all the others (cosine), so that two ideas that share nothing,
// but both share something with a third, come nearer.
func (s *Set) topics() matrix {
	direct := newMatrix(len(s.ideas))
	lengths := make([]float32, direct.n)
	for i := range lengths {
		row := direct.row(i)
		for j := range row {
			if row[j] = itself; i != j {
				row[j] = float32(s.topic(i, j))
			}
		}
		lengths[i] = float32(math.Sqrt(float64(inner(row, row))))
	}
	m := newMatrix(direct.n)
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
	companyShare = 0.1
	itself       = 0.5
)

func inner(a, b []float32) (sum float32) {
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}

// nearestMeans moves each text to the cluster whose texts it is most like on
// average, a few times, or to none where it is like no text of any.
func nearestMeans(m matrix, clusters [][]int) [][]int {
	in := make([]int, m.n)
	for c, members := range clusters {
		for _, i := range members {
			in[i] = c
		}
	}
	for range meanRounds {
		next, moved := make([]int, m.n), false
		for i := range in {
			next[i] = nearestMean(m, in, len(clusters), i)
			moved = moved || next[i] != in[i]
		}
		if in = next; !moved {
			break
		}
	}
	out := make([][]int, len(clusters))
	for i, c := range in {
		if c >= 0 {
			out[c] = append(out[c], i)
		}
	}
	return slices.DeleteFunc(out, func(c []int) bool { return c == nil })
}

// meanRounds is how often texts are moved at most.
const meanRounds = 5

// nearestMean is the cluster whose other texts i is most like on average; -1 if it
// is not like them.
func nearestMean(m matrix, in []int, clusters, i int) int {
	sums, counts := make([]float32, clusters), make([]float32, clusters)
	for j, c := range in {
		if c >= 0 && j != i {
			sums[c] += m.row(i)[j]
			counts[c]++
		}
	}
	best, top := -1, float32(leastTopic)
	for c := range sums {
		if counts[c] > 0 && sums[c]/counts[c] > top {
			best, top = c, sums[c]/counts[c]
		}
	}
	return best
}

// leastTopic is how alike in topic a text must be to those of a cluster.
const leastTopic = 0

// topic is how alike two ideas are in what they are about: what they mean, the
// fields that they fall in, their words and n-grams.
func (s *Set) topic(i, j int) float64 {
	return topicSense*s.about.beside.at(i, j) + topicFields*s.sharedFields(i, j) +
		(1-topicSense-topicFields)*(topicWords*s.sharedWords(i, j)+(1-topicWords)*s.grams.at(i, j))
}

// How much each weighs in the topic, and words beside n-grams.
const (
	topicSense  = 0.6
	topicFields = 0.2
	topicWords  = 0.7
)

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
// again and again, until so many are left. Large ones are joined a little later, so
// that no cluster takes in all.
func averageLink(m matrix, left int) [][]int {
	l := newLinking(m)
	for range m.n - max(1, left) {
		i := -1
		for j := range m.n {
			if l.live[j] && l.best[j] >= 0 && (i < 0 || l.top[j] > l.top[i]) {
				i = j
			}
		}
		l.join(i, l.best[i])
	}
	var out [][]int
	for i, members := range l.members {
		if l.live[i] {
			slices.Sort(members)
			out = append(out, members)
		}
	}
	return out
}

// linking is clusters on their way to be joined, each under the place of its
// first member.
type linking struct {
	n       int
	like    []float32 // the mean likeness of each two clusters
	members [][]int
	live    []bool    // not joined to another
	best    []int     // which each is most like
	top     []float32 // and how much, less the price of size
}

// sizePrice is how much less alike two clusters count as for each doubling of what
// they would have together.
const sizePrice = 0.02

func newLinking(m matrix) *linking {
	l := &linking{n: m.n, like: slices.Clone(m.values), members: make([][]int, m.n), live: make([]bool, m.n), best: make([]int, m.n), top: make([]float32, m.n)}
	for i := range l.members {
		l.members[i], l.live[i] = []int{i}, true
	}
	for i := range l.members {
		l.look(i)
	}
	return l
}

func (l *linking) at(i, j int) *float32 { return &l.like[i*l.n+j] }

// look finds the cluster that i is most like.
func (l *linking) look(i int) {
	l.best[i], l.top[i] = -1, 0
	for j := range l.n {
		if l.live[j] && j != i {
			size := math.Log2(float64(len(l.members[i]) + len(l.members[j])))
			if x := *l.at(i, j) - sizePrice*float32(size); l.best[i] < 0 || x > l.top[i] {
				l.best[i], l.top[i] = j, x
			}
		}
	}
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
	for k := range l.n {
		if l.live[k] && (k == a || l.best[k] == a || l.best[k] == b) {
			l.look(k)
		}
	}
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
