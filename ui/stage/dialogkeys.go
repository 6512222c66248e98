package stage

import (
	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
)

// Keys answer the question.
func (d *Confirm) Keys() help.KeyMap {
	return KeyMap{Short: []key.Binding{
		d.env.Bind("key.yes", d.env.Words.T("app.yes.key"), "enter"), d.env.Bind("key.no", "esc", "esc"),
	}}
}

// Keys send what was written.
func (d *Prompt) Keys() help.KeyMap {
	return KeyMap{Short: []key.Binding{d.env.Bind("key.done", "enter", "enter"), d.env.Bind("key.cancel", "esc", "esc")}}
}

// Keys move and choose.
func (d *Menu) Keys() help.KeyMap {
	up, down := d.env.Bind("key.up", "↑", "up"), d.env.Bind("key.down", "↓", "down")
	up.SetEnabled(len(d.choices) > 1)
	down.SetEnabled(len(d.choices) > 1)
	return KeyMap{Short: []key.Binding{d.env.Bind("key.choose", "enter", "enter"), up, down, d.env.Bind("key.cancel", "esc", "esc")}}
}

// Keys close the help.
func (h *Help) Keys() help.KeyMap {
	return KeyMap{Short: []key.Binding{h.env.Bind("key.close", "esc", "esc")}}
}
