package participant

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// part is what the screen shows at one moment. It has a shared side, which is a
// [stage.SharedView], and a private side: what only this terminal shows, and its
// keys. Each side is drawn from props, which are made of the board, the person and
// what they have chosen and written. So whatever is drawn anew, and only that, has
// something new in its props.
type part interface {
	// View is what it shows as others do in r; false where it shares nothing. What
	// is chosen is brought into view first. last is what it gave before.
	View(r frame.Rect, last stage.SharedView) (stage.SharedView, bool)
	// Settle takes up where things lie now, so that keys and mouse find what is seen.
	// layout is that of the view, or a wholeArea if there is none.
	Settle(layout stage.SharedLayout)
	// Private is what this terminal alone shows, over a layout that it has settled
	// for; last is what it gave before.
	Private(layout stage.SharedLayout, last privateProps) privateProps
	// Keys is what its actions follow from; last is what it gave before.
	Keys(last keyProps) keyProps
	// Affected is asked with what the view's Affects gave, and with nil where
	// nothing of the board and its clock has changed.
	Affected(change any) bool

	// Update takes whatever is no action: typing, the mouse, what came of commands.
	Update(msg tea.Msg) tea.Cmd
	Cursor() *frame.Cursor
	// Typing reports whether letters go into a text.
	Typing() bool
	// Unsaved reports whether something written has not been sent.
	Unsaved() bool
	// Draft is the text that has the keys, if it is kept somewhere; else nil.
	Draft() *stage.Draft
	// common is what all parts of this terminal have in common.
	common() *desk
}

// privateProps is what one terminal shows of its own: a comparable value, which may
// point to immutable pieces of the board. Equal props give equal panes.
type privateProps interface {
	// DrawPrivate lays the panes side by side in r.
	DrawPrivate(dc stage.DrawContext, r frame.Rect) []frame.Pane
}

// keyProps is what the actions of a part follow from: a comparable value. What an
// action does is done in the part, which it is given when its key is pressed.
type keyProps interface {
	Actions() []action
}

// samePrivate, sameKeys and sameView give last if that equals now. Props are asked
// for at every wake-up of every terminal, and seldom new: so they take no memory.
func samePrivate[P interface {
	comparable
	privateProps
}](last privateProps, now P) privateProps {
	if was, ok := last.(P); ok && was == now {
		return last
	}
	return now
}

func sameKeys[P interface {
	comparable
	keyProps
}](last keyProps, now P) keyProps {
	if was, ok := last.(P); ok && was == now {
		return last
	}
	return now
}

func sameView[V interface {
	comparable
	stage.SharedView
}](last stage.SharedView, now V) stage.SharedView {
	if was, ok := last.(V); ok && was == now {
		return last
	}
	return now
}

// wholeArea is the layout of a part that shares nothing: all of the screen is its own.
type wholeArea frame.Rect

// Bytes is little.
func (wholeArea) Bytes() int64 { return 0 }

// unshared is a part that shares nothing.
type unshared struct{ looksAgain }

func (unshared) View(frame.Rect, stage.SharedView) (stage.SharedView, bool) { return nil, false }

// looksAgain is a part of which each terminal looks for itself at every step.
type looksAgain struct{}

func (looksAgain) Affected(any) bool { return true }

// eachLooks is a view of such a part.
type eachLooks struct{}

// Affects is nil: each has to look.
func (eachLooks) Affects(_, _ *model.Board, _, _ stage.SharedLayout) any { return nil }

// still is the part of a part in which nothing is written.
type still struct{}

func (still) Cursor() *frame.Cursor  { return nil }
func (still) Typing() bool           { return false }
func (still) Unsaved() bool          { return false }
func (still) Draft() *stage.Draft    { return nil }
func (still) Update(tea.Msg) tea.Cmd { return nil }

// onlyIdeas reports whether nothing but the ideas and the clock differ between two
// boards: nothing then that a person's own header, keys or marks follow from.
func onlyIdeas(before, after *model.Board) bool {
	revs := before.Revs
	revs.Ideas = after.Revs.Ideas
	return revs == after.Revs
}
