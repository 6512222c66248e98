package sshserver

import "sync"

// WaitsToJoin says that the person waits for their turn to join, until done is called.
// Meanwhile they are not idle, however long it takes: they have a place among
// those who wait, no limit of silence holds, and none of the time counts as theirs
// to join in. It may be called for several sessions.
func (c *Conn) WaitsToJoin() (done func()) {
	if c.limiter == nil {
		return func() {}
	}
	c.limiter.queue(c)
	return sync.OnceFunc(func() { c.limiter.unqueue(c) })
}

// queue gives a guest a place among those who wait to join.
func (g *connLimiter) queue(c *Conn) {
	g.mu.Lock()
	var over eviction
	if c.queueing++; c.queueing == 1 {
		c.queuedAt = g.now()
		c.inQueue.Store(true)
	}
	if c.rank == guest {
		g.removeFromRank(c)
		g.addToRank(c, queued)
		over = g.evict(c)
	}
	g.mu.Unlock()
	over.carryOut()
}

// unqueue makes a guest again of who has had their turn: their time begins now.
func (g *connLimiter) unqueue(c *Conn) {
	g.mu.Lock()
	var over eviction
	if c.queueing--; c.queueing == 0 {
		c.excused.Add(int64(g.now().Sub(c.queuedAt)))
		c.touch()
		c.inQueue.Store(false)
		if c.rank == queued {
			g.removeFromRank(c)
			g.addToRank(c, guest)
			over = g.evict(c)
		}
	}
	g.mu.Unlock()
	over.carryOut()
}
