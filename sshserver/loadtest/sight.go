package loadtest

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// CertainOrder is how much earlier than another an idea must have been sent to be certainly
// before it on the board, even if nobody was seen to have it.
const CertainOrder = 2 * time.Second

// epoch is the zero of timestamps.
var epoch = time.Now()

// timestamp is a time in nanoseconds since epoch, by the monotonic clock.
type timestamp int64

func now() timestamp { return timestamp(time.Since(epoch)) }

// Sight is a text that terminals wait for: an idea, known by its [Marker], or any other. It
// is made by [Crowd.Expect] or [Crowd.Post].
type Sight struct {
	text []rune
	raw  []byte
	by   *person // who writes the idea; nil for other texts

	since atomic.Int64 // when the clock started; 0 if it has not
	first atomic.Int64 // when the first terminal showed it; 0 if none has
	left  atomic.Int32
	all   chan struct{} // closed when every terminal has shown it

	mu     sync.Mutex
	times  []time.Duration
	passed int
}

// Seen is which terminals have shown a text, and when.
type Seen struct {
	Times []time.Duration // from the start of the clock to each terminal that showed it, or a newer idea
	// Passed is on how many of them it was never shown, since newer ideas that came with it
	// filled the screen.
	Passed  int
	Missing int // terminals that showed neither
}

// Began returns when the clock of a text started.
func (s *Sight) Began() time.Time { return epoch.Add(time.Duration(s.since.Load())) }

func (s *Sight) found(at timestamp, passed bool) {
	if !passed {
		s.first.CompareAndSwap(0, int64(at))
	}
	s.mu.Lock()
	s.times = append(s.times, time.Duration(int64(at)-s.since.Load()))
	if passed {
		s.passed++
	}
	s.mu.Unlock()
	if s.left.Add(-1) == 0 {
		close(s.all)
	}
}

// before reports whether the idea is certainly older than another on the board: somebody
// had seen it when the other was sent, or the other was sent long after. A screen that
// shows the other has then shown this one, or has passed it.
func (s *Sight) before(other *Sight) bool {
	sent := other.since.Load()
	if first := s.first.Load(); first > 0 && first < sent {
		return true
	}
	since := s.since.Load()
	return since > 0 && since+int64(CertainOrder) < sent
}

// Expect makes the people for whom whom returns true wait for a text. The clock starts now.
func (c *Crowd) Expect(text string, whom func(i int) bool) *Sight {
	s := &Sight{text: []rune(text), raw: []byte(text)}
	c.expect(s, whom)
	return s
}

// post makes the others for whom whom returns true, or all if it is nil, wait for idea
// number n of person who. The clock starts now.
func (c *Crowd) post(who, n int, whom func(i int) bool) *Sight {
	text := Marker(n)
	s := &Sight{text: []rune(text), raw: []byte(text), by: c.people[who]}
	c.expect(s, func(i int) bool { return i != who && (whom == nil || whom(i)) })
	return s
}

// Post makes a person write idea number n and press enter without waiting for the echo. All
// others wait for it; the clock has started.
func (c *Crowd) Post(who, n int) (*Sight, error) {
	s := c.post(who, n, nil)
	return s, c.Press(who, Marker(n)+"\r")
}

func (c *Crowd) expect(s *Sight, whom func(i int) bool) {
	s.all = make(chan struct{})
	var waiting []*person
	for i, p := range c.people {
		if whom(i) {
			waiting = append(waiting, p)
		}
	}
	s.left.Store(int32(len(waiting)))
	if len(waiting) == 0 {
		close(s.all)
	}
	s.times = make([]time.Duration, 0, len(waiting))
	for _, p := range waiting {
		p.want(s)
	}
	if s.by != nil {
		c.ideas.add(s)
	}
	s.since.Store(int64(now()))
}

// Await waits until everyone has seen the text, or ctx ends.
func (c *Crowd) Await(ctx context.Context, s *Sight) Seen {
	select {
	case <-s.all:
	case <-ctx.Done():
		for _, p := range c.people {
			p.drop(s)
		}
	}
	if s.by != nil {
		c.ideas.remove(s)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return Seen{Times: s.times, Passed: s.passed, Missing: int(max(0, s.left.Load()))}
}
