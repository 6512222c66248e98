package view

import (
	"slices"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/text"
	"verkstad/ui/stage"
)

// Action is what some keys do now.
type Action struct {
	Keys  []string           // the first that can be used now is shown
	Shown string             // instead of the key's own name
	Word  string             // what it does, an id of the catalogue
	with  []any              // what its placeholders stand for
	Do    func(View) tea.Cmd // nil of what is only told, such as letters that choose a card
	Off   string             // why it cannot be done now, an id of the catalogue; empty if it can
	Short bool               // it stands in the footer
	// Moved is what it is about, which others may just have changed; nil if that is nothing.
	Moved func(View) *stage.Moved
}

// On has an action done in a view of type P.
func On[P View](do func(P) tea.Cmd) func(View) tea.Cmd {
	return func(v View) tea.Cmd { return do(v.(P)) }
}

// OnMoved is what an action is about in a view of type P.
func OnMoved[P View](of func(P) *stage.Moved) func(View) *stage.Moved {
	return func(v View) *stage.Moved { return of(v.(P)) }
}

// OnTerminal has an action done that every view has.
func OnTerminal(do func(*Terminal) tea.Cmd) func(View) tea.Cmd {
	return func(v View) tea.Cmd { return do(v.AtTerminal()) }
}

// takes tells whether the key is one of the action's. While somebody types, a
// letter is a letter.
func (a Action) takes(msg tea.KeyPressMsg, typing bool) bool {
	return slices.Contains(a.Keys, msg.String()) && !(typing && isLetter(msg.String()))
}

func isLetter(name string) bool { return utf8.RuneCountInString(name) == 1 || name == "space" }

// keyMap shows actions in the footer and the help. It makes bindings only of
// what is asked for: the footer is drawn at every picture, the help seldom.
type keyMap struct {
	env     *stage.Env
	actions []Action
	typing  bool
}

// ShortHelp is the footer: what is done most, and at its end the key that lists all.
func (m keyMap) ShortHelp() []key.Binding {
	all := "?"
	if m.typing {
		all = "f1"
	}
	return append(m.bindings(func(a Action) bool { return a.Short }), m.env.Bind("key.help", all, all))
}

// FullHelp is the help, in one group.
func (m keyMap) FullHelp() [][]key.Binding {
	return [][]key.Binding{m.bindings(func(Action) bool { return true })}
}

func (m keyMap) bindings(which func(Action) bool) []key.Binding {
	out := make([]key.Binding, 0, len(m.actions))
	for _, a := range m.actions {
		keys := usable(a.Keys, m.typing)
		if len(keys) == 0 || !which(a) {
			continue
		}
		shown := a.Shown
		if shown == "" {
			shown = keys[0]
			if shown == "space" {
				shown = m.env.Words.T("keyname.space")
			}
		}
		b := key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, m.env.Words.T(a.Word, a.with...)))
		b.SetEnabled(a.Off == "")
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

// commonKeys is what the actions follow from that every view has.
type commonKeys struct {
	code          string // that the person comes back with; empty if their key is enough
	asked         bool   // a commitment in their name waits for an answer
	ended         bool   // the workshop has
	handUp, ready bool
	phase         bool // there is one
	looksOn       bool // the person takes no part
	votes         bool // a vote has an undo of its own
	undo, redo    bool // there may be something to undo and redo
	lacksTicket   bool
	table         bool // others may write at this terminal
	session       sessionKeys
}

// commonKeys is that of the terminal now.
func (t *Terminal) commonKeys() commonKeys {
	p, b := t.Person(), t.Board()
	settled := t.Settled()
	return commonKeys{
		code: t.WayBack(), asked: t.askedNow() != 0 && t.Me.Via == 0, ended: !b.Ended.IsZero(), handUp: b.HandUp(p), ready: b.IsReady(p),
		phase: b.Phase() != nil, looksOn: t.Me.Role == model.Observer, votes: b.Votes(t.Me),
		undo: b.CanUndo(t.Me) || !settled, redo: b.CanRedo(t.Me) || !settled, lacksTicket: t.lacksTicket(),
		table: t.tableKey(), session: t.sessionKeys(),
	}
}

