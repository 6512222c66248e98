package sshserver

import (
	"cmp"
	"net"
	"sync"
	"sync/atomic"
	"time"

	gossh "golang.org/x/crypto/ssh"
	"golang.org/x/time/rate"

	"verkstad/model/safego"
	"verkstad/ui/i18n"
)

// Conn is one connection. A person may hold several sessions on it. Only [Conn.Joined],
// [Conn.Watches], [Conn.WaitsToJoin], [Conn.SetOwner], [Conn.Closed], [Conn.CountTold],
// [Conn.CountHashed], [Conn.SetFarewell] and [Conn.Replace] are for an [App]. The zero Conn
// belongs to no server and is for tests.
type Conn struct {
	net.Conn // every read and write of the connection goes through Conn

	limiter   *connLimiter
	source    Source
	opened    time.Time
	pace      *rate.Limiter    // rate limit of what the client sends, in bytes
	rekeys    *rate.Limiter    // rate limit of key exchanges after the first
	handshake *handshakeReader // only for Read; nil once the key exchange has begun

	authenticated atomic.Bool
	joined        atomic.Bool
	trusted       atomic.Bool  // a facilitator's key was proved
	active        atomic.Int64 // when the person last did something, in Unix nanoseconds
	exchanging    atomic.Bool  // the client has begun the key exchange
	refused       atomic.Int32 // channels refused so far
	wrongCodes    atomic.Int32
	appRank       atomic.Int32 // the rank last set by the App
	tellCount     atomic.Int32 // calls of CountTold
	hashCount     atomic.Int32 // calls of CountHashed
	inQueue       atomic.Bool  // the person waits for their turn to join
	excused       atomic.Int64 // how long they have waited for turns so far, in nanoseconds

	keys keyOrder // keys that the client has offered; used by the handshake alone

	// ask asks the client whether it is there, and returns nil when it has answered; the
	// pointer is nil as long as it cannot be asked.
	ask atomic.Pointer[func() error]

	// The following are guarded by the limiter's lock.
	rank      rank
	rankIndex int           // index in its source's list of connections of that rank
	since     time.Time     // since when the person has a claim to the place
	owner     string        // who holds the connection; empty if not known
	queueing  int           // number of its sessions that wait to join
	queuedAt  time.Time     // since when one of them has waited
	turn      chan struct{} // closed when it may exchange keys; nil if it does not wait; guarded by exchangeLimiter.mu
	codeMu    sync.Mutex    // held while a code is tried

	closeOnce sync.Once
	closed    chan struct{}
	deadline  time.Time // write deadline; used by Write alone

	mu            sync.Mutex
	lang          string // language of messages to the person; empty if not known
	reconnectLine string // the line that brings the person back; empty if unknown
	sessions      map[*session]struct{}
	sessionLeft   chan struct{} // signalled when a session has ended; capacity one
	sessionWaits  bool          // a new session waits for another one to end

	// The following are used only by the goroutine that checks all connections.
	evictedAt      time.Time                 // when the check decided that the connection must end
	keepaliveAt    time.Time                 // when the last keepalive was sent
	keepaliveSince atomic.Pointer[time.Time] // since when an answer has been awaited
}

// Joined records that the person has joined a workshop, and when they first did, so that
// the longer limits apply and the place is theirs. It may be called again.
func (c *Conn) Joined(since time.Time) { c.setAppRank(joined, since) }

// Watches records that the connection shows a projector, so that the longer limits apply.
// It may be called again.
func (c *Conn) Watches() { c.setAppRank(watching, time.Now()) }

// setAppRank records the rank that the App gives the connection.
func (c *Conn) setAppRank(r rank, since time.Time) {
	c.joined.Store(true)
	if c.limiter != nil {
		c.touch()
		if rank(c.appRank.Swap(int32(r))) != r { // saves taking a lock for each command
			c.limiter.promote(c, r, since)
		}
	}
}

// SetOwner identifies the person where no key does, by a string that is theirs alone. The
// number of connections of one person is limited.
func (c *Conn) SetOwner(who string) {
	if c.limiter != nil {
		c.limiter.assignOwner(c, who)
	}
}

// Closed returns a channel that is closed when the connection is; nil for the zero Conn.
func (c *Conn) Closed() <-chan struct{} { return c.closed }

// SetFarewell sets what the person is told when the server ends the session: the language,
// "sv" or "en", and the command line to connect again with. It may be called again.
func (c *Conn) SetFarewell(lang, line string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.lang, c.reconnectLine = lang, line
}

// CountTold counts a notice that the person is shown, and returns how many there were
// before.
func (c *Conn) CountTold() int { return int(c.tellCount.Add(1)) - 1 }

