package sshserver

import "sync"

// Queues says that the person waits for their turn to join, until done is called.
// Meanwhile they are not idle, however long it takes: they have a place among
// those who wait, no limit of silence holds, and none of the time counts as theirs
// to join in. It may be called for several sessions.
func (c *Conn) Queues() (done func()) {
	if c.gate == nil {
		return func() {}
	}
	c.gate.queue(c)
	return sync.OnceFunc(func() { c.gate.unqueue(c) })
}

// queue gives a guest a place among those who wait to join.
func (g *gate) queue(c *Conn) {
	g.mu.Lock()
	var over verdictOn
	if c.queueing++; c.queueing == 1 {
		c.queuedAt = g.now()
		c.inQueue.Store(true)
	}
	if c.rank == guest {
		g.exit(c)
		g.enter(c, queued)
		over = g.crowded(c)
	}
	g.mu.Unlock()
	over.dismiss()
}

// unqueue makes a guest again of who has had their turn: their time begins now.
func (g *gate) unqueue(c *Conn) {
	g.mu.Lock()
	var over verdictOn
	if c.queueing--; c.queueing == 0 {
		c.excused.Add(int64(g.now().Sub(c.queuedAt)))
		c.touch()
		c.inQueue.Store(false)
		if c.rank == queued {
			g.exit(c)
			g.enter(c, guest)
			over = g.crowded(c)
		}
	}
	g.mu.Unlock()
	over.dismiss()
}
