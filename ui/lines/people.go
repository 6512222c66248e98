package lines

import (
	"cmp"
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/text"
	"verkstad/ui/command"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
)

// oldLangSlot is where a person's choice of language was kept before it was in
// [stage.LangSlot].
const oldLangSlot = "line.lang"

func (c *call) chosenLanguage() string {
	if c.me.Person == 0 {
		return ""
	}
	return cmp.Or(c.Room.Draft(c.me.Person, stage.LangSlot), c.Room.Draft(c.me.Person, oldLangSlot))
}

// lang says which language is spoken, or chooses one for all times to come.
func (c *call) lang() error {
	if c.Arg(0) == "" {
		c.line(c.words.Lang())
		return nil
	}
	lang, err := c.Choice(c.Arg(0), i18n.Languages...)
	if err != nil {
		return err
	}
	if c.me.Person == 0 {
		return c.Wrong("line.wrong.langplace", "Lang", lang)
	}
	c.Room.SaveDraft(c.me.Person, stage.LangSlot, lang)
	c.line(lang)
	return nil
}

// join brings the caller in, or changes their name and sector.
func (c *call) join() error {
	key := c.Key
	if c.Door != nil && !c.Observer {
		key = c.Door.JoinAs()
	}
	if c.Observer || key == "" {
		return model.ErrNotJoined
	}
	cmd := model.JoinPerson{Key: key, Keyless: c.Door != nil && c.Door.Keyless(), Role: model.Participant, Name: cmp.Or(c.Flag("name"), c.Name), Ticket: c.Ticket}
	old := c.Room.Board().PersonByKey(key)
	if old != nil {
		cmd.Sector = old.Sector
		if !c.Has("name") {
			cmd.Name = old.Name
		}
	}
	if c.Has("sector") {
		sector, err := c.sector()
		if err != nil {
			return err
		}
		cmd.Sector = sector
	}
	by := model.Actor{Role: model.Participant}
	if c.Facilitator {
		cmd.Role, by.Role, cmd.Ticket = model.Facilitator, model.Facilitator, 0
	}
	if cmd.Name == "" {
		return c.Wrong("line.wrong.name")
	}
	c.me = by
	out, err := c.do(cmd)
	if err != nil {
		return err
	}
	return c.welcome(out, old == nil)
}

func (c *call) welcome(out model.Outcome, first bool) error {
	p := c.Room.Board().Person(out.Person)
	if p == nil {
		p = c.Room.Board().PersonByKey(c.key())
	}
	if p == nil {
		return model.ErrNotJoined
	}
	if c.Session.Joined != nil {
		c.Session.Joined(p.Joined)
	}
	c.say("line.join.welcome", "Name", text.OneLine(p.Name), "N", int(p.ID))
	if first && c.Door != nil && c.Door.WayBack() != "" {
		c.say("line.join.code", "Code", c.Door.WayBack())
	}
	if first && c.Room.Board().UnderWay() {
		c.catchUp()
	}
	return nil
}

// people lists everybody who has joined, for facilitators. Where names are not shown it
// has the names of those who are here all the same, as the cockpit has them, and neither
// sector nor ticket beside them: see "Where no names are shown" in docs/trust.md.
func (c *call) people() error {
	b, here := c.Room.Board(), c.Room.Presence()
	for _, p := range b.Everybody().All() {
		name := text.OneLine(p.Name)
		if name == "" {
			name = "-"
		}
		sector := p.Sector
		if b.Anonymous {
			sector = model.NoSector
		}
		var marks []string
		for _, m := range []struct {
			on bool
			id string
		}{
			{p.Here(here), "line.person.here"}, {b.HandUp(p), "line.person.hand"},
			{b.IsReady(p), "line.person.ready"}, {p.Ticket != 0 && !b.Anonymous, "line.person.ticket"}, {spokeNow(b, p), "line.person.spoke"}, {p.Removed, "line.person.removed"},
		} {
			if m.on {
				marks = append(marks, c.words.T(m.id))
			}
		}
		if p.Via != 0 {
			marks = append(marks, c.words.T("line.person.via", "N", int(p.Via)))
		}
		table := "-"
		if p.Table > 0 {
			table = strconv.Itoa(p.Table)
		}
		c.line(int(p.ID), name, c.sectorName(sector), c.words.T("role."+string(p.Role)), table, cmp.Or(strings.Join(marks, ", "), "-"))
	}
	return nil
}

