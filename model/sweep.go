package model

import (
	"slices"
	"time"
)

// Sweep says whom a facilitator shows out at once, when many have come in whom nobody
// knows. It never includes facilitators, nor people who are out already.
type Sweep struct {
	Since time.Time // only people who joined then or later; zero means ever
	Here  bool      // also people who are here now
	Wrote bool      // also people who have left something behind under their name, which is then removed too
}

// SweepPeople shows out a list of people that [Board.Swept] returned, so that nobody is
// shown out whom the facilitator was not shown. With Texts, what they made under their
// names is removed, and all of it comes back with [Undo]. What has no name stays:
// [RemoveItems] removes that by its number.
type SweepPeople struct {
	People []PersonID
	Texts  bool
}

// PeopleSwept shows out several people, and removes items that they made.
type PeopleSwept struct {
	People []PersonID `json:"people"`
	Items  []ItemID   `json:"items,omitempty"`
}

// Swept returns the people whom a sweep would show out, in the order they joined, and the
// items that would be removed with them. Neither depends on who made what has no name:
// without Wrote it includes people who have left only such things, and with Wrote those
// things are not counted.
func (b *Board) Swept(s Sweep, here *Presence) (people []PersonID, items []ItemID) {
	named := b.namedTraces()
	for _, p := range b.people.All() {
		at := p
		if p.Via != 0 {
			at = b.Person(p.Via)
		}
		switch {
		case p.Removed || p.Role == Facilitator || p.Joined.Before(s.Since):
		case !s.Here && at != nil && here.Here(at.ID):
		case !s.Wrote && named[p.ID]:
		default:
			people = append(people, p.ID)
		}
	}
	if s.Wrote {
		items = b.madeBy(people)
	}
	return people, items
}

// signs reports whether the author of something made in a phase may be told now: not where
// names are not shown, nor before the phase is revealed.
func (b *Board) signs(phase PhaseID) bool {
	ph := b.PhaseByID(phase)
	return b.NamesShown(phase) && (ph == nil || ph.Revealed())
}

// madeBy returns the items on the board that only those people made, under their names: no
// idea that another's was merged into, no cluster with another's idea in it, and no
// question that somebody else supports or that was chosen. What has no name counts as
// another's, whoever made it, and so does support without a name: if it were removed with
// its author, or prevented a removal, that would tell who the author is.
func (b *Board) madeBy(people []PersonID) (items []ItemID) {
	gone := map[PersonID]bool{}
	for _, p := range people {
		gone[p] = true
	}
	theirs := func(by PersonID, phase PhaseID) bool { return gone[by] && b.signs(phase) }
	kept := map[ItemID]bool{} // ideas and clusters that contain something of others
	for i := range values(b.ideas) {
		if !i.Removed && !theirs(i.By, i.Phase) {
			kept[i.Merged] = true
		}
	}
	for i := range values(b.ideas) {
		switch {
		case i.Removed:
		case kept[i.ID] || !theirs(i.By, i.Phase):
			kept[b.clusterOf(i)] = true
		default:
			items = append(items, i.ID)
		}
	}
	for c := range values(b.clusters) {
		if c.Live() && theirs(c.By, c.Phase) && !kept[c.ID] {
			items = append(items, c.ID)
		}
	}
	for q := range values(b.questions) {
		named := q.backed(b.signs) // otherwise all support counts as another's
		others := slices.ContainsFunc(q.Support, func(p PersonID) bool { return !named || !theirs(p, q.Phase) })
		if !q.Removed && theirs(q.By, q.Phase) && !q.Chosen && !others {
			items = append(items, q.ID)
		}
	}
	for c := range values(b.commitments) {
		if !c.Removed && theirs(c.By, c.Phase) {
			items = append(items, c.ID)
		}
	}
	return items
}

// TextsSwept reports whether a person was shown out by a sweep that removed what they had
// made under their name.
func (p *Person) TextsSwept() bool {
	return p != nil && p.Removed && p.swept && p.bare
}

func (c SweepPeople) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := by.facilitates(); err != nil {
		return nil, err
	}
	e := PeopleSwept{}
	for _, id := range c.People {
		p := b.Person(id)
		switch {
		case p == nil:
			return nil, ErrNoSuchPerson
		case p.Role == Facilitator:
			return nil, ErrStillLeads
		case !p.Removed:
			e.People = append(e.People, id)
		}
	}
	if len(e.People) == 0 {
		return nil, nil
	}
	if c.Texts {
		if b.OpenRound() != nil {
			return nil, ErrRoundOpen // it may be about what would be removed
		}
		e.Items = b.madeBy(e.People)
	}
	return one(e)
}

func (e PeopleSwept) apply(b *Board, r Record) {
	bare := map[PersonID]bool{} // people who lose something
	for _, id := range e.Items {
		bare[b.maker(id)] = true
	}
	for _, id := range e.People {
		b.changePerson(id, r, func(p *Person) {
			if !p.Removed {
				p.Removed, p.swept, p.bare, p.Hand = true, true, bare[id], 0
				b.swept = append(b.swept, id)
			}
		})
	}
	b.takeAway(e.Items, r)
}

// maker returns who made an item; 0 for the host's terminal, an import, and no item.
func (b *Board) maker(id ItemID) PersonID {
	switch x := b.lookup(id).(type) {
	case *Idea:
		return x.By
	case *Cluster:
		return x.By
	case *Question:
		return x.By
	case *Commitment:
		return x.By
	}
	return 0
}

// letBack lets in, or shows out again, the people whom a sweep showed out.
func (b *Board) letBack(people []PersonID, out bool, r Record) {
	for _, id := range people {
		b.changePerson(id, r, func(p *Person) { p.Removed, p.swept = out, out })
	}
}

// mayLetBack returns nil if the people whom a sweep showed out can come back under their
// names.
func (b *Board) mayLetBack(people []PersonID) error {
	if len(people) == 0 {
		return nil
	}
	taken := map[string]bool{} // names that look alike were not in at the same time
	for p := range values(b.people) {
		if !p.Removed {
			taken[p.NameKey] = true
		}
	}
	for _, id := range people {
		p := b.Person(id)
		switch {
		case p == nil || !p.Removed || !p.swept:
			return ErrMovedOn
		case taken[p.NameKey]:
			return ErrNameTaken
		}
	}
	return nil
}

// mayLetOut returns nil if the people who were let back in can be shown out again.
func (b *Board) mayLetOut(people []PersonID) error {
	for _, id := range people {
		if p := b.Person(id); p == nil || p.Removed || p.Role == Facilitator {
			return ErrMovedOn
		}
	}
	return nil
}
