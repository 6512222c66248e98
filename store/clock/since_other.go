//go:build !linux && !darwin && !windows

package clock

import "time"

// sinceBoot returns false: Go's own monotonic clock is used, which may stop while the
// computer sleeps.
func sinceBoot() (time.Duration, bool) { return 0, false }
