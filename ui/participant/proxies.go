package participant

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/stage"
)

// owner is whose terminal this is, also while they write for somebody else.
func (d *desk) owner() model.Actor {
	if d.Me.Via != 0 {
		return model.Actor{Person: d.Me.Via, Role: model.Participant}
	}
	return d.Me
}

// at is the actor that somebody at this terminal is.
func (d *desk) at(id model.PersonID) model.Actor {
	owner := d.owner()
	if id == owner.Person {
		return owner
	}
	return model.Actor{Person: id, Role: model.Participant, Via: owner.Person}
}

// around is who is at a terminal, found again only when somebody came or went:
// it is asked for at every wake-up.
type around struct {
	workshop stage.WorkshopEpoch
	rev      uint64
	owner    model.PersonID
	people   []*model.Person
}

// table is those who take part at this terminal: its owner first.
func (d *desk) table() []*model.Person {
	b, owner := d.Board(), d.owner()
	me := b.Person(owner.Person)
	if me == nil || owner.Role != model.Participant {
		return nil
	}
	if a := &d.around; a.people == nil || a.workshop != d.WorkshopEpoch() || a.rev != b.Revs.People || a.owner != me.ID {
		*a = around{d.WorkshopEpoch(), b.Revs.People, me.ID, append([]*model.Person{me}, b.WrittenForBy(me.ID)...)}
	}
	return d.around.people
}

// shared tells whether more than one takes part at this terminal.
func (d *desk) shared() bool {
	return d.Board().Proxies && len(d.table()) > 1
}

// writeAs has the terminal written at for somebody from now on.
func (d *desk) writeAs(id model.PersonID) tea.Cmd {
	if d.Me = d.at(id); d.Me.Via == 0 {
		return stage.Toast(d.Words.T("participant.table.self"))
	}
	return stage.Toast(d.Words.T("participant.table.writes", "Name", d.Person().Name))
}

// followTable gives the terminal back to its owner when who was written for is
// no longer there, or nobody may write for others any more.
func (d *desk) followTable() {
	if p := d.Person(); d.Me.Via != 0 && (p == nil || p.Removed || !d.Board().Proxies) {
		d.Me = d.owner()
	}
}

// tableKey reports whether a key leads to who writes. In a vote the turns do; see
// turns.go.
func (d *desk) tableKey() bool {
	if voting := d.Board().OpenRound() != nil && d.shared(); voting {
		return false
	}
	return d.Board().Proxies && d.owner().Role == model.Participant && d.Board().Person(d.owner().Person) != nil
}

// askWho asks who writes, and offers to bring somebody in or send them home.
func (d *desk) askWho() tea.Cmd {
	w, people := d.Words, d.table()
	var choices []stage.Choice
	now := 0
	for i, p := range people {
		c := stage.Choice{Label: mark(d.DrawContext(), p.Sector).text + " " + p.Name, Do: func() tea.Cmd { return d.writeAs(p.ID) }}
		if p.ID == d.owner().Person {
			c.Detail = w.T("participant.table.you")
		}
		if p.ID == d.Me.Person {
			now = i
		}
		choices = append(choices, c)
	}
	bring := stage.Choice{Label: "+ " + w.T("participant.table.bring"), Do: d.askBring}
	if len(people) > model.MaxProxied {
		bring.Disabled = d.Say(model.ErrTooManyProxied)
	}
	home := stage.Choice{Label: "− " + w.T("participant.table.home"), Do: d.askHome}
	switch {
	case len(people) < 2:
		home.Disabled = w.T("participant.table.alone")
	case d.Board().OpenRound() != nil:
		home.Disabled = d.Say(model.ErrRoundOpen)
	}
	return d.Ask(stage.NewMenu(d.Env, w.T("participant.table.who"), append(choices, bring, home)).StartAt(now))
}

// askBring asks for a name, which may be empty, and then for a sector.
func (d *desk) askBring() tea.Cmd {
	w := d.Words
	return d.Ask(stage.NewPrompt(d.Env, w.T("participant.table.bring"), w.T("participant.table.name"), "", nameField, func(name string) tea.Cmd {
		return d.askSector(name)
	}))
}

func (d *desk) askSector(name string) tea.Cmd {
	var choices []stage.Choice
	for i, s := range model.Sectors {
		choices = append(choices, stage.Choice{Label: mark(d.DrawContext(), s).text + " " + d.Words.T(sectorWords[i]), Do: func() tea.Cmd {
			d.Me = d.owner()
			return d.Do(model.BringPerson{Name: name, Sector: s})
		}})
	}
	return d.Ask(stage.NewMenu(d.Env, d.Words.T("participant.table.sector"), choices))
}

// askHome asks who goes.
func (d *desk) askHome() tea.Cmd {
	var choices []stage.Choice
	for _, p := range d.table()[1:] {
		choices = append(choices, stage.Choice{Label: mark(d.DrawContext(), p.Sector).text + " " + p.Name, Do: func() tea.Cmd {
			d.Me = d.owner()
			return d.Do(model.RemovePerson{Person: p.ID})
		}})
	}
	return d.Ask(stage.NewMenu(d.Env, d.Words.T("participant.table.home"), choices))
}
