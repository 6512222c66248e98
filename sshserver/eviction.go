package sshserver

import (
	"time"

	"verkstad/model/safego"
)

// evict chooses the connection that must end now that c has taken a place: none, while
// there are enough places. The lock is held.
//
//   - Of those that have not authenticated, one that has sent nothing, or else any, at
//     random, so that somebody who reads the host key's fingerprint has a chance to stay
//     even beside an attacker. Of one source they are ended early, as with sshd's
//     MaxStartups: with a probability that grows with their number.
//   - Of guests, the one that has done nothing for the longest time, so that there is
//     room for newcomers.
//   - Of those that wait for their turn to join, any: the one that has waited the longest
//     is no more idle than the newest.
//   - Of those that watch or have joined, the newest, so that people who are in stay in.
//     That may be c itself.
func (g *connLimiter) evict(c *Conn) (over eviction) {
	places := g.limits.places(c.rank)
	switch {
	case c.rank <= starting && g.dropsEarly(len(g.sources[c.source].byRank[c.rank]), places/2):
		return g.evictOne(g.chooseUnauthenticated(g.sources[c.source].byRank[c.rank], c), silent, "too many that have not authenticated, from one source")
	case places == 0 || g.counts[c.rank] <= places:
		return eviction{}
	}
	crowd := g.largestSource(c.rank)
	switch c.rank {
	case unopened, starting:
		return g.evictOne(g.chooseUnauthenticated(crowd, c), silent, "too many that have not authenticated")
	case guest:
		return g.evictOne(leastActive(crowd, c), sayCrowded, "too many that have not joined")
	case queued:
		return g.evictOne(g.anyOther(crowd, c), sayCrowded, "too many that wait to join")
	case watching:
		return g.evictOne(newestConn(crowd), sayCrowded, "too many that watch")
	}
	return g.evictOne(newestConn(crowd), sayCrowded, "too many that have joined")
}

// dropsEarly reports whether one of n connections from one source that have not
// authenticated must end: never if n is at most share, always if it is half as many again,
// and in between with a probability that starts at 30 percent, as in sshd.
func (g *connLimiter) dropsEarly(n, share int) bool {
	return n > share && g.random(100) < 30+70*(n-share)/max(share/2, 1)
}

// largestSource returns the connections of a rank from the source that has the most of
// them.
func (g *connLimiter) largestSource(r rank) (list []*Conn) {
	for _, in := range g.sources {
		if len(in.byRank[r]) > len(list) {
			list = in.byRank[r]
		}
	}
	return list
}

// slowStart is how long a client may take to begin the key exchange before its connection
// is the first to be ended. That step does not wait for a person.
const slowStart = 2 * time.Second

// chooseUnauthenticated chooses one of the connections that have not authenticated, other
// than c, the newest.
func (g *connLimiter) chooseUnauthenticated(list []*Conn, c *Conn) *Conn {
	now := g.now()
	var slow []*Conn
	for _, other := range list {
		if !other.exchanging.Load() && now.Sub(other.opened) > slowStart {
			slow = append(slow, other)
		}
	}
	if len(slow) > 0 {
		return slow[g.random(len(slow))]
	}
	return g.anyOther(list, c)
}

// anyOther returns any connection but c, if there is another.
func (g *connLimiter) anyOther(list []*Conn, c *Conn) *Conn {
	chosen := list[g.random(len(list))]
	if chosen == c { // take the one after it
		chosen = list[(c.rankIndex+1)%len(list)]
	}
	return chosen
}

// leastActive returns the connection, other than c, that has done nothing for the longest
// time.
func leastActive(list []*Conn, c *Conn) (chosen *Conn) {
	for _, other := range list {
		if other != c && (chosen == nil || other.active.Load() < chosen.active.Load()) {
			chosen = other
		}
	}
	return chosen
}

// newestConn returns the connection whose claim to its place is the newest.
func newestConn(list []*Conn) (chosen *Conn) {
	for _, c := range list {
		if chosen == nil || c.since.After(chosen.since) {
			chosen = c
		}
	}
	return chosen
}

// eviction is a connection that must end, and the sentence that its person is shown. The
// zero eviction does nothing.
type eviction struct {
	c   *Conn
	why sentence
}

// evictOne takes c's place from it. The lock is held; the caller calls carryOut after
// releasing it.
func (g *connLimiter) evictOne(c *Conn, why sentence, reason string) eviction {
	if c == nil {
		return eviction{}
	}
	g.disown(c)
	g.removeFromRank(c)
	g.addToRank(c, evicted)
	g.events.count(reason)
	return eviction{c, why}
}

// carryOut ends the connection: if it has a session, with a sentence and time to read it.
func (v eviction) carryOut() {
	switch {
	case v.c == nil:
	case v.c.endSessions(v.why) == 0:
		_ = v.c.Close()
	default:
		safego.After(farewellGrace, "close a connection", func() { _ = v.c.Close() })
	}
}
