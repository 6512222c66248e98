package view

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// View is what the screen shows at one moment. It has a shared side, which is a
// [stage.SharedView], and a private side: what only this terminal shows, and its
// keys. Each side is drawn from props, which are made of the board, the person and
// what they have chosen and written. So whatever is drawn anew, and only that, has
// something new in its props.
type View interface {
	// SharedView is what it shows in r as others do; false where it shares nothing.
	// What is chosen is scrolled to first. last is what it gave before.
	SharedView(r frame.Rect, last stage.SharedView) (stage.SharedView, bool)
	// Settle takes up where things lie now, so that keys and mouse find what is seen.
	// layout is that of the shared side, or a [WholeArea] where there is none.
	Settle(layout stage.SharedLayout)
	// Private is what this terminal alone shows. It has settled for the layout; last
	// is what it gave before.
	Private(layout stage.SharedLayout, last PrivateProps) PrivateProps
	// Keys is what its actions follow from; last is what it gave before.
	Keys(last KeyProps) KeyProps
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
	// AtTerminal is what all views at this terminal have in common.
	AtTerminal() *Terminal
}

// PrivateProps is what one terminal shows of its own: a comparable value, which may
// point to immutable pieces of the board. Equal props give equal panes.
type PrivateProps interface {
	// DrawPrivate lays the panes side by side in r.
	DrawPrivate(dc stage.DrawContext, r frame.Rect) []frame.Pane
}

// KeyProps is what the actions of a view follow from: a comparable value. What an
// action does is done in the view, which it is given when its key is pressed.
type KeyProps interface {
	Actions(at Target) stage.Actions
}

// SamePrivate returns last if that equals now. Props are asked for at every wake-up
// of every terminal and seldom new: so that they take no memory then.
func SamePrivate[P interface {
	comparable
	PrivateProps
}](last PrivateProps, now P) PrivateProps {
	if was, ok := last.(P); ok && was == now {
		return last
	}
	return now
}

// SameKeys is [SamePrivate] for keys.
func SameKeys[P interface {
	comparable
	KeyProps
}](last KeyProps, now P) KeyProps {
	if was, ok := last.(P); ok && was == now {
		return last
	}
	return now
}

// SameShared is [SamePrivate] for the shared side.
func SameShared[V interface {
	comparable
	stage.SharedView
}](last stage.SharedView, now V) stage.SharedView {
	if was, ok := last.(V); ok && was == now {
		return last
	}
	return now
}

// WholeArea is the layout of a view that shares nothing: all of the screen is its own.
type WholeArea frame.Rect

// Bytes is little.
func (WholeArea) Bytes() int64 { return 0 }

// Unshared is of a view that shares nothing.
type Unshared struct{ LooksAgain }

// SharedView is none.
func (Unshared) SharedView(frame.Rect, stage.SharedView) (stage.SharedView, bool) { return nil, false }

// LooksAgain is of a view of which each terminal looks for itself at every step.
type LooksAgain struct{}

// Affected is true.
func (LooksAgain) Affected(any) bool { return true }

// EachLooks is of the shared side of such a view.
type EachLooks struct{}

// Affects is nil: each has to look.
func (EachLooks) Affects(_, _ *model.Board, _, _ stage.SharedLayout) any { return nil }

// NoText is of a view in which nothing is written.
type NoText struct{}

// Cursor is nowhere.
func (NoText) Cursor() *frame.Cursor { return nil }

// Typing is false.
func (NoText) Typing() bool { return false }

// Unsaved is false.
func (NoText) Unsaved() bool { return false }

// Draft is none.
func (NoText) Draft() *stage.Draft { return nil }

// Update does nothing.
func (NoText) Update(tea.Msg) tea.Cmd { return nil }

// OnlyIdeas reports whether nothing but the ideas and the clock differ between two
// boards: nothing then that a person's own header, keys or marks follow from.
func OnlyIdeas(before, after *model.Board) bool {
	revs := before.Revs
	revs.Ideas = after.Revs.Ideas
	return revs == after.Revs
}
