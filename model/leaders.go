package model

import (
	"cmp"
	"time"
)

// A facilitator is the local terminal, a person with a key in the server's facilitators
// file, or a person whom one of these has appointed. Only the last is in the workshop's
// log, and can be taken back by the workshop.

// AppointFacilitator makes a person who has joined a facilitator in addition to the others.
// What they wrote, and a ballot that they have cast, stays.
type AppointFacilitator struct{ Person PersonID }

// DismissFacilitator makes a facilitator a participant again, or an observer if they never
// gave their sector. A facilitator who steps down must leave another one, or the local
// terminal.
type DismissFacilitator struct {
	Person PersonID
	// HostThere says whether a facilitator who needs no appointment is connected. It is
	// filled in by the live workshop, never by the actor.
	HostThere bool
}

// HandOver appoints a person and steps down, in one command. The local terminal, which
// cannot step down, only appoints.
type HandOver struct{ Person PersonID }

// RoleGiven made somebody a facilitator, or no longer.
type RoleGiven struct {
	ID   PersonID `json:"id"`
	Role Role     `json:"role"`
}

// Leads reports whether the person is a facilitator by appointment.
func (p *Person) Leads() bool { return p.Role == Facilitator && p.Appointed && !p.Removed }

// Leaders returns the people in the room who are facilitators, in the order they joined.
func (b *Board) Leaders() []*Person {
	var out []*Person
	for _, p := range b.people.All() {
		if p.Role == Facilitator && !p.Removed {
			out = append(out, p)
		}
	}
	return out
}

// holdsRole returns nil unless the actor claims to be a facilitator and is not one, or not
// any more.
func (b *Board) holdsRole(by Actor) error {
	if by.Role != Facilitator || by.Person == 0 {
		return nil
	}
	if p := b.Person(by.Person); p == nil || p.Removed || p.Role != Facilitator {
		return ErrNotAllowed
	}
	return nil
}

// personAtTerminal returns a person who has a terminal of their own and was not shown out.
func (b *Board) personAtTerminal(id PersonID) (*Person, error) {
	p := b.Person(id)
	switch {
	case p == nil || p.Key == "": // people of an imported board cannot come in
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
	p, err := b.personAtTerminal(c.Person)
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

// otherwise returns the role of a facilitator who steps down.
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
			p.Ready = 0 // nobody waits for a facilitator
		}
	})
}
