package sshserver

import (
	"context"
	"log/slog"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"charm.land/ssh"
)

// knock is a connection without anything behind it.
type knock struct {
	net.Conn
	from net.Addr
	mu   sync.Mutex
	gone bool
}

func (k *knock) RemoteAddr() net.Addr               { return k.from }
func (k *knock) SetReadDeadline(t time.Time) error  { return nil }
func (k *knock) SetWriteDeadline(t time.Time) error { return nil }
func (k *knock) Close() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.gone = true
	return nil
}

// bareContext is a connection's context that forgets.
type bareContext struct{ ssh.Context }

func (bareContext) SetValue(_, _ any) {}

// street is a connection limiter that people come to.
type street struct {
	*connLimiter
	t   *testing.T
	log *safeBuffer
}

func newStreet(t *testing.T, limits Limits) *street {
	log := &safeBuffer{}
	return &street{newConnLimiter(limits.orDefault(), slog.New(slog.NewTextHandler(log, nil))), t, log}
}

// come connects from an address of 192.0.2.0/24 and goes as far as a rank.
func (s *street) come(from byte, as rank) *Conn {
	c := s.admit(bareContext{}, &knock{from: &net.TCPAddr{IP: net.IPv4(192, 0, 2, from), Port: 1}}).(*Conn)
	if as >= starting {
		c.exchanging.Store(true)
		s.promote(c, starting, s.now())
	}
	if as >= guest {
		s.authenticated(c)
	}
	if as > guest {
		s.promote(c, as, s.now())
	}
	return c
}

// isGone reports whether a connection had to go.
func isGone(c *Conn) bool {
	k := c.Conn.(*knock)
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.gone
}

func TestASourceIsAnAddressOrANetwork(t *testing.T) {
	for address, want := range map[string]string{
		"192.0.2.7:22": "192.0.2.7", "127.0.0.2:1": "127.0.0.2", "[::ffff:192.0.2.7]:1": "192.0.2.7",
		"[2001:db8:1:2:3::4]:1": "2001:db8:1:2::/64", "[fe80::1%eth0]:1": "fe80::/64", "[::1]:1": "::/64",
	} {
		tcp, err := net.ResolveTCPAddr("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		if got := SourceOf(tcp).String(); got != want {
			t.Errorf("%s is of %s, want %s", address, got, want)
		}
	}
	if SourceOf(nil) != (Source{}) || SourceOf(&net.UnixAddr{Name: "@"}) != (Source{}) {
		t.Error("what has no address has a source")
	}
}

func TestLimitersAreForgottenWhenTheyAreFull(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := NewLimiters[int](10, 1, time.Now)
		for i := range 100_000 {
			if !l.Allow(i) || l.Allow(i) {
				t.Fatal("one token is not one")
			}
			time.Sleep(time.Millisecond)
		}
		if n := len(l.byKey); n > 2048 {
			t.Errorf("%d limiters are kept", n)
		}
		for i := range 200_000 { // all at once
			l.Allow(-i)
		}
		if n := len(l.byKey); n > maxLimiters+1 {
			t.Errorf("%d limiters are kept", n)
		}
	})
}

// Each rank has places of its own, and the source that holds the most of them
// gives one up: those from elsewhere stay.
func TestTheLargestCrowdMakesRoom(t *testing.T) {
	for r, name := range map[rank]string{unopened: "knocking", starting: "starting", guest: "guest", watching: "watching", joined: "joined"} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newStreet(t, Limits{Unopened: 10, Startups: 10, Guests: 10, Watchers: 10, Connections: 10})
				honest := []*Conn{s.come(1, r), s.come(2, r), s.come(3, unopened), s.come(3, starting), s.come(3, guest), s.come(3, joined), s.come(3, leading)}
				time.Sleep(time.Minute)
				var crowd []*Conn
				for range 100 {
					crowd = append(crowd, s.come(66, r))
					time.Sleep(time.Millisecond)
				}
				honest = append(honest, s.come(4, r))
				time.Sleep(2 * farewellGrace)
				for i, c := range honest {
					if isGone(c) {
						t.Errorf("the honest %d had to go", i)
					}
				}
				left := slices.DeleteFunc(crowd, isGone)
				if n := s.counts[r]; n > 10 || len(left) < 4 {
					t.Errorf("%d of the rank, %d of them the crowd's", n, len(left))
				}
			})
		})
	}
}

