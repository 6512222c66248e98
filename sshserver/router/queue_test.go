package router

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"verkstad/sshserver"
)

// crowd has n come from a source at once, and counts those who are in.
func crowd(q *queue, all *sync.WaitGroup, from sshserver.Source, n int, each func()) {
	for range n {
		all.Go(func() {
			if q.pass(context.Background(), nil, from, 0, nil) == nil {
				each()
			}
		})
	}
}

func joinQueue() *queue { return newPace(sshserver.Limits{}, time.Now).joins }

// TestOneAddressComesInTogether holds that a conference behind one address is in
// within 15 s, also beside as many strangers behind the same.
func TestOneAddressComesInTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := joinQueue()
		var all sync.WaitGroup
		crowd(q, &all, at("10.0.0.1"), 200, func() {}) // strangers
		began, slowest := time.Now(), atomic.Int64{}
		crowd(q, &all, at("10.0.0.1"), 200, func() { slowest.Store(int64(time.Since(began))) })
		all.Wait()
		took := time.Duration(slowest.Load())
		t.Logf("200 are in after %v beside as many strangers", took)
		if took > 15*time.Second {
			t.Errorf("the last was in after %v", took)
		}
	})
}

// TestACrowdHoldsUpNobodyBehindItsAddress holds that with 1,700 who wait at an
// address, and ever new ones, neither the 200 who came before them nor those who
// come one by one after them wait for longer than 15 s.
func TestACrowdHoldsUpNobodyBehindItsAddress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q, here := joinQueue(), at("10.0.0.66")
		gone := make(chan struct{})
		began := time.Now()
		var all, honest sync.WaitGroup
		var slowest atomic.Int64
		crowd(q, &honest, here, 200, func() { slowest.Store(int64(time.Since(began))) })
		synctest.Wait()
		attack := func() { _ = q.pass(context.Background(), gone, here, 0, nil) }
		for range 1700 {
			all.Go(attack)
		}
		all.Go(func() {
			for range 400 {
				time.Sleep(100 * time.Millisecond)
				all.Go(attack)
			}
		})
		var longest time.Duration
		for range 20 {
			time.Sleep(time.Second)
			came := time.Now()
			if err := q.pass(t.Context(), nil, here, 0, nil); err != nil {
				t.Fatal(err)
			}
			longest = max(longest, time.Since(came))
		}
		honest.Wait()
		close(gone)
		all.Wait()
		before := time.Duration(slowest.Load())
		t.Logf("200 who came before the crowd are in after %v; of 20 who came after it one waited %v", before, longest)
		if before > 15*time.Second || longest > 15*time.Second {
			t.Error("over 15 s")
		}
	})
}

// TestNoMoreThanAThousandComeInAtOnce holds the bound of all together, from
// however many sources.
func TestNoMoreThanAThousandComeInAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := joinQueue()
		var all sync.WaitGroup
		var in atomic.Int32
		for i := range 60 {
			crowd(q, &all, at(fmt.Sprintf("10.0.0.%d", i)), 50, func() { in.Add(1) })
		}
		time.Sleep(15*time.Second - time.Millisecond)
		if n := in.Load(); n > 1000 || n < 900 {
			t.Errorf("%d came in within 15 s", n)
		}
		all.Wait()
	})
}

// TestSourcesTakeTurns holds that one who comes alone does not wait for the many
// of another address, and that nothing is left of them when they have gone.
func TestSourcesTakeTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := joinQueue()
		gone := make(chan struct{})
		var many sync.WaitGroup
		for range 5000 {
			many.Go(func() { _ = q.pass(context.Background(), gone, at("10.0.0.66"), 0, nil) })
		}
		time.Sleep(20 * time.Second)
		began := time.Now()
		if err := q.pass(t.Context(), nil, at("10.0.0.7"), 0, nil); err != nil || time.Since(began) > 100*time.Millisecond {
			t.Errorf("one from elsewhere: %v after %v", err, time.Since(began))
		}
		close(gone)
		many.Wait()
		began = time.Now()
		var all sync.WaitGroup
		crowd(q, &all, at("10.0.0.66"), 30, func() {})
		all.Wait()
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("behind the address of those who have gone: %v", took)
		}
	})
}

