package stage

import (
	"slices"
	"time"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/theme"
)

// Sharer is a [Screen] that shows for the most part what many others show. A
// thousand people in one phase have one picture laid out for all of them, and
// each terminal only lays its own panes over it (see [frame.Base]).
type Sharer interface {
	Screen
	// Alike is the key of what all share who have the same one; false where
	// there is nothing to share now. What they share may follow from that key,
	// from r, from the board, the seconds of its clock and whether the phase is
	// locked, and from words and colours: from nothing else. Above all, nothing
	// that only one person may see may be in it.
	Alike(r frame.Rect) (key any, ok bool)
	// Common lays out what is shared, once for all, on any one of their
	// screens. Own of the others gets the note.
	Common(r frame.Rect) (panes []frame.Pane, note any)
	// Own is the panes of this terminal, side by side over the common ones:
	// the same slice as the last time if nothing is new. sameKeys says that the
	// keys in the footer are those of the last time.
	Own(r frame.Rect, note any) (panes []frame.Pane, sameKeys bool)
}

// sharedKey decides what is shared.
type sharedKey struct {
	workshop string
	epoch    uint64
	seq      uint64 // of the board
	clock    clockState
	lang     string
	theme    theme.ID
	area     frame.Rect
	screen   any
}

// clockState is all that the clocks on a screen show.
type clockState struct {
	left, step      time.Duration // in whole seconds, rounded as [FormatClock] does
	at              int           // the step
	running, locked bool
	begun, over     bool
}

func clockOf(b *model.Board, now time.Time) clockState {
	ph := b.Phase()
	if ph == nil {
		return clockState{}
	}
	left := ph.Remaining(now)
	c := clockState{left: wholeSeconds(left), running: ph.Running(), locked: b.Locked(now), begun: ph.Elapsed(now) != 0, over: left < 0}
	if len(ph.Steps) > 0 {
		at, left := ph.Step(now)
		c.at, c.step = at, wholeSeconds(left)
	}
	return c
}

// wholeSeconds rounds what is left up, so that it starts at the whole time and
// ends at 0, and what is over down.
func wholeSeconds(left time.Duration) time.Duration {
	if left < 0 {
		return left.Truncate(time.Second)
	}
	return (left + time.Second - 1).Truncate(time.Second)
}

// own is what the app last laid over what is shared.
type own struct {
	panes  []frame.Pane // the screen's, and the footer
	screen []frame.Pane // the screen's alone
	footer frame.Pane
	foot   frame.Rect // where the footer was to be
	toast  ToastMsg
	of     Screen
}

// baseOf is the base of a key, laid out on screen s if nobody has yet. That of
// a board which is only coming is not put in line.
func (a *App) baseOf(k sharedKey, s Sharer, now time.Time, coming bool) *frame.Base {
	l := a.laneOf(k)
	if newest := l.newest.Load(); newest != nil && newest.key == k {
		return newest.base
	}
	laid := false
	base := a.cache.Base(k, a.w, a.h, func() ([]frame.Pane, any) {
		laid = true
		running := a.Env.Now
		defer func() { a.Env.Now = running }()
		a.Env.Now = func() time.Time { return now } // the key's, should a second end meanwhile
		panes, note := s.Common(k.area)
		return panes, &common{key: k, board: a.Env.Board(), note: note, lane: l}
	})
	if coming {
		l.prepare(base, s)
		return base
	}
	if last := l.newest.Load(); laid && a.seat != nil && (last == nil || last.key.seq < k.seq) {
		a.seat.Prerender(shape{k.lang, k.theme, k.area})
	}
	l.put(base, s)
	return base
}

// samePanes reports whether two lists are one.
func samePanes(a, b []frame.Pane) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// share lays out a screen of which others show the same. It is false where the
// screen is one of its own.
func (a *App) share(l *frame.Layout, area, foot frame.Rect) bool {
	s, ok := a.screen.(Sharer)
	var key any
	if ok {
		key, ok = s.Alike(area)
	}
	if !ok {
		return false
	}
	now := a.Env.Now()
	if a.seat != nil {
		now = a.at // what one types does not wait for a new base
	}
	a.base = a.baseOf(a.sharedKey(area, key, now), s, now, false)
	panes, sameKeys := s.Own(area, noteOf(a.base).note)
	sameFoot := sameKeys && a.own.toast == a.toast && a.own.foot == foot && a.own.of == a.screen
	if !sameFoot {
		a.own.footer, a.own.foot = footer(a.Env, foot, s.Keys(), a.toast), foot
		a.own.toast, a.own.of = a.toast, a.screen
	}
	if !sameFoot || !samePanes(panes, a.own.screen) {
		a.own.screen, a.own.panes = panes, append(slices.Clip(panes), a.own.footer)
	}
	l.Base, l.Panes = a.base, slices.Clip(a.own.panes)
	return true
}

// sharedKey is the key of what is shared now, of which screen is the screen's.
func (a *App) sharedKey(area frame.Rect, screen any, now time.Time) sharedKey {
	b := a.Env.Board()
	return sharedKey{
		workshop: b.ID, epoch: a.Env.Epoch(), seq: b.Seq, clock: clockOf(b, now),
		lang: a.Env.Words.Lang(), theme: a.Env.Theme.ID(), area: area, screen: screen,
	}
}
