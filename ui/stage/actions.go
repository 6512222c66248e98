package stage

import (
	"cmp"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Action is something that can be done on a screen, with its keys. A screen says
// anew what its actions are whenever it is asked: what keys do, what the footer and
// the help say of them, and what a menu offers are then one and the same.
type Action struct {
	Word  string   // names it; the label's id in the catalogue, if Label is empty
	Label string   // the label's id, where it is another now
	Shown string   // the key as it is shown; empty is not shown
	Keys  []string // as Bubble Tea names them
	Group int      // of the help
	Off   bool     // it cannot be done now
	Why   string   // why it cannot be done now, in words; empty if it can, or nobody need be told
	Do    func() tea.Cmd
}

// Can reports whether the action can be done now.
func (a Action) Can() bool { return !a.Off && a.Why == "" }

// Text is the label in words.
func (a Action) Text(e *Env) string { return e.Words.T(cmp.Or(a.Label, a.Word)) }

// Binding is the action's keys with its label, disabled if it cannot be done now.
func (a Action) Binding(e *Env) key.Binding {
	b := e.Bind(cmp.Or(a.Label, a.Word), a.Shown, a.Keys...)
	b.SetEnabled(a.Can())
	return b
}

// Perform does the action, or says why it cannot be done now.
func (a Action) Perform() tea.Cmd {
	switch {
	case a.Why != "":
		return Complain(a.Why)
	case a.Off:
		return nil
	}
	return a.Do()
}

// Actions are what can be done on a screen, in the order of its help.
type Actions []Action

// Named is the action with a word; false if there is none.
func (as Actions) Named(word string) (Action, bool) {
	at := slices.IndexFunc(as, func(a Action) bool { return a.Word == word })
	if at < 0 {
		return Action{}, false
	}
	return as[at], true
}

// OnKey does what a key is for, or says why it cannot be done now. Of several
// actions with that key it does the first that can be done. It reports whether
// there is any.
func (as Actions) OnKey(msg tea.KeyPressMsg) (cmd tea.Cmd, ok bool) {
	for _, a := range as {
		switch {
		case !slices.Contains(a.Keys, msg.String()):
		case a.Can():
			return a.Do(), true
		case !ok:
			cmd, ok = a.Perform(), true
		}
	}
	return cmd, ok
}

// Bindings are those of the actions with these words, in their order.
func (as Actions) Bindings(e *Env, words ...string) []key.Binding {
	var all []key.Binding
	for _, word := range words {
		for _, a := range as {
			if a.Word == word {
				all = append(all, a.Binding(e))
			}
		}
	}
	return all
}

// Groups are the bindings of all actions, by group.
func (as Actions) Groups(e *Env) [][]key.Binding {
	var groups [][]key.Binding
	for i, a := range as {
		if i == 0 || a.Group != as[i-1].Group {
			groups = append(groups, nil)
		}
		if a.Shown != "" {
			groups[len(groups)-1] = append(groups[len(groups)-1], a.Binding(e))
		}
	}
	return groups
}

// HelpKey is the key of the help, for the end of a footer.
func (e *Env) HelpKey() key.Binding { return e.Bind("key.help", "?", "?") }

// ListKeys are the keys that move in a [List], for the help.
func (e *Env) ListKeys(on bool) []key.Binding {
	all := []key.Binding{
		e.Bind("key.up", "↑", "up", "k"), e.Bind("key.down", "↓", "down", "j"),
		e.Bind("key.pageup", "pgup", "pgup"), e.Bind("key.pagedown", "pgdn", "pgdown"),
		e.Bind("key.top", "home", "home", "g"), e.Bind("key.bottom", "end", "end", "G"),
	}
	for i := range all {
		all[i].SetEnabled(on)
	}
	return all
}
