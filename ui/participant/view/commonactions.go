package view

import (
	"cmp"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/text"
	"verkstad/ui/stage"
)

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
func (k commonKeys) always(at Target) stage.Actions {
	hand, ready := "participant.key.hand", "participant.key.ready"
	if k.handUp {
		hand = "participant.key.lower"
	}
	if k.ready {
		ready = "participant.key.unready"
	}
	noPhase, look := Unless(k.phase, "participant.why.nophase"), Unless(!k.looksOn, "participant.why.observer")
	var actions stage.Actions
	if k.lacksTicket {
		actions = append(actions, stage.Action{Keys: []string{"b", "f9", "alt+t"}, Word: "participant.key.ticket", Footer: true, Do: OnTerminal(at, (*Terminal).askTicket)})
	}
	if k.table {
		actions = append(actions, stage.Action{Keys: []string{"y", "ctrl+t"}, Word: "participant.key.table", Footer: true, Do: OnTerminal(at, (*Terminal).askWho)})
	}
	actions = append(append(actions, k.session.actions(at)...), stage.Actions{
		{Keys: []string{"r", "f3"}, Word: hand, Why: look, Footer: true, Do: OnTerminal(at, (*Terminal).moveHand)},
		{Keys: []string{"f", "f4", "alt+k"}, Word: ready, Why: cmp.Or(look, noPhase), Footer: true, Do: OnTerminal(at, (*Terminal).markReady)},
		{Keys: []string{"p", "f5"}, Word: "participant.key.park", Why: look, Do: OnTerminal(at, (*Terminal).askPark)},
		{Keys: []string{"i", "f6"}, Word: "participant.key.instruction", Why: noPhase, Do: OnTerminal(at, (*Terminal).showInstruction)},
		{Keys: []string{"z", "alt+z"}, Word: "participant.key.bell", Do: OnTerminal(at, (*Terminal).otherBell)},
	}...)
	if k.votes {
		return actions
	}
	return append(actions, stage.Actions{
		{Keys: []string{"u", "ctrl+z"}, Word: "key.undo", Why: cmp.Or(look, Unless(k.undo, "error.nothing-to-undo")), Do: OnTerminal(at, func(t *Terminal) tea.Cmd { return t.Do(model.Undo{}) })},
		{Keys: []string{"U", "ctrl+r", "ctrl+y"}, Word: "key.redo", Why: cmp.Or(look, Unless(k.redo, "participant.why.redo")), Do: OnTerminal(at, func(t *Terminal) tea.Cmd { return t.Do(model.Redo{}) })},
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