func TestWhoHasJoinedStaysAndWhoLeadsAlwaysComesIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStreet(t, Limits{Connections: 5})
		began := time.Now()
		var first []*Conn
		for range 5 {
			first = append(first, s.come(1, joined))
			time.Sleep(time.Second)
		}
		if late := s.come(1, joined); !isGone(late) {
			t.Error("somebody came in before those who are in")
		}
		back := s.come(1, guest)
		s.promote(back, joined, began) // who joined as the first, long ago
		for range 20 {
			if leader := s.come(1, leading); isGone(leader) {
				t.Error("a facilitator had to go")
			}
		}
		time.Sleep(2 * farewellGrace)
		if isGone(back) || !isGone(first[4]) || slices.ContainsFunc(first[:4], isGone) {
			t.Error("it is not the newest who goes")
		}
	})
}

func TestTheGuestWhoDidNothingForTheLongestGoes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStreet(t, Limits{Guests: 3})
		reads, types := s.come(1, guest), s.come(1, guest)
		time.Sleep(time.Second)
		types.touch()
		idle := s.come(1, guest)
		time.Sleep(time.Second)
		s.come(1, guest)
		if !isGone(reads) || isGone(types) || isGone(idle) {
			t.Error("the wrong one went")
		}
	})
}

// A reader of the host key question stays while others from the same source say
// nothing, however many.
func TestWhoSaysNothingGoesBeforeWhoWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStreet(t, Limits{Unopened: 40})
		waits := s.come(1, unopened)
		waits.exchanging.Store(true) // and waits for its turn
		for range 19 {               // as many as are left in peace: of one more, before anybody is slow, any might go
			s.come(1, unopened)
		}
		time.Sleep(slowStart + time.Second)
		for range 400 {
			if c := s.come(1, unopened); isGone(c) {
				t.Fatal("who comes is refused")
			}
			time.Sleep(time.Second)
		}
		if isGone(waits) {
			t.Error("who waits for a turn went before who says nothing")
		}
		if n := s.counts[unopened]; n > 30 {
			t.Errorf("%d are here from one source, of 40", n)
		}
	})
}

func TestStartupsAreDroppedEarlyAndWithGrowingProbability(t *testing.T) {
	s := newStreet(t, Limits{})
	share := func(n int) (percent int) {
		for i := range 100 {
			s.random = func(int) int { return i }
			if s.dropsEarly(n, 100) {
				percent++
			}
		}
		return percent
	}
	for n, want := range map[int]int{1: 0, 100: 0, 101: 31, 125: 65, 150: 100, 1000: 100} {
		if got := share(n); got != want {
			t.Errorf("of %d, where 100 are left in peace, one is dropped with %d percent, want %d", n, got, want)
		}
	}
}

func TestAPersonHoldsSoManyConnections(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStreet(t, Limits{PerPerson: 3})
		var mine []*Conn
		for range 3 {
			mine = append(mine, s.come(1, guest))
			s.assignOwner(mine[len(mine)-1], "me")
			time.Sleep(time.Second)
		}
		other := s.come(1, guest)
		s.assignOwner(other, "another")
		began := time.Now()
		s.assignOwner(s.come(1, guest), "me")
		s.assignOwner(s.come(1, guest), "me")
		if waited := time.Since(began); waited < replaceEvery || waited > 2*replaceEvery {
			t.Errorf("the second too many waited %v", waited)
		}
		if !isGone(mine[0]) || !isGone(mine[1]) || isGone(mine[2]) || isGone(other) {
			t.Error("the wrong one went")
		}
		_ = mine[2].Close()
		began = time.Now()
		if s.assignOwner(s.come(1, guest), "me"); time.Since(began) != 0 {
			t.Error("a place that is free is waited for")
		}
		for _, c := range s.allConns() {
			_ = c.Close()
		}
		if len(s.owners)+len(s.sources)+s.count() > 0 {
			t.Errorf("left behind: %v, %v", s.owners, s.sources)
		}
	})
}

// Turns to exchange keys are given to sources in turn, so that one who comes
// from elsewhere waits for nobody's thousand; and a person who joins has taken none.
func TestSourcesTakeTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStreet(t, Limits{Exchanges: 10, ExchangeBurst: 20, ExchangesInAll: 20})
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		go s.exchanges.run(ctx)
		wait := func(from byte) time.Duration {
			c, began := s.come(from, unopened), time.Now()
			s.exchanges.await(c)
			return time.Since(began)
		}
		for range 100 { // joins, leaves, comes back
			if took := wait(1); took != 0 {
				t.Fatalf("who joins and comes back waited %v", took)
			}
			s.exchanges.refund(&Conn{source: SourceOf(&net.TCPAddr{IP: net.IPv4(192, 0, 2, 1)})})
		}
		for range 500 {
			go wait(66)
			go wait(67)
		}
		synctest.Wait()
		for i := range 10 {
			if took := wait(byte(10 + i)); took > 500*time.Millisecond {
				t.Errorf("a stranger from elsewhere waited %v", took)
			}
		}
		for _, c := range s.allConns() {
			_ = c.Close()
		}
		synctest.Wait()
		if took := wait(66); took > 500*time.Millisecond { // no penalty outlasts its sender
			t.Errorf("a neighbour of the attackers, who are gone, waited %v", took)
		}
	})
}

