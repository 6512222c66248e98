package lines

import (
	"cmp"
	"maps"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/text"
	"verkstad/ui/stage"
)

// sessions lists what goes on side by side in each slot: id, the number of the
// phase, title, place, host, people, seats, ideas and questions, and whether
// the caller is in it.
func (c *call) sessions() error {
	b := c.Room.Board()
	me := b.Person(c.me.Person)
	for i, ph := range b.Phases() {
		if !ph.Slot() {
			continue
		}
		for _, s := range b.SessionCounts(ph)[:len(ph.Sessions)] {
			mine := "-"
			if id := model.SessionID(s.ID); me != nil && b.SessionOf(me, ph) == id {
				mine = c.words.T("line.sessions.mine")
			}
			c.line(s.ID, i+1, text.OneLine(stage.Local(c.words.Lang(), s.Title)), cmp.Or(text.OneLine(s.Place), "-"), cmp.Or(text.OneLine(s.Host), "-"),
				s.People, dash(model.ItemID(s.Seats)), s.Ideas+s.Questions, mine)
		}
	}
	return nil
}

// session chooses a session, or "none" of the current phase; for a
// facilitator, that of the person who is named.
func (c *call) session() error {
	cmd := model.ChooseSession{}
	if c.Arg(0) == "none" {
		if ph := c.Room.Board().Phase(); ph != nil {
			cmd.Phase = ph.ID
		}
	} else {
		id, err := c.ID(c.Arg(0))
		if err != nil {
			return err
		}
		cmd.Session = model.SessionID(id)
	}
	if c.Arg(1) != "" {
		var err error
		if cmd.Person, err = c.person(c.Arg(1)); err != nil {
			return err
		}
	}
	return c.done(cmd)
}

func (c *call) sessionAdd() error {
	i, err := c.phaseIndex(c.Arg(0))
	if err != nil {
		return err
	}
	s := method.Session{Title: method.Text{c.Room.Board().Lang: c.Arg(1)}}
	if err := c.describeSession(&s); err != nil {
		return err
	}
	cmd := model.SetSession{Phase: c.Room.Board().Phases()[i].ID, Session: s}
	if err := c.done(cmd); err != nil {
		return err
	}
	sessions := c.Room.Board().PhaseByID(cmd.Phase).Sessions
	c.line(sessions[len(sessions)-1].ID)
	return nil
}

func (c *call) sessionSet() error {
	id, err := c.ID(c.Arg(0))
	if err != nil {
		return err
	}
	ph, old := c.Room.Board().Session(model.SessionID(id))
	if old == nil {
		return model.ErrNoSuchSession
	}
	s := *old
	s.Title, s.About = maps.Clone(old.Title), maps.Clone(old.About)
	if c.Has("title") {
		s.Title = method.Text{c.Room.Board().Lang: c.Flag("title")}
	}
	if err := c.describeSession(&s); err != nil {
		return err
	}
	return c.done(model.SetSession{Phase: ph.ID, Session: s})
}

// describeSession sets what the flags say of a session.
func (c *call) describeSession(s *method.Session) error {
	if c.Has("place") {
		s.Place = c.Flag("place")
	}
	if c.Has("host") {
		s.Host = c.Flag("host")
	}
	if c.Has("about") {
		if s.About = nil; c.Flag("about") != "" {
			s.About = method.Text{c.Room.Board().Lang: c.Flag("about")}
		}
	}
	if c.Has("seats") {
		s.Seats = c.Number("seats")
	}
	return nil
}

func (c *call) sessionRemove() error {
	return c.withItem(anything, func(id model.ItemID) model.Command { return model.DropSession{Session: model.SessionID(id)} })
}

// sessionPlace puts those who have not chosen in sessions of a phase, or of
// the current one.
func (c *call) sessionPlace() error {
	b := c.Room.Board()
	ph := b.Phase()
	if c.Arg(0) != "" {
		i, err := c.phaseIndex(c.Arg(0))
		if err != nil {
			return err
		}
		ph = b.Phases()[i]
	}
	if ph == nil {
		return model.ErrNoSuchPhase
	}
	return c.done(model.PlaceSessions{Phase: ph.ID})
}
