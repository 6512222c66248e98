package stage

import (
	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/theme"
)

// Writing an event to disk takes longer than all else that it needs, and the
// next longest is to lay out, draw and encode, once for all who see it alike,
// what it changes. So one terminal of each shape runs ahead: while the disk
// works it makes the next base ready, as if the event were there. Nobody is
// shown anything before it is. Then it is found where all look first
// (see lane.latest). If the write fails, nobody ever asks for it: the board
// goes on in another edition.

// shape is for whom a picture that is made ready may fit.
type shape struct {
	lang  string
	theme theme.ID
	area  frame.Rect
}

// runAhead offers to lay out next time, too, what this app had to lay out now.
func (a *App) runAhead(k sharedKey) {
	if a.watched {
		a.ahead = true
		a.Env.Room.RunAhead(shape{k.lang, k.theme, k.area}, a.wake)
	}
}

// foresee makes the pictures ready of a board that is coming. It is false
// where the wake-up was for something else.
func (a *App) foresee() bool {
	if !a.glide.ready || a.base == nil {
		return false
	}
	shown, now := noteOf(a.base), a.Env.Room.Board()
	next := a.Env.Room.Coming()
	if next == nil || next.Seq <= now.Seq || shown.key.seq != now.Seq || shown.key.clock != clockOf(now, a.Env.Now()) {
		return false
	}
	if shown.lane.mayMake(next.Seq, a.Env.Now()) {
		a.prepare(next, shown.key.area)
	}
	return true
}

// prepare makes the base of a board, and the step to it, without showing it.
func (a *App) prepare(next *model.Board, area frame.Rect) {
	a.glide.behind = true // the screen has seen what is not there yet
	a.Env.held = next
	defer func() { a.Env.held = nil }()
	s := a.screen.(Sharer)
	if key, ok := s.Alike(area); ok {
		now := a.Env.Now()
		k := a.sharedKey(area, key, now)
		if k.lane() == noteOf(a.base).lane.key {
			a.cache.Ready(a.base, a.baseOf(k, s, now, true))
		}
	}
}
