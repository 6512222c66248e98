// Package clock is the time that a server goes by: it never stands and never goes
// back, whatever is done to the computer's clock while the server runs.
//
// It begins with the computer's time of day and goes on with the time since the
// computer was started, which counts when a laptop's lid is closed too: whoever
// was in the room has seen those minutes pass. A computer without a clock of its
// own may begin in 1970 and be put right from the network a minute later. Whoever
// goes by this clock then asks [Clock.Behind], stops what is being timed, has the
// clock [Clock.Follow], and goes on: so no elapsed time jumps, and dates are right
// from then on. Across a restart the time of day counts, but never an earlier one
// than what is in the log (see [Clock.AtLeast]).
package clock

import (
	"sync/atomic"
	"time"
)

// Clock is such a time. Its methods may be called from many goroutines.
type Clock struct {
	start   time.Time            // time of day at the beginning
	since   func() time.Duration // goes on evenly
	wall    func() time.Time     // the computer's time of day
	from    time.Duration        // what since was at the beginning
	skipped atomic.Int64         // nanoseconds that the clock was put forward by AtLeast or Follow
}

// New is a clock that begins now.
func New() *Clock { return newClock(time.Now, sinceStart) }

func newClock(wall func() time.Time, since func() time.Duration) *Clock {
	return &Clock{start: wall().Round(0), wall: wall, since: since, from: since()} // Round takes Go's own reading away
}

// Now is the time.
func (c *Clock) Now() time.Time {
	return c.start.Add(c.since() - c.from + time.Duration(c.skipped.Load()))
}

// Behind is by how much the computer's clock is ahead of this one, since it was put
// forward; negative if it was put back.
func (c *Clock) Behind() time.Duration { return c.wall().Round(0).Sub(c.Now()) }

// Follow puts the clock forward by d, which is over 0.
func (c *Clock) Follow(d time.Duration) { c.skipped.Add(int64(max(0, d))) }

// mostSkipped is how far AtLeast puts the clock forward. A log from further
// ahead was written by a clock that was wrong by days, and is not followed.
const mostSkipped = 24 * time.Hour

// AtLeast puts the clock forward to t, if it is before: a workshop whose log says
// t goes on from there, although the computer's clock was put back since. It
// tells by how much, 0 if nothing was done.
func (c *Clock) AtLeast(t time.Time) time.Duration {
	for {
		skipped := c.skipped.Load()
		ahead := t.Sub(c.start.Add(c.since() - c.from + time.Duration(skipped)))
		if ahead <= 0 || ahead > mostSkipped {
			return 0
		}
		if c.skipped.CompareAndSwap(skipped, skipped+int64(ahead)) {
			return ahead
		}
	}
}
