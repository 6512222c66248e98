package lines

import (
	"strconv"
	"verkstad/model/text"
	"verkstad/ui/command"

	"verkstad/model"
	"verkstad/ui/stage"
	"verkstad/ui/ticketprint"
)

// voters says who may vote, or chooses it.
func (c *call) voters() error {
	b := c.Room.Board()
	if c.Arg(0) == "" {
		c.line(b.Participation.Word())
		return nil
	}
	if c.me.Role != model.Facilitator {
		return model.ErrNotAllowed
	}
	words := make([]string, len(model.Participations))
	for i, p := range model.Participations {
		words[i] = p.Word()
	}
	word, err := c.Choice(c.Arg(0), words...)
	if err != nil {
		return err
	}
	for _, p := range model.Participations {
		if p.Word() == word {
			return c.done(model.ChooseParticipation{Participation: p})
		}
	}
	return nil
}

// ticket makes the caller the holder of a ticket.
func (c *call) ticket() error {
	no, err := c.Room.Ticket(c.ctx, c.Arg(0))
	if err != nil {
		return err
	}
	if err := c.done(model.UseTicket{Ticket: no}); err != nil {
		return err
	}
	c.line(no)
	return nil
}

// tickets lists the tickets, or makes as many as are asked for.
func (c *call) tickets() error {
	if c.Arg(0) == "" {
		c.listTickets()
		return nil
	}
	n, err := strconv.Atoi(c.Arg(0))
	if err != nil || n < 1 || n > model.MaxTickets {
		return c.Wrong("line.wrong.tickets", "Word", command.Clip(c.Arg(0)), "Most", model.MaxTickets)
	}
	papers, err := stage.MakeTickets(c.ctx, c.Room, c.me, c.NewOp(), n)
	if err != nil {
		return err
	}
	return c.printTickets(papers)
}

// ticketReplace voids a ticket and makes another in its place.
func (c *call) ticketReplace() error {
	no, err := c.ID(c.Arg(0))
	if err != nil {
		return err
	}
	paper, err := stage.ReplaceTicket(c.ctx, c.Room, c.me, c.NewOp(), int(no))
	if err != nil {
		return err
	}
	return c.printTickets([]stage.Paper{paper})
}

func (c *call) ticketVoid() error {
	return c.withItem(func(no model.ItemID) model.Command { return model.VoidTicket{Ticket: int(no)} })
}

// printTickets prints number, what is written on it and the line to join, or
// with --html a page to print.
func (c *call) printTickets(papers []stage.Paper) error {
	sheet := ticketprint.Sheet{Board: c.Room.Board(), Papers: papers, JoinFor: c.JoinFor}
	if c.Has("html") {
		page, err := sheet.HTML(c.words)
		if err != nil {
			return err
		}
		_, err = c.out.Write(page)
		return err
	}
	for _, s := range sheet.Strips() {
		c.line(s.No, s.Written, s.Line)
	}
	return nil
}

// listTickets prints the number of each ticket, its state and its holder.
func (c *call) listTickets() {
	b := c.Room.Board()
	for _, t := range b.Tickets().All() {
		state, holder := "line.ticket.free", "-"
		switch {
		case t.Void:
			state = "line.ticket.void"
		case t.Holder != 0:
			state = "line.ticket.used"
		}
		if p := b.Person(t.Holder); p != nil && !b.Anonymous {
			holder = text.OneLine(p.Name)
		}
		c.line(t.No, c.words.T(state), holder)
	}
}
