package security

import (
	"time"

	"golang.org/x/sys/unix"
)

// worked is how long a processor has worked for the thread that asks.
func worked() time.Duration {
	var used unix.Rusage
	_ = unix.Getrusage(unix.RUSAGE_THREAD, &used) // fails for no thread of one's own, see getrusage(2)
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
