package security

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"net"
	"sync"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// attacks are the rows of [TestTheHonestUnderSiege], as in section D of what
// was found.
var attacks = []attack{
	{name: "nothing", wage: func(ctx context.Context, _ *besieged, _ string) { <-ctx.Done() }},
	{name: "1,250 half-open connections that say nothing", wage: halfOpen(1250, silent)},
	{name: "1,250 half-open connections after the key exchange", wage: halfOpen(1250, exchanged), swells: 5 * time.Second},
	{name: "wrong codes, each on a connection of its own", wage: wrongCodes(16)},
	{name: "1,500 connections with a key each", wage: connections(1500, false, false), swells: 8 * time.Second},
	{name: "the same from a second address as well", wage: connections(3000, false, true), swells: 15 * time.Second},
	{name: "1,500 connections with one key", wage: connections(1500, true, false), swells: 8 * time.Second},
	{name: "a hundred trace loops", wage: traceLoops(100), before: writeSome(300), swells: 3 * time.Second},
	{name: "300 connections that exchange keys again and again", wage: rekeys(300), swells: 4 * time.Second},
	{name: "connections that are refused", wage: refused(32), swells: 5 * time.Second},
}

// many runs do in n goroutines until ctx ends, each again as soon as it returns,
// but no more often than a hundred times a second.
func many(ctx context.Context, n int, do func(ctx context.Context, i int)) {
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			for ctx.Err() == nil {
				do(ctx, i)
				rest(ctx, 10*time.Millisecond)
			}
		})
	}
	all.Wait()
}

func rest(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// halfOpen holds n connections whose handshake goes no further than stop takes
// it, and opens anew what is closed.
func halfOpen(n int, stop func(context.Context, net.Conn)) func(context.Context, *besieged, string) {
	return func(ctx context.Context, s *besieged, from string) {
		many(ctx, n, func(ctx context.Context, _ int) {
			raw, err := s.dial(ctx, from)
			if err != nil {
				return
			}
			defer raw.Close()
			stop(ctx, raw)
		})
	}
}

// silent says nothing until the connection is closed.
func silent(_ context.Context, raw net.Conn) { _, _ = io.Copy(io.Discard, raw) }

// exchanged goes as far as somebody who looks at the host key's fingerprint.
func exchanged(ctx context.Context, raw net.Conn) {
	_, _, _, _ = gossh.NewClientConn(raw, "", &gossh.ClientConfig{
		User: besiegedCode, Auth: []gossh.AuthMethod{gossh.Password("")},
		HostKeyCallback: func(string, net.Addr, gossh.PublicKey) error {
			_, _ = io.Copy(io.Discard, raw) // the client waits for us, so nobody else reads
			return context.Cause(ctx)
		},
	})
}

// wrongCodes guesses join codes from n goroutines.
func wrongCodes(n int) func(context.Context, *besieged, string) {
	return func(ctx context.Context, s *besieged, from string) {
		many(ctx, n, func(ctx context.Context, _ int) {
			c, err := s.call(ctx, from, fmt.Sprintf("%.6s", rand.Text()), newKey(s.t))
			if err != nil {
				return
			}
			defer c.Leave()
			for range 5 {
				_, _ = c.Line("status")
			}
		})
	}
}

// connections holds n authenticated connections, each with a terminal, with one
// key or a key each, from one address or in turn from two.
func connections(n int, oneKey, second bool) func(context.Context, *besieged, string) {
	return func(ctx context.Context, s *besieged, from string) {
		key := newKey(s.t)
		many(ctx, n, func(ctx context.Context, i int) {
			mine, at := key, from
			if !oneKey {
				mine = newKey(s.t)
			}
			if second && i%2 == 1 {
				at = "127.0.1.1"
			}
			c, err := s.call(ctx, at, besiegedCode, mine)
			if err != nil {
				return
			}
			defer c.Leave()
			terminal, err := c.Open(80, 24, io.Discard)
			if err != nil {
				return
			}
			select {
			case <-terminal.Done():
			case <-ctx.Done():
			}
		})
	}
}

// writeSome has ideas on the board first.
func writeSome(n int) func(*besieged) {
	return func(s *besieged) {
		c, err := s.call(s.t.Context(), "127.0.0.1", besiegedCode, s.leader)
		if err != nil {
			s.t.Fatal(err)
		}
		defer c.Leave()
		for i := range n {
			if _, err := c.Line("idea", fmt.Sprintf("Verktygspool nummer %d i en by där fler vill låna", i)); err != nil {
				s.t.Fatal(err)
			}
		}
	}
}

// traceLoops has n strangers with a connection each ask for the way of an idea,
// again and again.
func traceLoops(n int) func(context.Context, *besieged, string) {
	return func(ctx context.Context, s *besieged, from string) {
		many(ctx, n, func(ctx context.Context, i int) {
			c, err := s.call(ctx, from, besiegedCode+"+projector", newKey(s.t))
			if err != nil {
				return
			}
			defer c.Leave()
			for ctx.Err() == nil {
				if _, err := c.Line("trace", "1"); err != nil {
					return
				}
			}
		})
	}
}

// refused has n goroutines connect as often as they can beside as many
// connections as the server takes from one address.
func refused(n int) func(context.Context, *besieged, string) {
	return func(ctx context.Context, s *besieged, from string) {
		var all sync.WaitGroup
		all.Go(func() { halfOpen(2500, silent)(ctx, s, from) })
		all.Go(func() {
			many(ctx, n, func(ctx context.Context, _ int) {
				if raw, err := s.dial(ctx, from); err == nil {
					_ = raw.Close()
				}
			})
		})
		all.Wait()
	}
}

// rekeys holds n connections that exchange keys anew as often as they can.
func rekeys(n int) func(context.Context, *besieged, string) {
	return func(ctx context.Context, s *besieged, from string) {
		many(ctx, n, func(ctx context.Context, _ int) {
			raw, err := s.dial(ctx, from)
			if err != nil {
				return
			}
			defer raw.Close()
			config := &gossh.ClientConfig{
				User: besiegedCode, Auth: []gossh.AuthMethod{gossh.PublicKeys(newKey(s.t))}, HostKeyCallback: gossh.InsecureIgnoreHostKey(), // a server of our own
			}
			config.RekeyThreshold = 1 // the least that the library allows, 256 bytes
			conn, channels, requests, err := gossh.NewClientConn(raw, "", config)
			if err != nil {
				return
			}
			client := gossh.NewClient(conn, channels, requests)
			defer client.Close()
			for ctx.Err() == nil {
				if _, _, err := client.SendRequest("keepalive@openssh.com", true, make([]byte, 256)); err != nil {
					return
				}
			}
		})
	}
}
