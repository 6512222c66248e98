package clock

import (
	"sync/atomic"
	"time"

	"golang.org/x/sys/unix"
)

// reading is what CLOCK_BOOTTIME was at a moment of Go's own monotonic clock.
type reading struct {
	at   time.Time
	boot time.Duration
}

var last atomic.Pointer[reading]

// readEvery is how long a reading is gone on from with Go's clock, which costs a
// tenth of a system call.
const readEvery = 100 * time.Millisecond

// sinceStart is CLOCK_BOOTTIME (clock_gettime(2)), which nobody sets and which
// counts while the computer sleeps; Go's own monotonic clock does not.
func sinceStart() time.Duration {
	now := time.Now()
	r := last.Load()
	if r != nil {
		if d := now.Sub(r.at); d < readEvery {
			return r.boot + d
		}
	}
	var t unix.Timespec
	if unix.ClockGettime(unix.CLOCK_BOOTTIME, &t) != nil {
		return time.Since(begin)
	}
	last.Store(&reading{now, time.Duration(t.Nano())})
	return time.Duration(t.Nano())
}

var begin = time.Now()
