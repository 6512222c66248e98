package router

import (
	"context"
	"slices"
	"sync"
	"time"

	"verkstad/model/safego"
	"verkstad/sshserver"
)

// queue lets a number of callers through a second, and a number of each source; others
// wait. Sources take turns, so that a source with many waiting does not hold up another.
// Within a source, those who have been let through least come first, and then those who
// came first.
//
// It refuses nobody. It has no memory either: a second after somebody who sent too much has
// gone, nobody else at the same address notices it any more.
type queue struct {
	all, each       tokenRate // of all sources together, and of each source
	now             func() time.Time
	oldestEvery     int // one in so many of a source's turns goes to the one who has waited longest; see next
	oldestEveryLate int // the same once that one has waited for JoinPatience; 0 means oldestEvery

	mu       sync.Mutex
	total    bucket
	sources  map[sshserver.Source]*source
	turns    []*source // sources in which somebody waits; the next first
	timer    *time.Timer
	arrivals uint64 // number of arrivals so far
}

// tokenRate is a number of tokens a second, after a first burst.
type tokenRate struct{ rate, burst float64 }

// bucket is a token bucket.
type bucket struct {
	tokens float64
	filled time.Time
}

type source struct {
	name    sshserver.Source
	bucket  bucket
	waiting []*waiter // in the order of compareWaiters
	given   int       // turns given to waiters
}

// waiter is somebody who waits in a source's queue.
type waiter struct {
	had     int // how often they have been let through before
	arrival uint64
	at      time.Time
	ready   chan struct{} // closed when they may go on
}

// maxSources is how many sources are kept before those with a full bucket are dropped.
const maxSources = 1024

func newQueue(all, each tokenRate, now func() time.Time) *queue {
	return &queue{all: all, each: each, now: now, oldestEvery: 2, total: bucket{all.burst, now()}, sources: map[sshserver.Source]*source{}}
}

// fill adds the tokens for the time since the last call.
func (b *bucket) fill(p tokenRate, now time.Time) {
	b.tokens = min(p.burst, b.tokens+max(0, now.Sub(b.filled).Seconds())*p.rate)
	b.filled = now
}

// wait returns how long it is until there is a token.
func (b *bucket) wait(p tokenRate) time.Duration {
	if b.tokens >= 1 {
		return 0
	}
	return time.Duration((1 - b.tokens) / p.rate * float64(time.Second))
}

// tellEvery is how often a waiter is told how many are before them.
const tellEvery = time.Second

// pass waits until somebody from a source, who has been let through had times before, may
// go on. tell, which may be nil, is called at first and then now and then with the number
// of those before them; if it returns an error, the wait ends. pass returns that error, or
// ctx's error if that ends first, or context.Canceled if gone is closed.
func (q *queue) pass(ctx context.Context, gone <-chan struct{}, from sshserver.Source, had int, tell func(ahead int) error) error {
	p := q.enter(from, had)
	if p == nil {
		return nil
	}
	ticker := time.NewTicker(tellEvery)
	defer ticker.Stop()
	for {
		if tell != nil {
			if err := tell(q.ahead(from, p)); err != nil {
				q.leave(from, p)
				return err
			}
		}
		select {
		case <-p.ready:
			return nil
		case <-ctx.Done():
			if q.leave(from, p) {
				return ctx.Err()
			}
			return nil // they had just been let through
		case <-gone:
			q.leave(from, p)
			return context.Canceled
		case <-ticker.C:
		}
	}
}

// enter adds a waiter to the queue of a source; it returns nil if there is no need to wait.
func (q *queue) enter(from sshserver.Source, had int) *waiter {
	q.mu.Lock()
	defer q.mu.Unlock()
	now := q.now()
	s := q.source(from, now)
	q.total.fill(q.all, now)
	s.bucket.fill(q.each, now)
	if len(q.turns) == 0 && q.total.tokens >= 1 && s.bucket.tokens >= 1 {
		q.total.tokens--
		s.bucket.tokens--
		return nil
	}
	q.arrivals++
	p := &waiter{had: had, arrival: q.arrivals, at: now, ready: make(chan struct{})}
	if len(s.waiting) == 0 {
		q.turns = append(q.turns, s)
	}
	at, _ := slices.BinarySearchFunc(s.waiting, p, compareWaiters)
	s.waiting = slices.Insert(s.waiting, at, p)
	q.letThrough()
	return p
}

