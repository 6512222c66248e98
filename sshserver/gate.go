package sshserver

import (
	"context"
	"log/slog"
	"net"
	"slices"
	"sync"
	"time"

	"charm.land/ssh"
	"golang.org/x/time/rate"
)

// gate knows every connection. It decides who may come in before anything
// costly is done for them, and shows out who stays too long.
type gate struct {
	limits Limits
	log    *slog.Logger
	now    func() time.Time

	mu         sync.Mutex
	conns      map[*Conn]struct{}
	perAddress map[string]int
	pending    []*Conn // in their handshake, the oldest first
	waiting    []*Conn // for room to begin it, the newest last
}

// slowHandshake is how long a handshake may take while others wait for theirs
// to begin. A room whose network has failed comes back all at once, and then
// each takes its time; those who do nothing must not lock the door.
const slowHandshake = 2 * time.Second

func newGate(limits Limits, log *slog.Logger) *gate {
	return &gate{limits: limits, log: log, now: time.Now, conns: map[*Conn]struct{}{}, perAddress: map[string]int{}}
}

// connKey finds the Conn in a connection's context.
type connKey struct{}

// connOf returns the Conn that ctx belongs to.
func connOf(ctx ssh.Context) *Conn { return ctx.Value(connKey{}).(*Conn) }

// admit wraps a new connection, or returns nil to have it closed.
func (g *gate) admit(ctx ssh.Context, raw net.Conn) net.Conn {
	now := g.now()
	c := &Conn{
		Conn: raw, gate: g, ctx: ctx, opened: now, asked: now,
		pace:   rate.NewLimiter(rate.Limit(g.limits.ConnectionRate), g.limits.ConnectionBurst),
		closed: make(chan struct{}), begun: make(chan struct{}),
		sessions: map[*life]struct{}{}, left: make(chan struct{}, 1),
	}
	c.active.Store(now.UnixNano())

	g.mu.Lock()
	address := addressOf(raw)
	if len(g.conns) >= g.limits.Connections || g.perAddress[address] >= g.limits.PerAddress {
		g.mu.Unlock()
		g.log.Warn("refused a connection: too many", "remote", address)
		return nil
	}
	var tooMany *Conn
	g.conns[c] = struct{}{}
	g.perAddress[address]++
	g.waiting = append(g.waiting, c)
	g.letIn()
	if len(g.waiting) > g.limits.Connections/2 {
		tooMany = g.waiting[0]
	}
	g.mu.Unlock()

	if tooMany != nil {
		_ = tooMany.Close()
	}
	ctx.SetValue(connKey{}, c)
	select {
	case <-c.begun:
		return c
	case <-c.closed:
		return nil
	}
}

// letIn begins the handshakes that there is room for. The newest comes first:
// who has waited long may have given up, or was never serious.
func (g *gate) letIn() {
	for len(g.waiting) > 0 && len(g.pending) < g.limits.Unauthenticated {
		last := len(g.waiting) - 1
		c := g.waiting[last]
		g.waiting = g.waiting[:last]
		g.pending = append(g.pending, c)
		c.handshake = g.now()
		close(c.begun)
	}
}

// slow gives those whose handshake takes too long while others wait.
func (g *gate) slow(now time.Time) (conns []*Conn) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, c := range g.pending {
		if len(g.waiting) > 0 && now.Sub(c.handshake) > slowHandshake {
			conns = append(conns, c)
		}
	}
	return conns
}

// authenticated notes that a connection's handshake is over.
func (g *gate) authenticated(c *Conn) {
	g.mu.Lock()
	defer g.mu.Unlock()
	c.authenticated.Store(true)
	c.touch()
	g.forgetPending(c)
}

// leave forgets a connection that is closed.
func (g *gate) leave(c *Conn) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.conns, c)
	g.forgetPending(c)
	address := addressOf(c.Conn)
	if g.perAddress[address]--; g.perAddress[address] <= 0 {
		delete(g.perAddress, address)
	}
}

func (g *gate) forgetPending(c *Conn) {
	is := func(other *Conn) bool { return other == c }
	g.pending = slices.DeleteFunc(g.pending, is)
	g.waiting = slices.DeleteFunc(g.waiting, is)
	g.letIn()
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

// sweep shows out who is overdue or gone, until ctx ends. One goroutine does
// this for everyone: a ticker each would cost more than the watching.
func (g *gate) sweep(ctx context.Context) {
	every := min(time.Second, g.limits.Keepalive/4, g.limits.Join/4, g.limits.Idle/4)
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
			for _, c := range g.slow(g.now()) {
				_ = c.Close()
			}
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
