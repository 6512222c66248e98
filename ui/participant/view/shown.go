package view

import (
	"slices"

	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"

	"verkstad/model/method"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
	"verkstad/ui/theme"
)

// Shown is the view that is on the screen, with what was drawn of it last. It is a
// [stage.Screen] but for Update and Announce.
type Shown struct {
	*Terminal
	View    View
	viewed  stage.SharedView // its shared side,
	drawn   drawn            // its private side
	keyed   keyed            // and the keys, as they were made last
	letters letterRun        // where no text field is open
}

// NewShown is a terminal that shows nothing yet; see Replace.
func NewShown(t *Terminal) *Shown { return &Shown{Terminal: t} }

// Replace shows a view in place of the one before.
func (s *Shown) Replace(v View) { s.View, s.Said = v, "" }

// drawn is the private side as it was drawn last: the panes, and all that they
// follow from.
type drawn struct {
	context contextKey
	area    frame.Rect
	props   PrivateProps
	panes   []frame.Pane
}

// contextKey is what the draw context of a terminal follows from. It costs less to
// compare than to make the context.
type contextKey struct {
	words *i18n.Words
	theme *theme.Theme
	phase method.Activity // whose colour it has; empty before the first phase
}

func (s *Shown) contextKey() contextKey {
	k := contextKey{words: s.Words, theme: s.Theme}
	if ph := s.Board().Phase(); ph != nil {
		k.phase = ph.Activity
	}
	return k
}

// SharedView is what this terminal shows as others do.
func (s *Shown) SharedView(r frame.Rect) (stage.SharedView, bool) {
	if s.Person() == nil {
		return nil, false
	}
	shared, ok := s.View.SharedView(r, s.viewed)
	s.viewed = shared
	return shared, ok
}

// DrawPrivate lays the terminal's own panes, anew only if something has changed
// that they follow from.
func (s *Shown) DrawPrivate(r frame.Rect, layout stage.SharedLayout) (panes []frame.Pane, sameKeys bool) {
	panes = s.ownPanes(r, layout)
	was := s.keyed
	s.keyed = keyed{s.screenKeys(), s.drawn.context}
	return panes, s.keyed == was
}

// ownPanes is the private side over a layout, as it was drawn last if it follows from
// the same.
func (s *Shown) ownPanes(r frame.Rect, layout stage.SharedLayout) []frame.Pane {
	s.area = r
	s.View.Settle(layout)
	props, context := s.View.Private(layout, s.drawn.props), s.contextKey()
	if s.drawn.panes == nil || props != s.drawn.props || context != s.drawn.context || r != s.drawn.area {
		s.drawn = drawn{context, r, props, slices.Clip(props.DrawPrivate(s.DrawContext(), r))}
	}
	return s.drawn.panes
}

// Panes is the whole screen, for a terminal that shares nothing. Where others would
// share it, nothing is kept.
func (s *Shown) Panes(r frame.Rect) []frame.Pane {
	shared, ok := s.View.SharedView(r, s.viewed)
	if s.viewed = shared; !ok {
		return s.ownPanes(r, WholeArea(r))
	}
	panes, layout := s.DrawShared(shared, r)
	s.area = r
	s.View.Settle(layout)
	return append(panes, s.View.Private(layout, nil).DrawPrivate(s.DrawContext(), r)...)
}

// Affected reports whether a step of the shared picture may mean something to this
// terminal.
func (s *Shown) Affected(change any) bool {
	return s.bell.choice == bellAll || s.View.Affected(change) // nobody else listens for the time
}

// Pass takes the layout of a shared picture that was shown meanwhile.
func (s *Shown) Pass(layout stage.SharedLayout) {
	if s.Person() != nil {
		s.View.Settle(layout)
	}
}

// OnKey does what the key is for now, or says why it cannot be done. A letter waits for
// what follows; see [letterRun].
func (s *Shown) OnKey(msg tea.KeyPressMsg) tea.Cmd {
	if s.View.Typing() || s.Person() == nil {
		s.letters = letterRun{which: s.letters.which}
		return s.act(msg)
	}
	return s.onLetters(msg)
}

// act does what the key is for now, or says why it cannot be done.
func (s *Shown) act(msg tea.KeyPressMsg) tea.Cmd {
	if cmd, ok := s.actions(s.screenKeys()).OnKey(s.Env, msg); ok {
		return cmd
	}
	return s.View.Update(msg)
}

// actions are what can be done now.
func (s *Shown) actions(k screenKeys) stage.Actions {
	all := k.actions(Target{s.View})
	if k.typing {
		return all.WhileTyping()
	}
	return all
}

// screenKeys is all that the actions at a terminal follow from.
type screenKeys struct {
	view   KeyProps
	common commonKeys
	here   bool // the person takes part: without, there are the view's alone
	typing bool
}

// screenKeys is that of the terminal now.
func (s *Shown) screenKeys() screenKeys {
	k := screenKeys{view: s.View.Keys(s.keyed.keys.view), typing: s.View.Typing()}
	if p := s.Person(); p != nil && !p.Removed {
		k.common, k.here = s.commonKeys(), true
	}
	return k
}

// keyed is what the keys in the footer were made from.
type keyed struct {
	keys    screenKeys
	context contextKey
}

// actions are the view's and those that are always there.
func (k screenKeys) actions(at Target) stage.Actions {
	actions := k.view.Actions(at)
	if !k.here {
		return actions
	}
	actions = append(k.common.codeActions(at), append(actions, k.common.askedActions(at)...)...)
	if !k.common.ended {
		actions = append(actions, k.common.always(at)...)
	}
	return actions
}

// Cursor is in what is being written.
func (s *Shown) Cursor() *frame.Cursor { return s.View.Cursor() }

// Keys is what can be done now.
func (s *Shown) Keys() help.KeyMap {
	k := s.screenKeys()
	return s.actions(k).KeyMap(s.Env, k.typing)
}

// Focus is the text that has the keys, or else the view.
func (s *Shown) Focus() any {
	if d := s.View.Draft(); d != nil {
		return d
	}
	return s.View
}

// Typing reports whether letters go into a text.
func (s *Shown) Typing() bool { return s.View.Typing() }

// Unsaved names what would be lost by leaving now.
func (s *Shown) Unsaved() string {
	if s.View.Unsaved() {
		return s.Words.T("participant.unsaved")
	}
	return ""
}
