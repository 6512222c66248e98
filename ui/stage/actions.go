package stage

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Action is something that can be done on a screen, with its keys. A screen says
// anew what its actions are whenever it is asked: what keys do, what the footer and
// the help say of them, and what a menu offers are then one and the same.
type Action struct {
	Word   string   // names it; the label's id in the catalogue, if Label is empty
	Label  string   // the label's id, where it is another now
	Args   []any    // what the placeholders of the label and of Why stand for
	Shown  string   // the key as it is shown; empty is the first of Keys
	Hidden bool     // it is shown neither in the footer nor in the help: another action tells of it
	Keys   []string // as Bubble Tea names them
	Group  int      // of the help
	Footer bool     // it stands in the footer
	Off    bool     // it cannot be done now
	Why    string   // why it cannot be done now, an id of the catalogue; empty if it can, or nobody need be told
	// Do does it. It is nil where the screen itself takes the key, of which the
	// action then only tells.
	Do func() tea.Cmd
	// Moved is when others last changed what it is done with; nil if they cannot.
	// Nothing is done just after that.
	Moved func() *Moved
	// AtOnce is for one that opens a prompt which asks about a text that comes as soon as it
	// is open ([Prompt.AskIfHasty]): its letter need not wait for what follows.
	AtOnce bool
}

// Can reports whether the action can be done now.
func (a Action) Can() bool { return !a.Off && a.Why == "" }

// Text is the label in words.
func (a Action) Text(e *Env) string { return e.Words.T(cmp.Or(a.Label, a.Word), a.Args...) }

// Reason is why it cannot be done now, in words; empty if it can, or nobody need be
// told.
func (a Action) Reason(e *Env) string {
	if a.Why == "" {
		return ""
	}
	return e.Words.T(a.Why, a.Args...)
}

// Binding is the action's keys with its label, disabled if it cannot be done now.
func (a Action) Binding(e *Env) key.Binding {
	b := key.NewBinding(key.WithKeys(a.Keys...), key.WithHelp(a.Key(e), a.Text(e)))
	b.SetEnabled(a.Can())
	return b
}

// Key is the key as it is shown.
func (a Action) Key(e *Env) string {
	switch {
	case a.Shown != "":
		return a.Shown
	case a.Keys[0] == "space":
		return e.Words.T("keyname.space")
	}
	return a.Keys[0]
}

// Perform does the action, or says why it cannot be done now.
func (a Action) Perform(e *Env) tea.Cmd {
	switch {
	case a.Moved != nil && a.Moved().Lately(e):
		return e.SayMoved()
	case a.Why != "":
		return Complain(a.Reason(e))
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
// actions with that key it does the first that can be done, or tells the first reason
// why not. It reports whether there is any.
func (as Actions) OnKey(e *Env, msg tea.KeyPressMsg) (cmd tea.Cmd, ok bool) {
	at := -1
	for i, a := range as {
		switch {
		case a.Do == nil || !slices.Contains(a.Keys, msg.String()):
		case a.Can():
			return a.Perform(e), true
		case at < 0 || as[at].Why == "" && a.Why != "":
			at = i
		}
	}
	if at < 0 {
		return nil, false
	}
	return as[at].Perform(e), true
}

// InGroup is the actions in another group of the help.
func (as Actions) InGroup(group int) Actions {
	out := slices.Clone(as)
	for i := range out {
		out[i].Group = group
	}
	return out
}

// WhileTyping is the actions that remain while letters go into a text: without the
// keys that are letters, and without actions that have no other keys. What has a function
// key is done by alt and the letter, too, since some terminals keep function keys for
// themselves.
func (as Actions) WhileTyping() Actions {
	out := make(Actions, 0, len(as))
	for _, a := range as {
		if at := slices.IndexFunc(a.Keys, isLetter); at >= 0 {
			letter := a.Keys[at]
			a.Keys = slices.DeleteFunc(slices.Clone(a.Keys), isLetter)
			if len(a.Keys) > 0 && isFunctionKey(a.Keys[0]) && !strings.Contains(editingLetters, letter) {
				a.Keys = append(a.Keys, "alt+"+letter)
			}
		}
		if len(a.Keys) > 0 {
			out = append(out, a)
		}
	}
	return out
}

// editingLetters are letters that move and delete by words in a text with alt, as terminals
// of macOS send for the arrows with option.
const editingLetters = "bcdflu"

// isFunctionKey reports whether the key with that name is one of F1 to F12.
func isFunctionKey(name string) bool { return len(name) > 1 && name[0] == 'f' && name[1] <= '9' }

func isLetter(name string) bool { return utf8.RuneCountInString(name) == 1 || name == "space" }

// Bindings are those of the actions with these words, in their order.
func (as Actions) Bindings(e *Env, words ...string) []key.Binding {
	var all []key.Binding
	for _, word := range words {
		for _, a := range as {
			if a.Word == word && !a.Hidden {
				all = append(all, a.Binding(e))
			}
		}
	}
	return all
}

// Footer are the bindings of the actions that stand in the footer.
func (as Actions) Footer(e *Env) []key.Binding {
	all := make([]key.Binding, 0, len(as))
	for _, a := range as {
		if a.Footer {
			all = append(all, a.Binding(e))
		}
	}
	return all
}

// Groups are the bindings of all actions, by group. That of an action has the keys of
// the hidden ones with the same word too.
func (as Actions) Groups(e *Env) [][]key.Binding {
	var groups [][]key.Binding
	for i, a := range as {
		if i == 0 || a.Group != as[i-1].Group {
			groups = append(groups, nil)
		}
		if a.Hidden {
			continue
		}
		b := a.Binding(e)
		for _, other := range as {
			if other.Hidden && other.Word == a.Word && other.Can() {
				b.SetKeys(append(b.Keys(), other.Keys...)...)
			}
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], b)
	}
	return groups
}

// KeyMap shows the actions: those of the footer there, followed by the key of the
// help, and all in the help. It makes bindings only of what is asked for: a footer is
// drawn at many pictures, the help seldom. typing tells that letters go into a text;
// the actions are then those of [Actions.WhileTyping].
func (as Actions) KeyMap(e *Env, typing bool) help.KeyMap { return actionMap{e, as, typing} }

type actionMap struct {
	env     *Env
	actions Actions
	typing  bool
}

// ShortHelp is the footer.
func (m actionMap) ShortHelp() []key.Binding {
	if m.typing {
		return append(m.actions.Footer(m.env), m.env.Bind("key.help", "f1", "f1"))
	}
	return append(m.actions.Footer(m.env), m.env.HelpKey())
}

// FullHelp is the help, in groups.
func (m actionMap) FullHelp() [][]key.Binding { return m.actions.Groups(m.env) }

// HelpKey is the key of the help, for the end of a footer.
func (e *Env) HelpKey() key.Binding { return e.Bind("key.help", "?", "?") }
