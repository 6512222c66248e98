package store_test

import (
	"testing"
	"time"

	"verkstad/model"
	steady "verkstad/store/clock"
)

// TestTimeInALogNeverGoesBackwards puts the clock back, and far forward, while a
// workshop goes on.
func TestTimeInALogNeverGoesBackwards(t *testing.T) {
	c := newClock()
	start := c.now()
	o := quiet
	o.Now = c.now
	l := begin(t, open(t, t.TempDir(), o))
	for _, by := range []time.Duration{time.Minute, -time.Hour, time.Second, 48 * time.Minute, -24 * time.Hour} {
		c.pass(by)
		must(t, l, model.Host, model.AddIdea{Text: by.String()})
	}
	records, err := l.Records()
	if err != nil {
		t.Fatal(err)
	}
	before := start
	for _, r := range records {
		if r.At.IsZero() {
			continue
		}
		if r.At.Before(before) {
			t.Errorf("event %d is of %v, after one of %v", r.Seq, r.At, before)
		}
		before = r.At
	}
	if before.Before(start.Add(time.Minute)) {
		t.Errorf("the last event is of %v", before)
	}
}

// TestAPhaseGoesOnAfterARestartWithTheClockPutBack holds that the clock of a
// phase that runs does not stand for the hour that the computer's was put back.
func TestAPhaseGoesOnAfterARestartWithTheClockPutBack(t *testing.T) {
	dir := t.TempDir()
	o := quiet
	ahead := time.Now().Add(time.Hour)
	o.Now = func() time.Time { return ahead }
	s := open(t, dir, o)
	l := begin(t, s)
	must(t, l, model.Host, model.StartClock{})
	closeStore(t, s)

	c := steady.New() // an hour before
	o.Now, o.AtLeast = c.Now, c.AtLeast
	l, err := open(t, dir, o).Open(ctx, l.Board().ID)
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(50 * time.Millisecond) // the time that is measured
	if on := l.Board().Phase().Elapsed(c.Now()); on < 50*time.Millisecond || on > time.Minute {
		t.Errorf("the phase's clock has gone on by %v", on)
	}
	must(t, l, model.Host, model.PauseClock{})
	if spent := l.Board().Phase().Elapsed(c.Now()); spent < 40*time.Millisecond || spent > time.Minute {
		t.Errorf("stopped, it has %v", spent)
	}
}
