package model

import (
	"time"

	"verkstad/model/method"
)

func (c MoveHand) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	p, err := b.subject(by, c.Person)
	switch {
	case err != nil:
		return nil, err
	case p.ID != by.Person && (by.Role != Facilitator || c.Up):
		return nil, ErrNotAllowed
	case c.Up == b.HandUp(p):
		return nil, nil
	}
	return one(HandMoved{p.ID, c.Up})
}

func (e HandMoved) apply(b *Board, r Record) {
	b.changePerson(e.ID, r, func(p *Person) {
		p.Hand = 0
		if e.Up {
			p.Hand, p.handIn = b.rank(r), b.phaseID()
		}
	})
	if !e.Up && r.By.Role == Facilitator && r.By.Person != e.ID {
		b.floor, b.floorIn = e.ID, b.phaseID()
	}
}

// Floor returns who has the floor: the person whose hand a facilitator took down last in
// the current phase; nil if none, or they have left.
func (b *Board) Floor() *Person {
	p := b.Person(b.floor)
	if p == nil || p.Removed || b.floorIn != b.phaseID() {
		return nil
	}
	return p
}

// HandUp reports whether a person's hand is up. Hands end with the phase in which they were
// raised.
func (b *Board) HandUp(p *Person) bool {
	return p != nil && p.Hand != 0 && !p.Removed && p.handIn == b.phaseID()
}

// phaseID returns the current phase's id; 0 before the first.
func (b *Board) phaseID() PhaseID {
	if ph := b.Phase(); ph != nil {
		return ph.ID
	}
	return 0
}

// Queue returns the people who want to speak, in the order in which they raised their
// hands: those who are here, who come next in turn, and those whose connection is gone, who
// do not until they are back. A person who has been gone for as long as [RecentFor] is in
// neither; their place is kept until the phase ends.
func (b *Board) Queue(now *Presence) (here, away []*Person) {
	for _, p := range b.Hands() {
		switch {
		case now == nil || !p.Gone(now) && !p.hasLeft(now):
			here = append(here, p)
		case !p.Gone(now):
			away = append(away, p)
		}
	}
	return here, away
}

// hasLeft reports whether a person's last terminal was closed, or that of the person who
// writes for them, and they have done nothing since.
func (p *Person) hasLeft(now *Presence) bool {
	return now.Left[p.ID] || p.Via != 0 && now.Left[p.Via]
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
	if err := b.takePart(by, now, method.TakesGreetings); err != nil {
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
	shown, phase := b.sectorsShown(), PhaseID(0)
	if ph := b.Phase(); ph != nil {
		phase = ph.ID
	}
	b.changePerson(e.ID, r, func(p *Person) {
		p.CheckIn, p.CheckInSector, p.saidIn, p.saidOf, p.unheard = e.Text, p.Sector, phase, shown, false
	})
}
