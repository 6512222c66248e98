package participant

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
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
	*desk
	unshared
	fields  [3]*composer
	at      int            // the field that has the keys
	from    model.ItemID   // what it answers; 0 is nothing
	editing model.ItemID   // the commitment being changed; 0 is a new one
	was     *model.Wording // of that when the editing began
	list    *pager
	spots   [4]frame.Rect
}

func newCommit(d *desk) part {
	c := &commit{desk: d, list: newPager(d)}
	c.fields[fieldWhat] = newComposer(d, commitmentSlot, model.MaxShortNote)
	c.fields[fieldWho] = newComposer(d, "commit.who", 60)
	c.fields[fieldWhen] = newComposer(d, "commit.when", 40)
	c.fields[fieldWhat].takes("unit.commitments", model.MaxShortNote, func(what string) tea.Cmd {
		return c.Do(model.MakeCommitment{What: what, Who: c.fields[fieldWho].value(), When: c.fields[fieldWhen].value(), From: c.from})
	})
	for i, word := range fieldWords[:fieldQuestion] {
		c.fields[i].sends(d.Words.T("participant.unsent.commitment")+": "+d.Words.T(word), nil, nil)
	}
	if p := d.Person(); c.fields[fieldWho].value() == "" && !d.Board().Anonymous {
		c.fields[fieldWho].input.SetValue(p.Name)
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
	list     listKeys
}

func (c *commit) Keys(last keyProps) keyProps {
	k := commitKeys{at: c.at, last: c.last(), list: c.list.keys()}
	if c.at == fieldList {
		switch x := c.Board().Commitment(c.list.item()); {
		case x == nil:
			k.notMine = "participant.why.nocommitment"
		case x.By != c.Me.Person:
			k.notMine = "participant.why.notyours"
		}
	}
	return sameKeys(last, k)
}

// Actions are to go from field to field and send, or to do something on the list.
func (k commitKeys) Actions() []action {
	to := func(n int) func(part) tea.Cmd {
		return on(func(c *commit) tea.Cmd { c.goTo(c.at + n); return nil })
	}
	if k.at == fieldList {
		return append(k.list.actions(listOf(func(c *commit) *pager { return c.list })), k.listActions()...)
	}
	enter := action{keys: []string{"enter"}, word: "key.next", short: true, do: to(1)}
	if k.at == k.last {
		enter = action{keys: []string{"enter"}, word: "key.send", short: true, do: on((*commit).send)}
	}
	actions := []action{
		enter,
		{keys: []string{"tab", "down"}, word: "participant.key.field", short: true, do: to(1)},
		{keys: []string{"shift+tab", "up"}, word: "key.back", do: to(-1)},
		{keys: []string{"ctrl+s"}, word: "key.send", do: on((*commit).send)},
		{keys: []string{"esc"}, word: "participant.key.list", short: true, do: on((*commit).leave)},
	}
	if k.at == fieldQuestion {
		turn := func(n int) func(part) tea.Cmd { return on(func(c *commit) tea.Cmd { c.turn(n); return nil }) }
		actions = append(actions,
			action{keys: []string{"right", "l", "space"}, shown: "← →", word: "participant.key.question", short: true, do: turn(1)},
			action{keys: []string{"left", "h"}, shown: "←", word: "participant.key.question", do: turn(-1)})
	}
	return actions
}

func (k commitKeys) listActions() []action {
	moved := onMoved(func(c *commit) *stage.Moved { return c.list.moved() })
	return []action{
		{keys: []string{"n", "tab", "esc"}, word: "key.write", short: true, do: on(func(c *commit) tea.Cmd { c.goTo(fieldWhat); return nil })},
		{moved: moved, keys: []string{"e", "enter"}, word: "key.edit", off: k.notMine, short: true, do: on((*commit).edit)},
		{moved: moved, keys: []string{"x", "delete"}, word: "key.delete", off: k.notMine, short: true, do: on(func(c *commit) tea.Cmd {
			return c.Do(model.WithdrawCommitment{ID: c.list.item()})
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
	c.list.follow()
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
	c.fields[fieldWhat].set("")
	c.fields[fieldWhen].set("")
	c.fields[fieldWho].set("")
	if !c.Board().Anonymous {
		c.fields[fieldWho].input.SetValue(c.Person().Name)
	}
}

func (c *commit) edit() tea.Cmd {
	x := c.Board().Commitment(c.list.item())
	c.editing, c.was = x.ID, &model.Wording{What: x.What, Who: x.Who, When: x.When}
	c.fields[fieldWhat].input.SetValue(x.What)
	c.fields[fieldWho].input.SetValue(x.Who)
	c.fields[fieldWhen].input.SetValue(x.When)
	c.goTo(fieldWhat)
	return nil
}

func (c *commit) send() tea.Cmd {
	what, who, when := c.fields[fieldWhat].value(), c.fields[fieldWho].value(), c.fields[fieldWhen].value()
	if what == "" {
		c.goTo(fieldWhat)
		return stage.Complain(c.Words.T("participant.commit.nowhat"))
	}
	editing, was := c.editing, c.was
	if editing == 0 && c.fields[fieldWhat].sendLines() {
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
		c.list.wheel(msg)
	case tea.MouseClickMsg:
		return c.click(msg)
	case tea.KeyPressMsg, tea.PasteMsg:
		if c.at < fieldQuestion {
			return c.fields[c.at].update(msg)
		}
	}
	return nil
}

// done gives back what was refused.
func (c *commit) done(msg stage.DoneMsg) {
	give := func(what, who, when string) {
		for i, s := range []string{what, who, when} {
			c.fields[i].set(s)
		}
	}
	switch x := msg.Command.(type) {
	case model.MakeCommitment:
		if msg.Err != nil {
			give(x.What, x.Who, x.When)
		} else {
			c.list.goTo(msg.Outcome.Item)
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
	if c.list.shifted(msg.X, msg.Y) {
		return c.SayMoved()
	}
	if c.list.pick(msg.X, msg.Y) {
		c.at = fieldList
	}
	return nil
}

func (c *commit) Cursor() *frame.Cursor {
	if !c.Typing() {
		return nil
	}
	return c.fields[c.at].cursor()
}

func (c *commit) Draft() *stage.Draft {
	if !c.Typing() {
		return nil
	}
	return c.fields[c.at].draft
}

func (c *commit) Typing() bool  { return c.at < fieldQuestion }
func (c *commit) Unsaved() bool { return c.fields[fieldWhat].value() != "" }

// commitmentSlot is where the commitment is kept that somebody is writing.
const commitmentSlot = "commit.what"

// Restores reports whether what was refused is a commitment.
func (c *commit) Restores(refused model.Command) bool {
	switch refused.(type) {
	case model.MakeCommitment, model.EditCommitment:
		return true
	}
	return false
}
