package clock

import (
	"sync/atomic"
	"time"
)

// reading is what the system's clock was at a moment of Go's own monotonic clock.
type reading struct {
	at   time.Time
	boot time.Duration
}

var last atomic.Pointer[reading]

// readEvery is how long a reading is gone on from with Go's clock, which costs a
// tenth of a system call.
const readEvery = 100 * time.Millisecond

// sinceStart goes on evenly and counts while the computer sleeps, as far as the
// system has such a clock; Go's own monotonic clock may stand meanwhile.
func sinceStart() time.Duration { return sinceWith(sinceBoot) }

// sinceWith is sinceStart with the system's clock as boot gives it.
func sinceWith(boot func() (time.Duration, bool)) time.Duration {
	now := time.Now()
	r := last.Load()
	if r != nil {
		if d := now.Sub(r.at); d < readEvery {
			return r.boot + d
		}
	}
	since, ok := boot()
	if !ok {
		return time.Since(begin)
	}
	if r != nil { // a system's clock in steps of 16 ms does not take back what was given
		since = max(since, r.boot+now.Sub(r.at))
	}
	last.Store(&reading{now, since})
	return since
}

var begin = time.Now()
