package sshserver

import (
	"context"
	"log/slog"
	"net"
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
	pending    []*Conn // not authenticated, the oldest first
}

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
		pace:     rate.NewLimiter(rate.Limit(g.limits.ConnectionRate), g.limits.ConnectionBurst),
		closed:   make(chan struct{}),
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
	var oldest *Conn
	if len(g.pending) >= g.limits.Unauthenticated {
		oldest = g.pending[0]
	}
	g.conns[c] = struct{}{}
	g.perAddress[address]++
	g.pending = append(g.pending, c)
	g.mu.Unlock()

	if oldest != nil {
		_ = oldest.Close()
	}
	ctx.SetValue(connKey{}, c)
	return c
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
	for i, other := range g.pending {
		if other == c {
			g.pending = append(g.pending[:i], g.pending[i+1:]...)
			return
		}
	}
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
