package wording

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// The fields of a commitment, in order, and the list after them.
const (
	fieldWhat = iota
	fieldWho
	fieldWhen
	fieldQuestion
	fieldList
)

// commit is when people write down who does what until when.
type commit struct {
	*view.Terminal
	view.Unshared
	fields  [3]*view.Composer
	at      int            // the field that has the keys
	from    model.ItemID   // what it answers; 0 is nothing
	editing model.ItemID   // the commitment being changed; 0 is a new one
	was     *model.Wording // of that when the editing began
	list    *view.List
	spots   [4]frame.Rect
}

// NewCommit is the view in which people write down what they will do.
func NewCommit(t *view.Terminal) view.View {
	c := &commit{Terminal: t, list: view.NewList(t)}
	c.fields[fieldWhat] = view.NewComposer(t, CommitmentSlot, model.MaxShortNote)
	c.fields[fieldWho] = view.NewComposer(t, "commit.who", 60)
	c.fields[fieldWhen] = view.NewComposer(t, "commit.when", 40)
	c.fields[fieldWhat].Takes("unit.commitments", model.MaxShortNote, func(what string) tea.Cmd {
		return c.Do(model.MakeCommitment{What: what, Who: c.fields[fieldWho].Value(), When: c.fields[fieldWhen].Value(), From: c.from})
	})
	for i, word := range fieldWords[:fieldQuestion] {
		c.fields[i].Sends(t.Words.T("participant.unsent.commitment")+": "+t.Words.T(word), nil, nil)
	}
	if p := t.Person(); c.fields[fieldWho].Value() == "" && !t.Board().Anonymous {
		c.fields[fieldWho].Input.SetValue(p.Name)
	}
	if ids := c.answerable(); len(ids) == 1 {
		c.from = ids[0]
	}
	return c
}

// answerable is what a commitment can answer: questions, or what a vote sent on.
func (c *commit) answerable() []model.ItemID { return c.Board().Answerable() }

// commitKeys is what the actions follow from.
type commitKeys struct {
	at, last int // the field that has the keys, and that after which it is sent
	notMine  string
	list     view.ListKeys
}

func (c *commit) Keys(last view.KeyProps) view.KeyProps {
	k := commitKeys{at: c.at, last: c.last(), list: c.list.Keys()}
	if c.at == fieldList {
		switch x := c.Board().Commitment(c.list.Item()); {
		case x == nil:
			k.notMine = "participant.why.nocommitment"
		case x.By != c.Me.Person:
			k.notMine = "participant.why.notyours"
		}
	}
	return view.SameKeys(last, k)
}

// Actions are to go from field to field and send, or to do something on the list.
func (k commitKeys) Actions(at view.Target) stage.Actions {
	to := func(n int) func() tea.Cmd {
		return view.On(at, func(c *commit) tea.Cmd { c.goTo(c.at + n); return nil })
	}
	if k.at == fieldList {
		return append(k.list.Actions(view.On(at, func(c *commit) *view.List { return c.list })), k.listActions(at)...)
	}
	enter := stage.Action{Keys: []string{"enter"}, Word: "key.next", Footer: true, Do: to(1)}
	if k.at == k.last {
		enter = stage.Action{Keys: []string{"enter"}, Word: "key.send", Footer: true, Do: view.On(at, (*commit).send)}
	}
	actions := stage.Actions{
		enter,
		{Keys: []string{"tab", "down"}, Word: "participant.key.field", Footer: true, Do: to(1)},
		{Keys: []string{"shift+tab", "up"}, Word: "key.back", Do: to(-1)},
		{Keys: []string{"ctrl+s"}, Word: "key.send", Do: view.On(at, (*commit).send)},
		{Keys: []string{"esc"}, Word: "participant.key.list", Footer: true, Do: view.On(at, (*commit).leave)},
	}
	if k.at == fieldQuestion {
		turn := func(n int) func() tea.Cmd { return view.On(at, func(c *commit) tea.Cmd { c.turn(n); return nil }) }
		actions = append(actions,
			stage.Action{Keys: []string{"right", "l", "space"}, Shown: "← →", Word: "participant.key.question", Footer: true, Do: turn(1)},
			stage.Action{Keys: []string{"left", "h"}, Shown: "←", Word: "participant.key.question", Do: turn(-1)})
	}
	return actions
}

func (k commitKeys) listActions(at view.Target) stage.Actions {
	moved := view.On(at, func(c *commit) *stage.Moved { return c.list.Moved() })
	return stage.Actions{
		{Keys: []string{"n", "tab", "esc"}, Word: "key.write", Footer: true, Do: view.On(at, func(c *commit) tea.Cmd { c.goTo(fieldWhat); return nil })},
		{Moved: moved, Keys: []string{"e", "enter"}, Word: "key.edit", Why: k.notMine, Footer: true, Do: view.On(at, (*commit).edit)},
		{Moved: moved, Keys: []string{"x", "delete"}, Word: "key.delete", Why: k.notMine, Footer: true, Do: view.On(at, func(c *commit) tea.Cmd {
			return c.Do(model.WithdrawCommitment{ID: c.list.Item()})
		})},
	}
}