// TestWhoHasHadLittleComesFirst holds the order within a source.
func TestWhoHasHadLittleComesFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := newPace(sshserver.Limits{}, time.Now).texts
		var many sync.WaitGroup
		for range 2000 {
			many.Go(func() { _ = q.pass(context.Background(), nil, at("10.0.0.66"), 9, nil) })
		}
		time.Sleep(time.Second)
		began := time.Now()
		if err := q.pass(t.Context(), nil, at("10.0.0.66"), 0, nil); err != nil || time.Since(began) > 100*time.Millisecond {
			t.Errorf("who has written nothing: %v after %v", err, time.Since(began))
		}
		many.Wait()
	})
}

// TestWhoWaitsIsTold holds that the number before somebody in the midst of a line
// goes down to the end, and that nobody waits for those who give up.
func TestWhoWaitsIsTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := joinQueue()
		var all sync.WaitGroup
		crowd(q, &all, at("10.0.0.1"), 300, func() {})
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		all.Go(func() {
			if err := q.pass(ctx, nil, at("10.0.0.1"), 0, nil); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("after a second: %v", err)
			}
		})
		last, times := 1000, 0
		all.Go(func() {
			if err := q.pass(t.Context(), nil, at("10.0.0.1"), 0, func(ahead int) error {
				if times++; ahead >= last && ahead > 0 {
					t.Errorf("%d before one, then %d", last, ahead)
				}
				last = ahead
				return nil
			}); err != nil {
				t.Error(err)
			}
		})
		synctest.Wait()
		crowd(q, &all, at("10.0.0.1"), 300, func() {}) // lets those before it go on at half the pace
		all.Wait()
		if times < 5 {
			t.Errorf("told %d times", times)
		}
	})
}

// at is the source of an address.
func at(address string) sshserver.Source {
	return sshserver.SourceOf(&net.TCPAddr{IP: net.ParseIP(address)})
}

// TestGuessersDoNotHoldUpWhoHasACode holds that of those who come back by a code
// nobody waits for longer than 5 s for a crowd that guesses behind their address,
// where the code is not known (see returns), and nobody at all elsewhere.
func TestGuessersDoNotHoldUpWhoHasACode(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := newPace(sshserver.Limits{}, time.Now).unknownCodes
		ctx, cease := context.WithCancel(t.Context())
		var all sync.WaitGroup
		guess := func() { // a connection of five tries
			for had := range 5 {
				if q.pass(ctx, nil, at("10.0.0.66"), had, nil) != nil {
					return
				}
			}
		}
		for range 1000 { // ExchangeBurst
			all.Go(guess)
		}
		all.Go(func() {
			for ctx.Err() == nil {
				time.Sleep(time.Second / 50) // Exchanges
				all.Go(guess)
			}
		})
		var longest, elsewhere time.Duration
		for range 60 {
			time.Sleep(time.Second)
			for from, most := range map[string]*time.Duration{"10.0.0.66": &longest, "10.0.0.7": &elsewhere} {
				began := time.Now()
				if err := q.pass(t.Context(), nil, at(from), 0, nil); err != nil {
					t.Fatal(err)
				}
				*most = max(*most, time.Since(began))
			}
		}
		cease()
		all.Wait()
		t.Logf("behind the address the longest was %v, elsewhere %v", longest, elsewhere)
		if longest > 5*time.Second || elsewhere > time.Second {
			t.Error("too long")
		}
	})
}

// TestWhoWaitsIsToldThatItIsInVain holds that a waiter goes as soon as a rule
// refuses them.
func TestWhoWaitsIsToldThatItIsInVain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := joinQueue()
		var all sync.WaitGroup
		crowd(q, &all, at("10.0.0.66"), 1000, func() {})
		synctest.Wait()
		began, over := time.Now(), errors.New("over")
		err := q.pass(t.Context(), nil, at("10.0.0.66"), 1, func(int) error {
			if time.Since(began) > 2*time.Second {
				return over
			}
			return nil
		})
		if !errors.Is(err, over) || time.Since(began) > 4*time.Second {
			t.Errorf("%v after %v", err, time.Since(began))
		}
		all.Wait()
	})
}
