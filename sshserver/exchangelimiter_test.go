package sshserver

import (
	"math/rand/v2"
	"net"
	"slices"
	"testing"
	"time"
)

// TestANewcomerHasATurnBesideACrowdThatComesBack plays what 1,500 connections with a
// key each do that open anew what is closed: half of them fill the places, half wait
// for a turn, and each turn has another one go, that comes back a moment later. An
// honest connection from the same address then has a turn within five seconds, but
// for a few in a hundred, and these when it tries again.
func TestANewcomerHasATurnBesideACrowdThatComesBack(t *testing.T) {
	const crowd, visits, patience = 750, 300, 5 * time.Second
	limits, random, now := DefaultLimits(), rand.New(rand.NewPCG(1, 2)), time.Unix(0, 0)
	e := newExchangeLimiter(&limits, func() time.Time { return now }, random.IntN)
	source := SourceOf(&net.TCPAddr{IP: net.IPv4(192, 0, 2, 66)})
	comes := func() *Conn {
		c := &Conn{source: source}
		e.takeOrQueue(c)
		return c
	}
	for range limits.ExchangeBurst { // the first burst
		comes()
	}
	waits := make([]*Conn, crowd)
	for i := range waits {
		waits[i] = comes()
	}
	var back []time.Time // when those come back that had to go
	var honest *Conn
	var since time.Time
	visited, unserved, row := 0, 0, 0
	for next := now.Add(20 * time.Second); visited < visits; now = now.Add(turnEvery) {
		back = slices.DeleteFunc(back, func(at time.Time) bool {
			if at.After(now) {
				return false
			}
			waits = append(waits, comes())
			return true
		})
		if honest == nil && now.After(next) {
			honest, since = comes(), now
		}
		e.serveWaiting()
		waits = slices.DeleteFunc(waits, func(c *Conn) bool {
			if hasTurn(c) {
				back = append(back, now.Add(time.Duration(random.IntN(200))*time.Millisecond))
				return true
			}
			return false
		})
		if honest == nil {
			continue
		}
		switch {
		case hasTurn(honest):
			visited, row, honest = visited+1, 0, nil
		case now.Sub(since) > patience:
			e.forget(honest)
			visited, unserved, row, honest = visited+1, unserved+1, row+1, nil
			if row == 3 {
				t.Fatal("an honest connection had no turn in three tries")
			}
		default:
			continue
		}
		next = now.Add(time.Duration(random.IntN(2000)) * time.Millisecond)
	}
	t.Logf("%d of %d had no turn within %v", unserved, visits, patience)
	if unserved > visits*4/100 {
		t.Errorf("%d of %d had no turn within %v", unserved, visits, patience)
	}
}

// hasTurn reports whether a connection that waits has been given its turn.
func hasTurn(c *Conn) bool {
	if c.turn == nil {
		return true
	}
	select {
	case <-c.turn:
		return true
	default:
		return false
	}
}
