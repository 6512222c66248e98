package sshserver

import "sync"

// WaitsToJoin records that the person waits for their turn to join, until done is called.
// Meanwhile they are not idle, however long it takes: they have a place among those that
// wait, no limit of silence applies, and the time does not count towards
// [Limits.JoinTotal]. It may be called for several sessions.
func (c *Conn) WaitsToJoin() (done func()) {
	if c.limiter == nil {
		return func() {}
	}
	c.limiter.enqueue(c)
	return sync.OnceFunc(func() { c.limiter.dequeue(c) })
}

// enqueue gives a guest a place among those that wait to join.
func (g *connLimiter) enqueue(c *Conn) {
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

// dequeue makes a connection that has had its turn a guest again. Its time to join begins
// now.
func (g *connLimiter) dequeue(c *Conn) {
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
