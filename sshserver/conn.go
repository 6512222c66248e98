package sshserver

import (
	"cmp"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
	"golang.org/x/time/rate"

	"verkstad/model/safego"
	"verkstad/ui/i18n"
)

// Conn is one connection. One person may hold several sessions on it. Only
// [Conn.Joined], [Conn.Watches], [Conn.WaitsToJoin], [Conn.SetOwner], [Conn.Closed],
// [Conn.CountTold], [Conn.CountHashed], [Conn.SetFarewell] and [Conn.Replace] are for an [App]; the
// zero Conn is nobody's, for tests.
type Conn struct {
	net.Conn // every read and write of the connection goes through Conn

	limiter   *connLimiter
	ctx       ssh.Context
	source    Source
	opened    time.Time
	pace      *rate.Limiter    // bounds what the client sends, in bytes
	rekeys    *rate.Limiter    // bounds how often it exchanges keys
	handshake *handshakeReader // only for Read; nil once the key exchange has begun

	authenticated atomic.Bool
	joined        atomic.Bool
	trusted       atomic.Bool  // a facilitator's key was proven
	active        atomic.Int64 // when the person last did something, Unix ns
	exchanging    atomic.Bool  // the client has begun the key exchange
	refused       atomic.Int32 // channels
	wrongCodes    atomic.Int32
	appRank       atomic.Int32 // the rank that the App named last
	tellCount     atomic.Int32 // how often it was told something
	hashCount     atomic.Int32 // how often something slow was calculated for it
	inQueue       atomic.Bool  // its person waits for their turn to join
	excused       atomic.Int64 // how long they have waited for turns before, ns

	keys keyOrder // that the client has offered; for its handshake alone

	// Below: guarded by the limiter.
	rank     rank
	place    int           // among those of its rank from its source
	since    time.Time     // when its person's claim to the place began
	owner    string        // who holds it; empty if not known
	queueing int           // how many of its sessions wait to join
	queuedAt time.Time     // since when one does
	turn     chan struct{} // to exchange keys; nil if not waited for; guarded by the limiter's exchanges
	trying   sync.Mutex    // held while a code is tried

	closeOnce sync.Once
	closed    chan struct{}
	deadline  time.Time // of writes; only for Write

	mu            sync.Mutex
	lang          string // that the person is spoken to in; empty if nobody has said
	reconnectLine string // the line that brings the person back; empty if unknown
	sessions      map[*sessionContext]struct{}
	sessionLeft   chan struct{} // told when a session has left; holds one
	sessionWaits  bool          // somebody waits for that

	// Below: only for the sweep, which is one goroutine.
	evictedAt      time.Time                 // when the sweep decided that it must end
	keepaliveAt    time.Time                 // when the last keepalive was sent
	keepaliveSince atomic.Pointer[time.Time] // since when an answer is awaited
}

// Joined says that the person has joined a workshop, and when they first did, so
// that the longer limits hold, and the place is theirs. It may be called again.
func (c *Conn) Joined(since time.Time) { c.setAppRank(joined, since) }

// Watches says that a projector is shown, so that the longer limits hold. It may
// be called again.
func (c *Conn) Watches() { c.setAppRank(watching, time.Now()) }

// setAppRank notes how far the person has come.
func (c *Conn) setAppRank(r rank, since time.Time) {
	c.joined.Store(true)
	if c.limiter != nil {
		c.touch()
		if rank(c.appRank.Swap(int32(r))) != r { // a lock less for each command
			c.limiter.promote(c, r, since)
		}
	}
}

// SetOwner says who the person is where no key does: some string that nobody else
// has. One person may hold only so many connections.
func (c *Conn) SetOwner(who string) {
	if c.limiter != nil {
		c.limiter.assignOwner(c, who)
	}
}

// Closed is closed when the connection is; nil for the zero Conn.
func (c *Conn) Closed() <-chan struct{} { return c.closed }

// SetFarewell keeps what the person is told when the server ends the session: in
// which language, "sv" or "en", and the line to connect again with. It may be
// called again.
func (c *Conn) SetFarewell(lang, line string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.lang, c.reconnectLine = lang, line
}

// CountTold counts that the person is told something, and returns how often they were
// before.
func (c *Conn) CountTold() int { return int(c.tellCount.Add(1)) - 1 }

// CountHashed is the same for a code that takes long to compare.
func (c *Conn) CountHashed() int { return int(c.hashCount.Add(1)) - 1 }

// Replace ends the connection's sessions, because their person has come back at
// another terminal, and tells them.
func (c *Conn) Replace() { c.end(sayElsewhere) }

// farewell is a sentence in the person's language with how to come back. lang
// is for who has not been met by the [App].
func (c *Conn) farewell(why sentence, lang string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	lang = cmp.Or(c.lang, lang)
	if c.reconnectLine == "" {
		return why.in(lang)
	}
	return why.in(lang) + "\n" + i18n.For(lang).T("ssh.again", "Line", c.reconnectLine)
}

// touch notes that the person did something.
func (c *Conn) touch() { c.active.Store(c.limiter.now().UnixNano()) }

// trust lifts what a facilitator need not be held to.
func (c *Conn) trust() {
	if !c.trusted.Swap(true) {
		c.pace.SetLimit(c.pace.Limit() * 128) // a large import takes seconds
		c.limiter.promote(c, leading, c.opened)
	}
}

