package facilitator

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/stage"
)

// steps is how the group was last taken on or back at this terminal. A key that is
// pressed twice by mistake, or by somebody who has not seen yet that it did what it
// should, takes the group one step and not two.
type steps struct {
	word  string      // of the action that was done last; empty is none
	from  model.Place // where the group was then,
	shown model.Place // and where it is by what is shown,
	moved stage.Moved // which has changed then
}

// show notes where the group is by what is being laid out.
func (p *steps) show(e *stage.Env, at model.Place) {
	if p.shown != at {
		p.shown = at
		p.moved.Now(e)
	}
}

// hasty reports whether an action is the last one again, and what came of that is on
// its way, or has been on the screen for less than half a second.
func (p *steps) hasty(e *stage.Env, word string, at model.Place) bool {
	if word != p.word {
		return false
	}
	return at == p.from && e.Orders() > 0 || at != p.shown || p.moved.Lately(e)
}

// once takes the group on or back, but not once more for a key that is hit twice.
func (s *Screen) once(word string, do func() tea.Cmd) func() tea.Cmd {
	return func() tea.Cmd {
		at := s.here()
		if s.steps.hasty(s.env, word, at) {
			text := s.env.Words.T("facilitator.once")
			return func() tea.Msg { return stage.ToastMsg{Text: text, Quiet: true} }
		}
		s.steps.word, s.steps.from = word, at
		return do()
	}
}
