package sshserver

import (
	"context"
	"slices"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// exchangeLimiter limits key exchanges, the most expensive thing that a stranger can make
// the server do. Each source may begin so many a second after a first burst, and so may all
// sources together; sources that wait take turns. The turn of a person who turns out to
// have joined without waiting, or to be a facilitator, is given back.
//
// While more than joinCrowd of a source's connections wait to join, its turns in a second
// are one fewer than the turns to join that its newest connections have: half of all (see
// joinsOfNewest), or more once the crowd has waited for JoinPatience. So nobody is let
// through faster than they can join, and somebody who comes then is not held up by the
// crowd.
type exchangeLimiter struct {
	now              func() time.Time
	random           func(n int) int
	perSource        *Limiters[Source]
	perCrowdedSource [2]*Limiters[Source] // for sources that a crowd waits to join from: at first, and after JoinPatience
	total            *rate.Limiter

	mu      sync.Mutex
	joining map[Source]int       // number of connections that wait to join
	crowded map[Source]time.Time // since when more than joinCrowd have waited
	waiting []*sourceQueue       // one for each source, in the order of their turns
	served  int                  // turns given so far
	wake    chan struct{}
}

// sourceQueue is the waiting connections of one source, the newest last.
type sourceQueue struct {
	source Source
	conns  []*Conn
}

// turnEvery is how often waiting connections are given the turns that have become
// available.
const turnEvery = 10 * time.Millisecond

func newExchangeLimiter(limits *Limits, now func() time.Time, random func(n int) int) *exchangeLimiter {
	return &exchangeLimiter{
		now: now, random: random, wake: make(chan struct{}, 1),
		perSource: NewLimiters[Source](rate.Limit(limits.Exchanges), limits.ExchangeBurst, now),
		joining:   map[Source]int{}, crowded: map[Source]time.Time{},
		total: rate.NewLimiter(rate.Limit(limits.ExchangesInAll), max(limits.ExchangeBurst, limits.ExchangesInAll)),
		perCrowdedSource: [2]*Limiters[Source]{
			NewLimiters[Source](max(1, rate.Limit(limits.SourceJoins)*joinsOfNewest(false)-1), 2, now),
			NewLimiters[Source](max(1, rate.Limit(limits.SourceJoins)*joinsOfNewest(true)-1), 2, now),
		},
	}
}

// JoinPatience is how long those who came first to a queue of people who wait to join have
// half of its turns: 200 people who came before a crowd are in by then.
const JoinPatience = 15 * time.Second

// joinsOfNewest returns how many of a source's turns to join, a second, go to its newest
// connections. patient says whether the first in the queue has waited for JoinPatience.
func joinsOfNewest(patient bool) rate.Limit {
	if patient {
		return 7. / 8
	}
	return 1. / 2
}

// await waits until it is the connection's turn, or the connection is closed.
func (e *exchangeLimiter) await(c *Conn) {
	turn := e.takeOrQueue(c)
	if turn == nil {
		return
	}
	select {
	case <-turn:
	case <-c.closed:
		e.forget(c)
	}
}

// takeOrQueue takes a turn and returns nil if there is one, or else queues the connection
// and returns a channel that is closed when it has its turn.
func (e *exchangeLimiter) takeOrQueue(c *Conn) <-chan struct{} {
	e.mu.Lock()
	defer e.mu.Unlock()
	q := e.queueOf(c.source)
	if q == nil && e.takeToken(c.source) {
		return nil
	}
	if q == nil {
		q = &sourceQueue{source: c.source}
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

// queueOf returns the queue of a source; nil if none of its connections waits.
func (e *exchangeLimiter) queueOf(s Source) *sourceQueue {
	for _, q := range e.waiting {
		if q.source == s {
			return q
		}
	}
	return nil
}

// takeToken takes a turn for a source, and reports whether there was one.
func (e *exchangeLimiter) takeToken(s Source) bool {
	now := e.now()
	if e.total.TokensAt(now) < 1 || !e.limiters(s).Allow(s) {
		return false
	}
	return e.total.AllowN(now, 1)
}

// joinCrowd is how many connections of one source must wait to join before it is given
// fewer turns: more than a room that comes in at once has waiting for long.
const joinCrowd = 100

// limiters returns the rate limits that apply to a source now. The lock is held.
func (e *exchangeLimiter) limiters(s Source) *Limiters[Source] {
	since, crowd := e.crowded[s]
	switch {
	case !crowd:
		return e.perSource
	case e.now().Sub(since) < JoinPatience:
		return e.perCrowdedSource[0]
	}
	return e.perCrowdedSource[1]
}

// waitsToJoin adds n to the number of a source's connections that wait to join.
func (e *exchangeLimiter) waitsToJoin(s Source, n int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.joining[s] += n; e.joining[s] == 0 {
		delete(e.joining, s)
	}
	if _, crowd := e.crowded[s]; !crowd && e.joining[s] > joinCrowd {
		e.crowded[s] = e.now()
	} else if crowd && e.joining[s] <= joinCrowd {
		delete(e.crowded, s)
	}
}

// refund gives back the turn of a person who has joined, so that a room that comes back,
// however often its network fails, does not wait.
func (e *exchangeLimiter) refund(c *Conn) {
	now := e.now()
	e.perSource.For(c.source).AllowN(now, -1)
	e.total.AllowN(now, -1)
}

// forget removes a closed connection from its queue.
func (e *exchangeLimiter) forget(c *Conn) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if c.turn == nil {
		return
	}
	if q := e.queueOf(c.source); q != nil {
		q.conns = withoutConn(q.conns, c)
	}
}

// run gives turns to waiting connections as they become available, until ctx ends.
func (e *exchangeLimiter) run(ctx context.Context) {
	ticker := time.NewTicker(turnEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-e.wake:
		}
		for e.serveWaiting() {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
			}
		}
	}
}

// serveWaiting gives the turns that are available, to each source in its turn, and reports
// whether any connection still waits.
func (e *exchangeLimiter) serveWaiting() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	for gave := true; gave; {
		gave = false
		for _, q := range e.waiting {
			if len(q.conns) > 0 && e.takeToken(q.source) {
				e.serveOne(q)
				gave = true
			}
		}
	}
	if n := len(e.waiting); n > 1 { // another source is first the next time
		e.waiting = append(e.waiting[1:n:n], e.waiting[0])
	}
	e.waiting = slices.DeleteFunc(e.waiting, func(q *sourceQueue) bool { return len(q.conns) == 0 })
	return len(e.waiting) > 0
}

// randomTurnEvery says that one turn in so many goes to a random connection.
const randomTurnEvery = 32

// serveOne gives a turn to a source's newest connection. So a newcomer competes with other
// newcomers, and not with the thousand connections that an attacker has made wait before:
// while no more come than there are turns, they get theirs at once. Every
// [randomTurnEvery]th turn is for any connection, so that none waits for ever.
//
// It must be no larger share. If a crowd fills the places, each turn lets one of it leave
// and come back, so that as many come as there are turns: the newest lose the turns that
// others get, and fall behind with about the probability of such a turn. With every fourth
// turn for any connection, one newcomer in five had none within five seconds; with every
// 32nd, one in sixty (TestANewcomerHasATurnBesideACrowdThatComesBack).
func (e *exchangeLimiter) serveOne(q *sourceQueue) {
	i := len(q.conns) - 1
	if e.served++; e.served%randomTurnEvery == 0 {
		i = e.random(len(q.conns))
	}
	c := q.conns[i]
	q.conns = slices.Delete(q.conns, i, i+1)
	close(c.turn)
}
