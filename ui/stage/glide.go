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

// transitionTo leads from a base to another.
func transitionTo(to *frame.Base, from *common, s Sharer) *transition {
	t := &transition{to: to, common: noteOf(to)}
	if g, ok := s.(Glider); ok && from.glidesTo(t.common) {
		t.change = g.Change(from.board, t.common.board, from.note, t.common.note)
	}
	return t
}

// glidesTo reports whether two bases are the same but for the moment.
func (c *common) glidesTo(to *common) bool {
	was, is := c.key, to.key
	if was.clock.locked != is.clock.locked {
		return false
	}
	was.seq, was.clock = is.seq, is.clock
	return was == is
}

// glideOn goes on to the base of this moment, if others have found the way and
// nothing on it stirs this terminal.
func (a *App) glideOn() bool {
	if !a.glide.ready || a.base == nil || a.Env.Room.Health().Err != nil {
		return false
	}
	g, ok := a.screen.(Glider)
	if !ok {
		return false
	}
	b := a.Env.Board()
	clock := clockOf(b, a.Env.Now())
	base, at := a.base, noteOf(a.base)
	if g.Stirs(nil) {
		return false
	}
	for at.key.seq != b.Seq || at.key.clock != clock {
		next := at.next.Load()
		if next == nil || next.change == nil || g.Stirs(next.change) {
			return false
		}
		base, at = next.to, next.common
	}
	a.base, a.glide.layout.Base, a.glide.behind = base, base, true
	return true
}

// catchUp tells the screen what it was not told, and has it lay out what it
// shows, so that a key or the mouse finds what is seen.
func (a *App) catchUp() {
	if a.glide.behind {
		a.glide.behind = false
		a.screen.Update(WakeMsg{})
		a.Layout()
	}
	a.glide.ready = false
}
