package stage

import (
	"verkstad/ui/frame"
)

// A terminal that nobody touches can follow from one common picture to the next
// without looking at anything of its own. Of a thousand people who see an idea
// come, a few have something of their own that follows from it. The others'
// screens would be asked a dozen things each, out of memory that no cache holds
// any more, to find that nothing is new: that took longer than drawing.
//
// What a step affects is found once (see [SharedView.Affects]), and each terminal
// only asks whether that affects it. Such a screen is not told of the wake-up. It
// is before anything else happens to it, so it never knows the difference.

// glide is what an app shows while nobody touches its terminal.
type glide struct {
	layout frame.Layout // as it was laid out last; only its base is exchanged
	ready  bool         // and nothing but wake-ups came since
	behind bool         // the screen has not been told of them all
}

// glideOn goes on to the newest base, if nothing on the way stirs this terminal.
func (a *App) glideOn() bool {
	if !a.glide.ready || a.base == nil || a.Env.Room.Health().Err != nil {
		return false
	}
	if a.screen.Affected(nil) {
		return false
	}
	b := a.Env.Board()
	clock, at := ClocksOf(b, a.now()), noteOf(a.base)
	to := at
	if at.key.seq != b.Seq || at.key.clock != clock {
		to = at.lane.latest(b.Seq, clock)
	}
	if to.key.seq != b.Seq || to.key.clock != clock || to != at && !a.follows(at, to) {
		return false // somebody has to make it, or something is this terminal's own
	}
	if to != at {
		a.pass(to.layout)
	}
	a.base, a.glide.behind = to.base, true
	a.glide.layout.Base = to.base
	return true
}

// follows reports whether this terminal may go on to another base as it is.
func (a *App) follows(from, to *common) bool {
	n := to.at - from.at
	if from.at == 0 || n < 0 || n > len(to.trail) || to.key.workshop != a.Env.WorkshopEpoch() {
		return false
	}
	for _, change := range to.trail[:n] {
		if change == nil || a.screen.Affected(change) {
			return false
		}
	}
	return true
}

// catchUp tells the screen what it was not told, and has it lay out what it
// shows, so that a key or the mouse finds what is seen.
func (a *App) catchUp() {
	if a.glide.behind {
		a.glide.behind = false
		a.passOn()
		a.screen.Update(WakeMsg{})
		a.Layout()
	}
	a.glide.ready = false
}