// compareWaiters orders the queue of a source.
func compareWaiters(a, b *waiter) int {
	if a.had != b.had {
		return a.had - b.had
	}
	return int(int64(a.arrival - b.arrival))
}

func (q *queue) source(name sshserver.Source, now time.Time) *source {
	s := q.sources[name]
	if s == nil {
		if len(q.sources) >= maxSources {
			for name, s := range q.sources {
				if s.bucket.fill(q.each, now); len(s.waiting) == 0 && s.bucket.tokens >= q.each.burst {
					delete(q.sources, name)
				}
			}
		}
		s = &source{name: name, bucket: bucket{q.each.burst, now}}
		q.sources[name] = s
	}
	return s
}

// letThrough lets those through whose turn it is, and sets a timer for the next. The lock
// is held.
func (q *queue) letThrough() {
	now := q.now()
	q.total.fill(q.all, now)
	for len(q.turns) > 0 && q.total.tokens >= 1 {
		at := slices.IndexFunc(q.turns, func(s *source) bool {
			s.bucket.fill(q.each, now)
			return s.bucket.tokens >= 1
		})
		if at < 0 {
			break
		}
		s := q.turns[at]
		q.turns = slices.Delete(q.turns, at, at+1)
		q.total.tokens--
		s.bucket.tokens--
		at = q.next(s)
		close(s.waiting[at].ready)
		if s.waiting = slices.Delete(s.waiting, at, at+1); len(s.waiting) > 0 {
			q.turns = append(q.turns, s)
		}
	}
	if len(q.turns) == 0 {
		return
	}
	next := time.Hour
	for _, s := range q.turns {
		next = min(next, s.bucket.wait(q.each))
	}
	next = max(next, q.total.wait(q.all), time.Millisecond)
	if q.timer != nil {
		q.timer.Stop()
	}
	q.timer = safego.After(next, "queue", func() {
		q.mu.Lock()
		defer q.mu.Unlock()
		q.letThrough()
	})
}

// next returns the index of the waiter of a source who goes on now. Of those who have been
// let through least, one turn in oldestEvery is for the one who has waited longest, and the
// others for the newest. So a crowd that an attacker has made wait takes only the others'
// turns from those who came before it, and none from those who come after it, as long as no
// more come than there are such turns; the server sees to that (see exchangeLimiter there).
// If the first has waited for JoinPatience, they came with the crowd, and have fewer turns.
func (q *queue) next(s *source) int {
	eldest := q.oldestEvery
	if q.oldestEveryLate > 0 && q.now().Sub(s.waiting[0].at) >= sshserver.JoinPatience {
		eldest = q.oldestEveryLate
	}
	if s.given++; s.given%eldest == 0 {
		return 0
	}
	equal, _ := slices.BinarySearchFunc(s.waiting, s.waiting[0].had+1, func(p *waiter, had int) int { return p.had - had })
	return equal - 1
}

// maxDebt bounds how long others wait for what somebody from the same source was charged.
const maxDebt = 2 * time.Second

// charge takes tokens for something that turned out to cost more than one.
func (q *queue) charge(from sshserver.Source, tokens float64) {
	q.mu.Lock()
	defer q.mu.Unlock()
	now := q.now()
	s := q.source(from, now)
	q.total.fill(q.all, now)
	s.bucket.fill(q.each, now)
	q.total.tokens = max(q.total.tokens-tokens, -q.all.rate*maxDebt.Seconds())
	s.bucket.tokens = max(s.bucket.tokens-tokens, -q.each.rate*maxDebt.Seconds())
}

// leave removes a waiter. It returns false if they had been let through.
func (q *queue) leave(from sshserver.Source, p *waiter) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	s := q.sources[from]
	at := slices.Index(s.waiting, p)
	if at < 0 {
		return false
	}
	s.waiting = slices.Delete(s.waiting, at, at+1)
	if len(s.waiting) == 0 {
		q.turns = slices.DeleteFunc(q.turns, func(other *source) bool { return other == s })
		if len(q.turns) == 0 && q.timer != nil {
			q.timer.Stop()
		}
	}
	return true
}

// ahead returns how many will at most be let through before a waiter, as far as is known:
// as many of each other source as of their own.
func (q *queue) ahead(from sshserver.Source, p *waiter) int {
	q.mu.Lock()
	defer q.mu.Unlock()
	own := slices.Index(q.sources[from].waiting, p)
	if own < 0 {
		return 0
	}
	n := own
	for _, s := range q.turns {
		if s.name != from {
			n += min(own+1, len(s.waiting))
		}
	}
	return n
}
