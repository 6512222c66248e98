package live

import (
	"cmp"
	"sync"
	"sync/atomic"
	"time"

	"verkstad/model"
	"verkstad/model/safego"
)

// Hub is the schedulers of all workshops that a server's terminals show, and the sizes at
// which terminals are drawn. Its methods may be called by any goroutine.
type Hub struct {
	// Sizes gives terminals the sizes at which they are drawn.
	Sizes Sizes

	now      func() time.Time
	interval time.Duration // the shortest time between two cuts in a burst
	still    bool
	seats    atomic.Int32 // number of seats in all workshops

	mu         sync.Mutex
	schedulers map[model.Feed]*scheduler
}

// Config configures a [Hub]. The zero value has the defaults.
type Config struct {
	// Frames is how many shared frames a second a workshop gets in a burst; 0 means 30.
	Frames int
	// Now is the clock; nil means the system's.
	Now func() time.Time
	// Still means that no terminal is told of anything, and no goroutine started: each
	// finds the newest cut whenever it looks. It is for tests that drive the terminals.
	Still bool
}

// NewHub returns a hub without any workshop.
func NewHub(c Config) *Hub {
	h := &Hub{
		now: c.Now, interval: time.Second / time.Duration(cmp.Or(c.Frames, 30)), still: c.Still,
		schedulers: map[model.Feed]*scheduler{},
	}
	if h.now == nil {
		h.now = time.Now
	}
	return h
}

// Sit gives a terminal a seat in a workshop. The first seat starts the workshop's
// scheduler; it ends when the last has called [Seat.Leave].
func (h *Hub) Sit(feed model.Feed) *Seat {
	h.mu.Lock()
	defer h.mu.Unlock()
	s := h.schedulers[feed]
	if s == nil {
		s = newScheduler(h, feed)
		h.schedulers[feed] = s
		if !h.still {
			s.listen()
			safego.Go("workshop scheduler", s.run)
		}
	}
	h.seats.Add(1)
	return s.add()
}

// leave removes a seat. It does nothing the second time.
func (h *Hub) leave(seat *Seat) {
	h.mu.Lock()
	defer h.mu.Unlock()
	s := seat.scheduler
	left, was := s.remove(seat)
	if !was {
		return
	}
	h.seats.Add(-1)
	if left == 0 {
		delete(h.schedulers, s.feed)
		close(s.stop)
	}
}

// perSeat is how much time is reserved for one terminal to follow a cut, about twice what
// it costs in all: laying out, encrypting, writing. The pause between cuts grows with the
// number of terminals, so that following takes no more than half a core however many
// follow. On a computer with two cores the rest is for what must not wait: the log, what
// people type themselves, and the garbage collector.
const perSeat = 75 * time.Microsecond

// pause returns the time between two cuts of a burst.
func (h *Hub) pause() time.Duration {
	return max(h.interval, time.Duration(h.seats.Load())*perSeat)
}

// burst returns how much time may be spent on cuts in advance: one pause, so that the clock
// does not delay an idea that comes right after it. If pauses are long it is three, since
// then single changes would be delayed too.
func (h *Hub) burst() time.Duration {
	if pause := h.pause(); pause > h.interval {
		return 3 * pause
	}
	return h.interval
}
