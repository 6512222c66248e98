package live

import (
	"sync/atomic"

	"verkstad/model"
)

// Seat is one terminal's place with the scheduler of a workshop. Its methods are
// for the terminal's session and screen.
type Seat struct {
	scheduler *scheduler
	told      chan struct{} // signals that a flag is set; capacity one
	flags     atomic.Uint32 // what the terminal has been told: tellFrame and tellPrerender
	takenCut  atomic.Uint64 // number of the newest cut that it has taken
	index     int           // index in the scheduler's seats, -1 once it has left; guarded by its lock
}

// Flags for what a seat can be told.
const (
	tellFrame uint32 = 1 << iota
	tellPrerender
)

// Messages that a [Session] passes to its screen when the scheduler has told it something.
type (
	// FrameMsg says that there may be something new to show. The screen is drawn
	// after it.
	FrameMsg struct{}
	// PrerenderMsg asks the screen to draw in advance what all see of the board that is
	// being written, and to show nothing of it. The screen is not drawn after it.
	PrerenderMsg struct{}
)

// Told returns a channel that receives when [Seat.Take] has something.
func (s *Seat) Told() <-chan struct{} { return s.told }

// take returns what the terminal was told since the last time.
func (s *Seat) take() (frame, prerender bool) {
	what := s.flags.Swap(0)
	return what&tellFrame != 0, what&tellPrerender != 0
}

// tell tells the terminal of a cut, unless it has taken it.
func (s *Seat) tell(cut uint64) {
	if s.takenCut.Load() != cut {
		s.notify(tellFrame)
	}
}

// notify sets flags and signals them. It does not block.
func (s *Seat) notify(what uint32) {
	s.flags.Or(what)
	select {
	case s.told <- struct{}{}:
	default:
	}
}

// CurrentCut returns the cut to show now: the newest, after making one of the newest board
// if it is time for that. Other terminals find it too, so a terminal whose person has done
// something need not wait for its turn.
func (s *Seat) CurrentCut() *Cut {
	c := s.scheduler.currentCut()
	s.takenCut.Store(c.number)
	return c
}

// frameDue reports whether the terminal will be told of a frame soon, because the cut that
// it has taken is not of the newest board.
func (s *Seat) frameDue() bool {
	c := s.scheduler.newest.Load()
	return !s.scheduler.hub.still && (c.number != s.takenCut.Load() || !s.scheduler.isNewest(c))
}

// Pending returns the board that is being written; see [model.Feed].
func (s *Seat) Pending() model.Pending { return s.scheduler.feed.Pending() }

// Prerender registers the terminal to be told with [PrerenderMsg] when a board is being
// written, on behalf of all terminals with the same shape. A shape is any comparable value
// that terminals share for which the same is drawn. There is one terminal for each shape,
// the last that registered.
func (s *Seat) Prerender(shape any) {
	sc := s.scheduler
	sc.mu.Lock()
	defer sc.mu.Unlock()
	if s.index < 0 {
		return
	}
	if _, known := sc.prerenderers[shape]; !known && len(sc.prerenderers) >= maxShapes {
		clear(sc.prerenderers) // drops shapes that are no longer used; the others register again
	}
	sc.prerenderers[shape] = s
}

// Leave gives up the seat. It may be called twice.
func (s *Seat) Leave() { s.scheduler.hub.leave(s) }
