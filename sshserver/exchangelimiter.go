package sshserver

import (
	"context"
	"slices"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// exchangeLimiter gives turns to exchange keys, which is what costs the server the
// most that a stranger can ask for. Each source has so many a second after a
// first burst, and so have all together; sources that wait take turns. Whoever
// turns out to have joined without having waited for it, or to lead, has taken none.
//
// While more than joinCrowd of a source's connections wait to join, it has no more
// turns in a second than there are turns to join for those who came last, less one:
// half of all (see JoinsOfNewest), or more once the crowd has waited for JoinPatience.
// So nobody comes faster than they are let in, and whoever comes then is not held up
// by the crowd.
type exchangeLimiter struct {
	now              func() time.Time
	random           func(n int) int
	perSource        *Limiters[Source]
	perCrowdedSource [2]*Limiters[Source] // of a source of which a crowd waits to join: at first, and later
	total            *rate.Limiter

	mu      sync.Mutex
	joining map[Source]int       // connections that wait to join
	crowded map[Source]time.Time // since when there are more than joinCrowd of them
	waiting []*sourceQueue       // of sources, in the order of their turns
	served  int                  // turns in all
	wake    chan struct{}
}

// sourceQueue is the connections of one source that wait, the newest last.
type sourceQueue struct {
	source Source
	conns  []*Conn
}

// turnEvery is how often it is looked whether there are turns again.
const turnEvery = 10 * time.Millisecond

func newExchangeLimiter(limits *Limits, now func() time.Time, random func(n int) int) *exchangeLimiter {
	return &exchangeLimiter{
		now: now, random: random, wake: make(chan struct{}, 1),
		perSource: NewLimiters[Source](rate.Limit(limits.Exchanges), limits.ExchangeBurst, now),
		joining:   map[Source]int{}, crowded: map[Source]time.Time{},
		total: rate.NewLimiter(rate.Limit(limits.ExchangesInAll), max(limits.ExchangeBurst, limits.ExchangesInAll)),
		perCrowdedSource: [2]*Limiters[Source]{
			NewLimiters[Source](max(1, rate.Limit(limits.SourceJoins)*JoinsOfNewest(false)-1), 2, now),
			NewLimiters[Source](max(1, rate.Limit(limits.SourceJoins)*JoinsOfNewest(true)-1), 2, now),
		},
	}
}

// JoinPatience is how long those who came first to a line in which people wait to
// join have half of the turns: 200 who came before a crowd are in by then.
const JoinPatience = 15 * time.Second

// JoinsOfNewest is the share of a source's turns to join that those have who came
// last, where the first has waited for JoinPatience, or not yet.
func JoinsOfNewest(patient bool) rate.Limit {
	if patient {
		return 7. / 8
	}
	return 1. / 2
}

// await waits until it is the connection's turn, or it is closed.
func (e *exchangeLimiter) await(c *Conn) {
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
func (e *exchangeLimiter) ask(c *Conn) <-chan struct{} {
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

// queueOf is the queue of a source; nil if nobody waits there.
func (e *exchangeLimiter) queueOf(s Source) *sourceQueue {
	for _, q := range e.waiting {
		if q.source == s {
			return q
		}
	}
	return nil
}

// takeToken takes a turn for a source, if there is one.
func (e *exchangeLimiter) takeToken(s Source) bool {
	now := e.now()
	if e.total.TokensAt(now) < 1 || !e.limiters(s).Allow(s) {
		return false
	}
	return e.total.AllowN(now, 1)
}

// joinCrowd is how many connections of one source wait to join before it is given
// fewer turns: more than a room that comes in at once has waiting for long.
const joinCrowd = 100

// limiters is what holds a source now. The lock is held.
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

// waitsToJoin notes that n more connections of a source wait to join.
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

// refund returns the turn of one who has joined, so that a room that comes
// back, however often its network fails, waits for nothing.
func (e *exchangeLimiter) refund(c *Conn) {
	now := e.now()
	e.perSource.Of(c.source).AllowN(now, -1)
	e.total.AllowN(now, -1)
}

// forget takes a connection that is closed from its queue.
func (e *exchangeLimiter) forget(c *Conn) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if c.turn == nil {
		return
	}
	if q := e.queueOf(c.source); q != nil {
		q.conns = without(q.conns, c)
	}
}

// run gives turns as they come, until ctx ends.
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

// serveWaiting gives the turns that there are, to each source in its turn, and reports
// whether somebody still waits.
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
	if n := len(e.waiting); n > 1 { // another goes first when turns come again
		e.waiting = append(e.waiting[1:n:n], e.waiting[0])
	}
	e.waiting = slices.DeleteFunc(e.waiting, func(q *sourceQueue) bool { return len(q.conns) == 0 })
	return len(e.waiting) > 0
}

// anyTurn is how many turns there are for one that any connection may have.
const anyTurn = 32

// serveOne gives a turn to the connection that came last. So one that comes now competes
// with those that come now, and not with the thousand that an attacker has made wait
// before: while no more come than there are turns, they get theirs at once. Every
// [anyTurn]th turn is for any at all, so that none waits for ever.
//
// It must be no larger share. Where a crowd fills the places, each turn has one of it
// go and come back, so that as many come as there are turns: the newest lose the turns
// that others get, and fall behind with about the probability of such a turn. With
// every fourth turn for any, one newcomer in five had none within five seconds; with
// every 32nd, one in sixty (TestANewcomerHasATurnBesideACrowdThatComesBack).
func (e *exchangeLimiter) serveOne(q *sourceQueue) {
	i := len(q.conns) - 1
	if e.served++; e.served%anyTurn == 0 {
		i = e.random(len(q.conns))
	}
	c := q.conns[i]
	q.conns = slices.Delete(q.conns, i, i+1)
	close(c.turn)
}