// CountHashed counts a comparison of a code that takes long, and returns how many there
// were before.
func (c *Conn) CountHashed() int { return int(c.hashCount.Add(1)) - 1 }

// Replace ends the connection's sessions because their person has come back at another
// terminal, and tells them so.
func (c *Conn) Replace() { c.endSessions(sayElsewhere) }

// farewell returns a sentence in the person's language, and how to come back. lang is used
// if [Conn.SetFarewell] has not been called.
func (c *Conn) farewell(why sentence, lang string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	lang = cmp.Or(c.lang, lang)
	if c.reconnectLine == "" {
		return why.text(lang)
	}
	return why.text(lang) + "\n" + i18n.For(lang).T("ssh.again", "Line", c.reconnectLine)
}

// touch records that the person did something now.
func (c *Conn) touch() { c.active.Store(c.limiter.now().UnixNano()) }

// trust lifts the limits that a facilitator is not subject to.
func (c *Conn) trust() {
	if !c.trusted.Swap(true) {
		c.pace.SetLimit(c.pace.Limit() * 128) // a large import takes seconds
		c.limiter.promote(c, leading, c.opened)
	}
}

// Read reads no faster than the connection may send. This bounds everything that a client
// can do and flow control does not: requests, channels, key exchanges.
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

// wait returns after d, or when the connection is closed.
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

// Write fails if the network does not take the bytes within Limits.WriteStall, or up to an
// eighth later: the deadline is not set again while it is far enough away. The SSH library
// writes from one goroutine at a time.
func (c *Conn) Write(p []byte) (int, error) {
	now, limit := c.limiter.now(), c.limiter.limits.WriteStall
	if c.deadline.Sub(now) < limit {
		c.deadline = now.Add(limit + limit/8)
		_ = c.Conn.SetWriteDeadline(c.deadline)
	}
	return c.Conn.Write(p)
}

// Close closes the connection and frees its place. It may be called again.
func (c *Conn) Close() error {
	c.closeOnce.Do(func() {
		close(c.closed)
		c.limiter.remove(c)
	})
	return c.Conn.Close()
}

// closingWait is how long a new session waits for one that the client has closed but that
// has not ended here yet: a script runs one command after the other.
const closingWait = time.Second

// addSession adds a session if the connection may hold one more, or will within
// closingWait. One session may wait for that at a time.
func (c *Conn) addSession(l *session) bool {
	if c.tryAddSession(l, true) {
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
	patience := time.NewTimer(closingWait)
	defer patience.Stop()
	for {
		select {
		case <-c.sessionLeft:
			if c.tryAddSession(l, false) {
				return true
			}
		case <-patience.C:
			return c.tryAddSession(l, false)
		case <-c.closed:
			return false
		}
	}
}

// tryAddSession adds a session if there is room. A session that already waits comes first.
func (c *Conn) tryAddSession(l *session, queue bool) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.sessions) >= c.limiter.limits.Sessions || queue && c.sessionWaits {
		return false
	}
	c.sessions[l] = struct{}{}
	return true
}

// removeSession removes a session.
func (c *Conn) removeSession(l *session) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.sessions, l)
	select {
	case c.sessionLeft <- struct{}{}:
	default:
	}
	c.touch() // a connection without sessions is kept for a while from now
}

// endSessions ends every session with a sentence, and returns how many there were.
func (c *Conn) endSessions(why sentence) int {
	c.mu.Lock()
	lives := make([]*session, 0, len(c.sessions))
	for l := range c.sessions {
		lives = append(lives, l)
	}
	c.mu.Unlock()
	for _, l := range lives {
		l.end(why)
	}
	return len(lives)
}

// refuse rejects a channel that may not be opened, and closes a connection that keeps
// asking.
func (c *Conn) refuse(channel gossh.NewChannel, reason gossh.RejectionReason, message string) {
	_ = channel.Reject(reason, message)
	if int(c.refused.Add(1)) >= c.limiter.limits.Refusals {
		_ = c.Close()
	}
}

// overdue reports whether the connection must end now, and the sentence to end it with.
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

// checkAlive sends a keepalive when one is due, and reports whether the last one has gone
// unanswered for too long. It does not block.
func (c *Conn) checkAlive(now time.Time) (gone bool) {
	if since := c.keepaliveSince.Load(); since != nil {
		return now.Sub(*since) > c.limiter.limits.KeepaliveAnswer
	}
	ask := c.ask.Load()
	if ask == nil || now.Sub(c.keepaliveAt) < c.limiter.limits.Keepalive {
		return false
	}
	c.keepaliveAt = now
	c.keepaliveSince.Store(&now)
	safego.Go("keepalive", func() {
		if (*ask)() == nil {
			c.keepaliveSince.Store(nil)
		}
	})
	return false
}
