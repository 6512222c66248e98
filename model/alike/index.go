package alike

import (
	"cmp"
	"slices"
)

// Index is a collection of texts that grows, and that one text can be compared
// with fast: only those are compared word by word that share enough letters or
// words with it. It is not safe for concurrent use.
type Index struct {
	texts  []string
	live   []bool
	tongue int                // above 0 if most are in Swedish
	with   map[string][]int32 // the texts that have a word, a doublet or four letters
	stems  map[string]int     // how many texts have a stem,
	grams  map[string]int     // and how many 3 to 5 letters
	points []float32          // of each text, while one is compared
	about  map[int]float32    // the sum of what the texts are about
}

// NewIndex makes an empty one.
func NewIndex() *Index {
	return &Index{with: map[string][]int32{}, stems: map[string]int{}, grams: map[string]int{}, about: map[int]float32{}}
}

// Add takes a text in and gives its place. Places count up from 0.
func (x *Index) Add(text string) int {
	place := len(x.texts)
	x.texts, x.live, x.points = append(x.texts, text), append(x.live, true), append(x.points, 0)
	d := x.read(text)
	x.tongue += tongue(d.tokens)
	for _, key := range keys(d) {
		x.with[key] = append(x.with[key], int32(place))
	}
	for _, stem := range unique(d.contents) {
		x.stems[stem]++
	}
	for _, gram := range unique(d.grams) {
		x.grams[gram]++
	}
	for _, s := range meaningOf(d) {
		x.about[s.id] += s.much
	}
	return place
}

// mean is what the texts are about on average.
func (x *Index) mean() meaning {
	out := make(meaning, 0, len(x.about))
	for id, much := range x.about {
		out = append(out, side{id, much / float32(len(x.texts))})
	}
	slices.SortFunc(out, func(a, b side) int { return cmp.Compare(a.id, b.id) })
	return out
}

// Remove has the text at a place never found again.
func (x *Index) Remove(place int) { x.live[place] = false }

// Nearest is the place of the text that says most surely the same, and how sure
// that is; -1 if none is so sure as [Enough]. How sure it is hangs on what else is
// near either: so those that may be it bring their own neighbours along.
func (x *Index) Nearest(text string) (place int, sure float64) {
	mine := x.read(text)
	if len(mine.contents) == 0 {
		return -1, 0
	}
	near := x.candidates(mine)
	may := x.sure(mine, near)
	slices.SortStableFunc(may, func(a, b guess) int { return cmp.Compare(b.sure, a.sure) })
	may = may[:min(len(may), mostGuesses)]
	for _, g := range may {
		for _, n := range x.candidates(x.read(x.texts[g.place])) {
			if !slices.Contains(near, n) {
				near = append(near, n)
			}
		}
	}
	place = -1
	for _, g := range x.sure(mine, near) {
		known := slices.ContainsFunc(may, func(m guess) bool { return m.place == g.place })
		if known && g.sure > sure {
			place, sure = int(g.place), g.sure
		}
	}
	return place, sure
}

// guess is a text that may say the same, and how sure that is.
type guess struct {
	place int32
	sure  float64
}

// mostGuesses is how many texts are looked at again among their neighbours.
const mostGuesses = 3

// sure is those of some texts that say the same as an idea, as far as these tell.
func (x *Index) sure(mine idea, near []int32) (out []guess) {
	ideas := []idea{mine}
	for _, n := range near {
		ideas = append(ideas, x.read(x.texts[n]))
	}
	s := newSet(ideas, x)
	for n := range near {
		if sure := s.Sure(0, n+1); sure >= Enough {
			out = append(out, guess{near[n], sure})
		}
	}
	return out
}

// mostNear is how many texts are compared word by word, and nearFrom how much
// of its keys' weight a text must share for that.
const (
	mostNear = 24
	nearFrom = 0.12
)

// candidates is the texts that share most with an idea, by the rarity of what
// they share.
func (x *Index) candidates(d idea) []int32 {
	var touched []int32
	all := float32(0)
	for _, key := range keys(d) {
		have := x.with[key]
		weight := rarity(max(1, len(have)), x.size())
		all += weight
		for _, n := range have {
			if x.points[n] == 0 {
				touched = append(touched, n)
			}
			x.points[n] += weight
		}
	}
	near := slices.DeleteFunc(slices.Clone(touched), func(n int32) bool { return !x.live[n] || x.points[n] < nearFrom*all })
	slices.SortFunc(near, func(a, b int32) int { return cmp.Or(cmp.Compare(x.points[b], x.points[a]), cmp.Compare(a, b)) })
	for _, n := range touched {
		x.points[n] = 0
	}
	return near[:min(len(near), mostNear)]
}

// read reads a text, in the language of most where it does not tell its own.
func (x *Index) read(text string) idea {
	d := idea{tokens: tokens(text), lang: "sv"}
	if score := tongue(d.tokens); score < 0 || score == 0 && x.tongue < 0 {
		d.lang = "en"
	}
	d.settle()
	return d
}

// fewest is how many texts rarity is told as of at least: of three texts nothing
// is rare.
const fewest = 30

func (x *Index) size() int { return max(fewest, len(x.texts)+1) }

// gramRarity is the weight of a gram in the collection.
func (x *Index) gramRarity(gram string) float32 {
	if x == nil {
		return 0
	}
	return rarity(x.grams[gram]+1, x.size())
}

// keys is what a text is found by: its stems, their doublets, and four letters
// in a row of them.
func keys(d idea) []string {
	var out []string
	for _, stem := range d.contents {
		out = append(out, "'"+stem)
		for _, group := range thesauri()[d.lang].groups[stem] {
			out = append(out, group.name)
		}
		letters := []rune(stem)
		letters = letters[:min(len(letters), longestWord)]
		for i := 0; i+4 <= len(letters); i++ {
			out = append(out, string(letters[i:i+4]))
		}
	}
	return unique(out)
}

func unique(list []string) []string {
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Compact(list)
}
