package sshserver

import (
	"context"
	"math"
	"slices"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// exchanges gives turns to exchange keys, which is what costs the server the
// most that a stranger can ask for. Each source has so many a second after a
// first burst, and so have all together; sources that wait take turns. Whoever
// turns out to have joined without having waited for it, or to lead, has taken none.
//
// While more than joinCrowd of a source's connections wait to join, it has no more
// turns in a second than half of those who may join from it, less one: half of the
// turns to join are of who came last, and so whoever comes then is not held up by
// the crowd, and nobody comes faster than they are let in.
type exchanges struct {
	now       func() time.Time
	random    func(n int) int
	perSource *Limiters[Source]
	behind    *Limiters[Source] // of a source of which a crowd waits to join (see joinCrowd)
	inAll     *rate.Limiter

	mu      sync.Mutex
	joining map[Source]int // connections that wait to join
	waiting []*queue       // of sources, in the order of their turns
	given   int            // turns in all
	wake    chan struct{}
}

// queue is the connections of one source that wait, the newest last.
type queue struct {
	source Source
	conns  []*Conn
}

// turnEvery is how often it is looked whether there are turns again.
const turnEvery = 10 * time.Millisecond

func newExchanges(limits *Limits, now func() time.Time, random func(n int) int) *exchanges {
	return &exchanges{
		now: now, random: random, wake: make(chan struct{}, 1),
		perSource: NewLimiters[Source](rate.Limit(limits.Exchanges), limits.ExchangeBurst, now),
		behind:    NewLimiters[Source](max(1, rate.Limit(limits.SourceJoins)/2-1), 2, now),
		joining:   map[Source]int{},
		inAll:     rate.NewLimiter(rate.Limit(limits.ExchangesInAll), max(limits.ExchangeBurst, limits.ExchangesInAll)),
	}
}

// await waits until it is the connection's turn, or it is closed.
func (e *exchanges) await(c *Conn) {
	turn := e.ask(c)
	if turn == nil {
		return
	}
	select {
	case <-turn:
	case <-c.closed:
		e.forget(c)
	}
}

// ask takes a turn if there is one, or returns what is closed when there is.
func (e *exchanges) ask(c *Conn) <-chan struct{} {
	e.mu.Lock()
	defer e.mu.Unlock()
	q := e.queueOf(c.source)
	if q == nil && e.take(c.source) {
		return nil
	}
	if q == nil {
		q = &queue{source: c.source}
		e.waiting = append(e.waiting, q)
	}
	c.turn = make(chan struct{})
	q.conns = append(q.conns, c)
	select {
	case e.wake <- struct{}{}:
	default:
	}
	return c.turn
}

// queueOf is the queue of a source; nil if nobody waits there.
func (e *exchanges) queueOf(s Source) *queue {
	for _, q := range e.waiting {
		if q.source == s {
			return q
		}
	}
	return nil
}

// take takes a turn for a source, if there is one.
func (e *exchanges) take(s Source) bool {
	now := e.now()
	if e.inAll.TokensAt(now) < 1 || !e.limiters(s).Allow(s) {
		return false
	}
	return e.inAll.AllowN(now, 1)
}

// joinCrowd is how many connections of one source wait to join before it is given
// fewer turns: more than a room that comes in at once has waiting for long.
const joinCrowd = 100

// limiters is what holds a source now. The lock is held.
func (e *exchanges) limiters(s Source) *Limiters[Source] {
	if e.joining[s] > joinCrowd {
		return e.behind
	}
	return e.perSource
}

// waitsToJoin notes that n more connections of a source wait to join.
func (e *exchanges) waitsToJoin(s Source, n int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.joining[s] += n; e.joining[s] == 0 {
		delete(e.joining, s)
	}
}

// giveBack returns the turn of one who has joined, so that a room that comes
// back, however often its network fails, waits for nothing.
func (e *exchanges) giveBack(c *Conn) {
	now := e.now()
	e.perSource.Of(c.source).AllowN(now, -1)
	e.inAll.AllowN(now, -1)
}

// forget takes a connection that is closed from its queue.
func (e *exchanges) forget(c *Conn) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if c.turn == nil {
		return
	}
	if q := e.queueOf(c.source); q != nil {
		q.conns = without(q.conns, c)
	}
}

// give gives turns as they come, until ctx ends.
func (e *exchanges) give(ctx context.Context) {
	ticker := time.NewTicker(turnEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-e.wake:
		}
		for e.round() {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
			}
		}
	}
}

// round gives the turns that there are, to each source in its turn, and reports
// whether somebody still waits.
func (e *exchanges) round() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	for gave := true; gave; {
		gave = false
		for _, q := range e.waiting {
			if len(q.conns) > 0 && e.take(q.source) {
				e.next(q)
				gave = true
			}
		}
	}
	if n := len(e.waiting); n > 1 { // another goes first when turns come again
		e.waiting = append(e.waiting[1:n:n], e.waiting[0])
	}
	e.waiting = slices.DeleteFunc(e.waiting, func(q *queue) bool { return len(q.conns) == 0 })
	return len(e.waiting) > 0
}

// next gives a turn to any of those who came last, as many as are given turns in
// a second. So whoever comes now competes with those who come now, and not with
// the thousand whom an attacker has made wait before: while no more come than
// there are turns, they get theirs within seconds. Every fourth turn is for any
// at all, so that nobody waits for ever.
func (e *exchanges) next(q *queue) {
	among := len(q.conns)
	if e.given++; e.given%4 != 0 {
		among = min(among, int(math.Ceil(float64(e.limiters(q.source).limit))))
	}
	i := len(q.conns) - 1 - e.random(among)
	c := q.conns[i]
	q.conns = slices.Delete(q.conns, i, i+1)
	close(c.turn)
}
