package sshserver

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"net"
	"sync"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
	"golang.org/x/time/rate"

	"verkstad/model/safego"
)

// connLimiter is the connection limiter. It knows every connection, and ends those that
// stay too long.
//
// Nobody is refused at first: every connection is accepted, and if that is one too many,
// another one is ended (see [connLimiter.evict]). Each [rank] has places of its own, so
// that connections that are merely open take none from people who take part. It is always
// the source with the most connections of a rank that gives one up, so that an attacker
// pays for what it takes. MaxStartups and PerSourceMaxStartups in sshd_config(5) are
// similar; docs/trust.md has figures.
type connLimiter struct {
	limits    Limits
	log       *slog.Logger
	now       func() time.Time
	random    func(n int) int // returns 0 to n-1
	events    *eventCounter
	exchanges *exchangeLimiter

	mu      sync.Mutex
	conns   map[*Conn]struct{}
	counts  [ranks]int
	sources map[Source]*sourceConns
	owners  map[string]*owner // by key or person
}

// rank is how far a connection has come. Each rank has places of its own.
type rank int

const (
	unopened rank = iota // has not begun to exchange keys, which needs no person and costs little
	starting             // has not authenticated
	guest                // has authenticated, and has not joined
	queued               // has authenticated, and waits for its turn to join
	watching             // shows a projector
	joined               // has joined a workshop
	leading              // has proved a facilitator's key: always has a place
	evicted              // is being ended
	ranks
)

// places returns how many connections of a rank there may be; 0 means no limit.
func (l *Limits) places(r rank) int {
	return [ranks]int{unopened: l.Unopened, starting: l.Startups, guest: l.Guests, queued: l.Queued, watching: l.Watchers, joined: l.Connections}[r]
}

// sourceConns holds the connections of one source, by rank.
type sourceConns struct{ byRank [ranks][]*Conn }

func newConnLimiter(limits Limits, log *slog.Logger) *connLimiter {
	g := &connLimiter{
		limits: limits, log: log, now: time.Now, random: rand.IntN, events: newEventCounter(log),
		conns: map[*Conn]struct{}{}, sources: map[Source]*sourceConns{}, owners: map[string]*owner{},
	}
	g.exchanges = newExchangeLimiter(&g.limits, g.now, g.random)
	return g
}

// connKey is the context key of a connection's Conn.
type connKey struct{}

// connOf returns the Conn that ctx belongs to.
func connOf(ctx ssh.Context) *Conn { return ctx.Value(connKey{}).(*Conn) }

// admit wraps a new SSH connection.
func (g *connLimiter) admit(ctx ssh.Context, raw net.Conn) net.Conn {
	c := g.add(raw)
	c.handshake = &handshakeReader{}
	ctx.SetValue(connKey{}, c)
	ask := func() error {
		connection, _ := ctx.Value(ssh.ContextKeyConn).(*gossh.ServerConn)
		if connection == nil {
			return nil // the library is about to name it
		}
		_, _, err := connection.SendRequest("keepalive@openssh.com", true, nil)
		return err
	}
	c.ask.Store(&ask)
	return c
}

// add wraps a new connection, whatever it speaks, and gives it a place.
func (g *connLimiter) add(raw net.Conn) *Conn {
	now := g.now()
	c := &Conn{
		Conn: raw, limiter: g, source: SourceOf(raw.RemoteAddr()), opened: now, since: now, keepaliveAt: now,
		pace:   rate.NewLimiter(rate.Limit(g.limits.ConnectionRate), g.limits.ConnectionBurst),
		rekeys: rate.NewLimiter(rate.Every(rekeyEvery), rekeyBurst),
		closed: make(chan struct{}), sessions: map[*session]struct{}{}, sessionLeft: make(chan struct{}, 1),
	}
	c.active.Store(now.UnixNano())
	g.mu.Lock()
	g.conns[c] = struct{}{}
	g.addToRank(c, unopened)
	over := g.evict(c)
	g.mu.Unlock()
	over.carryOut()
	return c
}

// authenticated records that a connection's handshake is over.
func (g *connLimiter) authenticated(c *Conn) {
	c.authenticated.Store(true)
	c.touch()
	g.promote(c, guest, g.now())
}

// promote gives a connection a place of a higher rank. since is when its person's claim to
// it began.
func (g *connLimiter) promote(c *Conn, to rank, since time.Time) {
	g.mu.Lock()
	if c.rank >= to { // also if it is being ended, or closed
		g.mu.Unlock()
		return
	}
	if c.rank < joined && to >= joined && c.queuedAt.IsZero() {
		g.exchanges.refund(c)
	}
	g.removeFromRank(c)
	c.since = since
	g.addToRank(c, to)
	over := g.evict(c)
	g.mu.Unlock()
	over.carryOut()
}

// assignOwner sets who holds a connection, once and for all. If they already hold as many
// as one person may, it waits for one of those to end. If none does, it ends the one that
// was used the longest ago, but at most once every replaceEvery: so somebody whose network
// has failed is soon back, and a loop that connects again and again slows only itself down.
func (g *connLimiter) assignOwner(c *Conn, who string) {
	for !g.tryAssignOwner(c, who) {
		select {
		case <-c.closed:
			return
		case <-time.After(replaceEvery / 4):
		}
	}
}

