package sshserver

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"net"
	"sync"
	"time"

	"charm.land/ssh"
	"golang.org/x/time/rate"

	"verkstad/model/safego"
)

// gate is the connection limiter. It knows every connection, and shows out who
// stays too long.
//
// Nobody is refused at the door: who comes is let in, and if that is one too
// many, another goes (see [gate.crowded]). Each [rank] has places of its own, so
// that strangers who only knock take none from those who are in; and it is
// always the source with the most connections of a rank that gives one up, so
// that an attacker pays for what it takes. See sshd_config(5), MaxStartups and
// PerSourceMaxStartups, for what this is like, and docs/trust.md for figures.
type gate struct {
	limits Limits
	log    *slog.Logger
	now    func() time.Time
	random func(n int) int // 0 to n-1
	tally  *tally
	turns  *exchanges

	mu     sync.Mutex
	conns  map[*Conn]struct{}
	counts [ranks]int
	crowds map[Source]*crowd
	owners map[string]*owner // by the key or the person
}

// rank is how far somebody on a connection has come. Each has places of its own.
type rank int

const (
	knocking  rank = iota // has not begun to exchange keys, which needs no person and costs little
	starting              // has not authenticated
	guest                 // has, and has not joined
	queued                // the same, and waits for their turn to
	watching              // sees what a projector shows
	joined                // takes part
	leading               // has proved a facilitator's key: has a place always
	dismissed             // was told to go
	ranks
)

// places is how many connections of a rank there may be; 0 is without bound.
func (l *Limits) places(r rank) int {
	return [ranks]int{knocking: l.Knocks, starting: l.Startups, guest: l.Guests, queued: l.Queued, watching: l.Watchers, joined: l.Connections}[r]
}

// crowd is the connections of one source, by rank.
type crowd struct{ of [ranks][]*Conn }

func newGate(limits Limits, log *slog.Logger) *gate {
	g := &gate{
		limits: limits, log: log, now: time.Now, random: rand.IntN, tally: newTally(log),
		conns: map[*Conn]struct{}{}, crowds: map[Source]*crowd{}, owners: map[string]*owner{},
	}
	g.turns = newExchanges(&g.limits, g.now, g.random)
	return g
}

// connKey finds the Conn in a connection's context.
type connKey struct{}

// connOf returns the Conn that ctx belongs to.
func connOf(ctx ssh.Context) *Conn { return ctx.Value(connKey{}).(*Conn) }

// admit wraps a new connection.
func (g *gate) admit(ctx ssh.Context, raw net.Conn) net.Conn {
	now := g.now()
	c := &Conn{
		Conn: raw, gate: g, ctx: ctx, source: SourceOf(raw.RemoteAddr()), opened: now, since: now, asked: now,
		pace:   rate.NewLimiter(rate.Limit(g.limits.ConnectionRate), g.limits.ConnectionBurst),
		rekeys: rate.NewLimiter(rate.Every(rekeyEvery), rekeyBurst),
		closed: make(chan struct{}), opening: &opening{},
		sessions: map[*life]struct{}{}, left: make(chan struct{}, 1),
	}
	c.active.Store(now.UnixNano())
	ctx.SetValue(connKey{}, c)
	g.mu.Lock()
	g.conns[c] = struct{}{}
	g.enter(c, knocking)
	over := g.crowded(c)
	g.mu.Unlock()
	over.dismiss()
	return c
}

// authenticated notes that a connection's handshake is over.
func (g *gate) authenticated(c *Conn) {
	c.authenticated.Store(true)
	c.touch()
	g.promote(c, guest, g.now())
}

// promote gives a connection a place of a higher rank. since is from when on its
// person has a claim to it.
func (g *gate) promote(c *Conn, to rank, since time.Time) {
	g.mu.Lock()
	if c.rank >= to { // also of one that is leaving, or gone
		g.mu.Unlock()
		return
	}
	if c.rank < joined && to >= joined && c.queuedAt.IsZero() {
		g.turns.giveBack(c)
	}
	g.exit(c)
	c.since = since
	g.enter(c, to)
	over := g.crowded(c)
	g.mu.Unlock()
	over.dismiss()
}

// own notes who holds a connection, once and for all, and waits if they hold as
// many as one may, for one of them to end. If none does, the one that was used the
// longest ago goes, but only now and then: so somebody whose network has failed
// is soon back, and a loop that connects again and again makes itself wait.
func (g *gate) own(c *Conn, who string) {
	for !g.tryOwn(c, who) {
		select {
		case <-c.closed:
			return
		case <-time.After(replaceEvery / 4):
		}
	}
}

// owner is somebody who holds connections.
type owner struct {
	conns    []*Conn
	replaced time.Time // when one had to go for the last time
}

// replaceEvery is how often one of a person's connections goes for another.
const replaceEvery = 2 * time.Second

