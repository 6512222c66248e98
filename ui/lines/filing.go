package lines

import (
	"verkstad/model"
	"verkstad/model/text"
)

// file gives an idea or a cluster a category, by its number.
func (c *call) file() error {
	id, err := c.ID(c.Arg(0))
	if err != nil {
		return err
	}
	category, err := c.ID(c.Arg(1))
	if err != nil {
		return err
	}
	return c.done(model.FileItem{ID: id, Category: int(category)})
}

// note writes down what is said in a talk, with the sector that says it.
func (c *call) note() error {
	cmd := model.TakeNote{}
	var err error
	if cmd.Text, err = c.textArg(0); err != nil {
		return err
	}
	if cmd.Sector, err = c.sector(); err != nil {
		return err
	}
	if c.Has("sector") && c.me.Role != model.Facilitator {
		return model.ErrNotAllowed
	}
	if c.Has("about") {
		if cmd.About, err = c.ID(c.Flag("about")); err != nil {
			return err
		}
	}
	return c.made(cmd)
}

// topic chooses what somebody talks about.
func (c *call) topic() error {
	cmd := model.ChooseTopic{}
	var err error
	if c.Arg(0) != "none" {
		if cmd.Topic, err = c.ID(c.Arg(0)); err != nil {
			return err
		}
	}
	if c.Arg(1) != "" {
		if cmd.Person, err = c.person(c.Arg(1)); err != nil {
			return err
		}
	}
	return c.done(cmd)
}

// readOut ticks an idea off as read out, or takes the tick back.
func (c *call) readOut() error {
	return c.turnItem(ideas, "no", func(id model.ItemID, on bool) model.Command { return model.ReadOut{ID: id, Read: on} })
}

// letNotes lets participants note what is said, or stops them.
func (c *call) letNotes() error {
	closed, err := c.Choice(c.Arg(0), "open", "closed")
	if err != nil {
		return err
	}
	return c.done(model.LetNotes{Closed: closed == "closed"})
}

// tick ticks a point of the checklist, or unticks it.
func (c *call) tick() error {
	return c.turnItem(anything, "no", func(point model.ItemID, on bool) model.Command { return model.TickPoint{Point: int(point), Ticked: on} })
}

// printFiled lists what the board has beside ideas: categories by number, the
// points of the checklist, and notes.
func (c *call) printFiled() {
	b := c.Room.Board()
	if _, categories := b.Categories(); categories != nil {
		for i, category := range categories {
			c.line(i+1, c.words.T("line.board.category"), "-", "-", text.OneLine(category.In(c.words.Lang())))
		}
	}
	if ph := b.Phase(); ph != nil {
		for i, point := range ph.Checklist {
			mark := "-"
			if ph.Ticked(i + 1) {
				mark = "x"
			}
			c.line(i+1, c.words.T("line.board.point"), mark, "-", text.OneLine(point.In(c.words.Lang())))
		}
	}
	for _, n := range b.Notes(c.me, 0) {
		c.printIdea(n, "line.board.note", 0)
	}
}
