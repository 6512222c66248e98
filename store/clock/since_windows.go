package clock

import (
	"time"

	"golang.org/x/sys/windows"
)

// sinceBoot is GetTickCount64, which nobody sets and which counts while the computer
// sleeps, in steps of 10 to 16 ms.
func sinceBoot() (time.Duration, bool) { return windows.DurationSinceBoot(), true }
