package ideas

import (
	"slices"
	"sync"

	"verkstad/model"
	"verkstad/ui/stage"
)

// lettersView is what people who see the same cards see alike: the columns from their
// beginnings, as they are read from a place of the heap. Whoever has turned elsewhere has
// letters of their own, so that none changes but by what they do themselves.
type lettersView struct {
	workshop stage.WorkshopEpoch
	phase    model.PhaseID
	w, h     int
	start    int            // the place of the heap that the free ideas are read from
	own      model.PersonID // who has turned elsewhere; 0 for all that have not
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
	rev    uint64
	of     map[model.ItemID]byte
	gone   []goneLetter // the oldest first
	turned bool         // whoever looks has just turned here
}

// goneLetter is the letter of a card that has left the view. It waits for the card
// to come back: whoever is about to press it means that card. No other gets it for a while
// (see [letterRests]), and then only if there is no letter that no card has had.
type goneLetter struct {
	card   model.ItemID
	letter byte
	rev    uint64 // of the ideas when it went; 0 where whoever looks has turned away from it
}

// seenCards is the cards of a view that are to have letters, in the order that they are
// seen: those that lie free first.
type seenCards struct {
	ids     []model.ItemID
	free    int    // how many of them lie free
	rev     uint64 // of the ideas
	resting uint64 // letters that were freed from that revision on are given to no other; 0 for none
}

// mostViews bounds what the book remembers: a view for each person, and those of all.
const mostViews = 1200

// turn says that somebody turns from a view to one of their own, or to another part of
// that: a card that is in both keeps its letter, and those of the others need not rest.
func (l *letterBook) turn(from, to lettersView) {
	l.mu.Lock()
	defer l.mu.Unlock()
	before := l.views[from]
	if from.own = to.own; from != to || to.own == 0 || before == nil {
		return // another screen, or one that others see as well
	}
	l.remember(to, &lettering{before.rev, before.of, before.gone, true})
}

// give gives cards their letters: the one it has or had last, or the first that no card
// has had, or that of the card which has been gone longest; 0 where there is none that
// may be given. Where a card that lies free gets none, one in a cluster loses its own.
func (l *letterBook) give(v lettersView, cards seenCards) []byte {
	l.mu.Lock()
	defer l.mu.Unlock()
	last := l.views[v]
	if last == nil {
		last = &lettering{}
		l.remember(v, last)
	}
	if last.turned {
		last.turned = false
		last.leave(cards.ids, 0)
	}
	out := make([]byte, len(cards.ids))
	for i, id := range cards.ids {
		out[i] = last.of[id]
	}
	last.fill(cards, out, 0, cards.free)
	if !slices.Contains(out[:cards.free], 0) {
		last.fill(cards, out, cards.free, len(out))
	}
	last.spare(cards, out)
	if cards.rev >= last.rev { // who is behind has the letters, and changes none
		last.show(cards, out)
		last.rev = cards.rev
	}
	return out
}

// fill gives letters to those of the cards between two indexes that have none: first to
// those which come back.
func (l *lettering) fill(cards seenCards, given []byte, from, to int) {
	for i := from; i < to; i++ {
		if had := l.lastOf(cards.ids[i]); given[i] == 0 && !slices.Contains(given, had) {
			given[i] = had
		}
	}
	for i := from; i < to; i++ {
		if given[i] == 0 {
			given[i] = l.free(given, cards.resting)
		}
	}
}

// spare takes letters away from cards in clusters, the last first, for those that lie
// free and have none, besides those that rest already.
func (l *lettering) spare(cards seenCards, given []byte) {
	missing := 0
	for _, letter := range given[:cards.free] {
		if letter == 0 {
			missing++
		}
	}
	for _, g := range l.gone {
		if missing > 0 && !slices.Contains(given, g.letter) {
			missing--
		}
	}
	for i := len(given) - 1; i >= cards.free && missing > 0; i-- {
		if given[i] != 0 {
			given[i] = 0
			missing--
		}
	}
}

// lastOf is the letter that a card had which has gone; 0 for none.
func (l *lettering) lastOf(id model.ItemID) byte {
	if at := slices.IndexFunc(l.gone, func(g goneLetter) bool { return g.card == id }); at >= 0 {
		return l.gone[at].letter
	}
	return 0
}

// free is a letter for a card that has had none, besides those that are taken and those
// that rest; 0 if none is left.
func (l *lettering) free(taken []byte, resting uint64) byte {
	for i := range len(letters) {
		if c := letters[i]; !slices.Contains(taken, c) && !l.had(c) {
			return c
		}
	}
	for _, g := range l.gone {
		if rested := resting == 0 || resting > g.rev; rested && !slices.Contains(taken, g.letter) {
			return g.letter
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

// leave notes which cards are seen no longer, since a revision of the ideas.
func (l *lettering) leave(seen []model.ItemID, since uint64) {
	of, gone := map[model.ItemID]byte{}, slices.Clone(l.gone)
	for i := range len(letters) { // in the order of the letters, so that it is the same each time
		for id, has := range l.of {
			switch {
			case has != letters[i]:
			case slices.Contains(seen, id):
				of[id] = has
			default:
				gone = append(gone, goneLetter{id, has, since})
			}
		}
	}
	l.of, l.gone = of, gone
}

// show notes which cards are seen with which letters, and which have gone or given theirs
// up.
func (l *lettering) show(cards seenCards, given []byte) {
	var lettered []model.ItemID
	for i, id := range cards.ids {
		if given[i] != 0 {
			lettered = append(lettered, id)
		}
	}
	l.leave(lettered, cards.rev)
	l.gone = slices.DeleteFunc(l.gone, func(g goneLetter) bool { return slices.Contains(given, g.letter) })
	for i, id := range cards.ids {
		if given[i] != 0 {
			l.of[id] = given[i]
		}
	}
}

func (l *letterBook) remember(v lettersView, of *lettering) {
	if l.views == nil {
		l.views = map[lettersView]*lettering{}
	}
	if l.views[v] == nil {
		if len(l.order) >= mostViews {
			delete(l.views, l.order[0])
			l.order = l.order[1:]
		}
		l.order = append(l.order, v)
	}
	l.views[v] = of
}
