package bench

import (
	"context"
	"fmt"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"verkstad/sshserver/rehearse"
)

// What one terminal can do to a room.
const (
	slow     = "slow"     // takes 1 KB a second, through a window of 2 KB
	stalled  = "stalled"  // stays connected and takes nothing
	flooding = "flooding" // types as fast as the line takes it
)

const (
	window     = 2 << 10
	slowRate   = 1 << 10          // bytes a second
	stalledFor = 12 * time.Second // longer than the server puts up with
)

// disturber keeps one more terminal in the room that behaves badly: whenever
// the server throws it out, it comes back.
type disturber struct {
	order  order
	done   chan struct{}
	over   sync.WaitGroup
	visits atomic.Int32
}

// startDisturbing ends the disturbance before, and starts the next when its
// terminal is in the room. An empty kind is none.
func (g *generator) startDisturbing(ctx context.Context, o order) error {
	g.disturb.stop()
	g.disturb = nil
	if o.Kind == "" {
		return nil
	}
	d := &disturber{order: o, done: make(chan struct{})}
	in := make(chan error, 1)
	d.over.Go(func() {
		for first := true; ; first = false {
			err := d.once(ctx, fmt.Sprintf("Visit %d", d.visits.Add(1)), func() {
				if first {
					in <- nil
				}
			})
			if err != nil && first {
				in <- err
				return
			}
			select {
			case <-d.done:
				return
			case <-time.After(100 * time.Millisecond): // it comes back
			}
			ctx = context.Background()
		}
	})
	g.disturb = d
	return <-in
}

// stop has the terminal leave. It is fine on nil.
func (d *disturber) stop() {
	if d != nil {
		close(d.done)
		d.over.Wait()
	}
}

// evicted is how often the server has thrown it out. It is fine on nil.
func (d *disturber) evicted() int {
	if d == nil {
		return 0
	}
	return int(d.visits.Load()) - 1
}

// once is one visit, until the server ends it, or stop.
func (d *disturber) once(ctx context.Context, name string, in func()) error {
	line := &badLine{done: d.done}
	c := config(d.order)
	c.Name = d.order.Kind + " " + name
	c.Bare = func(int) bool { return true }
	c.Wrap = func(conn net.Conn) net.Conn {
		if tcp, ok := conn.(*net.TCPConn); ok && d.order.Kind != flooding {
			_ = tcp.SetReadBuffer(window)
		}
		line.Conn = conn
		return line
	}
	crowd := rehearse.NewCrowd(c)
	if err := crowd.Join(ctx, 1, 0, nil); err != nil {
		return fmt.Errorf("one who is %s: %w", d.order.Kind, err)
	}
	defer crowd.Leave()
	switch d.order.Kind {
	case slow:
		line.slow.Store(true)
	case stalled:
		line.stalled.Store(true)
	case flooding:
		flood := make(chan struct{})
		defer func() { _ = line.Close(); <-flood }()
		go func() {
			defer close(flood)
			for keys := strings.Repeat("x", 1<<10); crowd.Press(0, keys) == nil; {
			}
		}()
	}
	in()
	select {
	case <-crowd.Over(0):
	case <-d.done:
		_ = line.Close()
	}
	return nil
}

// badLine is a connection whose reader is slow or has stalled.
type badLine struct {
	net.Conn
	done          <-chan struct{}
	slow, stalled atomic.Bool
}

// Read waits before it reads, where that is its nature.
func (l *badLine) Read(p []byte) (int, error) {
	switch {
	case l.stalled.Load():
		l.wait(stalledFor)
	case l.slow.Load():
		p = p[:min(len(p), slowRate/4)]
		l.wait(time.Second / 4)
	}
	return l.Conn.Read(p)
}

func (l *badLine) wait(d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-l.done:
	}
}
