package router

import (
	"context"
	"slices"
	"sync"
	"time"

	"verkstad/model/safego"
	"verkstad/sshserver"
)

// queue lets so many through in a second, and so many of them from one source:
// those who come too early wait. Sources take turns, so that one with many who
// wait holds up no other. Within a source those come first who have been let
// through least, and then those who came first.
//
// It delays and refuses nobody. It owes nothing either: a second after somebody
// who sent too much has gone, nobody behind the same address notices any more.
type queue struct {
	all, each flow // of all together, and of each source
	now       func() time.Time
	eldest    int // one turn of a source in so many is of who waited longest; see next
	patient   int // the same where that one has waited for JoinPatience; 0 is as eldest

	mu      sync.Mutex
	total   bucket
	sources map[sshserver.Source]*source
	turn    []*source // in which somebody waits; the next first
	timer   *time.Timer
	came    uint64 // how many have asked
}

// flow is a number a second after a first burst.
type flow struct{ rate, burst float64 }

// bucket holds what may go through at once.
type bucket struct {
	tokens float64
	filled time.Time
}

type source struct {
	name    sshserver.Source
	bucket  bucket
	waiting []*place // who was let through least first, then who came first
	given   int      // turns of those who waited
}

// place is somebody's in a source's line.
type place struct {
	had   int // how often they were let through before
	came  uint64
	at    time.Time
	ready chan struct{} // closed when they may go on
}

// mostSources is how many sources are kept before those are forgotten that owe
// nothing.
const mostSources = 1024

func newQueue(all, each flow, now func() time.Time) *queue {
	return &queue{all: all, each: each, now: now, eldest: 2, total: bucket{all.burst, now()}, sources: map[sshserver.Source]*source{}}
}

// fill adds what has come since the last time.
func (b *bucket) fill(p flow, now time.Time) {
	b.tokens = min(p.burst, b.tokens+max(0, now.Sub(b.filled).Seconds())*p.rate)
	b.filled = now
}

// wait is how long until there is a token.
func (b *bucket) wait(p flow) time.Duration {
	if b.tokens >= 1 {
		return 0
	}
	return time.Duration((1 - b.tokens) / p.rate * float64(time.Second))
}

// tellEvery is how often somebody who waits is told how many are before them.
const tellEvery = time.Second

// pass waits until somebody from a source may go on who has gone on before had
// times. tell, which may be nil, is told at first and then now and then how many
// are before them; if it returns an error they wait no more. pass returns that, or
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

// enter gives a place in the line of a source; nil to who need not wait.
func (q *queue) enter(from sshserver.Source, had int) *place {
	q.mu.Lock()
	defer q.mu.Unlock()
	now := q.now()
	s := q.source(from, now)
	q.total.fill(q.all, now)
	s.bucket.fill(q.each, now)
	if len(q.turn) == 0 && q.total.tokens >= 1 && s.bucket.tokens >= 1 {
		q.total.tokens--
		s.bucket.tokens--
		return nil
	}
	q.came++
	p := &place{had: had, came: q.came, at: now, ready: make(chan struct{})}
	if len(s.waiting) == 0 {
		q.turn = append(q.turn, s)
	}
	at, _ := slices.BinarySearchFunc(s.waiting, p, before)
	s.waiting = slices.Insert(s.waiting, at, p)
	q.letThrough()
	return p
}

// before orders the line of a source.
func before(a, b *place) int {
	if a.had != b.had {
		return a.had - b.had
	}
	return int(int64(a.came - b.came))
}

func (q *queue) source(name sshserver.Source, now time.Time) *source {
	s := q.sources[name]
	if s == nil {
		if len(q.sources) >= mostSources {
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

// letThrough lets those through for whom it is time, and comes back when it is
// for the next. The lock is held.
func (q *queue) letThrough() {
	now := q.now()
	q.total.fill(q.all, now)
	for len(q.turn) > 0 && q.total.tokens >= 1 {
		at := slices.IndexFunc(q.turn, func(s *source) bool {
			s.bucket.fill(q.each, now)
			return s.bucket.tokens >= 1
		})
		if at < 0 {
			break
		}
		s := q.turn[at]
		q.turn = slices.Delete(q.turn, at, at+1)
		q.total.tokens--
		s.bucket.tokens--
		at = q.next(s)
		close(s.waiting[at].ready)
		if s.waiting = slices.Delete(s.waiting, at, at+1); len(s.waiting) > 0 {
			q.turn = append(q.turn, s)
		}
	}
	if len(q.turn) == 0 {
		return
	}
	next := time.Hour
	for _, s := range q.turn {
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

// next is who of a source's line goes on now, by their index. Of those who have
// been let through least, one turn in eldest is of whoever has waited longest, and
// the others of whoever came last. So a crowd that an attacker has made wait
// holds up those who came before it by no more than the others' turns, and those
// who come after it not at all, as long as no more come than there are such turns:
// the server sees to that (see exchanges there). Once the first has waited for
// long, they came with the crowd, and have fewer turns.
func (q *queue) next(s *source) int {
	eldest := q.eldest
	if q.patient > 0 && q.now().Sub(s.waiting[0].at) >= sshserver.JoinPatience {
		eldest = q.patient
	}
	if s.given++; s.given%eldest == 0 {
		return 0
	}
	equal, _ := slices.BinarySearchFunc(s.waiting, s.waiting[0].had+1, func(p *place, had int) int { return p.had - had })
	return equal - 1
}

// mostDebt bounds how long others wait for what somebody from the same source
// was charged.
const mostDebt = 2 * time.Second

// charge takes tokens for what has turned out to cost more than one.
func (q *queue) charge(from sshserver.Source, tokens float64) {
	q.mu.Lock()
	defer q.mu.Unlock()
	now := q.now()
	s := q.source(from, now)
	q.total.fill(q.all, now)
	s.bucket.fill(q.each, now)
	q.total.tokens = max(q.total.tokens-tokens, -q.all.rate*mostDebt.Seconds())
	s.bucket.tokens = max(s.bucket.tokens-tokens, -q.each.rate*mostDebt.Seconds())
}

// leave gives a place up. It is false for who had been let through.
func (q *queue) leave(from sshserver.Source, p *place) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	s := q.sources[from]
	at := slices.Index(s.waiting, p)
	if at < 0 {
		return false
	}
	s.waiting = slices.Delete(s.waiting, at, at+1)
	if len(s.waiting) == 0 {
		q.turn = slices.DeleteFunc(q.turn, func(other *source) bool { return other == s })
		if len(q.turn) == 0 && q.timer != nil {
			q.timer.Stop()
		}
	}
	return true
}

// ahead is how many will be let through before somebody at the most, as far as is
// known: as many of each other source as of their own.
func (q *queue) ahead(from sshserver.Source, p *place) int {
	q.mu.Lock()
	defer q.mu.Unlock()
	own := slices.Index(q.sources[from].waiting, p)
	if own < 0 {
		return 0
	}
	n := own
	for _, s := range q.turn {
		if s.name != from {
			n += min(own+1, len(s.waiting))
		}
	}
	return n
}