// As many come as there are turns, and a thousand wait: those who come get theirs
// within seconds.
func TestWhoComesNowDoesNotWaitForAThousand(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStreet(t, Limits{Exchanges: 50, ExchangeBurst: 1, ExchangesInAll: 200})
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		go s.exchanges.run(ctx)
		var slow, came int
		var mu sync.Mutex
		for range 1000 {
			go s.exchanges.await(s.come(66, unopened))
		}
		time.Sleep(time.Second)
		for range 500 { // 25 a second
			go func() {
				began := time.Now()
				s.exchanges.await(s.come(66, unopened))
				mu.Lock()
				defer mu.Unlock()
				came++
				if time.Since(began) > 5*time.Second {
					slow++
				}
			}()
			time.Sleep(40 * time.Millisecond)
		}
		time.Sleep(time.Minute)
		mu.Lock()
		defer mu.Unlock()
		if came != 500 || slow > 25 {
			t.Errorf("%d of 500 had a turn, %d of them after more than five seconds", came, slow)
		}
		for _, c := range s.allConns() {
			_ = c.Close()
		}
	})
}

func TestWhatClosesManyIsLoggedSummed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStreet(t, Limits{Connections: 1})
		for range 30 {
			for range 1000 {
				s.come(1, joined)
			}
			s.events.logIfDue(s.now())
			time.Sleep(time.Second)
		}
		s.events.flush()
		log := s.log.String()
		if lines := strings.Count(log, "\n"); lines != 4 || !strings.Contains(log, "count=10000") {
			t.Errorf("%d lines:\n%s", lines, log)
		}
	})
}

// The first message of a key exchange is found however the bytes come, and not
// in what only looks like one.
func TestTheOpeningIsFollowed(t *testing.T) {
	packet := func(kind byte, size int) string {
		return string([]byte{0, 0, byte((size + 2) >> 8), byte(size + 2), 4, kind}) + strings.Repeat("\x1e", size)
	}
	before := "SSH-2.0-\x1e\x1e\r\n" + packet(20, 3000) + packet(2, 0) + packet(4, 30)
	for _, size := range []int{1, 2, 5, 6, 7, 4096} {
		o := &handshakeReader{}
		for chunk := range slices.Chunk([]byte(before), size) {
			if o.reachesExchange(chunk) {
				t.Fatalf("found too early, in pieces of %d", size)
			}
		}
		if !o.reachesExchange([]byte(packet(30, 32))) {
			t.Errorf("not found, in pieces of %d", size)
		}
	}
}

// TestACrowdThatWaitsToJoinComesSlower holds that a source has no more turns to
// exchange keys than others have to join past a crowd of it that waits to join,
// until the crowd is gone, and that other sources notice nothing.
func TestACrowdThatWaitsToJoinComesSlower(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStreet(t, Limits{Exchanges: 50, ExchangeBurst: 1, SourceJoins: 30})
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		go s.exchanges.run(ctx)
		var crowd []*Conn
		for range joinCrowd + 1 {
			c := s.come(66, guest)
			s.enqueue(c)
			crowd = append(crowd, c)
		}
		turns := func(from byte) (given int) {
			var asked []<-chan struct{}
			for range 2000 {
				c := s.come(from, unopened)
				defer s.remove(c)
				if turn := s.exchanges.takeOrQueue(c); turn != nil {
					asked = append(asked, turn)
				}
			}
			time.Sleep(10 * time.Second)
			for _, turn := range asked {
				select {
				case <-turn:
					given++
				default:
				}
			}
			return given
		}
		if n := turns(66); n < 135 || n > 145 {
			t.Errorf("%d turns in 10 s for the source of a crowd", n)
		}
		if n := turns(7); n < 490 || n > 510 {
			t.Errorf("%d turns in 10 s elsewhere", n)
		}
		s.dequeue(crowd[0])
		if n := turns(66); n < 490 || n > 510 {
			t.Errorf("%d turns in 10 s when the crowd is gone", n)
		}
	})
}
