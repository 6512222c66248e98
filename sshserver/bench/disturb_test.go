package bench

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"verkstad/sshserver/loadtest"
)

// What one terminal can do to a room.
const (
	slow     = "slow"     // takes 1 KB a second, through a window of 2 KB
	stalled  = "stalled"  // stays connected and takes nothing
	flooding = "flooding" // types as fast as the line takes it
)

const (
	window   = 2 << 10 // bytes
	segment  = 536     // bytes in a packet: the least that each end takes
	slowRate = 1 << 10 // bytes a second
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
	line := &badLine{over: make(chan struct{})}
	c := config(d.order)
	c.Name = d.order.Kind + " " + name
	c.BytesOnly = func(int) bool { return true }
	c.Dial = func(ctx context.Context, network, address string) (conn net.Conn, err error) {
		dialer := net.Dialer{Timeout: patience}
		if d.order.Kind != flooding {
			dialer.Control = thin
		}
		line.Conn, err = dialer.DialContext(ctx, network, address)
		return line, err
	}
	crowd := loadtest.NewCrowd(c)
	if err := crowd.Join(ctx, 1, 0, nil); err != nil {
		return fmt.Errorf("one who is %s: %w", d.order.Kind, err)
	}
	defer crowd.Leave()
	defer line.Close()
	line.slow.Store(d.order.Kind == slow)
	line.stalled.Store(d.order.Kind == stalled)
	in()
	keys, pause := "\x1b[C", time.Second/4 // whoever takes nothing finds out so that the server has gone
	if d.order.Kind == flooding {
		keys, pause = strings.Repeat("x", 1<<10), 0
	}
	for crowd.Press(0, keys) == nil {
		select {
		case <-crowd.Done(0):
			return nil
		case <-d.done:
			return nil
		case <-time.After(pause):
		}
	}
	return nil
}

// thin makes a connection that is like a bad line far away: what is under way,
// and what the server's system keeps, is some ten thousand bytes, and not the
// millions of a connection within one computer.
func thin(_, _ string, raw syscall.RawConn) (err error) {
	failed := raw.Control(func(fd uintptr) {
		err = errors.Join(
			syscall.SetsockoptInt(int(fd), syscall.IPPROTO_TCP, syscall.TCP_MAXSEG, segment),
			syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF, window))
	})
	return errors.Join(failed, err)
}

// badLine is a connection whose reader is slow or has stalled.
type badLine struct {
	net.Conn
	slow, stalled atomic.Bool
	closing       sync.Once
	over          chan struct{} // closed by Close
}

// Read takes its time, where that is its nature. A stalled one reads nothing.
func (l *badLine) Read(p []byte) (int, error) {
	switch {
	case l.stalled.Load():
		<-l.over
	case l.slow.Load():
		const parts = 4 // of a second
		p = p[:min(len(p), slowRate/parts)]
		timer := time.NewTimer(time.Second / parts)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-l.over:
		}
	}
	return l.Conn.Read(p)
}

// Close closes the connection. It is fine twice.
func (l *badLine) Close() error {
	l.closing.Do(func() { close(l.over) })
	return l.Conn.Close()
}
