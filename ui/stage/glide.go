package stage

import (
	"verkstad/model"
	"verkstad/ui/frame"
)

// Glider is a [Sharer] of which a terminal that nobody touches can follow from
// one common picture to the next without looking at anything of its own. Of a
// thousand people who see an idea come, a few have something of their own that
// follows from it. The others' screens would be asked a dozen things each, out
// of memory that no cache holds any more, to find that nothing is new: that
// took longer than drawing.
//
// What has changed is found once, and each terminal only asks whether that
// stirs it. Such a screen is not told of the wake-up. It is before anything
// else happens to it, so it never knows the difference.
type Glider interface {
	Sharer
	// Change is what own panes or keys may follow from, of the step from one
	// common picture to another that has the same key of [Sharer.Alike]; was and
	// is are their notes. It is nil if every terminal has to look for itself.
	Change(before, after *model.Board, was, is any) any
	// Stirs reports whether a change may alter anything on this terminal, which
	// has had nothing but wake-ups since its own panes were laid. A nil change
	// is a wake-up for something else than the board and its clock.
	Stirs(change any) bool
}

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
	g, ok := a.screen.(Glider)
	if !ok || g.Stirs(nil) {
		return false
	}
	b := a.Env.Board()
	clock, at := clockOf(b, a.at), noteOf(a.base)
	to := at
	if at.key.seq != b.Seq || at.key.clock != clock {
		to = at.lane.latest(b.Seq, clock)
	}
	if to.key.seq != b.Seq || to.key.clock != clock || to != at && !a.follows(g, at, to) {
		return false // somebody has to make it, or something is this terminal's own
	}
	if to != at {
		a.pass(to.note)
	}
	a.base, a.glide.behind = to.base, true
	a.glide.layout.Base = to.base
	return true
}

// follows reports whether this terminal may go on to another base as it is.
func (a *App) follows(g Glider, from, to *common) bool {
	n := to.at - from.at
	if from.at == 0 || n < 0 || n > len(to.trail) || to.key.workshop != a.Env.Board().ID || to.key.epoch != a.Env.Epoch() {
		return false
	}
	for _, change := range to.trail[:n] {
		if change == nil || g.Stirs(change) {
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
