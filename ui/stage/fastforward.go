package stage

import (
	"verkstad/ui/frame"
)

// A terminal that nobody touches can follow from one common picture to the next
// without looking at anything of its own. That is a fast-forward. Of a
// thousand people who see an idea come, a few have something of their own that
// follows from it. Asking the others' screens a dozen things each, out of memory
// that is in no processor cache any more, takes longer than drawing.
//
// What a step affects is found once (see [SharedView.Affects]), and each terminal
// only asks whether that affects it. A screen that is fast-forwarded is not told of
// the wake-up until something else happens to it: see catchUp.

// untouched is what an app shows while nobody touches its terminal.
type untouched struct {
	layout frame.Layout // as it was laid out last; only its base is exchanged
	ready  bool         // and nothing but wake-ups came since
	behind bool         // the screen has not been told of them all
}

// fastForward goes on to the newest base, if nothing on the way affects this terminal.
func (a *App) fastForward() bool {
	if !a.untouched.ready || a.base == nil || a.Env.Room.Health().Err != nil {
		return false
	}
	if a.screen.Affected(nil) {
		return false
	}
	b := a.Env.Board()
	clock, at := ClocksOf(b, a.now()), linkOf(a.base)
	to := at
	if at.key.seq != b.Seq || at.key.clock != clock {
		to = at.chain.latest(b.Seq, clock)
	}
	if to.key.seq != b.Seq || to.key.clock != clock || to != at && !a.follows(at, to) {
		return false // somebody has to make it, or something is this terminal's own
	}
	if to != at {
		a.pass(to.layout)
	}
	a.base, a.untouched.behind = to.base, true
	a.untouched.layout.Base = to.base
	return true
}

// follows reports whether this terminal may go on to another base without laying out its own panes.
func (a *App) follows(from, to *link) bool {
	n := to.place - from.place
	if from.place == 0 || n < 0 || n > len(to.changes) || to.key.workshop != a.Env.WorkshopEpoch() {
		return false
	}
	for _, change := range to.changes[:n] {
		if change == nil || a.screen.Affected(change) {
			return false
		}
	}
	return true
}

// catchUp tells the screen what it was not told, and has it lay out what it
// shows, so that a key or the mouse finds what is seen.
func (a *App) catchUp() {
	if a.untouched.behind {
		a.untouched.behind = false
		a.passOn()
		a.screen.Update(WakeMsg{})
		a.Layout()
	}
	a.untouched.ready = false
}
