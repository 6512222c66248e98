package model

import (
	"slices"
	"time"
)

// MarkSpoken records that somebody has had the word in the current phase, or has not after
// all. The facilitator keeps the list, so that those who have not spoken yet can be asked.
type MarkSpoken struct {
	Person PersonID
	Spoken bool
}

// SpokenMarked records whether somebody has had the word in a phase.
type SpokenMarked struct {
	ID     PersonID `json:"id"`
	Phase  PhaseID  `json:"phase"`
	Spoken bool     `json:"spoken"`
}

// HasSpoken reports whether somebody has had the word in a phase.
func (p *Person) HasSpoken(id PhaseID) bool {
	_, found := slices.BinarySearch(p.Spoke, id)
	return found
}

func (c MarkSpoken) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	p, ph := b.Person(c.Person), b.Phase()
	switch {
	case p == nil || p.Removed:
		return nil, ErrNoSuchPerson
	case ph == nil:
		return nil, ErrNoSuchPhase
	case p.HasSpoken(ph.ID) == c.Spoken:
		return nil, nil
	}
	return one(SpokenMarked{c.Person, ph.ID, c.Spoken})
}

func (e SpokenMarked) apply(b *Board, r Record) {
	b.changePerson(e.ID, r, func(p *Person) {
		at, found := slices.BinarySearch(p.Spoke, e.Phase)
		switch {
		case e.Spoken && !found && len(p.Spoke) < maxSpoke:
			p.Spoke = slices.Insert(slices.Clone(p.Spoke), at, e.Phase)
		case !e.Spoken && found:
			p.Spoke = slices.Delete(slices.Clone(p.Spoke), at, at+1)
		}
	})
}

// maxSpoke bounds the phases that are kept for one person, also those that are no longer in
// the agenda.
const maxSpoke = 4 * MaxPhases

// goodSpoke reports whether a list of phases is one that Verkstad would keep.
func goodSpoke(phases []PhaseID) bool {
	for i, id := range phases {
		if id < 1 || i > 0 && phases[i-1] >= id {
			return false
		}
	}
	return len(phases) <= maxSpoke
}
