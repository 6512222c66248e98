//go:build !linux && !darwin && !windows

package clock

import "time"

// sinceBoot is not known: Go's own monotonic clock is gone by, which may stand while
// the computer sleeps.
func sinceBoot() (time.Duration, bool) { return 0, false }
