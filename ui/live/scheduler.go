package live

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"verkstad/model"
)

// Cut is the state that all terminals of a workshop show of what others do. It never
// changes.
type Cut struct {
	Board *model.Board
	Epoch uint64 // see [model.Pending]

	number uint64 // from 1, in the order in which cuts were made
}

// scheduler decides when the terminals of one workshop draw what others did, and tells
// them.
//
// The first change after a quiet time makes a cut at once. In a burst, cuts are made at
// most thirty times a second, less often if many terminals follow, and each contains
// everything that happened until then. After each cut the terminals are told in turn, a few
// at a time, and other goroutines may run in between: a thousand that drew at once would be
// in the Go scheduler's queue before what somebody types. Each round begins with other
// terminals.
type scheduler struct {
	hub     *Hub
	feed    model.Feed
	newest  atomic.Pointer[Cut]
	stop    chan struct{} // closed when the last terminal has left
	news    <-chan struct{}
	pending <-chan struct{}
	cancel  func() // cancels both subscriptions

	mu           sync.Mutex
	pace         pace // of cuts
	seats        []*Seat
	prerenderers map[any]*Seat // by the shape of their screen

	toldCut    uint64  // number of the last round's cut; this and the following are for the goroutine alone
	roundSeats []*Seat // reused by each round
	roundStart int     // index of the seat with which a round begins
}

func newScheduler(h *Hub, feed model.Feed) *scheduler {
	s := &scheduler{hub: h, feed: feed, stop: make(chan struct{}), prerenderers: map[any]*Seat{}}
	s.newest.Store(s.next(nil))
	s.toldCut = 1
	return s
}

// next returns the cut of the current board that comes after last.
func (s *scheduler) next(last *Cut) *Cut {
	c := &Cut{Board: s.feed.Board(), number: 1}
	c.Epoch = s.feed.Pending().Epoch // read after the board: see model.Pending
	if last != nil {
		c.number = last.number + 1
	}
	return c
}

// isNewest reports whether a cut has the newest board and epoch.
func (s *scheduler) isNewest(c *Cut) bool {
	return c.Board == s.feed.Board() && c.Epoch == s.feed.Pending().Epoch
}

// listen subscribes. Changes from then on are seen by run.
func (s *scheduler) listen() {
	news, cancelNews := s.feed.Subscribe()
	pending, cancelPending := s.feed.SubscribePending()
	s.news, s.pending = news, pending
	s.cancel = func() { cancelNews(); cancelPending() }
}

// run tells the terminals of cuts, until stop is closed.
func (s *scheduler) run() {
	defer s.cancel()
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for {
		select {
		case <-s.stop:
			return
		case <-s.pending:
			s.prerender()
		case <-s.news:
			for again := true; again; again = s.behind() {
				if !s.await(timer) {
					return
				}
				s.tellAll()
			}
		}
	}
}

// behind reports whether there is a cut that the terminals have not been told of, or a
// board without a cut.
func (s *scheduler) behind() bool {
	c := s.newest.Load()
	return c.number != s.toldCut || !s.isNewest(c)
}

// await returns true when there is a cut to tell of, or false when the scheduler is to
// stop.
func (s *scheduler) await(timer *time.Timer) bool {
	for {
		wait := s.renew()
		if wait <= 0 {
			return true
		}
		timer.Reset(wait)
		select {
		case <-s.stop:
			return false
		case <-s.pending:
			s.prerender()
		case <-timer.C:
		}
	}
}

// renew makes a cut, unless a terminal has already made one of the newest board. It returns
// how long to wait if it is too early for one; 0 or less means that there is a cut to tell
// of.
func (s *scheduler) renew() (wait time.Duration) {
	c := s.newest.Load()
	isNew := c.number != s.toldCut
	if isNew && s.isNewest(c) {
		return 0
	}
	wait = s.cut()
	if isNew {
		return 0
	}
	return wait
}

// cut makes a cut if it is time for one, and otherwise returns how long it is until then.
func (s *scheduler) cut() (wait time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.hub.now()
	if wait = s.pace.wait(now, s.hub.burst()); wait > 0 {
		return wait
	}
	s.pace.pay(now, s.hub.pause())
	s.newest.Store(s.next(s.newest.Load()))
	return 0
}

// mayCut reports whether it is time for a cut.
func (s *scheduler) mayCut() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pace.wait(s.hub.now(), s.hub.burst()) <= 0
}

// currentCut returns the newest cut, after making one of the newest board if it is time for
// that.
func (s *scheduler) currentCut() *Cut {
	if c := s.newest.Load(); s.isNewest(c) {
		return c
	}
	s.cut()
	return s.newest.Load()
}

// toldAtOnce is how many terminals are told before other goroutines may run.
const toldAtOnce = 4

// tellAll tells all terminals of the newest cut that have not taken it by themselves.
func (s *scheduler) tellAll() {
	s.toldCut = s.newest.Load().number
	s.mu.Lock()
	s.roundSeats = append(s.roundSeats[:0], s.seats...)
	s.mu.Unlock()
	defer clear(s.roundSeats)
	n := len(s.roundSeats)
	if n == 0 {
		return
	}
	s.roundStart = (s.roundStart + n/3 + 1) % n
	for i := range n {
		s.roundSeats[(s.roundStart+i)%n].tell(s.toldCut)
		if i%toldAtOnce == toldAtOnce-1 {
			runtime.Gosched()
			select {
			case <-s.pending:
				s.prerender()
			default:
			}
		}
	}
}

// maxShapes is how many shapes of screens are prerendered at most.
const maxShapes = 16

// prerender asks one terminal of each shape to draw in advance what the board that is being
// written changes, if there will be a cut of it at once.
func (s *scheduler) prerender() {
	if s.feed.Pending().Board == nil || !s.mayCut() {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, seat := range s.prerenderers {
		seat.notify(tellPrerender)
	}
}

// add adds a terminal.
func (s *scheduler) add() *Seat {
	s.mu.Lock()
	defer s.mu.Unlock()
	seat := &Seat{scheduler: s, told: make(chan struct{}, 1), index: len(s.seats)}
	s.seats = append(s.seats, seat)
	return seat
}

// remove removes a terminal, and returns how many are left; was is false if it had been
// removed before.
func (s *scheduler) remove(seat *Seat) (left int, was bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	last := len(s.seats) - 1
	if seat.index < 0 {
		return last + 1, false
	}
	s.seats[seat.index] = s.seats[last]
	s.seats[seat.index].index = seat.index
	s.seats[last] = nil
	s.seats, seat.index = s.seats[:last], -1
	for shape, p := range s.prerenderers {
		if p == seat {
			delete(s.prerenderers, shape)
		}
	}
	return last, true
}
