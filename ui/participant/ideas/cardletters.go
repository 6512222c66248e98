package ideas

import (
	"slices"
	"sync"

	"verkstad/model"
	"verkstad/ui/stage"
)

// lettersView is what people who see the same cards see alike.
type lettersView struct {
	workshop stage.WorkshopEpoch
	phase    model.PhaseID
	w, h     int
	left     model.ItemID // the first cluster that is shown beside the free ideas; 0 for none
	tops     string       // how the columns are scrolled
}

// letterBook remembers which letter a card has in a view, so that it keeps it
// while others move cards about: a letter that is pressed picks up the card
// that had it when it was seen. Everybody who sees the same has the same
// letters, so they still share one picture. There is one for each workshop; see
// [stage.WorkshopState]. It is safe for concurrent use, and empty at first.
type letterBook struct {
	mu    sync.Mutex
	views map[lettersView]*lettering
	order []lettersView // oldest first
}

// lettering is the letters of a view as they were given last.
type lettering struct {
	rev  uint64
	of   map[model.ItemID]byte
	gone []goneLetter // the oldest first
}

// goneLetter is the letter of a card that has left the view. It waits for the card
// to come back, as long as there are letters that no card has had: whoever is about
// to press it means that card.
type goneLetter struct {
	card   model.ItemID
	letter byte
}

// mostViews bounds what the book remembers.
const mostViews = 256

// carry has a view that nobody has seen begin with the letters of the one that the
// same screen showed before: a card that is in both keeps its letter.
func (l *letterBook) carry(from, to lettersView) {
	l.mu.Lock()
	defer l.mu.Unlock()
	before := l.views[from]
	if from.left, from.tops = to.left, to.tops; from != to || before == nil || l.views[to] != nil {
		return // another screen
	}
	l.remember(to, &lettering{before.rev, before.of, before.gone})
}

// give gives cards their letters, in the order that they are seen: the one it has or
// had last, or the first that no card has had, or that of the card which has been
// gone longest; 0 where there is none left.
func (l *letterBook) give(v lettersView, rev uint64, cards []model.ItemID) []byte {
	l.mu.Lock()
	defer l.mu.Unlock()
	last := l.views[v]
	if last == nil {
		last = &lettering{}
		l.remember(v, last)
	}
	out := make([]byte, len(cards))
	for i, id := range cards {
		out[i] = last.letter(id)
	}
	for i := range out {
		if out[i] == 0 {
			out[i] = last.free(out)
		}
	}
	if rev >= last.rev { // who is behind has the letters, and changes none
		last.show(cards, out)
		last.rev = rev
	}
	return out
}

// letter is what a card has, or had last; 0 for none.
func (l *lettering) letter(id model.ItemID) byte {
	if has := l.of[id]; has != 0 {
		return has
	}
	if at := slices.IndexFunc(l.gone, func(g goneLetter) bool { return g.card == id }); at >= 0 {
		return l.gone[at].letter
	}
	return 0
}

// free is a letter for a card that has had none, besides those that are taken; 0 if
// none is left.
func (l *lettering) free(taken []byte) byte {
	for i := range len(letters) {
		if c := letters[i]; !slices.Contains(taken, c) && !l.had(c) {
			return c
		}
	}
	for _, g := range l.gone {
		if !slices.Contains(taken, g.letter) {
			return g.letter
		}
	}
	for i := range len(letters) { // those of the cards that leave just now
		if !slices.Contains(taken, letters[i]) {
			return letters[i]
		}
	}
	return 0
}

// had reports whether a card has a letter or had it last.
func (l *lettering) had(letter byte) bool {
	for _, has := range l.of {
		if has == letter {
			return true
		}
	}
	return slices.ContainsFunc(l.gone, func(g goneLetter) bool { return g.letter == letter })
}

// show notes which cards are seen with which letters, and which have gone.
func (l *lettering) show(cards []model.ItemID, given []byte) {
	gone := slices.Clone(l.gone)
	for i := range len(letters) { // in the order of the letters, so that it is the same each time
		for id, has := range l.of {
			if has == letters[i] {
				gone = append(gone, goneLetter{id, has})
			}
		}
	}
	l.gone = slices.DeleteFunc(gone, func(g goneLetter) bool { return slices.Contains(given, g.letter) })
	l.of = make(map[model.ItemID]byte, len(cards))
	for i, id := range cards {
		if given[i] != 0 {
			l.of[id] = given[i]
		}
	}
}

func (l *letterBook) remember(v lettersView, of *lettering) {
	if len(l.order) >= mostViews {
		delete(l.views, l.order[0])
		l.order = l.order[1:]
	}
	if l.views == nil {
		l.views = map[lettersView]*lettering{}
	}
	l.views[v] = of
	l.order = append(l.order, v)
}
