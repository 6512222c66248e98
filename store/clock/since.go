package clock

import (
	"sync/atomic"
	"time"
)

// reading is the system's clock at a time of Go's own monotonic clock.
type reading struct {
	at   time.Time
	boot time.Duration
}

var lastReading atomic.Pointer[reading]

// readEvery is for how long a reading is extrapolated with Go's clock, which costs a tenth
// of a system call.
const readEvery = 100 * time.Millisecond

// sinceStart is monotonic and counts while the computer sleeps, if the system has such a
// clock; Go's own monotonic clock may stop meanwhile.
func sinceStart() time.Duration { return sinceWith(sinceBoot) }

// sinceWith is sinceStart with boot as the system's clock.
func sinceWith(boot func() (time.Duration, bool)) time.Duration {
	now := time.Now()
	r := lastReading.Load()
	if r != nil {
		if d := now.Sub(r.at); d < readEvery {
			return r.boot + d
		}
	}
	since, ok := boot()
	if !ok {
		return time.Since(begin)
	}
	if r != nil { // a system clock in steps of 16 ms must not go back behind what was returned
		since = max(since, r.boot+now.Sub(r.at))
	}
	lastReading.Store(&reading{now, since})
	return since
}

var begin = time.Now()