// tryOwn is own without waiting.
func (g *gate) tryOwn(c *Conn, who string) bool {
	var over verdictOn
	defer func() { over.dismiss() }()
	g.mu.Lock()
	defer g.mu.Unlock()
	if c.owner != "" || c.rank >= leading {
		return true
	}
	o := g.owners[who]
	if o == nil {
		o = &owner{}
		g.owners[who] = o
	}
	if len(o.conns) >= g.limits.PerPerson {
		now := g.now()
		if now.Sub(o.replaced) < replaceEvery {
			return false
		}
		o.replaced = now
		over = g.show(leastActive(o.conns, c), sayMany, "more connections of one person than there may be")
	}
	c.owner = who
	o.conns = append(o.conns, c)
	g.owners[who] = o // show may have taken the last one away
	return true
}

// enter gives c a place of a rank.
func (g *gate) enter(c *Conn, r rank) {
	in := g.crowds[c.source]
	if in == nil {
		in = &crowd{}
		g.crowds[c.source] = in
	}
	c.rank, c.place = r, len(in.of[r])
	in.of[r] = append(in.of[r], c)
	g.counts[r]++
	if r == queued {
		g.turns.waitsToJoin(c.source, 1)
	}
}

// exit takes c's place away.
func (g *gate) exit(c *Conn) {
	in := g.crowds[c.source]
	list := in.of[c.rank]
	last := list[len(list)-1]
	list[c.place], last.place = last, c.place
	list[len(list)-1] = nil
	in.of[c.rank] = list[:len(list)-1]
	g.counts[c.rank]--
	if c.rank == queued {
		g.turns.waitsToJoin(c.source, -1)
	}
}

// leave forgets a connection that is closed.
func (g *gate) leave(c *Conn) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if _, here := g.conns[c]; !here {
		return
	}
	delete(g.conns, c)
	g.disown(c)
	g.exit(c)
	c.rank = ranks // no promotion any more
	g.turns.forget(c)
	for _, list := range g.crowds[c.source].of {
		if len(list) > 0 {
			return
		}
	}
	delete(g.crowds, c.source)
}

// disown takes c from those that its owner holds.
func (g *gate) disown(c *Conn) {
	if c.owner == "" {
		return
	}
	o := g.owners[c.owner]
	if o.conns = without(o.conns, c); len(o.conns) == 0 {
		delete(g.owners, c.owner)
	}
	c.owner = ""
}

// without is a list without one connection.
func without(list []*Conn, c *Conn) []*Conn {
	for i, other := range list {
		if other == c {
			return append(list[:i:i], list[i+1:]...)
		}
	}
	return list
}

// all returns the connections there are now.
func (g *gate) all() []*Conn {
	g.mu.Lock()
	defer g.mu.Unlock()
	conns := make([]*Conn, 0, len(g.conns))
	for c := range g.conns {
		conns = append(conns, c)
	}
	return conns
}

// count is how many connections there are.
func (g *gate) count() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.conns)
}

// awaitEmpty waits until no connection is left, for at most d.
func (g *gate) awaitEmpty(ctx context.Context, d time.Duration) {
	for deadline := g.now().Add(d); g.count() > 0 && g.now().Before(deadline); {
		if !sleep(ctx, 5*time.Millisecond) {
			return
		}
	}
}

// grace is how long a session has to take leave before its connection is
// closed.
const grace = 2 * time.Second

// sweep shows out who is overdue or gone, and gives turns to exchange keys, until
// ctx ends. One goroutine each does this for everyone: a ticker for each
// connection would cost more than the watching.
func (g *gate) sweep(ctx context.Context) {
	var giving sync.WaitGroup
	giving.Add(1)
	safego.Go("turns to exchange keys", func() { defer giving.Done(); g.turns.give(ctx) })
	defer giving.Wait()
	defer g.tally.flush()
	every := min(time.Second, g.limits.Keepalive/4, g.limits.Join/4, g.limits.Idle/4, g.limits.Silence/4)
	ticker := time.NewTicker(max(every, time.Millisecond))
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			for _, c := range g.all() {
				g.look(c, g.now())
			}
			g.tally.say(g.now())
		}
	}
}

// look does for one connection what is due.
func (g *gate) look(c *Conn, now time.Time) {
	if !c.ending.IsZero() {
		if now.Sub(c.ending) > grace {
			_ = c.Close()
		}
		return
	}
	if c.authenticated.Load() && c.askWhetherThere(now) {
		g.log.Info("closed a connection that does not answer", "remote", addressOf(c.Conn))
		_ = c.Close()
		return
	}
	if why, must := c.overdue(now); must {
		c.ending = now
		if c.end(why) == 0 {
			_ = c.Close()
		}
	}
}

// addressOf is the network address without its port.
func addressOf(c net.Conn) string {
	address := c.RemoteAddr().String()
	if host, _, err := net.SplitHostPort(address); err == nil {
		return host
	}
	return address
}
