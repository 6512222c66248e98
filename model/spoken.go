package model

import (
	"slices"
	"time"
)

// MarkSpoken says that somebody has had the word in the current phase, or has
// not after all. Who leads keeps the list, so that those who have not spoken
// yet can be asked.
type MarkSpoken struct {
	Person PersonID
	Spoken bool
}

// SpokenMarked says whether somebody has had the word in a phase.
type SpokenMarked struct {
	ID     PersonID `json:"id"`
	Phase  PhaseID  `json:"phase"`
	Spoken bool     `json:"spoken"`
}

// HasSpoken tells whether somebody has had the word in a phase.
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

// maxSpoke bounds the phases that are kept of one person, also of those that
// the agenda has no longer.
const maxSpoke = 4 * MaxPhases

// goodSpoke tells whether a list of phases is one that Verkstad would keep.
func goodSpoke(phases []PhaseID) bool {
	for i, id := range phases {
		if id < 1 || i > 0 && phases[i-1] >= id {
			return false
		}
	}
	return len(phases) <= maxSpoke
}

// Share is a group of sectors with how many of it have done something.
type Share struct {
	Sectors []Sector
	N, Of   int
}

// Written is how many participants, by sector, have written in a phase, other than
// for the parking lot. Groups of fewer than [MinGroup] are laid together, and left
// out if they are still too few: what has no name on the board gets none here. n of
// are those of all groups, and zero where they are too few to be told.
func (b *Board) Written(phase PhaseID) (shares []Share, n, of int) {
	wrote := map[PersonID]bool{}
	for _, i := range b.ideas.All() {
		if i.Phase == phase && i.By != 0 && !i.Note && !i.aside && !i.Removed {
			wrote[i.By] = true
		}
	}
	var bySector [len(Sectors) + 1]Share
	for _, p := range b.people.All() {
		if p.Removed || p.Role != Participant || p.Sector > Entrepreneur {
			continue
		}
		s := &bySector[p.Sector]
		s.Of++
		if wrote[p.ID] {
			s.N++
		}
	}
	small := Share{}
	for _, sector := range append([]Sector{NoSector}, Sectors[:]...) {
		s := bySector[sector]
		s.Sectors = []Sector{sector}
		switch {
		case s.Of >= MinGroup:
			shares = append(shares, s)
		case s.Of > 0:
			small.join(s)
		}
	}
	if small.Of > 0 && small.Of < MinGroup && len(shares) > 0 {
		least := 0
		for i, s := range shares {
			if s.Of < shares[least].Of {
				least = i
			}
		}
		small.join(shares[least])
		shares = slices.Delete(shares, least, least+1)
	}
	if small.Of >= MinGroup {
		shares = append(shares, small)
	}
	for _, s := range shares {
		n, of = n+s.N, of+s.Of
	}
	return shares, n, of
}

func (s *Share) join(o Share) {
	s.Sectors = append(s.Sectors, o.Sectors...)
	slices.Sort(s.Sectors)
	s.N, s.Of = s.N+o.N, s.Of+o.Of
}
