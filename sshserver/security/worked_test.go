//go:build !linux

package security

import "time"

var began = time.Now()

// worked is how much time has passed: nothing here tells the work of a thread.
func worked() time.Duration { return time.Since(began) }
