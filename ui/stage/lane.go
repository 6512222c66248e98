package stage

import (
	"sync"
	"sync/atomic"

	"verkstad/model"
	"verkstad/ui/frame"
)

// A lane is the line of bases that follow on each other where nothing but the
// moment differs: the same screen of the same workshop, at the same size, in
// the same language and colours. All who show one of them find the newest here,
// with what has changed on the way to it, so that they need not look for it by
// its key, nor ask all that is their own whether it is still right.
type lane struct {
	key    sharedKey // of its bases, without the moment
	newest atomic.Pointer[common]
	ready  atomic.Pointer[common] // of a board that is being written; see prerender.go

	mu sync.Mutex // while a base is put in line
}

// common is the note of a base: what it shows, what its screen told, and its
// place in line.
type common struct {
	key    sharedKey
	board  *model.Board
	layout SharedLayout
	lane   *lane
	base   *frame.Base

	at    int   // from 1; 0 is of an older board than those in line
	trail []any // what has changed from the bases before, the last first; see [SharedView.Affects]
}

// trailLength is how many bases back it is known what has changed.
const trailLength = 32

// boardSize is what a board holds that the one before does not, in bytes: the
// way to one idea in each of its lists.
const boardSize = 4 << 10

// noteOf is what is known of a base.
func noteOf(b *frame.Base) *common { return b.Note.(*common) }

// of notes whose note it is, the first time it is lined up.
func (c *common) of(base *frame.Base) {
	if c.base == nil { // others may read it from then on
		c.base = base
	}
}

// lane is the key of where bases of k follow on each other.
func (k sharedKey) lane() sharedKey {
	k.seq, k.clock = 0, Clocks{Locked: k.clock.Locked}
	return k
}

// laneOf is where bases of a key follow on each other.
func (a *App) laneOf(k sharedKey) *lane {
	k = k.lane()
	if a.base != nil {
		if l := noteOf(a.base).lane; l.key == k {
			return l
		}
	}
	return frame.Hold(a.cache, k, func() (*lane, int64) { return &lane{key: k}, 0 })
}

// put takes a base into line, as the newest if its board is not an older one.
func (l *lane) put(base *frame.Base) {
	c := noteOf(base)
	if l.newest.Load() == c {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	c.of(base)
	last := l.newest.Load()
	if last != nil && (c.key.seq < last.key.seq || c.at != 0 && c.at <= last.at) {
		return
	}
	l.line(c, last)
	l.newest.Store(c)
}

// line finds what a base changes that comes after last. The lock is held.
func (l *lane) line(c, last *common) {
	switch {
	case last == nil:
		c.at, c.trail = 1, nil
	case c.at != last.at+1: // else it was made ready after that one
		change := c.key.view.Affects(last.board, c.board, last.layout, c.layout)
		c.at = last.at + 1
		c.trail = append([]any{change}, last.trail[:min(len(last.trail), trailLength-1)]...)
	}
}

// prepare notes a base of a board that is being written. It is the newest only once
// somebody asks for that board.
func (l *lane) prepare(base *frame.Base) {
	c := noteOf(base)
	l.mu.Lock()
	defer l.mu.Unlock()
	c.of(base)
	if last := l.newest.Load(); last != nil && c.key.seq > last.key.seq && c.at == 0 {
		l.line(c, last)
		l.ready.Store(c)
	}
}

// latest is the newest base in line, which is that of a board and a clock if
// there is one.
func (l *lane) latest(seq uint64, clock Clocks) *common {
	if c := l.ready.Load(); c != nil && c.key.seq == seq && c.key.clock == clock {
		l.mu.Lock()
		if last := l.newest.Load(); l.ready.CompareAndSwap(c, nil) && c.at == last.at+1 {
			l.newest.Store(c)
		}
		l.mu.Unlock()
	}
	return l.newest.Load()
}
