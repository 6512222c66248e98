package participant

import (
	"slices"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/text"
	"verkstad/ui/stage"
)

// action is what some keys do now.
type action struct {
	keys  []string       // the first that can be used now is shown
	shown string         // instead of the key's own name
	word  string         // what it does, an id of the catalogue
	with  []any          // what its placeholders stand for
	do    func() tea.Cmd // nil of what is only told, such as letters that choose a card
	off   string         // why it cannot be done now, an id of the catalogue; empty if it can
	short bool           // it stands in the footer
	of    *stage.Moved   // it is about what is chosen, which others may just have changed; else nil
}

// takes tells whether the key is one of the action's. While somebody types, a
// letter is a letter.
func (a action) takes(msg tea.KeyPressMsg, typing bool) bool {
	return slices.Contains(a.keys, msg.String()) && !(typing && isLetter(msg.String()))
}

func isLetter(name string) bool { return utf8.RuneCountInString(name) == 1 || name == "space" }

// keyMap shows actions in the footer and the help. It makes bindings only of
// what is asked for: the footer is drawn at every picture, the help seldom.
type keyMap struct {
	desk    *desk
	actions []action
	typing  bool
}

// ShortHelp is the footer: what is done most, and at its end the key that lists all.
func (m keyMap) ShortHelp() []key.Binding {
	all := "?"
	if m.typing {
		all = "f1"
	}
	return append(m.bindings(func(a action) bool { return a.short }), m.desk.Bind("key.help", all, all))
}

// FullHelp is the help, in one group.
func (m keyMap) FullHelp() [][]key.Binding {
	return [][]key.Binding{m.bindings(func(action) bool { return true })}
}

func (m keyMap) bindings(which func(action) bool) []key.Binding {
	out := make([]key.Binding, 0, len(m.actions))
	for _, a := range m.actions {
		keys := usable(a.keys, m.typing)
		if len(keys) == 0 || !which(a) {
			continue
		}
		shown := a.shown
		if shown == "" {
			shown = keys[0]
			if shown == "space" {
				shown = m.desk.Words.T("keyname.space")
			}
		}
		b := key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, m.desk.Words.T(a.word, a.with...)))
		b.SetEnabled(a.off == "")
		out = append(out, b)
	}
	return out
}

// usable is keys without the letters while somebody types.
func usable(keys []string, typing bool) []string {
	if !typing || !slices.ContainsFunc(keys, isLetter) {
		return keys
	}
	return slices.DeleteFunc(slices.Clone(keys), isLetter)
}

// always are the actions of every phase: the hand, the ready mark, a note for
// later, the instruction, undo and redo.
func (d *desk) always() []action {
	p, b := d.Person(), d.Board()
	hand, ready := "participant.key.hand", "participant.key.ready"
	if b.HandUp(p) {
		hand = "participant.key.lower"
	}
	if b.IsReady(p) {
		ready = "participant.key.unready"
	}
	var noPhase, look, nothing, nothingUndone string
	if b.Phase() == nil {
		noPhase = "participant.why.nophase"
	}
	if d.Me.Role == model.Observer {
		look = "participant.why.observer"
	}
	if !b.CanUndo(d.Me) && d.Settled() {
		nothing = "error.nothing-to-undo"
	}
	if !b.CanRedo(d.Me) && d.Settled() {
		nothingUndone = "participant.why.redo"
	}
	var ticket []action
	if d.lacksTicket() {
		ticket = []action{{keys: []string{"b", "f9"}, word: "participant.key.ticket", short: true, do: d.askTicket}}
	}
	var undo []action
	if !b.Votes(d.Me) { // a vote has an undo of its own
		undo = []action{
			{keys: []string{"u", "ctrl+z"}, word: "key.undo", off: first(look, nothing), do: func() tea.Cmd { return d.Do(model.Undo{}) }},
			{keys: []string{"U", "ctrl+r", "ctrl+y"}, word: "key.redo", off: first(look, nothingUndone), do: func() tea.Cmd { return d.Do(model.Redo{}) }},
		}
	}
	return append(append(append(ticket, append(d.tableActions(), d.sessionActions()...)...), []action{
		{keys: []string{"r", "f3"}, word: hand, off: look, short: true, do: func() tea.Cmd {
			return d.Do(model.MoveHand{Up: !d.Board().HandUp(d.Person())})
		}},
		{keys: []string{"f", "f4"}, word: ready, off: first(look, noPhase), short: true, do: func() tea.Cmd {
			return d.Do(model.MarkReady{Ready: !d.Board().IsReady(d.Person())})
		}},
		{keys: []string{"p", "f5"}, word: "participant.key.park", off: look, do: d.askPark},
		{keys: []string{"i", "f6"}, word: "participant.key.instruction", off: noPhase, do: d.showInstruction},
	}...), undo...)
}

// first is the first of the reasons that there is.
func first(reasons ...string) string {
	for _, r := range reasons {
		if r != "" {
			return r
		}
	}
	return ""
}

// askPark asks for a note that does not belong here now.
func (d *desk) askPark() tea.Cmd {
	park := func(s string) tea.Cmd { return d.Do(model.AddIdea{Text: s, Parked: true}) }
	return d.Ask(stage.NewPrompt(d.Env, d.Words.T("participant.park.title"), d.Words.T("participant.park.hint"), "", 500,
		park).Several(stage.Several{Unit: "unit.ideas", Most: text.MaxIdeaRunes, Each: park}))
}

// showInstruction shows all of it, where the screen is too small for that.
func (d *desk) showInstruction() tea.Cmd {
	ph := d.Board().Phase()
	text := d.Local(ph.Instruction)
	if prompt := d.Local(ph.Prompt); prompt != "" {
		text = prompt + "\n\n" + text
	}
	for i, point := range ph.Checklist {
		mark := "○ "
		if ph.Ticked(i + 1) {
			mark = "✓ "
		}
		if i == 0 {
			text += "\n"
		}
		text += "\n" + mark + d.Local(point)
	}
	return d.Ask(stage.NewSheet(d.Env, d.PhaseTitle(ph), text))
}