func (c *call) sectorName(s model.Sector) string { return c.request().SectorName(s) }

// person finds somebody by number or by name.
func (c *call) person(s string) (model.PersonID, error) { return c.anyone(s, false) }

// anyone is person; of several who have one name, those who were shown out are
// meant if out is set.
func (c *call) anyone(s string, out bool) (model.PersonID, error) {
	return c.request().Person(s, out)
}

// spoke notes that somebody has had the word in this phase, or has not after all.
func (c *call) spoke() error {
	on, err := c.TurnsOn(1, "no")
	if err != nil {
		return err
	}
	return c.withPerson(func(id model.PersonID) model.Command { return model.MarkSpoken{Person: id, Spoken: on} })
}

// spokeNow reports whether somebody has had the word in the current phase.
func spokeNow(b *model.Board, p *model.Person) bool {
	ph := b.Phase()
	return ph != nil && p.HasSpoken(ph.ID)
}

// withPerson does a command about the person that is named.
func (c *call) withPerson(make func(model.PersonID) model.Command) error {
	id, err := c.person(c.Arg(0))
	if err != nil {
		return err
	}
	return c.done(make(id))
}

func (c *call) remove() error {
	return c.withPerson(func(id model.PersonID) model.Command { return model.RemovePerson{Person: id} })
}

func (c *call) readmit() error {
	id, err := c.anyone(c.Arg(0), true)
	if err != nil {
		return err
	}
	return c.done(model.ReadmitPerson{Person: id})
}

// sweep shows out at once those who have gone and left nothing under their name, or more.
func (c *call) sweep() error {
	s := model.Sweep{Here: c.Has("here"), Wrote: c.Has("wrote")}
	if c.Has("since") {
		ago, err := c.Duration(c.Flag("since"))
		if err != nil {
			return err
		}
		if ago <= 0 {
			return c.Wrong("line.wrong.ago", "Word", command.Clip(c.Flag("since")))
		}
		s.Since = c.Now().Add(-ago)
	}
	b := c.Room.Board()
	people, items := b.Swept(s, c.Room.Presence())
	kv := []any{"N", len(people), "Items", len(items)}
	switch {
	case len(people) == 0:
		c.say("line.sweep.nobody")
		return nil
	case c.Has("dry-run"):
		for _, id := range people {
			name := text.OneLine(b.Person(id).Name)
			if b.Anonymous || name == "" {
				name = "-"
			}
			c.line(int(id), name)
		}
		c.say("line.sweep.would", kv...)
		return nil
	}
	err := c.done(model.SweepPeople{People: people, Texts: s.Wrote})
	if err == nil {
		c.say("line.sweep.done", kv...)
	}
	return err
}

func (c *call) appoint() error {
	return c.withPerson(func(id model.PersonID) model.Command { return model.AppointFacilitator{Person: id} })
}

func (c *call) dismiss() error {
	return c.withPerson(func(id model.PersonID) model.Command { return model.DismissFacilitator{Person: id} })
}

func (c *call) handOver() error {
	return c.withPerson(func(id model.PersonID) model.Command { return model.HandOver{Person: id} })
}

// hand raises one's hand, or takes one's own or another's down.
func (c *call) hand() error {
	up, err := c.TurnsOn(0, "down")
	if err != nil {
		return err
	}
	cmd := model.MoveHand{Up: up}
	if c.Arg(1) != "" {
		if cmd.Person, err = c.person(c.Arg(1)); err != nil {
			return err
		}
	}
	return c.done(cmd)
}

func (c *call) ready() error {
	on, err := c.TurnsOn(0, "no")
	if err != nil {
		return err
	}
	return c.done(model.MarkReady{Ready: on})
}
