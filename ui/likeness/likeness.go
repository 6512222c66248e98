// Package likeness guesses, from the words alone, which ideas on a board say the same and
// where a card may belong. Its answers are hints: people decide.
//
// A guess is made in a command of one terminal, so that neither keys nor the workshop's
// writer wait for it, and never in what terminals share. Only one guess is made at a time:
// see [Busy].
package likeness

import (
	"slices"
	"sync"

	"verkstad/model"
	"verkstad/model/alike"
	"verkstad/ui/boardview"
	"verkstad/ui/stage"
)

// Guesser guesses for all terminals of a server, and keeps its comparisons for the next
// guess. A zero Guesser is ready to use, by any number of goroutines.
type Guesser struct {
	mu      sync.Mutex // held while a guess is made; guards the following
	indexes indexCache
	sorted  sortedSet
}

// Busy is returned while another guess is being made: ask again a little later, or not at
// all.
type Busy struct{}

func (Busy) Error() string { return "another guess is being made" }

// Where selects the ideas that a text is compared with: those of a phase and, in a slot, of
// a session (0 means none).
type Where struct {
	Workshop stage.WorkshopEpoch // that the board belongs to
	Phase    model.PhaseID
	Session  model.SessionID
}

// Twin returns the idea that says the same as a text that somebody is writing; 0 for none.
// It compares the text only with ideas that they may see: before a reveal, with their own.
func (g *Guesser) Twin(b *model.Board, me model.Actor, where Where, text string) (model.ItemID, error) {
	ph := b.PhaseByID(where.Phase)
	if ph == nil || text == "" {
		return 0, nil
	}
	if !g.mu.TryLock() {
		return 0, Busy{}
	}
	defer g.mu.Unlock()
	if ph.Revealed() {
		return g.indexes.get(b, where).twin(text), nil
	}
	own := newIdeaIndex()
	own.follow(b, func(i *model.Idea) bool { return i.By == me.Person && me.Person != 0 && where.has(i) })
	return own.twin(text), nil
}

// has reports whether an idea on the board is selected.
func (w Where) has(i *model.Idea) bool {
	return i.Live() && i.Phase == w.Phase && (w.Session == 0 || i.Session == w.Session)
}

// ideaIndex is an index of ideas on a board, which is updated as the board changes.
type ideaIndex struct {
	index *alike.Index
	known map[model.ItemID]entry
	ids   []model.ItemID // ids by their position in the index
	rev   uint64
}

type entry struct {
	text  string
	place int
}

func newIdeaIndex() *ideaIndex {
	return &ideaIndex{index: alike.NewIndex(), known: map[model.ItemID]entry{}}
}

// follow adds new ideas and removes those that are gone or were changed.
func (k *ideaIndex) follow(b *model.Board, has func(*model.Idea) bool) {
	k.rev = b.Revs.Ideas
	for _, i := range b.AllIdeas().All() {
		e, known := k.known[i.ID]
		here := has(i)
		if known && (!here || e.text != i.Text) {
			k.index.Remove(e.place)
			delete(k.known, i.ID)
			known = false
		}
		if here && !known {
			k.known[i.ID] = entry{i.Text, k.index.Add(i.Text)}
			k.ids = append(k.ids, i.ID)
		}
	}
}

func (k *ideaIndex) twin(text string) model.ItemID {
	place, _ := k.index.Nearest(text)
	if place < 0 {
		return 0
	}
	return k.ids[place]
}

// indexCache keeps the indexes that were used last.
type indexCache struct {
	indexes map[Where]*ideaIndex
	order   []Where
}

// maxIndexes is how many indexes are kept.
const maxIndexes = 4

// get returns the index of the ideas that everybody may see, as they are on the board.
func (s *indexCache) get(b *model.Board, where Where) *ideaIndex {
	k := s.indexes[where]
	if k == nil || k.rev > b.Revs.Ideas { // an older board: somebody is reviewing
		if k == nil {
			s.order = append(s.order, where)
		}
		k = newIdeaIndex()
		if s.indexes == nil {
			s.indexes = map[Where]*ideaIndex{}
		}
		s.indexes[where] = k
	}
	if len(s.order) > maxIndexes {
		delete(s.indexes, s.order[0])
		s.order = s.order[1:]
	}
	if k.rev != b.Revs.Ideas {
		k.follow(b, where.has)
	}
	return k
}

