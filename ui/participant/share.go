package participant

import (
	"slices"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// shown is the sharing side of a part: what others see too, and what lies over
// it. Its panes are the shared ones with its own over them.
type shown interface {
	// view is what it shows as others do; false where it shares nothing, and
	// dependencies and own are not called. It is asked for at every wake-up that
	// affects it.
	view(r frame.Rect) (stage.SharedView, bool)
	// dependencies is everything that own follows from besides what this person did,
	// the person, the lock and the place in the queue; keys is everything that
	// the actions in the footer follow from besides those.
	dependencies(layout stage.SharedLayout) (own, keys any)
	// own lays the terminal's own panes side by side.
	own(r frame.Rect, layout stage.SharedLayout) []frame.Pane
	// affected is asked with what the view's Affects gave, and with nil where
	// nothing of the board and its clock has changed.
	affected(change any) bool
}

// unshared is a part that shares nothing.
type unshared struct{ looksAgain }

func (unshared) view(frame.Rect) (stage.SharedView, bool)        { return nil, false }
func (unshared) dependencies(stage.SharedLayout) (own, keys any) { return nil, nil }
func (unshared) own(frame.Rect, stage.SharedLayout) []frame.Pane { return nil }

// looksAgain is a part of which each terminal looks for itself at every step.
type looksAgain struct{}

func (looksAgain) affected(any) bool { return true }

// eachLooks is a view of such a part.
type eachLooks struct{}

// Affects is nil: each has to look.
func (eachLooks) Affects(_, _ *model.Board, _, _ stage.SharedLayout) any { return nil }

// kept is a terminal's own panes, and what they and the footer followed from.
type kept struct {
	dependencies dependencies
	part         any
	keys         any
	panes        []frame.Pane
}

type dependencies struct {
	r       frame.Rect
	me      *model.Person
	ready   bool
	locked  bool
	place   int                 // among those who want to speak
	seated  uint64              // who sits at the same table
	voters  model.Participation // whether a ticket is asked for
	asked   model.ItemID        // what waits for an answer
	changes int                 // messages other than wake-ups
	moment  moment
}

// SharedView is what this terminal shows as others do.
func (s *Screen) SharedView(r frame.Rect) (stage.SharedView, bool) {
	if s.Person() == nil || s.Board() != s.followed && s.now() != s.moment {
		return nil, false
	}
	return s.part.view(r)
}

// DrawPrivate lays the terminal's own panes, anew only if something has changed
// that they follow from.
func (s *Screen) DrawPrivate(r frame.Rect, layout stage.SharedLayout) (panes []frame.Pane, sameKeys bool) {
	b, me := s.Board(), s.Person()
	now := dependencies{
		r: r, me: me, ready: b.IsReady(me), locked: b.Locked(s.Now()), place: s.queuePlace(), seated: s.tableOf(me.Table).print,
		voters: b.Participation, asked: s.askedNow(), changes: s.changes, moment: s.moment,
	}
	own, keys := s.part.dependencies(layout)
	still := s.own.panes != nil && now == s.own.dependencies
	sameKeys = still && keys == s.own.keys
	if !still || own != s.own.part {
		s.own.panes = slices.Clip(s.part.own(r, layout))
	}
	s.own.dependencies, s.own.part, s.own.keys = now, own, keys
	return s.own.panes, sameKeys
}

// onlyIdeas tells whether nothing but the ideas and the clock differ between two
// boards: nothing then that a person's own header, keys or marks follow from.
func onlyIdeas(before, after *model.Board) bool {
	revs := before.Revs
	revs.Ideas = after.Revs.Ideas
	return revs == after.Revs
}

// Affected reports whether such a step may mean something to this terminal.
func (s *Screen) Affected(change any) bool { return s.part.affected(change) }

// Pass takes the layout of a shared picture that was shown meanwhile.
func (s *Screen) Pass(layout stage.SharedLayout) {
	if s.Person() != nil {
		s.part.dependencies(layout)
	}
}

// Forget has the own panes laid out anew.
func (s *Screen) Forget() { s.changes++ }

// whole is the panes of a part that shares, for a terminal that shares nothing.
func whole(p part, d *desk, r frame.Rect) []frame.Pane {
	view, _ := p.view(r)
	panes, layout := d.DrawShared(view, r)
	return append(panes, p.own(r, layout)...)
}

// same gives the view in last if that equals now, so that a view which is asked
// for at every wake-up, and seldom new, takes no memory.
func same[V interface {
	comparable
	stage.SharedView
}](last *stage.SharedView, now V) stage.SharedView {
	if was, ok := (*last).(V); !ok || was != now {
		*last = now
	}
	return *last
}

// nameRoom is what a shared header leaves for what is said of oneself, in cells.
func nameRoom(r frame.Rect) int {
	if r.W < 60 {
		return 2
	}
	return 26
}

// heading is where a terminal's own panes lie in the upper part of a shared
// picture: what is said of oneself ends at end, and mates is a row for those
// one sits with.
type heading struct {
	end   int
	mates frame.Rect
}

// top is a shared header and what is told of the phase under it.
func (p phaseProps) top(dc stage.DrawContext, r frame.Rect, wide bool) (panes []frame.Pane, rest frame.Rect, h heading) {
	head, rest := r.SplitTop(stage.HeaderRows)
	panes, h.end = stage.OpenHeader(dc, head, p.name(dc), p.clock, nameRoom(r))
	panes, rest = p.introduce(dc, panes, r, rest, wide)
	h.mates, rest = p.matesRow(r, rest)
	return panes, rest, h
}

// aside is what is said of oneself and of one's table, over a shared header.
func (d *desk) aside(r frame.Rect, h heading, right ...string) []frame.Pane {
	return d.withMates([]frame.Pane{stage.Aside(d.DrawContext(), r, h.end, d.said(r, right...))}, h.mates)
}
