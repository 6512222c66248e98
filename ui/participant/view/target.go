package view

import tea "charm.land/bubbletea/v2"

// Target is the view that actions are done in when their keys are pressed. Whoever
// makes actions of [KeyProps] cannot look into it: what is shown of them follows from
// the props alone.
type Target struct{ view View }

// On has something done, or found, in a target of type P.
func On[P View, T any](at Target, do func(P) T) func() T {
	return func() T { return do(at.view.(P)) }
}

// OnTerminal has an action done that every view has.
func OnTerminal(at Target, do func(*Terminal) tea.Cmd) func() tea.Cmd {
	return func() tea.Cmd { return do(at.view.AtTerminal()) }
}
