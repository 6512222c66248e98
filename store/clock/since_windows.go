package clock

import (
	"time"

	"golang.org/x/sys/windows"
)

// sinceBoot reads GetTickCount64, which cannot be set and counts while the computer sleeps,
// in steps of 10 to 16 ms.
func sinceBoot() (time.Duration, bool) { return windows.DurationSinceBoot(), true }