// always are the actions of every phase: the hand, the ready mark, a note for
// later, the instruction, undo and redo.
func (k commonKeys) always() []Action {
	hand, ready := "participant.key.hand", "participant.key.ready"
	if k.handUp {
		hand = "participant.key.lower"
	}
	if k.ready {
		ready = "participant.key.unready"
	}
	noPhase, look := Unless(k.phase, "participant.why.nophase"), Unless(!k.looksOn, "participant.why.observer")
	var actions []Action
	if k.lacksTicket {
		actions = append(actions, Action{Keys: []string{"b", "f9"}, Word: "participant.key.ticket", Short: true, Do: OnTerminal((*Terminal).askTicket)})
	}
	if k.table {
		actions = append(actions, Action{Keys: []string{"y", "ctrl+t"}, Word: "participant.key.table", Short: true, Do: OnTerminal((*Terminal).askWho)})
	}
	actions = append(append(actions, k.session.actions()...), []Action{
		{Keys: []string{"r", "f3"}, Word: hand, Off: look, Short: true, Do: OnTerminal((*Terminal).moveHand)},
		{Keys: []string{"f", "f4"}, Word: ready, Off: First(look, noPhase), Short: true, Do: OnTerminal((*Terminal).markReady)},
		{Keys: []string{"p", "f5"}, Word: "participant.key.park", Off: look, Do: OnTerminal((*Terminal).askPark)},
		{Keys: []string{"i", "f6"}, Word: "participant.key.instruction", Off: noPhase, Do: OnTerminal((*Terminal).showInstruction)},
	}...)
	if k.votes {
		return actions
	}
	return append(actions, []Action{
		{Keys: []string{"u", "ctrl+z"}, Word: "key.undo", Off: First(look, Unless(k.undo, "error.nothing-to-undo")), Do: OnTerminal(func(t *Terminal) tea.Cmd { return t.Do(model.Undo{}) })},
		{Keys: []string{"U", "ctrl+r", "ctrl+y"}, Word: "key.redo", Off: First(look, Unless(k.redo, "participant.why.redo")), Do: OnTerminal(func(t *Terminal) tea.Cmd { return t.Do(model.Redo{}) })},
	}...)
}

// Unless is a reason that holds where something is not so; else it is empty.
func Unless(so bool, reason string) string {
	if so {
		return ""
	}
	return reason
}

func (t *Terminal) moveHand() tea.Cmd { return t.Do(model.MoveHand{Up: !t.Board().HandUp(t.Person())}) }

func (t *Terminal) markReady() tea.Cmd {
	return t.Do(model.MarkReady{Ready: !t.Board().IsReady(t.Person())})
}

// First is the first of the reasons that there is.
func First(reasons ...string) string {
	for _, r := range reasons {
		if r != "" {
			return r
		}
	}
	return ""
}

// askPark asks for a note that does not belong here now.
func (t *Terminal) askPark() tea.Cmd {
	park := func(s string) tea.Cmd { return t.Do(model.AddIdea{Text: s, Parked: true}) }
	return t.Ask(stage.NewPrompt(t.Env, t.Words.T("participant.park.title"), t.Words.T("participant.park.hint"), "", 500,
		park).Several(stage.Several{Unit: "unit.ideas", Most: text.MaxIdeaRunes, Each: park}))
}

// showInstruction shows all of it, where the screen is too small for that.
func (t *Terminal) showInstruction() tea.Cmd {
	ph := t.Board().Phase()
	text := t.Local(ph.Instruction)
	if prompt := t.Local(ph.Prompt); prompt != "" {
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
		text += "\n" + mark + t.Local(point)
	}
	return t.Ask(stage.NewSheet(t.Env, t.PhaseTitle(ph), text))
}
