package sshserver

import (
	"time"

	"verkstad/model/safego"
)

// evict chooses who must go now that c has taken a place: nobody, while there
// are enough. The lock is held.
//
//   - Of those who have not authenticated, one that says nothing, or else any: at
//     random, so that who reads the host key's fingerprint stays with some luck
//     even beside an attacker. From one source they go early, as with sshd's
//     MaxStartups: with a probability that grows with their number.
//   - Of guests, whoever has done nothing for the longest time, so that there is
//     room for who comes.
//   - Of those who wait for their turn to join, any: who waited the longest is no
//     more idle than who came last.
//   - Of those who watch or have joined, whoever came last, so that who is in
//     stays in. That may be c itself.
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
		return g.evictOne(newest(crowd), sayCrowded, "too many that watch")
	}
	return g.evictOne(newest(crowd), sayCrowded, "too many that have joined")
}

// dropsEarly reports whether one of n connections from one source that have not
// authenticated must go: none of up to its share; of half as many again, always;
// in between with a probability from 30 percent on, as sshd has it.
func (g *connLimiter) dropsEarly(n, share int) bool {
	return n > share && g.random(100) < 30+70*(n-share)/max(share/2, 1)
}

// largestSource is the crowd with the most connections of a rank.
func (g *connLimiter) largestSource(r rank) (list []*Conn) {
	for _, in := range g.sources {
		if len(in.byRank[r]) > len(list) {
			list = in.byRank[r]
		}
	}
	return list
}

// slowToSpeak is how long a client may take to begin with the key exchange
// before it goes first. It waits for nobody in that.
const slowToSpeak = 2 * time.Second

// chooseUnauthenticated chooses from those who have not authenticated, but for c, which came
// just now.
func (g *connLimiter) chooseUnauthenticated(list []*Conn, c *Conn) *Conn {
	now := g.now()
	var slow []*Conn
	for _, other := range list {
		if !other.exchanging.Load() && now.Sub(other.opened) > slowToSpeak {
			slow = append(slow, other)
		}
	}
	if len(slow) > 0 {
		return slow[g.random(len(slow))]
	}
	return g.anyOther(list, c)
}

// anyOther is any but c, if there is another.
func (g *connLimiter) anyOther(list []*Conn, c *Conn) *Conn {
	chosen := list[g.random(len(list))]
	if chosen == c { // then the one after it
		chosen = list[(c.place+1)%len(list)]
	}
	return chosen
}

// leastActive is whoever has done nothing for the longest time, but for c.
func leastActive(list []*Conn, c *Conn) (chosen *Conn) {
	for _, other := range list {
		if other != c && (chosen == nil || other.active.Load() < chosen.active.Load()) {
			chosen = other
		}
	}
	return chosen
}

// newest is whoever has a claim to a place since the shortest time.
func newest(list []*Conn) (chosen *Conn) {
	for _, c := range list {
		if chosen == nil || c.since.After(chosen.since) {
			chosen = c
		}
	}
	return chosen
}

// eviction is a connection that must go, and the sentence that its person is
// told. The zero verdictOn is on nobody.
type eviction struct {
	c   *Conn
	why sentence
}

// evictOne takes away the place of one that must go. The lock is held; whoever holds
// it calls dismiss after letting go of it.
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

// carryOut ends what it is a verdict on: with a sentence and a moment to read it
// if there is a session.
func (v eviction) carryOut() {
	switch {
	case v.c == nil:
	case v.c.end(v.why) == 0:
		_ = v.c.Close()
	default:
		safego.After(grace, "close a connection", func() { _ = v.c.Close() })
	}
}
