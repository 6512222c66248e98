// Package likeness guesses, from the words alone, which ideas on a board say
// the same and where a card may belong. Its answers are hints: people decide.
//
// A guess is made off the way of a key and of the workshop's writer, in the
// command of one terminal, and never in what terminals share. However many ask
// at a time, one guess is made at a time: see [Busy].
package likeness

import (
	"slices"
	"sync"

	"verkstad/model"
	"verkstad/model/alike"
	"verkstad/ui/boardview"
	"verkstad/ui/stage"
)

// Guesser guesses for all terminals of a server, and keeps what it has compared
// for the next guess. A zero Guesser is ready to use, by any number of
// goroutines.
type Guesser struct {
	turn   sync.Mutex // held while a guess is made; the rest is read and written under it
	books  shelf
	sorted sortedSet
}

// Busy is told instead of an answer where somebody else's guess is being made:
// ask again a little later, or not at all.
type Busy struct{}

func (Busy) Error() string { return "another guess is being made" }

// Where is the ideas that a text is compared with: those of a phase and, in a
// slot, of a session (0 is none).
type Where struct {
	Workshop stage.WorkshopEpoch // that the board is of
	Phase    model.PhaseID
	Session  model.SessionID
}

// Twin is the idea that says the same as a text that somebody writes; 0 for
// none. It is compared with nothing that they may not see: before a reveal,
// with their own ideas only.
func (g *Guesser) Twin(b *model.Board, me model.Actor, where Where, text string) (model.ItemID, error) {
	ph := b.PhaseByID(where.Phase)
	if ph == nil || text == "" {
		return 0, nil
	}
	if !g.turn.TryLock() {
		return 0, Busy{}
	}
	defer g.turn.Unlock()
	if ph.Revealed() {
		return g.books.of(b, where).twin(text), nil
	}
	own := newBook()
	own.follow(b, func(i *model.Idea) bool { return i.By == me.Person && me.Person != 0 && where.has(i) })
	return own.twin(text), nil
}

// has tells whether an idea on the board is one of those.
func (w Where) has(i *model.Idea) bool {
	return i.Live() && i.Phase == w.Phase && (w.Session == 0 || i.Session == w.Session)
}

// book is an index of ideas on a board, which is followed as it changes.
type book struct {
	index *alike.Index
	known map[model.ItemID]entry
	at    []model.ItemID // by their place in the index
	rev   uint64
}

type entry struct {
	text  string
	place int
}

func newBook() *book { return &book{index: alike.NewIndex(), known: map[model.ItemID]entry{}} }

// follow takes in what is new and forgets what is gone or was changed.
func (k *book) follow(b *model.Board, has func(*model.Idea) bool) {
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
			k.at = append(k.at, i.ID)
		}
	}
}

func (k *book) twin(text string) model.ItemID {
	place, _ := k.index.Nearest(text)
	if place < 0 {
		return 0
	}
	return k.at[place]
}

// shelf keeps the books that were opened last.
type shelf struct {
	books map[Where]*book
	order []Where
}

// mostBooks is how many gatherings' ideas are kept indexed.
const mostBooks = 4

// of is the book of what everybody may see, as it is on the board.
func (s *shelf) of(b *model.Board, where Where) *book {
	k := s.books[where]
	if k == nil || k.rev > b.Revs.Ideas { // an older board: somebody looks back
		if k == nil {
			s.order = append(s.order, where)
		}
		k = newBook()
		if s.books == nil {
			s.books = map[Where]*book{}
		}
		s.books[where] = k
	}
	if len(s.order) > mostBooks {
		delete(s.books, s.order[0])
		s.order = s.order[1:]
	}
	if k.rev != b.Revs.Ideas {
		k.follow(b, where.has)
	}
	return k
}

// mostSorted is how many cards are compared with one another: all pairs are,
// which takes about a tenth of a second for so many.
const mostSorted = 800

// sortedSet is the set of texts that was compared last, which stays the same
// while cards are only moved.
type sortedSet struct {
	texts []string
	set   *alike.Set
}

// of compares texts, or gives what came of it the last time.
func (s *sortedSet) of(texts []string) *alike.Set {
	if s.set == nil || !slices.Equal(s.texts, texts) {
		s.texts, s.set = texts, alike.NewSet(texts)
	}
	return s.set
}

// cardsOf is the cards that everybody may see, by id, with their clusters.
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

// Columns is the clusters where cards may belong, learned from what people have
// put together, the likeliest first, [alike.MostColumns] at most. The cards are
// asked for together: what is held at once belongs to one column.
func (g *Guesser) Columns(b *model.Board, held []model.ItemID) ([]model.ItemID, error) {
	if !g.turn.TryLock() {
		return nil, Busy{}
	}
	defer g.turn.Unlock()
	ids, texts, cluster := cardsOf(b)
	if len(ids) > mostSorted || len(held) == 0 {
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
	// A title is a text in its column.
	for at, c := range clusters {
		if title := b.Cluster(c).Title; title != "" {
			texts, column = append(texts, title), append(column, at)
		}
	}
	set := g.sorted.of(texts)
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

// Proposed is a heap of a first sorting.
type Proposed struct {
	Title string
	Ideas []model.ItemID
}

// Sorting is a first sorting of the cards that lie free, largest heap first.
// What is like nothing else is in none. It is nil where there are too many.
func (g *Guesser) Sorting(b *model.Board) []Proposed {
	g.turn.Lock()
	defer g.turn.Unlock()
	ids, texts, cluster := cardsOf(b)
	var free []model.ItemID
	var their []string
	for n, c := range cluster {
		if c == 0 {
			free, their = append(free, ids[n]), append(their, texts[n])
		}
	}
	if len(free) > mostSorted {
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

// mostCompared is how many candidates of a vote are compared with one another.
const mostCompared = 300

// Pairs is the candidates that may say the same, surest first; nil where there
// are too many to be compared.
func (g *Guesser) Pairs(b *model.Board, candidates []model.ItemID) [][2]model.ItemID {
	if len(candidates) > mostCompared {
		return nil
	}
	g.turn.Lock()
	defer g.turn.Unlock()
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
