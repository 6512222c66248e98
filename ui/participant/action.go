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
	keys  []string           // the first that can be used now is shown
	shown string             // instead of the key's own name
	word  string             // what it does, an id of the catalogue
	with  []any              // what its placeholders stand for
	do    func(part) tea.Cmd // nil of what is only told, such as letters that choose a card
	off   string             // why it cannot be done now, an id of the catalogue; empty if it can
	short bool               // it stands in the footer
	// moved is what it is about, which others may just have changed; nil if that is nothing.
	moved func(part) *stage.Moved
}

// on has an action done in a part of its own kind.
func on[P part](do func(P) tea.Cmd) func(part) tea.Cmd {
	return func(p part) tea.Cmd { return do(p.(P)) }
}

// onMoved is what an action is about in a part of its own kind.
func onMoved[P part](of func(P) *stage.Moved) func(part) *stage.Moved {
	return func(p part) *stage.Moved { return of(p.(P)) }
}

// onDesk has an action done that every part has.
func onDesk(do func(*desk) tea.Cmd) func(part) tea.Cmd {
	return func(p part) tea.Cmd { return do(p.common()) }
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
	env     *stage.Env
	actions []action
	typing  bool
}

// ShortHelp is the footer: what is done most, and at its end the key that lists all.
func (m keyMap) ShortHelp() []key.Binding {
	all := "?"
	if m.typing {
		all = "f1"
	}
	return append(m.bindings(func(a action) bool { return a.short }), m.env.Bind("key.help", all, all))
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
				shown = m.env.Words.T("keyname.space")
			}
		}
		b := key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, m.env.Words.T(a.word, a.with...)))
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

// commonKeys is what the actions follow from that every part has.
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
func (d *desk) commonKeys() commonKeys {
	p, b := d.Person(), d.Board()
	settled := d.Settled()
	return commonKeys{
		code: d.wayBack(), asked: d.askedNow() != 0 && d.Me.Via == 0, ended: !b.Ended.IsZero(), handUp: b.HandUp(p), ready: b.IsReady(p),
		phase: b.Phase() != nil, looksOn: d.Me.Role == model.Observer, votes: b.Votes(d.Me),
		undo: b.CanUndo(d.Me) || !settled, redo: b.CanRedo(d.Me) || !settled, lacksTicket: d.lacksTicket(),
		table: d.tableKey(), session: d.sessionKeys(),
	}
}

// always are the actions of every phase: the hand, the ready mark, a note for
// later, the instruction, undo and redo.
func (k commonKeys) always() []action {
	hand, ready := "participant.key.hand", "participant.key.ready"
	if k.handUp {
		hand = "participant.key.lower"
	}
	if k.ready {
		ready = "participant.key.unready"
	}
	noPhase, look := unless(k.phase, "participant.why.nophase"), unless(!k.looksOn, "participant.why.observer")
	var actions []action
	if k.lacksTicket {
		actions = append(actions, action{keys: []string{"b", "f9"}, word: "participant.key.ticket", short: true, do: onDesk((*desk).askTicket)})
	}
	if k.table {
		actions = append(actions, action{keys: []string{"y", "ctrl+t"}, word: "participant.key.table", short: true, do: onDesk((*desk).askWho)})
	}
	actions = append(append(actions, k.session.actions()...), []action{
		{keys: []string{"r", "f3"}, word: hand, off: look, short: true, do: onDesk((*desk).moveHand)},
		{keys: []string{"f", "f4"}, word: ready, off: first(look, noPhase), short: true, do: onDesk((*desk).markReady)},
		{keys: []string{"p", "f5"}, word: "participant.key.park", off: look, do: onDesk((*desk).askPark)},
		{keys: []string{"i", "f6"}, word: "participant.key.instruction", off: noPhase, do: onDesk((*desk).showInstruction)},
	}...)
	if k.votes {
		return actions
	}
	return append(actions, []action{
		{keys: []string{"u", "ctrl+z"}, word: "key.undo", off: first(look, unless(k.undo, "error.nothing-to-undo")), do: onDesk(func(d *desk) tea.Cmd { return d.Do(model.Undo{}) })},
		{keys: []string{"U", "ctrl+r", "ctrl+y"}, word: "key.redo", off: first(look, unless(k.redo, "participant.why.redo")), do: onDesk(func(d *desk) tea.Cmd { return d.Do(model.Redo{}) })},
	}...)
}

// unless is a reason that holds where something is not so; else it is empty.
func unless(so bool, reason string) string {
	if so {
		return ""
	}
	return reason
}

func (d *desk) moveHand() tea.Cmd { return d.Do(model.MoveHand{Up: !d.Board().HandUp(d.Person())}) }

func (d *desk) markReady() tea.Cmd {
	return d.Do(model.MarkReady{Ready: !d.Board().IsReady(d.Person())})
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
