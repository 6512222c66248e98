package stage

import (
	"slices"
	"strconv"

	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"
)

// closing is the part of a [Dialog] that does its actions, some of which close it.
type closing struct{ closed bool }

// close closes the dialog.
func (c *closing) close() tea.Cmd {
	c.closed = true
	return nil
}

// onKey does what a key is for. done says that this closes the dialog, ok that the
// key was for one of the actions.
func (c *closing) onKey(e *Env, all Actions, msg tea.KeyPressMsg) (cmd tea.Cmd, done, ok bool) {
	c.closed = false
	cmd, ok = all.OnKey(e, msg)
	return cmd, c.closed, ok
}

// ending is an action's Do that closes the dialog before it does something.
func (c *closing) ending(do func() tea.Cmd) func() tea.Cmd {
	return func() tea.Cmd {
		c.closed = true
		return do()
	}
}

// dialogKeys is the footer of a dialog, which has no help.
func dialogKeys(e *Env, all Actions) help.KeyMap {
	return KeyMap{Short: all.Footer(e), Full: all.Groups(e)}
}

// pageActions scroll a text by pages.
func (t *scrolledText) pageActions() Actions {
	by := func(pages int) func() tea.Cmd {
		return func() tea.Cmd { t.scroll(pages * max(1, t.shown)); return nil }
	}
	off := t.last == 0
	return Actions{
		{Word: "key.pageup", Keys: []string{"pgup"}, Off: off, Do: by(-1)},
		{Word: "key.pagedown", Shown: "pgdn", Keys: []string{"pgdown"}, Off: off, Do: by(1)},
	}
}

// actions scroll a text by lines and pages.
func (t *scrolledText) actions() Actions {
	return append(lineActions(t.last > 0, func(by int) { t.scroll(by) }), t.pageActions()...)
}

// lineActions go a line up and down, if on is set.
func lineActions(on bool, move func(by int)) Actions {
	by := func(n int) func() tea.Cmd {
		return func() tea.Cmd { move(n); return nil }
	}
	return Actions{
		{Word: "key.up", Shown: "↑", Keys: []string{"up", "k"}, Off: !on, Footer: true, Do: by(-1)},
		{Word: "key.down", Shown: "↓", Keys: []string{"down", "j"}, Off: !on, Footer: true, Do: by(1)},
	}
}

// actions answer the question, and scroll what it says.
func (d *Confirm) actions() Actions {
	scroll := d.read.actions()
	scroll[1].Keys = []string{"down", "space"} // j is yes in Swedish
	return append(Actions{
		{Word: "key.yes", Shown: d.env.Words.T("app.yes.key"), Keys: []string{"enter", "y", "j"}, Footer: true, Do: d.agree},
		{Word: "key.no", Keys: []string{"esc", "n", "q"}, Footer: true, Do: d.close},
	}, scroll...)
}

// actions send what was written or give it up, and scroll the title. Letters go into
// the text.
func (d *Prompt) actions() Actions {
	return append(Actions{
		{Word: "key.done", Keys: []string{"enter"}, Footer: true, Do: d.enter},
		{Word: "key.cancel", Keys: []string{"esc"}, Footer: true, Do: d.ending(d.giveUp)},
	}, d.read.pageActions()...)
}

// actions choose and move; a digit selects a numbered line.
func (d *Menu) actions() Actions {
	all := append(Actions{{Word: "key.choose", Keys: []string{"enter", "space"}, Footer: true, Do: d.choose}},
		lineActions(len(d.choices) > 1 || d.read.last > 0, d.move)...)
	all = append(all, Actions{
		{Word: "key.cancel", Keys: []string{"esc", "q"}, Footer: true, Do: d.close},
		{Word: "key.top", Keys: []string{"home"}, Do: func() tea.Cmd { d.at = 0; return nil }},
		{Word: "key.bottom", Keys: []string{"end"}, Do: func() tea.Cmd { d.move(len(d.choices)); return nil }},
	}...)
	all = append(all, d.read.pageActions()...)
	for n := range 10 {
		digit := strconv.Itoa(n)
		all = append(all, Action{Word: "key.choose", Hidden: n > 0, Shown: "0–9", Keys: []string{digit}, Do: func() tea.Cmd { d.number(digit); return nil }})
	}
	return all
}

// actions scroll the help, search it and close it, which any other key does too that
// is not searched for.
func (h *Help) actions() Actions {
	page := func(n int) func() tea.Cmd {
		return func() tea.Cmd { h.scroll(n * max(1, h.page-1)); return nil }
	}
	all := append(Actions{
		{Word: "key.close", Keys: []string{"esc"}, Footer: true, Do: h.close},
		{Word: "key.search", Keys: []string{"/"}, Off: h.search != nil, Footer: true, Do: h.startSearch},
	}, append(lineActions(h.most > 0, h.scroll),
		Action{Word: "key.pageup", Keys: []string{"pgup"}, Do: page(-1)},
		Action{Word: "key.pagedown", Shown: "pgdn", Keys: []string{"pgdown", "space"}, Do: page(1)})...)
	if h.search == nil {
		return all
	}
	all[0].Keys = append(all[0].Keys, "enter")
	return all.WhileTyping()
}

