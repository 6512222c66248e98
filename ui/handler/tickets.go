package handler

import (
	"context"
	"strconv"

	"verkstad/model"
	"verkstad/ui/command"
	"verkstad/ui/stage"
	"verkstad/ui/ticketprint"
)

// TicketCount is how many tickets a command asks for.
func TicketCount(p command.Parsed) (int, error) {
	n, err := strconv.Atoi(p.Arg(0))
	if err != nil || n < 1 || n > model.MaxTickets {
		return 0, p.Wrong("handler.tickets.number", "Word", command.Clip(p.Arg(0)), "Most", model.MaxTickets)
	}
	return n, nil
}

// Tickets lists the tickets, or makes as many as are asked for and writes them.
func (r Request) Tickets(ctx context.Context) error {
	if r.Arg(0) == "" {
		if r.Has("html") {
			return r.Wrong("handler.tickets.nohtml")
		}
		return r.listTickets()
	}
	n, err := TicketCount(r.Parsed)
	if err != nil {
		return err
	}
	papers, err := stage.MakeTickets(ctx, r.Room, r.Me, r.NewOp(), n)
	if err != nil {
		return err
	}
	return r.PrintTickets(papers)
}

// PrintTickets writes what is on tickets: with --html a page to print; else strips to
// cut apart where the answer is a document, and a row for each where it is not: number,
// what is written on it and the line to join.
func (r Request) PrintTickets(papers []stage.Paper) error {
	sheet := ticketprint.Sheet{Board: r.Room.Board(), Papers: papers, JoinFor: r.JoinFor}
	page := []byte(nil)
	switch {
	case r.Has("html"):
		var err error
		if page, err = sheet.HTML(r.Words); err != nil {
			return err
		}
	case r.Answer() == command.Document:
		page = []byte(sheet.Text(r.Words))
	}
	if page != nil {
		_, err := r.Out.Write(page)
		return err
	}
	for _, s := range sheet.Strips() {
		if err := r.row(s.No, s.Written, s.Line); err != nil {
			return err
		}
	}
	return nil
}

// listTickets writes the number of each ticket, its state and its holder.
func (r Request) listTickets() error {
	b := r.Room.Board()
	for _, t := range b.Tickets().All() {
		state, holder := "handler.tickets.free", "-"
		switch {
		case t.Void:
			state = "handler.tickets.void"
		case t.Holder != 0:
			state = "handler.tickets.used"
		}
		if p := b.Person(t.Holder); p != nil && !b.Anonymous {
			holder = p.Name
		}
		if err := r.row(t.No, r.Words.T(state), holder); err != nil {
			return err
		}
	}
	return nil
}
