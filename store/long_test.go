package store_test

import "os"

// long is n of the short form of a test, or the long form's when
// VERKSTAD_LONG is set: what trust.md promises, in minutes instead of seconds.
func long(n, inFull int) int {
	if os.Getenv("VERKSTAD_LONG") != "" {
		return inFull
	}
	return n
}
