package stage

import (
	"sync"
	"sync/atomic"

	"verkstad/model"
	"verkstad/ui/frame"
)

// A chain is the frame chain: the bases that follow on each other where nothing but
// the moment differs: the same screen of the same workshop, at the same size, in the
// same language and colours. All who show one of them find the newest here, with
// what has changed on the way to it, so that they need not look for it by its key,
// nor ask all that is their own whether it is still right.
type chain struct {
	key    sharedKey // of its bases, without the moment
	newest atomic.Pointer[link]
	ready  atomic.Pointer[link] // of a board that is being written; see prerender.go

	mu sync.Mutex // held while a base is added
}

// link is the note of a base: what it shows, what its screen told, and its place in
// the chain.
type link struct {
	key    sharedKey
	board  *model.Board
	layout SharedLayout
	chain  *chain
	base   *frame.Base

	place   int   // from 1; 0 is of an older board than those in the chain
	changes []any // from the bases before, the last first; see [SharedView.Affects]
}

// mostChanges is for how many bases back it is known what has changed.
const mostChanges = 32

// boardSize is what a board holds that the one before does not, in bytes: the
// way to one idea in each of its lists.
const boardSize = 4 << 10

// linkOf is the link of a base.
func linkOf(b *frame.Base) *link { return b.Note.(*link) }

// setBase sets the base that the link is of, the first time it is added to its
// chain. The lock of the chain is held.
func (n *link) setBase(base *frame.Base) {
	if n.base == nil { // others may read it from then on
		n.base = base
	}
}

// chainKey is the key of the chain that bases of k are in.
func (k sharedKey) chainKey() sharedKey {
	k.seq, k.clock = 0, Clocks{Locked: k.clock.Locked}
	return k
}

// chainOf is the chain that bases of a key are in.
func (a *App) chainOf(k sharedKey) *chain {
	k = k.chainKey()
	if a.base != nil {
		if c := linkOf(a.base).chain; c.key == k {
			return c
		}
	}
	return frame.Hold(a.cache, k, func() (*chain, int64) { return &chain{key: k}, 0 })
}

// append adds a base, as the newest if its board is not an older one.
func (c *chain) append(base *frame.Base) {
	n := linkOf(base)
	if c.newest.Load() == n {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	n.setBase(base)
	last := c.newest.Load()
	if last != nil && (n.key.seq < last.key.seq || n.place != 0 && n.place <= last.place) {
		return
	}
	n.connect(last)
	c.newest.Store(n)
}

// connect finds what a base changes that comes after last, which is nil for the
// first. The lock of the chain is held.
func (n *link) connect(last *link) {
	switch {
	case last == nil:
		n.place, n.changes = 1, nil
	case n.place != last.place+1: // else it was made ready after that one
		change := n.key.view.Affects(last.board, n.board, last.layout, n.layout)
		n.place = last.place + 1
		n.changes = append([]any{change}, last.changes[:min(len(last.changes), mostChanges-1)]...)
	}
}

// prepare adds a base of a board that is being written. It is the newest only once
// somebody asks for that board.
func (c *chain) prepare(base *frame.Base) {
	n := linkOf(base)
	c.mu.Lock()
	defer c.mu.Unlock()
	n.setBase(base)
	if last := c.newest.Load(); last != nil && n.key.seq > last.key.seq && n.place == 0 {
		n.connect(last)
		c.ready.Store(n)
	}
}

// latest is the newest base, which is that of a board and a clock if there is one.
func (c *chain) latest(seq uint64, clock Clocks) *link {
	if n := c.ready.Load(); n != nil && n.key.seq == seq && n.key.clock == clock {
		c.mu.Lock()
		if last := c.newest.Load(); c.ready.CompareAndSwap(n, nil) && n.place == last.place+1 {
			c.newest.Store(n)
		}
		c.mu.Unlock()
	}
	return c.newest.Load()
}
