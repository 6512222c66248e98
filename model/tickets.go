package model

import (
	"slices"
	"time"
)

// MaxTickets bounds the tickets of one workshop, voided ones included.
const MaxTickets = MaxPeople

// Ticket lets one person vote, the one who uses it first. What is written on it is known
// only to the person who was given it; neither the board nor the log has it.
type Ticket struct {
	No         int      // from 1, printed on it
	Root       int      // the first of those that it replaces; otherwise its own number
	Holder     PersonID // the person who has used it; 0 if nobody has yet
	Void       bool
	ReplacedBy int // 0 if it was not replaced
}

// TicketHash is what the live workshop knows a ticket by: an HMAC, with the server's
// secret, of the workshop and what is written on the ticket.
type TicketHash [32]byte

// MakeTickets makes as many tickets as there are hashes, numbered on from those that exist,
// and lets tickets decide who may vote. The hashes are kept outside the log, since that
// leaves in exports and bundles; see package store.
type MakeTickets struct{ Hashes []TicketHash }

// UseTicket makes the actor a ticket's holder. The live workshop finds out which ticket it
// is from what is written on it.
type UseTicket struct{ Ticket int }

// VoidTicket makes a lost ticket invalid. A ballot that was cast with it stays, since
// nobody can tell which it is, until its replacement votes.
type VoidTicket struct{ Ticket int }

// ReplaceTicket voids a ticket and makes another in its place.
type ReplaceTicket struct {
	Ticket int
	Hash   TicketHash
}

// What happened to tickets.
type (
	TicketsMade struct {
		First int `json:"first"`
		Count int `json:"count"`
		For   int `json:"for,omitempty"` // the ticket that it replaces
	}
	TicketUsed struct {
		Ticket int      `json:"ticket"`
		Person PersonID `json:"person"`
	}
	TicketVoided struct {
		Ticket int `json:"ticket"`
	}
)

// Ticket returns a ticket by its number; nil if there is none.
func (b *Board) Ticket(no int) *Ticket {
	if no < 1 || no > b.tickets.Len() {
		return nil
	}
	return b.tickets.At(no - 1)
}

// Tickets returns all tickets that there ever were, by number.
func (b *Board) Tickets() Vec[*Ticket] { return b.tickets }

// TicketCount is the number of tickets.
type TicketCount struct {
	Made int // not voided
	Used int // of those, used
	Held int // of those, held by somebody who still takes part
}

// TicketCount counts the tickets.
func (b *Board) TicketCount() TicketCount {
	var n TicketCount
	for _, t := range b.tickets.All() {
		if t.Void {
			continue
		}
		n.Made++
		if t.Holder != 0 {
			n.Used++
		}
		if b.takesPart(t.Holder) {
			n.Held++
		}
	}
	return n
}

// CheckTicket returns nil if a person may use the ticket, or holds it, or else ErrTicket,
// ErrTicketVoid, ErrTicketUsed or ErrHasTicket. Person 0 is somebody who has not joined
// yet.
func (b *Board) CheckTicket(no int, p PersonID) error {
	t := b.Ticket(no)
	switch {
	case t == nil:
		return ErrTicket
	case t.Void:
		return ErrTicketVoid
	case t.Holder != 0 && t.Holder != p:
		return ErrTicketUsed
	}
	if who := b.Person(p); who != nil && who.Ticket != 0 && who.Ticket != no {
		return ErrHasTicket
	}
	return nil
}

func (c MakeTickets) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	n := len(c.Hashes)
	switch {
	case n == 0:
		return nil, ErrSettings.with(why("no-ticket"))
	case b.tickets.Len()+n > MaxTickets:
		return nil, ErrFull.with(MaxTickets)
	case slices.Contains(c.Hashes, TicketHash{}):
		return nil, ErrTicket
	}
	events := []Event{TicketsMade{First: b.tickets.Len() + 1, Count: n}}
	if b.Participation != VoteTickets {
		if b.OpenRound() != nil {
			return nil, ErrRoundOpen
		}
		events = append(events, ParticipationChosen{VoteTickets})
	}
	return events, nil
}

func (e TicketsMade) apply(b *Board, r Record) {
	if e.First != b.tickets.Len()+1 || e.Count < 1 || e.Count > MaxTickets-b.tickets.Len() {
		return
	}
	root := 0
	if old := b.Ticket(e.For); old != nil {
		root = old.Root
		b.changeTicket(e.For, r, func(t *Ticket) { t.Void, t.ReplacedBy = true, e.First })
	}
	for no := e.First; no < e.First+e.Count; no++ {
		t := &Ticket{No: no, Root: no}
		if root != 0 {
			t.Root = root
		}
		b.tickets = b.tickets.Append(t)
	}
	b.Revs.People = r.Seq
}

// changeTicket changes a copy of a ticket on a board that is being made.
func (b *Board) changeTicket(no int, r Record, f func(*Ticket)) {
	if t := b.Ticket(no); t != nil {
		changed := *t
		f(&changed)
		b.tickets = b.tickets.Set(no-1, &changed)
		b.Revs.People = r.Seq
	}
}

func (c UseTicket) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.present(by); err != nil {
		return nil, err
	}
	if by.Role != Participant {
		return nil, ErrForParticipants
	}
	return b.useTicket(c.Ticket, by.Person)
}

// useTicket returns the events of a person's showing a ticket.
func (b *Board) useTicket(no int, p PersonID) ([]Event, error) {
	if err := b.CheckTicket(no, p); err != nil {
		return nil, err
	}
	if b.Ticket(no).Holder == p {
		return nil, nil
	}
	return one(TicketUsed{no, p})
}

func (e TicketUsed) apply(b *Board, r Record) {
	if b.CheckTicket(e.Ticket, e.Person) != nil || b.Person(e.Person) == nil {
		return
	}
	b.changeTicket(e.Ticket, r, func(t *Ticket) { t.Holder = e.Person })
	b.changePerson(e.Person, r, func(p *Person) { p.Ticket = e.Ticket })
}

func (c VoidTicket) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	switch t := b.Ticket(c.Ticket); {
	case t == nil:
		return nil, ErrTicket
	case t.Void:
		return nil, nil
	}
	return one(TicketVoided(c))
}

func (e TicketVoided) apply(b *Board, r Record) {
	t := b.Ticket(e.Ticket)
	if t == nil {
		return
	}
	if who := b.Person(t.Holder); who != nil && who.Ticket == t.No {
		b.changePerson(t.Holder, r, func(p *Person) { p.Ticket = 0 })
	}
	b.changeTicket(e.Ticket, r, func(t *Ticket) { t.Void = true })
}

func (c ReplaceTicket) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	t := b.Ticket(c.Ticket)
	switch {
	case t == nil, c.Hash == TicketHash{}:
		return nil, ErrTicket
	case t.ReplacedBy != 0:
		return nil, ErrTicketVoid
	case b.tickets.Len() >= MaxTickets:
		return nil, ErrFull.with(MaxTickets)
	}
	var events []Event
	if !t.Void {
		events = append(events, TicketVoided{t.No})
	}
	return append(events, TicketsMade{First: b.tickets.Len() + 1, Count: 1, For: t.No}), nil
}
