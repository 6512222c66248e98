package stage

import (
	"slices"
	"time"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/theme"
)

// SharedView is what a screen shows as many others do: which view it is, and the
// state of it that they have in common, such as how far it is scrolled. It is a
// small comparable value, and all who have an equal one have one picture, laid
// out once. It holds nothing that only one person may see.
type SharedView interface {
	// Props is everything that the picture follows from.
	Props(Snapshot) SharedProps
	// Affects is what the private sides may follow from, of the step from one
	// picture of this view to the next. It is nil if every terminal has to look
	// for itself.
	Affects(before, after *model.Board, was, is SharedLayout) any
}

// Snapshot is a workshop at a moment, without any person: all that shared props
// are made from.
type Snapshot struct {
	Board    *model.Board
	Workshop WorkshopEpoch // of the board; with a revision, the key of what is found on it
	Clocks   Clocks
	Cache    *frame.Cache // of what is found on boards
}

// SharedProps is a small comparable value, which may point to immutable pieces of
// the board. The picture follows from it, the context and the area alone: it
// cannot be stale where the props are equal, and shows nothing that is not in
// them.
type SharedProps interface {
	// DrawShared lays the picture out, and tells where private panes go.
	DrawShared(dc DrawContext, area frame.Rect) ([]frame.Pane, SharedLayout)
}

// SharedLayout is what a shared picture tells the terminals of itself, so that
// each lays its own panes over it. It is not changed afterwards.
type SharedLayout interface {
	Bytes() int64 // of memory that it holds, about
}

// drawnKey is what a shared picture follows from.
type drawnKey struct {
	context ContextID
	area    frame.Rect
	props   SharedProps
}

// drawn is a shared picture that is laid out.
type drawn struct {
	panes  []frame.Pane
	layout SharedLayout
}

// drawShared lays out what v shows of a snapshot, once for equal props.
func drawShared(dc DrawContext, v SharedView, s Snapshot, area frame.Rect) drawn {
	props := v.Props(s)
	return frame.Hold(dc.Cache, drawnKey{dc.ID(), area, props}, func() (drawn, int64) {
		panes, layout := props.DrawShared(dc, area)
		return drawn{panes, layout}, layout.Bytes() + int64(200*len(panes))
	})
}

// DrawShared lays out a view as the terminal's board is now.
func (e *Env) DrawShared(v SharedView, area frame.Rect) ([]frame.Pane, SharedLayout) {
	d := drawShared(e.DrawContext(), v, e.Snapshot(), area)
	return slices.Clip(d.panes), d.layout
}

// Snapshot is the terminal's board now.
func (e *Env) Snapshot() Snapshot { return e.snapshot(e.Now()) }

// snapshot is the terminal's board at a moment.
func (e *Env) snapshot(now time.Time) Snapshot {
	b := e.Board()
	return Snapshot{b, e.WorkshopEpoch(), ClocksOf(b, now), e.Cache()}
}

// sharedKey decides what is shared.
type sharedKey struct {
	workshop WorkshopEpoch
	seq      uint64 // of the board
	clock    Clocks
	lang     string
	theme    theme.ID
	area     frame.Rect
	view     SharedView
}

// Clocks is all that the clocks on a screen show at a moment.
type Clocks struct {
	Left, StepLeft  time.Duration // in whole seconds, rounded as [FormatClock] does
	Step            int
	Running, Locked bool
	Begun, Over     bool
}

// ClocksOf is what the clocks of a board show.
func ClocksOf(b *model.Board, now time.Time) Clocks {
	ph := b.Phase()
	if ph == nil {
		return Clocks{}
	}
	left := ph.Remaining(now)
	c := Clocks{Left: wholeSeconds(left), Running: ph.Running(), Locked: b.Locked(now), Begun: ph.Elapsed(now) != 0, Over: left < 0}
	if len(ph.Steps) > 0 {
		step, left := ph.Step(now)
		c.Step, c.StepLeft = step, wholeSeconds(left)
	}
	return c
}

// Text is the clock of the board's phase; see [ClockText].
func (c Clocks) Text(b *model.Board) string {
	ph := b.Phase()
	if ph == nil || !b.Ended.IsZero() || ph.Planned() == 0 && !c.Begun {
		return ""
	}
	text := FormatClock(c.Left)
	if c.Over && c.Left == 0 {
		text = "+" + text
	}
	if !ph.Running() {
		text = "‖ " + text
	}
	return text
}

// StepText is what is left of the step.
func (c Clocks) StepText() string {
	text := FormatClock(c.StepLeft)
	if c.Over && c.StepLeft == 0 {
		text = "+" + text
	}
	return text
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

// baseOf is the base of a key, laid out if nobody has yet. That of a board that
// is being written does not become the newest of its chain.
func (a *App) baseOf(k sharedKey, now time.Time, pending bool) *frame.Base {
	c := a.chainOf(k)
	if newest := c.newest.Load(); newest != nil && newest.key == k {
		return newest.base
	}
	laid := false
	base := a.cache.Base(k, a.w, a.h, func() ([]frame.Pane, any, int64) {
		laid = true
		d := drawShared(a.Env.DrawContext(), k.view, a.Env.snapshot(now), k.area)
		return d.panes, &link{key: k, board: a.Env.Board(), layout: d.layout, chain: c}, boardSize
	})
	if pending {
		c.prepare(base)
		return base
	}
	if last := c.newest.Load(); laid && a.seat != nil && (last == nil || last.key.seq < k.seq) {
		a.seat.Prerender(shape{k.lang, k.theme, k.area})
	}
	c.append(base)
	return base
}

// samePanes reports whether two lists are one.
func samePanes(a, b []frame.Pane) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// share lays out a screen of which others show the same. It is false where the
// screen is one of its own.
func (a *App) share(l *frame.Layout, area, foot frame.Rect) bool {
	view, ok := a.screen.SharedView(area)
	if !ok {
		return false
	}
	now := a.now()
	a.base = a.baseOf(a.sharedKey(area, view, now), now, false)
	panes, sameKeys := a.screen.DrawPrivate(area, linkOf(a.base).layout)
	sameFoot := sameKeys && a.own.toast == a.toast && a.own.foot == foot && a.own.of == a.screen
	if !sameFoot {
		a.own.footer, a.own.foot = footer(a.Env, foot, a.screen.Keys(), a.toast), foot
		a.own.toast, a.own.of = a.toast, a.screen
	}
	if !sameFoot || !samePanes(panes, a.own.screen) {
		a.own.screen, a.own.panes = panes, append(slices.Clip(panes), a.own.footer)
	}
	l.Base, l.Panes = a.base, slices.Clip(a.own.panes)
	return true
}

// now is the time that the terminal shows: for one with a seat that when it last
// followed, so that what one types does not wait for a new base.
func (a *App) now() time.Time {
	if a.seat != nil {
		return a.at
	}
	return a.Env.Now()
}

// sharedKey is the key of what is shared now of a view.
func (a *App) sharedKey(area frame.Rect, view SharedView, now time.Time) sharedKey {
	b := a.Env.Board()
	return sharedKey{
		workshop: a.Env.WorkshopEpoch(), seq: b.Seq, clock: ClocksOf(b, now),
		lang: a.Env.Words.Lang(), theme: a.Env.Theme.ID(), area: area, view: view,
	}
}
