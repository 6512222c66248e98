package participant

import (
	"slices"
	"strings"
	"sync"

	"verkstad/model"
)

// lettersView is what people who see the same cards see alike.
type lettersView struct {
	workshop string
	phase    model.PhaseID
	w, h     int
	left     int    // the first column that is shown beside the free ideas
	tops     string // how the columns are scrolled
}

// letterBook remembers which letter a card has in a view, so that it keeps it
// while others move cards about: a letter that is pressed picks up the card
// that had it when it was seen. Everybody who sees the same has the same
// letters, so they still share one picture. It is safe for concurrent use.
type letterBook struct {
	mu    sync.Mutex
	views map[lettersView]*lettering
	order []lettersView // oldest first
}

// lettering is the letters of a view as they were given last.
type lettering struct {
	rev uint64
	of  map[model.ItemID]byte
}

// mostViews bounds what the book remembers.
const mostViews = 256

var book = letterBook{views: map[lettersView]*lettering{}}

// give gives cards their letters, in the order that they are seen: the one it
// has, or the first that is free; 0 where there is none left.
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
		out[i] = last.of[id]
	}
	for i := range out {
		if out[i] != 0 {
			continue
		}
		if free := strings.IndexFunc(letters, func(r rune) bool { return !slices.Contains(out, byte(r)) }); free >= 0 {
			out[i] = letters[free]
		}
	}
	if rev >= last.rev { // who is behind has the letters, and changes none
		last.rev, last.of = rev, make(map[model.ItemID]byte, len(cards))
		for i, id := range cards {
			last.of[id] = out[i]
		}
	}
	return out
}

func (l *letterBook) remember(v lettersView, of *lettering) {
	if len(l.order) >= mostViews {
		delete(l.views, l.order[0])
		l.order = l.order[1:]
	}
	l.views[v] = of
	l.order = append(l.order, v)
}
