package store_test

import (
	"bytes"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"verkstad/model"
)

// wallClock is a time and by how much the computer's is ahead of it.
type wallClock struct{ at, behind atomic.Int64 }

func (c *wallClock) now() time.Time          { return time.Unix(0, c.at.Load()).UTC() }
func (c *wallClock) Behind() time.Duration   { return time.Duration(c.behind.Load()) }
func (c *wallClock) Follow(by time.Duration) { c.at.Add(int64(by)); c.behind.Add(-int64(by)) }

// TestAComputerThatBeginsIn1970IsFollowedWhenItIsPutRight holds that a phase's clock
// does not count the years, and that what is written from then on has the right date.
func TestAComputerThatBeginsIn1970IsFollowedWhenItIsPutRight(t *testing.T) {
	var c wallClock
	c.at.Store(int64(time.Minute))
	var said bytes.Buffer
	o := quiet
	o.Now, o.Wall, o.Log = c.now, &c, slog.New(slog.NewTextHandler(&said, nil))
	s := open(t, t.TempDir(), o)
	running, paused := begin(t, s), begin(t, s)
	must(t, running, model.Host, model.StartClock{})
	c.at.Add(int64(5 * time.Minute))
	s.FollowWall() // nothing to follow
	right := time.Date(2026, 11, 29, 9, 0, 0, 0, time.UTC)
	c.behind.Store(int64(right.Sub(c.now())))
	s.FollowWall()
	s.FollowWall()
	if got := c.now(); !got.Equal(right) {
		t.Fatalf("it is %v", got)
	}
	c.at.Add(int64(time.Minute))
	ph := running.Board().Phase()
	if got := ph.Elapsed(c.now()); !ph.Running() || got != 6*time.Minute {
		t.Errorf("the phase's clock has %v, running %v", got, ph.Running())
	}
	if _, _, late := running.Board().Plan(c.now()); late.Abs() > time.Hour {
		t.Errorf("the agenda is late by %v", late)
	}
	if paused.Board().Phase().Running() {
		t.Error("a clock that stood was started")
	}
	must(t, running, model.Host, model.AddIdea{Text: "efter"})
	records, err := running.Records()
	if err != nil {
		t.Fatal(err)
	}
	for i := range records[1:] {
		if records[i+1].At.Before(records[i].At) {
			t.Errorf("event %d is of %v, after one of %v", i+2, records[i+1].At, records[i].At)
		}
	}
	if last := records[len(records)-1].At; !last.Equal(right.Add(time.Minute)) {
		t.Errorf("an idea that is added is of %v", last)
	}
	wantWhole(t, s, running)

	c.behind.Store(-int64(2 * time.Hour)) // put back: not followed, and said
	s.FollowWall()
	s.FollowWall()
	if !c.now().After(right) {
		t.Error("time was put back")
	}
	if n := strings.Count(said.String(), "put forward"); n != 1 {
		t.Errorf("it is said %d times that the clock was put forward", n)
	}
	if n := strings.Count(said.String(), "put back"); n != 1 {
		t.Errorf("it is said %d times that the clock was put back", n)
	}
}
