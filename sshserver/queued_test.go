package sshserver

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// TestWhoWaitsToJoinIsNotIdle holds that 1,700 who wait for their turn to join take
// the place of none of them, that strangers who do nothing do not either, and that
// none of the time counts as theirs to join in.
func TestWhoWaitsToJoinIsNotIdle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStreet(t, Limits{})
		waits := s.come(66, guest)
		done := waits.WaitsToJoin()
		also := waits.WaitsToJoin() // at another session of the connection
		var crowd []*Conn
		var ends []func()
		for range 1700 {
			c := s.come(66, guest)
			crowd, ends = append(crowd, c), append(ends, c.WaitsToJoin())
		}
		for range 1600 { // and as many who only sit there
			s.come(66, guest)
		}
		time.Sleep(2 * DefaultLimits().JoinTotal)
		if isGone(waits) || slices.ContainsFunc(crowd, isGone) {
			t.Error("somebody who waits had to go")
		}
		if why, must := waits.overdue(s.now()); must {
			t.Errorf("who waits is told %v", why)
		}
		done()
		done()
		if waits.rank != queued {
			t.Error("one of two sessions takes the place of both")
		}
		also()
		if waits.rank != guest || s.counts[queued] != 1700 {
			t.Errorf("who has waited is at rank %d; %d wait", waits.rank, s.counts[queued])
		}
		if _, must := waits.overdue(s.now()); must {
			t.Error("the time that somebody waited counts as theirs")
		}
		if time.Sleep(DefaultLimits().Join + time.Second); true {
			if _, must := waits.overdue(s.now()); !must {
				t.Error("who has waited has all the time in the world")
			}
		}
		for i, end := range ends {
			if i%2 == 0 {
				s.promote(crowd[i], joined, s.now())
			}
			end()
		}
		if s.counts[queued] != 0 || s.counts[joined] != 850 {
			t.Errorf("%d wait, %d have joined", s.counts[queued], s.counts[joined])
		}
	})
}

// TestTheLargestCrowdThatWaitsMakesRoom holds the bound of those who wait.
func TestTheLargestCrowdThatWaitsMakesRoom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStreet(t, Limits{Queued: 100})
		honest := s.come(7, guest)
		defer honest.WaitsToJoin()()
		for range 500 {
			s.come(66, guest).WaitsToJoin()
		}
		time.Sleep(2 * farewellGrace)
		if isGone(honest) || s.counts[queued] > 100 {
			t.Errorf("the honest one is gone: %v; %d wait", isGone(honest), s.counts[queued])
		}
	})
}
