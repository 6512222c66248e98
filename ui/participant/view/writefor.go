package view

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/stage"
)

// Owner is whose terminal this is, also while they write for somebody else.
func (t *Terminal) Owner() model.Actor {
	if t.Me.Via != 0 {
		return model.Actor{Person: t.Me.Via, Role: model.Participant}
	}
	return t.Me
}

// ActorFor is the actor that somebody at this terminal is.
func (t *Terminal) ActorFor(id model.PersonID) model.Actor {
	owner := t.Owner()
	if id == owner.Person {
		return owner
	}
	return model.Actor{Person: id, Role: model.Participant, Via: owner.Person}
}

// peopleHere is who is at a terminal, found again only when somebody came or went:
// it is asked for at every wake-up.
type peopleHere struct {
	workshop stage.WorkshopEpoch
	rev      uint64
	owner    model.PersonID
	people   []*model.Person
}

// PeopleHere is those who take part at this terminal: its owner first.
func (t *Terminal) PeopleHere() []*model.Person {
	b, owner := t.Board(), t.Owner()
	me := b.Person(owner.Person)
	if me == nil || owner.Role != model.Participant {
		return nil
	}
	if a := &t.here; a.people == nil || a.workshop != t.WorkshopEpoch() || a.rev != b.Revs.People || a.owner != me.ID {
		*a = peopleHere{t.WorkshopEpoch(), b.Revs.People, me.ID, append([]*model.Person{me}, b.WrittenForBy(me.ID)...)}
	}
	return t.here.people
}

// HasSeveral reports whether more than one takes part at this terminal.
func (t *Terminal) HasSeveral() bool {
	return t.Board().Proxies && len(t.PeopleHere()) > 1
}

// writeAs has the terminal written at for somebody from now on.
func (t *Terminal) writeAs(id model.PersonID) tea.Cmd {
	if t.Me = t.ActorFor(id); t.Me.Via == 0 {
		return stage.Toast(t.Words.T("participant.table.self"))
	}
	return stage.Toast(t.Words.T("participant.table.writes", "Name", t.Person().Name))
}

// FollowOwner gives the terminal back to its owner when who was written for is
// no longer there, or nobody may write for others any more.
func (t *Terminal) FollowOwner() {
	if p := t.Person(); t.Me.Via != 0 && (p == nil || p.Removed || !t.Board().Proxies) {
		t.Me = t.Owner()
	}
}

// tableKey reports whether a key leads to who writes. In a vote the turns do; see
// turns.go.
func (t *Terminal) tableKey() bool {
	if voting := t.Board().OpenRound() != nil && t.HasSeveral(); voting {
		return false
	}
	return t.Board().Proxies && t.Owner().Role == model.Participant && t.Board().Person(t.Owner().Person) != nil
}

// askWho asks who writes, and offers to bring somebody in or send them home.
func (t *Terminal) askWho() tea.Cmd {
	w, people := t.Words, t.PeopleHere()
	var choices []stage.Choice
	now := 0
	for i, p := range people {
		c := stage.Choice{Label: SectorMark(t.DrawContext(), p.Sector).Text + " " + p.Name, Do: func() tea.Cmd { return t.writeAs(p.ID) }}
		if p.ID == t.Owner().Person {
			c.Detail = w.T("participant.table.you")
		}
		if p.ID == t.Me.Person {
			now = i
		}
		choices = append(choices, c)
	}
	bring := stage.Choice{Label: "+ " + w.T("participant.table.bring"), Do: t.askBring}
	if len(people) > model.MaxProxied {
		bring.Disabled = t.Say(model.ErrTooManyProxied)
	}
	home := stage.Choice{Label: "− " + w.T("participant.table.home"), Do: t.askHome}
	switch {
	case len(people) < 2:
		home.Disabled = w.T("participant.table.alone")
	case t.Board().OpenRound() != nil:
		home.Disabled = t.Say(model.ErrRoundOpen)
	}
	return t.Ask(stage.NewMenu(t.Env, w.T("participant.table.who"), append(choices, bring, home)).StartAt(now))
}

// askBring asks for a name, which may be empty, and then for a sector.
func (t *Terminal) askBring() tea.Cmd {
	w := t.Words
	return t.Ask(stage.NewPrompt(t.Env, w.T("participant.table.bring"), w.T("participant.table.name"), "", NameField, func(name string) tea.Cmd {
		return t.askSector(name)
	}))
}

func (t *Terminal) askSector(name string) tea.Cmd {
	var choices []stage.Choice
	for i, s := range model.Sectors {
		choices = append(choices, stage.Choice{Label: SectorMark(t.DrawContext(), s).Text + " " + t.Words.T(SectorWords[i]), Do: func() tea.Cmd {
			t.Me = t.Owner()
			return t.Do(model.BringPerson{Name: name, Sector: s})
		}})
	}
	return t.Ask(stage.NewMenu(t.Env, t.Words.T("participant.table.sector"), choices))
}

// askHome asks who goes.
func (t *Terminal) askHome() tea.Cmd {
	var choices []stage.Choice
	for _, p := range t.PeopleHere()[1:] {
		choices = append(choices, stage.Choice{Label: SectorMark(t.DrawContext(), p.Sector).Text + " " + p.Name, Do: func() tea.Cmd {
			t.Me = t.Owner()
			return t.Do(model.RemovePerson{Person: p.ID})
		}})
	}
	return t.Ask(stage.NewMenu(t.Env, t.Words.T("participant.table.home"), choices))
}
