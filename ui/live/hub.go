package live

import (
	"cmp"
	"sync"
	"sync/atomic"
	"time"

	"verkstad/model"
	"verkstad/model/safego"
)

// Hub is the schedulers of all workshops that terminals of a server look at,
// and the sizes that are drawn on them. Its methods may be called by any
// goroutine.
type Hub struct {
	// Sizes is what sizes are drawn on terminals.
	Sizes Sizes

	now      func() time.Time
	interval time.Duration // the shortest between two cuts of a burst
	still    bool
	seats    atomic.Int32 // of all workshops

	mu         sync.Mutex
	schedulers map[model.Feed]*Scheduler
}

// Config is what a [Hub] is made of. The zero value has the usual.
type Config struct {
	// Frames is how many shared frames a second a workshop gets in a burst; 0 is 30.
	Frames int
	// Now is the clock; nil is the system's.
	Now func() time.Time
	// Still has no terminal told of anything, and no goroutine started: each finds
	// the newest cut whenever it looks. It is for tests that drive the terminals.
	Still bool
}

// NewHub returns a hub without any workshop.
func NewHub(c Config) *Hub {
	h := &Hub{
		now: c.Now, interval: time.Second / time.Duration(cmp.Or(c.Frames, 30)), still: c.Still,
		schedulers: map[model.Feed]*Scheduler{},
	}
	if h.now == nil {
		h.now = time.Now
	}
	return h
}

// Sit gives a terminal its seat in a workshop. The first to come starts the
// workshop's scheduler; when the last has called [Seat.Leave] it ends.
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

// leave lets go of a seat. It does nothing the second time.
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

// perSeat is how much time there is for one terminal to follow a cut, about
// twice what it costs all told: laying out, encrypting, writing. The pause
// between cuts grows with the number of terminals, so that following takes no
// more than half a core however many follow. On a computer with two cores the
// rest is for what must not wait, which is the log and what one types oneself,
// and for the moments when the garbage collector wants a core.
const perSeat = 75 * time.Microsecond

// pause returns the time between two cuts of a burst.
func (h *Hub) pause() time.Duration {
	return max(h.interval, time.Duration(h.seats.Load())*perSeat)
}

// ahead returns how much may be cut before it is paid for: one pause, so that
// the clock does not put off an idea that comes right after it. Where pauses are
// long it is three, since then not only bursts would be put off.
func (h *Hub) ahead() time.Duration {
	if pause := h.pause(); pause > h.interval {
		return 3 * pause
	}
	return h.interval
}
