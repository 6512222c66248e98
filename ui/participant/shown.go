package participant

import (
	"slices"

	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"

	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// shown is the part that is on the screen, with what was drawn of it last. It is a
// [stage.Screen] but for Update and Announce.
type shown struct {
	*desk
	part   part
	viewed stage.SharedView
	drawn  drawn
	keyed  screenKeys
}

func newShown(d *desk) *shown { return &shown{desk: d} }

// show shows a part in place of the one before.
func (s *shown) show(p part) {
	s.part, s.given = p, ""
}

// drawn is the private side as it was drawn last: the panes, and all that they
// follow from.
type drawn struct {
	context stage.ContextID
	area    frame.Rect
	props   privateProps
	panes   []frame.Pane
}

// SharedView is what this terminal shows as others do.
func (s *shown) SharedView(r frame.Rect) (stage.SharedView, bool) {
	if s.Person() == nil {
		return nil, false
	}
	view, ok := s.part.View(r, s.viewed)
	s.viewed = view
	return view, ok
}

// DrawPrivate lays the terminal's own panes, anew only if something has changed
// that they follow from.
func (s *shown) DrawPrivate(r frame.Rect, layout stage.SharedLayout) (panes []frame.Pane, sameKeys bool) {
	s.area = r
	s.part.Settle(layout)
	dc, props := s.DrawContext(), s.part.Private(layout, s.drawn.props)
	context := dc.ID()
	sameKeys = s.takeKeys() && context == s.drawn.context
	if s.drawn.panes == nil || props != s.drawn.props || context != s.drawn.context || r != s.drawn.area {
		s.drawn = drawn{context, r, props, slices.Clip(props.DrawPrivate(dc, r))}
	}
	return s.drawn.panes, sameKeys
}

// Panes is the whole screen, for a terminal that shares nothing. Where others would
// share it, nothing is kept.
func (s *shown) Panes(r frame.Rect) []frame.Pane {
	view, ok := s.part.View(r, s.viewed)
	if s.viewed = view; !ok {
		panes, _ := s.DrawPrivate(r, wholeArea(r))
		return slices.Clip(panes)
	}
	panes, layout := s.DrawShared(view, r)
	s.area = r
	s.part.Settle(layout)
	return append(panes, s.part.Private(layout, nil).DrawPrivate(s.DrawContext(), r)...)
}

// Affected reports whether a step of the shared picture may mean something to this
// terminal.
func (s *shown) Affected(change any) bool { return s.part.Affected(change) }

// Pass takes the layout of a shared picture that was shown meanwhile.
func (s *shown) Pass(layout stage.SharedLayout) {
	if s.Person() != nil {
		s.part.Settle(layout)
	}
}

// onKey does what the key is for now, or says why it cannot be done.
func (s *shown) onKey(msg tea.KeyPressMsg) tea.Cmd {
	typing := s.part.Typing()
	for _, a := range s.screenKeys().actions() {
		if a.do == nil || !a.takes(msg, typing) { // some are there to be read alone
			continue
		}
		if a.moved != nil && a.moved(s.part).Lately(s.Env) {
			return s.SayMoved()
		}
		if a.off != "" {
			return stage.Complain(s.Words.T(a.off))
		}
		return a.do(s.part)
	}
	return s.part.Update(msg)
}

// screenKeys is all that the actions at a terminal follow from.
type screenKeys struct {
	part   keyProps
	common commonKeys
	here   bool // the person takes part: without, there are the part's alone
	typing bool
}

// screenKeys is that of the terminal now.
func (s *shown) screenKeys() screenKeys {
	k := screenKeys{part: s.part.Keys(s.keyed.part), typing: s.part.Typing()}
	if p := s.Person(); p != nil && !p.Removed {
		k.common, k.here = s.commonKeys(), true
	}
	return k
}

// takeKeys reports whether the keys are those that it took last.
func (s *shown) takeKeys() bool {
	was := s.keyed
	s.keyed = s.screenKeys()
	return was == s.keyed
}

// actions are the part's and those that are always there.
func (k screenKeys) actions() []action {
	actions := k.part.Actions()
	if !k.here {
		return actions
	}
	actions = append(k.common.codeActions(), append(actions, k.common.askedActions()...)...)
	if !k.common.ended {
		actions = append(actions, k.common.always()...)
	}
	return actions
}

// Cursor is in what is being written.
func (s *shown) Cursor() *frame.Cursor { return s.part.Cursor() }

// Keys is what can be done now.
func (s *shown) Keys() help.KeyMap {
	k := s.screenKeys()
	return keyMap{s.Env, k.actions(), k.typing}
}

// Focus is the text that has the keys, or else the part of the moment.
func (s *shown) Focus() any {
	if d := s.part.Draft(); d != nil {
		return d
	}
	return s.part
}

// Typing tells whether letters go into a text.
func (s *shown) Typing() bool { return s.part.Typing() }

// Unsaved names what would be lost by leaving now.
func (s *shown) Unsaved() string {
	if s.part.Unsaved() {
		return s.Words.T("participant.unsaved")
	}
	return ""
}
