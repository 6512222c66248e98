package participant

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/ui/stage"
)

// codeActions are the key that shows the way back. It comes first among all, so
// that the help has it on its first page.
func (k commonKeys) codeActions() []action {
	if k.code == "" {
		return nil
	}
	return []action{{keys: []string{"ctrl+g"}, word: "participant.key.code", with: []any{"Code", k.code}, do: onDesk((*desk).showCode)}}
}

// showCode shows or hides the way back in the header, or shows it over the
// screen where the header has no room for it.
func (d *desk) showCode() tea.Cmd {
	if d.selfProps().codeFits(d.DrawContext(), d.area) {
		d.codeShown = !d.codeShown
		return nil
	}
	code := d.wayBack()
	return d.Ask(stage.NewSheet(d.Env, d.Words.T("participant.waiting.code", "Code", code), d.Words.T("participant.back.how", "Code", code)))
}
