package security

import (
	"testing"
	"time"
)

// TestHowSlowAComputerIs: what others take of the computer makes the bounds wider,
// by as much as they took, and never by what a window tells that is too short.
func TestHowSlowAComputerIs(t *testing.T) {
	for _, c := range []struct {
		name             string
		inPeace          float64
		could, did, ours time.Duration
		slower           float64
	}{
		{"nothing has passed", 1.5, 0, 0, 0, 1.5},
		{"a few hundredths of a second, all of others", 1, 60 * time.Millisecond, 60 * time.Millisecond, 0, 1},
		{"nobody else works", 1.2, 20 * time.Second, 12 * time.Second, 12 * time.Second, 1.2},
		{"others take one of two cores", 1, 20 * time.Second, 20 * time.Second, 10 * time.Second, 2},
		{"it was slower in peace", 3, 20 * time.Second, 20 * time.Second, 10 * time.Second, 3},
		{"others take all", 1, 20 * time.Second, 20 * time.Second, 0, 20},
		{"we are counted for more than there was", 1, 20 * time.Second, 10 * time.Second, 11 * time.Second, 1},
	} {
		since := work{could: time.Hour, did: time.Minute, ours: time.Second}
		now := work{since.could + c.could, since.did + c.did, since.ours + c.ours}
		if got := slower(c.inPeace, since, now); got != c.slower {
			t.Errorf("%s: %.2f times slower, want %.2f", c.name, got, c.slower)
		}
	}
}
