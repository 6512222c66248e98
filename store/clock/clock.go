// Package clock is the time that a server uses: it never stops and never goes back,
// whatever is done to the computer's clock while the server runs.
//
// It begins with the computer's time of day and continues with the time since the computer
// was started, which also counts while a laptop's lid is closed: those minutes pass for the
// people in the room. A computer without a battery-backed clock may begin in 1970 and be
// set from the network a minute later. The user of this clock then asks [Clock.Behind],
// stops everything that is being timed, makes the clock [Clock.Follow], and continues: so
// no elapsed time jumps, and dates are right from then on. After a restart the time of day
// counts, but never an earlier one than what is in the log (see [Clock.AtLeast]).
package clock

import (
	"sync/atomic"
	"time"
)

// Clock is such a clock. Its methods may be called from many goroutines.
type Clock struct {
	start   time.Time            // time of day at the beginning
	since   func() time.Duration // monotonic
	wall    func() time.Time     // the computer's time of day
	from    time.Duration        // value of since at the beginning
	skipped atomic.Int64         // nanoseconds by which AtLeast and Follow have put the clock forward
}

// New returns a clock that begins now.
func New() *Clock { return newClock(time.Now, sinceStart) }

func newClock(wall func() time.Time, since func() time.Duration) *Clock {
	return &Clock{start: wall().Round(0), wall: wall, since: since, from: since()} // Round removes Go's monotonic reading
}

// Now returns the time.
func (c *Clock) Now() time.Time {
	return c.start.Add(c.since() - c.from + time.Duration(c.skipped.Load()))
}

// Behind returns by how much the computer's clock is ahead of this one, since it was put
// forward; negative if it was put back.
func (c *Clock) Behind() time.Duration { return c.wall().Round(0).Sub(c.Now()) }

// Follow puts the clock forward by d, which must be positive.
func (c *Clock) Follow(d time.Duration) { c.skipped.Add(int64(max(0, d))) }

// maxSkipped is how far AtLeast puts the clock forward. A log further ahead was written by
// a clock that was wrong by days, and is not followed.
const maxSkipped = 24 * time.Hour

// AtLeast puts the clock forward to t, if it is before: a workshop whose log ends at t
// continues from there, even if the computer's clock has been put back since. It returns by
// how much the clock was moved.
func (c *Clock) AtLeast(t time.Time) time.Duration {
	for {
		skipped := c.skipped.Load()
		ahead := t.Sub(c.start.Add(c.since() - c.from + time.Duration(skipped)))
		if ahead <= 0 || ahead > maxSkipped {
			return 0
		}
		if c.skipped.CompareAndSwap(skipped, skipped+int64(ahead)) {
			return ahead
		}
	}
}
