package stage

import (
	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
)

// Keys answer the question.
func (d *Confirm) Keys() help.KeyMap {
	return KeyMap{Short: append([]key.Binding{
		d.env.Bind("key.yes", d.env.Words.T("app.yes.key"), "enter"), d.env.Bind("key.no", "esc", "esc"),
	}, d.env.scrolls(d.read.last > 0)...)}
}

// Keys send what was written.
func (d *Prompt) Keys() help.KeyMap {
	return KeyMap{Short: []key.Binding{d.env.Bind("key.done", "enter", "enter"), d.env.Bind("key.cancel", "esc", "esc")}}
}

// Keys move and choose.
func (d *Menu) Keys() help.KeyMap {
	move := d.env.scrolls(len(d.choices) > 1)
	return KeyMap{Short: []key.Binding{d.env.Bind("key.choose", "enter", "enter"), move[0], move[1], d.env.Bind("key.cancel", "esc", "esc")}}
}

// Keys close the help.
func (h *Help) Keys() help.KeyMap {
	search := h.env.Bind("key.search", "/", "/")
	search.SetEnabled(h.search == nil)
	return KeyMap{Short: append([]key.Binding{h.env.Bind("key.close", "esc", "esc"), search}, h.env.scrolls(h.most > 0)...)}
}

// scrolls is the keys that scroll, if there is anything to scroll.
func (e *Env) scrolls(on bool) []key.Binding {
	up, down := e.Bind("key.up", "↑", "up"), e.Bind("key.down", "↓", "down")
	up.SetEnabled(on)
	down.SetEnabled(on)
	return []key.Binding{up, down}
}
