package stage

import (
	"context"
	"crypto/rand"

	"verkstad/model"
	"verkstad/model/code"
	"verkstad/model/workshop"
)

// Paper is a ticket as it is handed to somebody. What is written on it is known
// now and never again: the room keeps a hash.
type Paper struct {
	No      int
	Written string // XXXXX-XXXXX
}

// MakeTickets makes n tickets in a room. It returns the errors of
// model.MakeTickets and those of [workshop.Doer.Do].
func MakeTickets(ctx context.Context, room workshop.TicketOffice, by model.Actor, op string, n int) ([]Paper, error) {
	if n < 1 || n > model.MaxTickets {
		return nil, &model.Error{Code: model.ErrFull.Code, Message: model.ErrFull.Message, Args: []any{model.MaxTickets}}
	}
	papers, hashes := make([]Paper, n), make([]model.TicketHash, n)
	for i := range papers {
		papers[i].Written = drawTicket()
		hashes[i] = room.TicketHash(papers[i].Written)
	}
	out, err := room.Do(ctx, by, op, model.MakeTickets{Hashes: hashes})
	if err != nil {
		return nil, err
	}
	for i := range papers {
		papers[i].No = out.Ticket + i
	}
	return papers, nil
}

// ReplaceTicket voids a ticket and makes another in its place.
func ReplaceTicket(ctx context.Context, room workshop.TicketOffice, by model.Actor, op string, no int) (Paper, error) {
	written := drawTicket()
	out, err := room.Do(ctx, by, op, model.ReplaceTicket{Ticket: no, Hash: room.TicketHash(written)})
	return Paper{out.Ticket, written}, err
}

func drawTicket() string {
	var random [code.TicketLength]byte
	_, _ = rand.Read(random[:]) // never fails, see crypto/rand
	return code.Ticket(code.FromBytes(random[:]))
}