// last is the field after which the commitment is sent.
func (c *commit) last() int {
	if len(c.answerable()) > 0 && c.editing == 0 {
		return fieldQuestion
	}
	return fieldWhen
}

func (c *commit) goTo(at int) {
	if at == fieldQuestion && c.last() != fieldQuestion {
		at += max(-1, min(1, at-c.at))
	}
	c.at = (at + fieldList + 1) % (fieldList + 1)
	c.list.Follow()
}

// turn chooses the next question, or none after the last.
func (c *commit) turn(n int) {
	ids := []model.ItemID{0}
	at := 0
	for i, id := range c.answerable() {
		ids = append(ids, id)
		if id == c.from {
			at = i + 1
		}
	}
	c.from = ids[(at+n+len(ids))%len(ids)]
}

// leave goes to the list; from a commitment that is being changed it keeps it
// as it was.
func (c *commit) leave() tea.Cmd {
	if c.editing != 0 {
		c.clear()
	}
	c.goTo(fieldList)
	return nil
}

func (c *commit) clear() {
	c.editing = 0
	c.fields[fieldWhat].Set("")
	c.fields[fieldWhen].Set("")
	c.fields[fieldWho].Set("")
	if !c.Board().Anonymous {
		c.fields[fieldWho].Input.SetValue(c.Person().Name)
	}
}

func (c *commit) edit() tea.Cmd {
	x := c.Board().Commitment(c.list.Item())
	c.editing, c.was = x.ID, &model.Wording{What: x.What, Who: x.Who, When: x.When}
	c.fields[fieldWhat].Input.SetValue(x.What)
	c.fields[fieldWho].Input.SetValue(x.Who)
	c.fields[fieldWhen].Input.SetValue(x.When)
	c.goTo(fieldWhat)
	return nil
}

func (c *commit) send() tea.Cmd {
	what, who, when := c.fields[fieldWhat].Value(), c.fields[fieldWho].Value(), c.fields[fieldWhen].Value()
	if what == "" {
		c.goTo(fieldWhat)
		return stage.Complain(c.Words.T("participant.commit.nowhat"))
	}
	editing, was := c.editing, c.was
	if editing == 0 && c.fields[fieldWhat].SendLines() {
		return nil
	}
	c.clear()
	c.goTo(fieldWhat)
	if editing != 0 {
		return c.Do(model.EditCommitment{ID: editing, What: what, Who: who, When: when, Was: was})
	}
	return c.Do(model.MakeCommitment{What: what, Who: who, When: when, From: c.from})
}

func (c *commit) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case stage.DoneMsg:
		c.done(msg)
	case tea.MouseWheelMsg:
		c.list.Wheel(msg)
	case tea.MouseClickMsg:
		return c.click(msg)
	case tea.KeyPressMsg, tea.PasteMsg:
		if c.at < fieldQuestion {
			return c.fields[c.at].Update(msg)
		}
	}
	return nil
}

// done gives back what was refused.
func (c *commit) done(msg stage.DoneMsg) {
	give := func(what, who, when string) {
		for i, s := range []string{what, who, when} {
			c.fields[i].Set(s)
		}
	}
	switch x := msg.Command.(type) {
	case model.MakeCommitment:
		if msg.Err != nil {
			give(x.What, x.Who, x.When)
		} else {
			c.list.GoTo(msg.Outcome.Item)
		}
	case model.EditCommitment:
		if msg.Err != nil {
			c.editing, c.was = x.ID, nil
			if now := c.Board().Commitment(x.ID); now != nil { // they have been told
				c.was = &model.Wording{What: now.What, Who: now.Who, When: now.When}
			}
			give(x.What, x.Who, x.When)
		}
	}
}

func (c *commit) click(msg tea.MouseClickMsg) tea.Cmd {
	for i, spot := range c.spots {
		if spot.Contains(msg.X, msg.Y) {
			if i == fieldQuestion && c.at == i {
				c.turn(1)
			}
			c.at = i
			return nil
		}
	}
	if c.list.Shifted(msg.X, msg.Y) {
		return c.SayMoved()
	}
	if c.list.Pick(msg.X, msg.Y) {
		c.at = fieldList
	}
	return nil
}

func (c *commit) Cursor() *frame.Cursor {
	if !c.Typing() {
		return nil
	}
	return c.fields[c.at].Cursor()
}

func (c *commit) Draft() *stage.Draft {
	if !c.Typing() {
		return nil
	}
	return c.fields[c.at].Draft
}

func (c *commit) Typing() bool  { return c.at < fieldQuestion }
func (c *commit) Unsaved() bool { return c.fields[fieldWhat].Value() != "" }

// CommitmentSlot is where the commitment is kept that somebody is writing.
const CommitmentSlot = "commit.what"

// Restores reports whether what was refused is a commitment.
func (c *commit) Restores(refused model.Command) bool {
	switch refused.(type) {
	case model.MakeCommitment, model.EditCommitment:
		return true
	}
	return false
}
