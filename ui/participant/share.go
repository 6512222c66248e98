package participant

import (
	"slices"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// sharing is a part that shows for the most part what others see too; see
// [stage.Sharer]. Its panes are the common ones with its own over them.
type sharing interface {
	part
	// alike is what the common picture follows from besides the moment and
	// what stage knows of. It is asked for at every wake-up.
	alike(r frame.Rect) any
	// common lays out what is the same for all who are alike.
	common(r frame.Rect) ([]frame.Pane, any)
	// cause is everything that own follows from besides what this person did,
	// the person, the lock and the place in the queue; keys is everything that
	// the actions in the footer follow from besides those.
	cause(note any) (own, keys any)
	// own lays the terminal's own panes side by side.
	own(r frame.Rect, note any) []frame.Pane
}

// gliding is a sharing part of which most terminals need not look at a change
// of somebody else; see [stage.Glider].
type gliding interface {
	sharing
	// change is what a terminal's own may follow from, where nothing but the
	// ideas and the clock differ. It is nil if everybody has to look.
	change(was, is any) any
	// stirs is asked with what change gave, and with nil where nothing changed.
	stirs(change any) bool
}

// kept is a terminal's own panes, and what they and the footer followed from.
type kept struct {
	cause cause
	part  any
	keys  any
	panes []frame.Pane
}

type cause struct {
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

// alikeKey is what all share who see the same.
type alikeKey struct {
	moment moment
	part   any
}

var _ stage.Sharer = (*Screen)(nil)

// Alike is the key of what this terminal shows as others do.
func (s *Screen) Alike(r frame.Rect) (any, bool) {
	part, ok := s.part.(sharing)
	if !ok || s.Person() == nil || s.Board() != s.followed && s.now() != s.moment {
		return nil, false
	}
	if now := (alikeKey{s.moment, part.alike(r)}); s.alike == nil || now != s.alike.(alikeKey) {
		s.alike = now
	}
	return s.alike, true
}

// Common lays out what it shows as others do.
func (s *Screen) Common(r frame.Rect) ([]frame.Pane, any) { return s.part.(sharing).common(r) }

// Own lays the terminal's own panes, anew only if something has changed that
// they follow from.
func (s *Screen) Own(r frame.Rect, note any) (panes []frame.Pane, sameKeys bool) {
	part, b, me := s.part.(sharing), s.Board(), s.Person()
	now := cause{
		r: r, me: me, ready: b.IsReady(me), locked: b.Locked(s.Now()), place: s.queuePlace(), seated: s.tableOf(me.Table).print,
		voters: b.Participation, asked: s.askedNow(), changes: s.changes, moment: s.moment,
	}
	own, keys := part.cause(note)
	still := s.own.panes != nil && now == s.own.cause
	sameKeys = still && keys == s.own.keys
	if !still || own != s.own.part {
		s.own.panes = slices.Clip(part.own(r, note))
	}
	s.own.cause, s.own.part, s.own.keys = now, own, keys
	return s.own.panes, sameKeys
}

var _ stage.Glider = (*Screen)(nil)

// Change finds what a step from one common picture to the next means for
// terminals that nobody touches.
func (s *Screen) Change(before, after *model.Board, was, is any) any {
	part, ok := s.part.(gliding)
	if ideas := before.Revs; ok {
		ideas.Ideas = after.Revs.Ideas
		if ideas == after.Revs {
			return part.change(was, is)
		}
	}
	return nil
}

// Stirs reports whether such a step may mean something to this terminal.
func (s *Screen) Stirs(change any) bool {
	part, ok := s.part.(gliding)
	return !ok || part.stirs(change)
}

// Pass takes a common picture that was shown meanwhile.
func (s *Screen) Pass(note any) {
	if part, ok := s.part.(sharing); ok && s.Person() != nil {
		part.cause(note)
	}
}

// Forget has the own panes laid out anew.
func (s *Screen) Forget() { s.changes++ }

// whole is the panes of a part that shares, for who shares nothing.
func whole(p sharing, r frame.Rect) []frame.Pane {
	panes, note := p.common(r)
	return append(panes, p.own(r, note)...)
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
func (d *desk) top(r frame.Rect, wide bool) (panes []frame.Pane, rest frame.Rect, h heading) {
	head, rest := r.SplitTop(stage.HeaderRows)
	panes, h.end = stage.OpenHeader(d.Env, head, d.title(), nameRoom(r))
	panes, rest = d.introduce(panes, r, rest, wide)
	h.mates, rest = d.matesRow(r, rest)
	return panes, rest, h
}

// aside is what is said of oneself and of one's table, over a shared header.
func (d *desk) aside(r frame.Rect, h heading, right ...string) []frame.Pane {
	return d.withMates([]frame.Pane{stage.Aside(d.Env, r, h.end, d.said(r, right...))}, h.mates)
}
