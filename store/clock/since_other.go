//go:build !linux

package clock

import "time"

var begin = time.Now()

// sinceStart is Go's monotonic clock, which may stand while the computer sleeps.
func sinceStart() time.Duration { return time.Since(begin) }
