package model

import (
	"cmp"
	"time"
)

// A facilitator is the local terminal, whoever has a key in the server's file
// of facilitators, and whoever one of these has appointed. Only the last is a
// matter of the workshop's log, and the one that a workshop can take back.

// AppointFacilitator makes somebody who has joined a facilitator beside those
// there are. What they wrote, and a ballot that they have laid, stays.
type AppointFacilitator struct{ Person PersonID }

// DismissFacilitator makes a facilitator a participant again, or an observer if
// they never said which sector they come from. One who steps down must leave
// another behind, or the local terminal.
type DismissFacilitator struct {
	Person PersonID
	// HostThere tells whether a facilitator who needs no appointment is
	// connected. It is filled in by the live workshop, never by who asks.
	HostThere bool
}

// HandOver appoints somebody and steps down, at once. The local terminal, which
// cannot step down, only appoints.
type HandOver struct{ Person PersonID }

// RoleGiven made somebody a facilitator, or no longer.
type RoleGiven struct {
	ID   PersonID `json:"id"`
	Role Role     `json:"role"`
}

// Leads tells whether the person is a facilitator by appointment.
func (p *Person) Leads() bool { return p.Role == Facilitator && p.Appointed && !p.Removed }

// Leaders is who in the room is a facilitator, in the order they joined.
func (b *Board) Leaders() []*Person {
	var out []*Person
	for _, p := range b.people.All() {
		if p.Role == Facilitator && !p.Removed {
			out = append(out, p)
		}
	}
	return out
}

// holdsRole is nil unless the actor is a person who says to be a facilitator
// and is none, or none any more.
func (b *Board) holdsRole(by Actor) error {
	if by.Role != Facilitator || by.Person == 0 {
		return nil
	}
	if p := b.Person(by.Person); p == nil || p.Removed || p.Role != Facilitator {
		return ErrNotAllowed
	}
	return nil
}

// here finds somebody who sits at a terminal of their own and was not shown out.
func (b *Board) here(id PersonID) (*Person, error) {
	p := b.Person(id)
	switch {
	case p == nil || p.Key == "": // those of an imported board cannot come in
		return nil, ErrNoSuchPerson
	case p.Removed:
		return nil, ErrShownOut
	case p.Via != 0:
		return nil, ErrNoTerminal
	}
	return p, nil
}

func (c AppointFacilitator) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := by.facilitates(); err != nil {
		return nil, err
	}
	p, err := b.here(c.Person)
	if err != nil || p.Leads() {
		return nil, err
	}
	return one(RoleGiven{p.ID, Facilitator})
}

func (c DismissFacilitator) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := by.facilitates(); err != nil {
		return nil, err
	}
	p := b.Person(c.Person)
	switch {
	case p == nil:
		return nil, ErrNoSuchPerson
	case p.Role != Facilitator:
		return nil, nil
	case by.Person == p.ID && !c.HostThere && len(b.Leaders()) < 2:
		return nil, ErrLastFacilitator
	}
	return one(RoleGiven{p.ID, p.otherwise()})
}

// otherwise is what a facilitator is who steps down.
func (p *Person) otherwise() Role {
	if p.Sector == NoSector {
		return Observer
	}
	return Participant
}

func (c HandOver) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if c.Person == by.Person {
		return nil, ErrAlready
	}
	events, err := AppointFacilitator(c).decide(b, by, time.Time{})
	if err != nil || by.Person == 0 {
		return events, err
	}
	return append(events, RoleGiven{by.Person, b.Person(by.Person).otherwise()}), nil
}

func (e RoleGiven) apply(b *Board, r Record) {
	b.changePerson(e.ID, r, func(p *Person) {
		p.Role = cmp.Or(e.Role, p.Role)
		p.Appointed = p.Role == Facilitator
		if p.Appointed {
			p.Ready = 0 // whoever leads is not waited for
		}
	})
}