// actions choose and move. Letters are looked for.
func (d *Palette) actions() Actions {
	move := lineActions(true, d.move).WhileTyping()
	move[1].Keys = append(move[1].Keys, "tab")
	page := func(n int) func() tea.Cmd {
		return func() tea.Cmd { d.move(n * max(1, d.laid.below-2)); return nil }
	}
	return slices.Concat(Actions{{Word: "key.choose", Keys: []string{"enter"}, Footer: true, Do: d.choose}}, move, Actions{
		{Word: "key.cancel", Keys: []string{"esc"}, Footer: true, Do: d.close},
		{Word: "key.pageup", Keys: []string{"pgup"}, Do: page(-1)},
		{Word: "key.pagedown", Shown: "pgdn", Keys: []string{"pgdown"}, Do: page(1)},
	})
}

// actions scroll the text and close it, which any other key does too.
func (d *Sheet) actions() Actions {
	scroll := d.read.actions()
	scroll[1].Keys = append(scroll[1].Keys, "space")
	return append(Actions{{Word: "key.close", Keys: []string{"esc"}, Footer: true, Do: d.close}}, scroll...)
}

// actions choose goals, and move among them. Letters are looked for.
func (d *GoalPicker) actions() Actions {
	do := func(what func()) func() tea.Cmd {
		return func() tea.Cmd { what(); return nil }
	}
	move := func(by func() int) func() tea.Cmd { return do(func() { d.move(by()) }) }
	looking := d.input.Value() != ""
	return Actions{
		{Word: "key.choose", Keys: []string{"enter"}, Footer: true, Do: do(d.take)},
		{Word: "goals.targets", Shown: "→", Keys: []string{"right"}, Off: looking, Footer: true, Do: do(func() { d.unfold(true) })},
		{Word: "goals.targets", Hidden: true, Keys: []string{"left"}, Off: looking, Do: do(func() { d.unfold(false) })},
		{Word: "key.done", Keys: []string{"esc", "ctrl+s"}, Footer: true, Do: d.ending(func() tea.Cmd { return d.submit(d.chosen) })},
		{Word: "key.up", Shown: "↑", Keys: []string{"up"}, Footer: true, Do: move(func() int { return -1 })},
		{Word: "key.down", Shown: "↓", Keys: []string{"down", "tab"}, Footer: true, Do: move(func() int { return 1 })},
		{Word: "key.pageup", Keys: []string{"pgup"}, Do: move(func() int { return -d.room() })},
		{Word: "key.pagedown", Shown: "pgdn", Keys: []string{"pgdown"}, Do: move(d.room)},
	}
}

// actions send the texts, take them as one or give them up, and scroll them.
func (d *paste) actions() Actions {
	move := lineActions(len(d.rows) > d.shown, d.scroll)
	move[0].Keys, move[1].Keys = append(move[0].Keys, "pgup"), append(move[1].Keys, "pgdown")
	for i := range move {
		move[i].Footer = false
	}
	return append(Actions{
		{Word: "app.paste.each", Keys: []string{"enter"}, Why: d.noRoom(), Args: []any{"N", mostOrders - d.env.Orders()}, Footer: true, Do: d.ending(d.send)},
		{Word: "app.paste.whole", Keys: []string{"1"}, Footer: true, Do: d.ending(d.asOne)},
		{Word: "key.cancel", Keys: []string{"esc"}, Footer: true, Do: d.ending(d.goBack)},
	}, move...)
}

// actions send the text or keep it; where it cannot be sent both keep it.
func (u *unsent) actions() Actions {
	if !u.draft.open() {
		return Actions{{Word: "key.save", Keys: []string{"enter", "esc"}, Footer: true, Do: u.ending(u.kept)}}
	}
	return Actions{
		{Word: "key.send", Keys: []string{"enter"}, Footer: true, Do: u.ending(u.send)},
		{Word: "key.save", Keys: []string{"esc"}, Footer: true, Do: u.ending(u.kept)},
	}
}

// Keys answer the question.
func (d *Confirm) Keys() help.KeyMap { return dialogKeys(d.env, d.actions()) }

// Keys send what was written.
func (d *Prompt) Keys() help.KeyMap { return dialogKeys(d.env, d.actions()) }

// Keys move and choose.
func (d *Menu) Keys() help.KeyMap { return dialogKeys(d.env, d.actions()) }

// Keys move and choose.
func (d *Palette) Keys() help.KeyMap { return dialogKeys(d.env, d.actions()) }

// Keys close the help.
func (h *Help) Keys() help.KeyMap { return dialogKeys(h.env, h.actions()) }

// Keys close the text.
func (d *Sheet) Keys() help.KeyMap { return dialogKeys(d.env, d.actions()) }

// Keys choose goals.
func (d *GoalPicker) Keys() help.KeyMap { return dialogKeys(d.env, d.actions()) }

// Keys send them, take them as one, or give up.
func (d *paste) Keys() help.KeyMap { return dialogKeys(d.env, d.actions()) }

// Keys send the text or keep it.
func (u *unsent) Keys() help.KeyMap { return dialogKeys(u.app.Env, u.actions()) }