// maxSorted is how many cards are compared with one another: all pairs are, which takes
// about a quarter of a second for so many.
const maxSorted = 800

// sortedSet is the set of texts that was compared last, which stays the same while cards
// are only moved.
type sortedSet struct {
	texts []string
	set   *alike.Set
}

// get compares texts, or returns the last set if they are the same.
func (s *sortedSet) get(texts []string) *alike.Set {
	if s.set == nil || !slices.Equal(s.texts, texts) {
		s.texts, s.set = texts, alike.NewSet(texts)
	}
	return s.set
}

// cardsOf returns the ids, texts and clusters of the cards that everybody may see.
func cardsOf(b *model.Board) (ids []model.ItemID, texts []string, cluster []model.ItemID) {
	ideas := b.Ideas(model.Actor{Role: model.Observer})
	slices.SortFunc(ideas, func(a, b *model.Idea) int { return int(a.ID) - int(b.ID) })
	for _, i := range ideas {
		ids, texts = append(ids, i.ID), append(texts, i.Text)
		in := model.ItemID(0)
		if c := b.ClusterOf(i); c != nil {
			in = c.ID
		}
		cluster = append(cluster, in)
	}
	return ids, texts, cluster
}

// Columns returns the clusters where cards may belong, learned from what people have put
// together, the likeliest first, at most [alike.MostColumns]. The cards are taken together:
// cards that are held at once belong to one column.
func (g *Guesser) Columns(b *model.Board, held []model.ItemID) ([]model.ItemID, error) {
	if !g.mu.TryLock() {
		return nil, Busy{}
	}
	defer g.mu.Unlock()
	ids, texts, cluster := cardsOf(b)
	if len(ids) > maxSorted || len(held) == 0 {
		return nil, nil
	}
	column := make([]int, len(ids))
	var clusters []model.ItemID
	for n, c := range cluster {
		column[n] = alike.Free
		if c == 0 || slices.Contains(held, ids[n]) {
			continue
		}
		if column[n] = slices.Index(clusters, c); column[n] < 0 {
			column[n] = len(clusters)
			clusters = append(clusters, c)
		}
	}
	// A title counts as a text in its column.
	for at, c := range clusters {
		if title := b.Cluster(c).Title; title != "" {
			texts, column = append(texts, title), append(column, at)
		}
	}
	set := g.sorted.get(texts)
	first := slices.Index(ids, held[len(held)-1])
	if first < 0 {
		return nil, nil
	}
	var out []model.ItemID
	for _, at := range set.Columns(column, first) {
		out = append(out, clusters[at])
	}
	return out, nil
}

// Proposed is a cluster in a first sorting.
type Proposed struct {
	Title string
	Ideas []model.ItemID
}

// Sorting returns a first sorting of the cards that are in no cluster, the largest cluster
// first. Cards that resemble no other are in none. It returns nil if there are too many
// cards.
func (g *Guesser) Sorting(b *model.Board) []Proposed {
	g.mu.Lock()
	defer g.mu.Unlock()
	ids, texts, cluster := cardsOf(b)
	var free []model.ItemID
	var their []string
	for n, c := range cluster {
		if c == 0 {
			free, their = append(free, ids[n]), append(their, texts[n])
		}
	}
	if len(free) > maxSorted {
		return nil
	}
	var out []Proposed
	for _, c := range alike.NewSet(their).Clusters() {
		p := Proposed{Title: c.Name}
		for _, n := range c.Members {
			p.Ideas = append(p.Ideas, free[n])
		}
		out = append(out, p)
	}
	return out
}

// maxCompared is how many candidates of a vote are compared with one another.
const maxCompared = 300

// Pairs returns the candidates that may say the same, the surest first; nil if there are
// too many to compare.
func (g *Guesser) Pairs(b *model.Board, candidates []model.ItemID) [][2]model.ItemID {
	if len(candidates) > maxCompared {
		return nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	texts := make([]string, len(candidates))
	for n, id := range candidates {
		texts[n] = boardview.Title(b, id)
	}
	var out [][2]model.ItemID
	for _, p := range alike.NewSet(texts).Pairs() {
		out = append(out, [2]model.ItemID{candidates[p.A], candidates[p.B]})
	}
	return out
}
