package model

import (
	"time"

	"verkstad/model/method"
)

func (c MoveHand) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.present(by); err != nil {
		return nil, err
	}
	if c.Person == 0 {
		c.Person = by.Person
	}
	p := b.Person(c.Person)
	switch {
	case p == nil:
		return nil, ErrNoSuchPerson
	case c.Person != by.Person && (by.Role != Facilitator || c.Up):
		return nil, ErrNotAllowed
	case c.Up == (p.Hand != 0):
		return nil, nil
	}
	return one(HandMoved{c.Person, c.Up})
}

func (e HandMoved) apply(b *Board, r Record) {
	b.changePerson(e.ID, r, func(p *Person) {
		p.Hand = 0
		if e.Up {
			p.Hand = b.rank(r)
		}
	})
}

func (c MarkReady) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.present(by); err != nil {
		return nil, err
	}
	p, ph := b.Person(by.Person), b.Phase()
	switch {
	case p == nil:
		return nil, ErrNotJoined
	case ph == nil:
		return nil, ErrWrongPhase
	}
	e := ReadyMarked{ID: by.Person}
	if c.Ready {
		e.Phase = ph.ID
	}
	if p.Ready == e.Phase {
		return nil, nil
	}
	return one(e)
}

func (e ReadyMarked) apply(b *Board, r Record) {
	b.changePerson(e.ID, r, func(p *Person) { p.Ready = e.Phase })
}

func (c CheckIn) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	if err := b.takePart(by, now, method.Checkin); err != nil {
		return nil, err
	}
	if b.Person(by.Person) == nil {
		return nil, ErrNotJoined
	}
	s, err := cleanLine(c.Text, MaxShortNote)
	if err != nil {
		return nil, err
	}
	if s == b.Person(by.Person).CheckIn {
		return nil, nil
	}
	return one(CheckedIn{by.Person, s})
}

func (e CheckedIn) apply(b *Board, r Record) {
	b.changePerson(e.ID, r, func(p *Person) { p.CheckIn = e.Text })
}
