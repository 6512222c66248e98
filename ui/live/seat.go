package live

import (
	"sync/atomic"

	"verkstad/model"
)

// Seat is one terminal's place with the scheduler of a workshop. Its methods are
// for the terminal's session and screen.
type Seat struct {
	scheduler *Scheduler
	told      chan struct{} // holds one: something of what is below is set
	what      atomic.Uint32 // that the terminal was told, tellFrame and tellPrerender
	taken     atomic.Uint64 // the number of the newest cut that it has taken
	at        int           // the place among the scheduler's seats, -1 once it has left; under its lock
}

// What a seat can be told.
const (
	tellFrame uint32 = 1 << iota
	tellPrerender
)

// Messages that a [Session] gives its screen for what the scheduler tells.
type (
	// FrameMsg says that there may be something new to show. The screen is drawn
	// after it.
	FrameMsg struct{}
	// PrerenderMsg asks to make ready what all see of the board that is being
	// written, and to show nothing of it. The screen is not drawn after it.
	PrerenderMsg struct{}
)

// Told is sent on when [Seat.Take] has something.
func (s *Seat) Told() <-chan struct{} { return s.told }

// Take returns what the terminal was told since the last time.
func (s *Seat) Take() (frame, prerender bool) {
	what := s.what.Swap(0)
	return what&tellFrame != 0, what&tellPrerender != 0
}

// tell tells the terminal of a cut, unless it has it.
func (s *Seat) tell(cut uint64) {
	if s.taken.Load() != cut {
		s.ask(tellFrame)
	}
}

// ask tells the terminal something. It does not wait.
func (s *Seat) ask(what uint32) {
	s.what.Or(what)
	select {
	case s.told <- struct{}{}:
	default:
	}
}

// Look returns what to show now: the newest cut, which is one of the newest
// board if it is time for that. It is found again by the others, so a terminal
// whose person has done something need not wait for its turn.
func (s *Seat) Look() *Cut {
	c := s.scheduler.look()
	s.taken.Store(c.number)
	return c
}

// Owed reports whether the terminal will be told of a frame soon: what it has
// taken is not the newest board.
func (s *Seat) Owed() bool {
	c := s.scheduler.newest.Load()
	return !s.scheduler.hub.still && (c.number != s.taken.Load() || !s.scheduler.isNewest(c))
}

// Pending is the board that is being written; see [model.Feed].
func (s *Seat) Pending() model.Pending { return s.scheduler.feed.Pending() }

// Prerender asks to be told with [PrerenderMsg] when a board is being written,
// for all terminals of the same shape: anything comparable that says for which
// terminals the same can be made ready. There is one for each shape, the last
// that asked.
func (s *Seat) Prerender(shape any) {
	sc := s.scheduler
	sc.mu.Lock()
	defer sc.mu.Unlock()
	if s.at < 0 {
		return
	}
	if _, known := sc.prerenderers[shape]; !known && len(sc.prerenderers) >= mostShapes {
		clear(sc.prerenderers) // some have not been seen for long; the others ask again
	}
	sc.prerenderers[shape] = s
}

// Leave gives the seat up. It may be called twice.
func (s *Seat) Leave() { s.scheduler.hub.leave(s) }
