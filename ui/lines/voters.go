package lines

import (
	"verkstad/model"
	"verkstad/ui/stage"
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
	return c.request().PrintTickets([]stage.Paper{paper})
}

func (c *call) ticketVoid() error {
	no, err := c.ID(c.Arg(0))
	if err != nil {
		return err
	}
	return c.done(model.VoidTicket{Ticket: int(no)})
}
