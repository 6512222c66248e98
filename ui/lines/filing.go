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
	return c.made(cmd)
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
