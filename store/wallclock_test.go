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
	verifyFile(t, s, running)

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

// TestAWorkshopOfAClockThatWasYearsAheadGoesOn restarts one, with a phase's clock that
// runs, after the computer's clock was put right.
func TestAWorkshopOfAClockThatWasYearsAheadGoesOn(t *testing.T) {
	var c wallClock
	right := time.Date(2026, 11, 29, 9, 0, 0, 0, time.UTC)
	c.at.Store(right.AddDate(4, 0, 0).UnixNano())
	var said bytes.Buffer
	o := quiet
	o.Now, o.Wall, o.Log = c.now, &c, slog.New(slog.NewTextHandler(&said, nil))
	dir := t.TempDir()
	s := open(t, dir, o)
	l := begin(t, s)
	must(t, l, model.Host, model.StartClock{})
	c.at.Add(int64(5 * time.Minute))
	åsa := join(t, l, "Åsa", model.Academia)
	closeStore(t, s)

	c.at.Store(right.UnixNano())
	s = open(t, dir, o)
	l, err := s.Open(ctx, l.Board().ID)
	if err != nil {
		t.Fatal(err)
	}
	elapsed := func(want time.Duration) {
		t.Helper()
		if ph := l.Board().Phase(); !ph.Running() || ph.Elapsed(c.now()) != want {
			t.Errorf("the phase's clock has %v, running %v; want %v", ph.Elapsed(c.now()), ph.Running(), want)
		}
	}
	elapsed(5 * time.Minute)
	if voters := l.Presence().Voters; voters != 1 {
		t.Errorf("%d were here lately", voters)
	}
	c.at.Add(int64(11 * time.Minute))
	elapsed(16 * time.Minute)
	l.Enter(0)() // who was here is looked over when somebody comes and goes
	if voters := l.Presence().Voters; voters != 0 {
		t.Errorf("%d still count as here", voters)
	}
	must(t, l, åsa, model.AddIdea{Text: "nu"})
	if at := l.Board().Idea(1).At; !at.Equal(c.now()) {
		t.Errorf("an idea that is added is of %v", at)
	}
	must(t, l, model.Host, model.PauseClock{})
	c.at.Add(int64(time.Minute))
	if spent := l.Board().Phase().Elapsed(c.now()); spent != 16*time.Minute {
		t.Errorf("stopped, it has %v", spent)
	}
	verifyFile(t, s, l)
	if n := strings.Count(said.String(), "far ahead"); n != 1 {
		t.Errorf("it is said %d times", n)
	}
	closeStore(t, s)
	s = open(t, dir, o) // the second time there is nothing to put right
	if _, err = s.Open(ctx, l.Board().ID); err != nil || strings.Count(said.String(), "far ahead") != 1 {
		t.Errorf("again: %v, %s", err, said.String())
	}
}

// TestTimeThatIsPutBackGoesOnEvenly puts the computer's clock back while a workshop
// goes on: neither what has passed nor the order of what is written changes, and the
// next start goes on from the last event.
func TestTimeThatIsPutBackGoesOnEvenly(t *testing.T) {
	var c wallClock
	c.at.Store(time.Date(2026, 11, 29, 9, 0, 0, 0, time.UTC).UnixNano())
	o := quiet
	o.Now, o.Wall = c.now, &c
	s := open(t, t.TempDir(), o)
	l := begin(t, s)
	must(t, l, model.Host, model.StartClock{})
	began := c.now()
	for i, back := range []time.Duration{0, time.Minute, 3 * time.Hour, 40 * 24 * time.Hour, time.Second} {
		c.behind.Store(-int64(back))
		s.FollowWall()
		c.at.Add(int64(time.Minute))
		s.FollowWall()
		must(t, l, model.Host, model.AddIdea{Text: back.String()})
		want := time.Duration(i+1) * time.Minute
		if got := l.Board().Phase().Elapsed(c.now()); got != want || !l.Board().Phase().Running() {
			t.Errorf("put back by %v the phase's clock has %v, want %v", back, got, want)
		}
		if at := l.Board().Idea(model.ItemID(i + 1)).At; !at.Equal(began.Add(want)) {
			t.Errorf("put back by %v an idea is of %v, want %v", back, at, began.Add(want))
		}
	}
	records, err := l.Records()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records {
		if _, stopped := r.Event.(model.ClockPaused); stopped {
			t.Error("the phase's clock was stopped")
		}
	}
}