// owner is a person who holds connections.
type owner struct {
	conns    []*Conn
	replaced time.Time // when one was last ended for another
}

// replaceEvery is how often one of a person's connections is ended for another.
const replaceEvery = 2 * time.Second

// tryAssignOwner is assignOwner without waiting. It reports whether the owner is set.
func (g *connLimiter) tryAssignOwner(c *Conn, who string) bool {
	var over eviction
	defer func() { over.carryOut() }()
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
		over = g.evictOne(leastActive(o.conns, c), sayMany, "more connections of one person than there may be")
	}
	c.owner = who
	o.conns = append(o.conns, c)
	g.owners[who] = o // evicting may have removed their last one
	return true
}

// addToRank gives c a place of a rank.
func (g *connLimiter) addToRank(c *Conn, r rank) {
	in := g.sources[c.source]
	if in == nil {
		in = &sourceConns{}
		g.sources[c.source] = in
	}
	c.rank, c.rankIndex = r, len(in.byRank[r])
	in.byRank[r] = append(in.byRank[r], c)
	g.counts[r]++
	if r == queued {
		g.exchanges.waitsToJoin(c.source, 1)
	}
}

// removeFromRank takes c's place from it.
func (g *connLimiter) removeFromRank(c *Conn) {
	in := g.sources[c.source]
	list := in.byRank[c.rank]
	last := list[len(list)-1]
	list[c.rankIndex], last.rankIndex = last, c.rankIndex
	list[len(list)-1] = nil
	in.byRank[c.rank] = list[:len(list)-1]
	g.counts[c.rank]--
	if c.rank == queued {
		g.exchanges.waitsToJoin(c.source, -1)
	}
}

// remove removes a closed connection.
func (g *connLimiter) remove(c *Conn) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if _, here := g.conns[c]; !here {
		return
	}
	delete(g.conns, c)
	g.disown(c)
	g.removeFromRank(c)
	c.rank = ranks // cannot be promoted any more
	g.exchanges.forget(c)
	for _, list := range g.sources[c.source].byRank {
		if len(list) > 0 {
			return
		}
	}
	delete(g.sources, c.source)
}

// disown removes c from its owner's connections.
func (g *connLimiter) disown(c *Conn) {
	if c.owner == "" {
		return
	}
	o := g.owners[c.owner]
	if o.conns = withoutConn(o.conns, c); len(o.conns) == 0 {
		delete(g.owners, c.owner)
	}
	c.owner = ""
}

// withoutConn returns list without c.
func withoutConn(list []*Conn, c *Conn) []*Conn {
	for i, other := range list {
		if other == c {
			return append(list[:i:i], list[i+1:]...)
		}
	}
	return list
}

// allConns returns the connections that there are now.
func (g *connLimiter) allConns() []*Conn {
	g.mu.Lock()
	defer g.mu.Unlock()
	conns := make([]*Conn, 0, len(g.conns))
	for c := range g.conns {
		conns = append(conns, c)
	}
	return conns
}

// count returns how many connections there are.
func (g *connLimiter) count() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.conns)
}

// awaitEmpty waits until no connection is left, for at most d.
func (g *connLimiter) awaitEmpty(ctx context.Context, d time.Duration) {
	for deadline := g.now().Add(d); g.count() > 0 && g.now().Before(deadline); {
		if !safego.Sleep(ctx, 5*time.Millisecond) {
			return
		}
	}
}

// farewellGrace is how long a session may take to show its last sentence before its
// connection is closed.
const farewellGrace = 2 * time.Second

// run ends connections that are overdue or gone, and gives turns to exchange keys, until
// ctx ends. One goroutine of each kind does this for all connections: a ticker for each
// would cost more than the checks.
func (g *connLimiter) run(ctx context.Context) {
	var giving sync.WaitGroup
	giving.Add(1)
	safego.Go("turns to exchange keys", func() { defer giving.Done(); g.exchanges.run(ctx) })
	defer giving.Wait()
	defer g.events.flush()
	every := min(time.Second, g.limits.Keepalive/4, g.limits.Join/4, g.limits.Idle/4, g.limits.Silence/4)
	ticker := time.NewTicker(max(every, time.Millisecond))
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			for _, c := range g.allConns() {
				g.check(c, g.now())
			}
			g.events.logIfDue(g.now())
		}
	}
}

// check does what is due for one connection.
func (g *connLimiter) check(c *Conn, now time.Time) {
	if !c.evictedAt.IsZero() {
		if now.Sub(c.evictedAt) > farewellGrace {
			_ = c.Close()
		}
		return
	}
	if c.authenticated.Load() && c.checkAlive(now) {
		g.log.Info("closed a connection that does not answer", "remote", addressOf(c.Conn))
		_ = c.Close()
		return
	}
	if why, must := c.overdue(now); must {
		c.evictedAt = now
		if c.endSessions(why) == 0 {
			_ = c.Close()
		}
	}
}

// addressOf returns the remote address without its port.
func addressOf(c net.Conn) string {
	address := c.RemoteAddr().String()
	if host, _, err := net.SplitHostPort(address); err == nil {
		return host
	}
	return address
}
