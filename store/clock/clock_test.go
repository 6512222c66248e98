package clock

import (
	"testing"
	"time"
)

func TestTheClockGoesOnEvenly(t *testing.T) {
	wall := time.Date(2026, 11, 29, 13, 0, 0, 0, time.UTC)
	running := 5 * time.Hour
	c := newClock(wall, func() time.Duration { return running })
	if got := c.Now(); !got.Equal(wall) {
		t.Errorf("it begins at %v", got)
	}
	running += 48 * time.Minute // whatever the computer's clock was set to meanwhile
	if got := c.Now(); !got.Equal(wall.Add(48 * time.Minute)) {
		t.Errorf("48 minutes later it is %v", got)
	}
}

func TestTheClockIsNeverBeforeTheLog(t *testing.T) {
	wall := time.Date(2026, 11, 29, 13, 0, 0, 0, time.UTC)
	var running time.Duration
	c := newClock(wall, func() time.Duration { return running })
	log := wall.Add(time.Hour) // the clock was put back before the start
	if by := c.AtLeast(log); by != time.Hour || !c.Now().Equal(log) {
		t.Errorf("it was put forward by %v to %v", by, c.Now())
	}
	running += time.Minute
	if got := c.Now(); !got.Equal(log.Add(time.Minute)) {
		t.Errorf("a minute later it is %v", got)
	}
	for _, no := range []time.Time{wall, log.Add(30 * time.Second), wall.AddDate(9, 0, 0)} {
		if by := c.AtLeast(no); by != 0 {
			t.Errorf("at least %v puts it forward by %v", no, by)
		}
	}
}

func TestTheRealClock(t *testing.T) {
	c := New()
	before := c.Now()
	time.Sleep(20 * time.Millisecond)
	if d := c.Now().Sub(before); d < 20*time.Millisecond || d > 5*time.Second {
		t.Errorf("20 ms took %v", d)
	}
	if off := time.Since(c.Now()).Abs(); off > 5*time.Second {
		t.Errorf("it is %v off", off)
	}
	if c.Now().Location() != time.Local {
		t.Error("it is not in the local zone")
	}
}

func BenchmarkNow(b *testing.B) {
	c := New()
	for b.Loop() {
		c.Now()
	}
}
