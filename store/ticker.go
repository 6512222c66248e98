package store

import (
	"time"

	"verkstad/model"
)

// presenceEvery is the shortest time between two wake-ups for changes of presence.
const presenceEvery = 250 * time.Millisecond

// runTicker wakes subscribers at the seconds of the clock and, not too often, when people
// come and go.
func (l *Live) runTicker() {
	defer close(l.ticked)
	second, soon, lately := time.NewTimer(time.Hour), time.NewTimer(time.Hour), time.NewTicker(recentEvery)
	defer second.Stop()
	defer soon.Stop()
	defer lately.Stop()
	var woken time.Time // last time because of presence
	for {
		wait, runs := untilSecond(l.Board(), l.now())
		if !runs {
			wait = time.Hour
		}
		second.Reset(wait)
		select {
		case <-l.stop:
			return
		case <-l.room.changed:
		case <-second.C:
			if runs {
				l.subs.wake()
			}
		case <-lately.C:
			l.room.fresh()
			l.expireClaims()
		case <-l.room.moved:
			soon.Reset(presenceEvery - time.Since(woken))
		case <-soon.C:
			woken = time.Now()
			l.subs.wake()
		}
	}
}

// untilSecond returns how long it is until the time left of the phase is a whole number of
// seconds, above 0 and at most a second; runs is false if the clock is stopped.
func untilSecond(b *model.Board, now time.Time) (wait time.Duration, runs bool) {
	ph := b.Phase()
	if ph == nil || !ph.Running() || !b.Ended.IsZero() {
		return 0, false
	}
	wait = ph.Remaining(now) % time.Second
	if wait <= 0 {
		wait += time.Second
	}
	return wait, true
}
