package view

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/ui/stage"
)

// codeActions are the key that shows the way back. It comes first among all, so
// that the help has it on its first page.
func (k commonKeys) codeActions(at Target) stage.Actions {
	if k.code == "" {
		return nil
	}
	return stage.Actions{{Keys: []string{"ctrl+g"}, Word: "participant.key.code", Args: []any{"Code", k.code}, Do: OnTerminal(at, (*Terminal).showCode)}}
}

// showCode shows or hides the way back in the header, or shows it over the
// screen where the header has no room for it.
func (t *Terminal) showCode() tea.Cmd {
	if t.selfProps().codeFits(t.DrawContext(), t.area) {
		t.CodeShown = !t.CodeShown
		return nil
	}
	code := t.WayBack()
	return t.Ask(stage.NewSheet(t.Env, t.Words.T("participant.waiting.code", "Code", code), t.Words.T("participant.back.how", "Code", code)))
}
