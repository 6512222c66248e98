package stage

import (
	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/theme"
)

// Writing an event to disk takes longer than all else that it needs, and the
// next longest is to lay out, draw and encode, once for all who see it alike,
// what it changes. So one terminal of each shape prerenders: while the disk works
// it makes the next base ready, as if the event were there. Nobody is shown
// anything before it is. Then it is found where all look first (see
// chain.latest). If the write fails, nobody ever asks for it: its epoch is over.

// shape is for which terminals a picture that is prerendered may fit.
type shape struct {
	lang  string
	theme theme.ID
	area  frame.Rect
}

// prerender makes ready what all see of the board that is being written. It does
// nothing while this terminal does not show what the others do.
func (a *App) prerender() {
	if !a.untouched.ready || a.base == nil || a.seat == nil {
		return
	}
	e := a.Env
	shown, pending, now := linkOf(a.base).key, a.seat.Pending(), e.Room.Board()
	if pending.Board == nil || pending.Board.Seq <= now.Seq ||
		shown.workshop != e.WorkshopEpoch() || shown.workshop.Epoch != pending.Epoch || shown.seq != now.Seq || shown.clock != ClocksOf(now, e.Now()) {
		return
	}
	a.prepare(pending.Board, shown.area)
}

// prepare makes the base of a board, and the step to it, without showing it.
func (a *App) prepare(next *model.Board, area frame.Rect) {
	a.untouched.behind = true // the screen has seen what is not there yet
	a.Env.held = next
	defer func() { a.Env.held = nil }()
	if view, ok := a.screen.SharedView(area); ok {
		now := a.Env.Now()
		k := a.sharedKey(area, view, now)
		if k.chainKey() == linkOf(a.base).chain.key {
			a.cache.Ready(a.base, a.baseOf(k, now, true))
		}
	}
}
