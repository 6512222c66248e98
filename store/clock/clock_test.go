package clock

import (
	"testing"
	"time"
)

func TestTheClockGoesOnEvenly(t *testing.T) {
	wall := time.Date(2026, 11, 29, 13, 0, 0, 0, time.UTC)
	running := 5 * time.Hour
	c := newClock(func() time.Time { return wall }, func() time.Duration { return running })
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
	c := newClock(func() time.Time { return wall }, func() time.Duration { return running })
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
	time.Sleep(20 * time.Millisecond) // the time that is measured
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

// TestTheClockFollows holds that it is told how far the computer's clock is ahead, and
// that following it leaves no difference.
func TestTheClockFollows(t *testing.T) {
	wall := time.Date(1970, 1, 1, 0, 1, 0, 0, time.UTC)
	var running time.Duration
	c := newClock(func() time.Time { return wall }, func() time.Duration { return running })
	wall, running = wall.Add(time.Minute), time.Minute
	if by := c.Behind(); by != 0 {
		t.Errorf("a minute later it is %v behind", by)
	}
	wall = time.Date(2026, 11, 29, 9, 0, 0, 0, time.UTC)
	c.Follow(c.Behind())
	if c.Behind() != 0 || !c.Now().Equal(wall) {
		t.Errorf("it is %v", c.Now())
	}
	wall = wall.Add(-time.Hour)
	if by := c.Behind(); by != -time.Hour {
		t.Errorf("put back, it is %v behind", by)
	}
	c.Follow(c.Behind())
	if !c.Now().Equal(wall.Add(time.Hour)) {
		t.Error("it was put back")
	}
}

// TestASystemClockInStepsNeverGoesBack reads one that stands for 16 ms at a time.
func TestASystemClockInStepsNeverGoesBack(t *testing.T) {
	defer lastReading.Store(lastReading.Load())
	lastReading.Store(nil)
	from, before := time.Now(), time.Duration(0)
	for range 2000 {
		now := sinceWith(func() (time.Duration, bool) { return time.Since(from).Truncate(16 * time.Millisecond), true })
		if now < before {
			t.Fatalf("it went back by %v", before-now)
		}
		before = now
		if r := lastReading.Load(); r != nil && now%7 == 0 { // as if the time to read anew had come
			lastReading.Store(&reading{r.at.Add(-readEvery), r.boot - readEvery})
		}
	}
}