// Read reads no faster than the connection may send. This bounds everything a
// client can do that flow control does not: requests, channels, key exchanges.
func (c *Conn) Read(p []byte) (int, error) {
	if limit := c.pace.Burst(); len(p) > limit {
		p = p[:limit]
	}
	n, err := c.Conn.Read(p)
	if c.handshake != nil && c.handshake.reachesExchange(p[:max(n, 0)]) {
		c.handshake = nil
		c.exchanging.Store(true)
		c.limiter.exchanges.await(c)
		c.limiter.promote(c, starting, c.opened)
	}
	if n > 0 {
		c.wait(c.pace.ReserveN(c.limiter.now(), n).DelayFrom(c.limiter.now()))
	}
	return n, err
}

// wait lets time pass, or the connection close.
func (c *Conn) wait(d time.Duration) {
	if d <= 0 {
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-c.closed:
	}
}

// Write fails if the network does not take the bytes within the limit, or up to
// an eighth later: the deadline is not set anew while it is far enough away.
// The SSH library writes from one goroutine at a time.
func (c *Conn) Write(p []byte) (int, error) {
	now, limit := c.limiter.now(), c.limiter.limits.WriteStall
	if c.deadline.Sub(now) < limit {
		c.deadline = now.Add(limit + limit/8)
		_ = c.Conn.SetWriteDeadline(c.deadline)
	}
	return c.Conn.Write(p)
}

// Close gives the place up to someone else. It may be called again.
func (c *Conn) Close() error {
	c.closeOnce.Do(func() {
		close(c.closed)
		c.limiter.remove(c)
	})
	return c.Conn.Close()
}

// leaving is how long a session waits for one that the client has closed, and
// that is still being put away here: a script runs one command after the other.
const leaving = time.Second

// enter adds a session if the connection may hold one more, or will within a
// moment. One session may wait for that at a time.
func (c *Conn) enter(l *sessionContext) bool {
	if c.admit(l, true) {
		return true
	}
	c.mu.Lock()
	first := !c.sessionWaits
	c.sessionWaits = true
	c.mu.Unlock()
	if !first {
		return false
	}
	defer func() {
		c.mu.Lock()
		c.sessionWaits = false
		c.mu.Unlock()
	}()
	patience := time.NewTimer(leaving)
	defer patience.Stop()
	for {
		select {
		case <-c.sessionLeft:
			if c.admit(l, false) {
				return true
			}
		case <-patience.C:
			return c.admit(l, false)
		case <-c.closed:
			return false
		}
	}
}

// admit adds a session if there is room. Who waits already comes first.
func (c *Conn) admit(l *sessionContext, queue bool) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.sessions) >= c.limiter.limits.Sessions || queue && c.sessionWaits {
		return false
	}
	c.sessions[l] = struct{}{}
	return true
}

// exit removes a session.
func (c *Conn) exit(l *sessionContext) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.sessions, l)
	select {
	case c.sessionLeft <- struct{}{}:
	default:
	}
	c.touch() // a connection without sessions is kept for a while from now
}

// end ends every session with a sentence, and returns how many there were.
func (c *Conn) end(why sentence) int {
	c.mu.Lock()
	lives := make([]*sessionContext, 0, len(c.sessions))
	for l := range c.sessions {
		lives = append(lives, l)
	}
	c.mu.Unlock()
	for _, l := range lives {
		l.end(why)
	}
	return len(lives)
}

// refuse answers a channel that may not be opened, and closes a connection
// that goes on asking.
func (c *Conn) refuse(channel gossh.NewChannel, reason gossh.RejectionReason, message string) {
	_ = channel.Reject(reason, message)
	if int(c.refused.Add(1)) >= c.limiter.limits.Refusals {
		_ = c.Close()
	}
}

// overdue says with which sentence the connection must end now, if it must.
func (c *Conn) overdue(now time.Time) (why sentence, must bool) {
	limits := &c.limiter.limits
	silence := now.Sub(time.Unix(0, c.active.Load()))
	c.mu.Lock()
	sessions := len(c.sessions)
	c.mu.Unlock()
	switch {
	case !c.authenticated.Load(): // the handshake has its own limit
		return silent, !c.exchanging.Load() && now.Sub(c.opened) > limits.Silence
	case c.inQueue.Load():
		return silent, false
	case !c.trusted.Load() && !c.joined.Load():
		spent := now.Sub(c.opened) - time.Duration(c.excused.Load())
		return sayJoinLate, silence > limits.Join || spent > limits.JoinTotal
	case sessions == 0:
		return silent, silence > limits.Join
	case c.trusted.Load():
		return silent, false
	}
	return sayIdle, silence > limits.Idle
}

// askWhetherThere sends a keepalive when one is due, and reports whether the
// last went unanswered for too long. It does not wait.
func (c *Conn) askWhetherThere(now time.Time) (gone bool) {
	if since := c.keepaliveSince.Load(); since != nil {
		return now.Sub(*since) > c.limiter.limits.KeepaliveAnswer
	}
	connection, _ := c.ctx.Value(ssh.ContextKeyConn).(*gossh.ServerConn)
	if connection == nil || now.Sub(c.keepaliveAt) < c.limiter.limits.Keepalive {
		return false
	}
	c.keepaliveAt = now
	c.keepaliveSince.Store(&now)
	safego.Go("keepalive", func() {
		if _, _, err := connection.SendRequest("keepalive@openssh.com", true, nil); err == nil {
			c.keepaliveSince.Store(nil)
		}
	})
	return false
}
