package model

import (
	"slices"
	"time"
)

// Sweep says whom a facilitator shows out at once, when many have come in whom
// nobody knows. It never takes who leads, nor who is out already.
type Sweep struct {
	Since time.Time // only who joined then or later; zero is ever
	Here  bool      // also who is here now
	Wrote bool      // also who has left something behind under their name; all they made goes too
}

// SweepPeople shows out all of a list, which is what [Board.Swept] gave, so that
// nobody goes whom the facilitator was not told of. What they made is taken
// away with Texts, and all of it comes back with [Undo].
type SweepPeople struct {
	People []PersonID
	Texts  bool
}

// PeopleSwept shows out several people, and takes away items that they made.
type PeopleSwept struct {
	People []PersonID `json:"people"`
	Items  []ItemID   `json:"items,omitempty"`
}

// Swept is whom a sweep would show out, in the order they joined, and what would
// go with them. Without Wrote it takes also who has left only what is nobody's,
// such as feedback or a card in an anonymous phase, and leaves that where it is:
// were they not in the list, it would tell that they wrote.
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

// madeBy is what lies on the board that only those people made: no idea that
// another's went into, no heap with another's idea in it, and no question that
// somebody else supports or that was chosen.
func (b *Board) madeBy(people []PersonID) (items []ItemID) {
	gone := map[PersonID]bool{}
	for _, p := range people {
		gone[p] = true
	}
	kept := map[ItemID]bool{} // ideas and heaps with something of others in them
	for i := range values(b.ideas) {
		if !i.Removed && !gone[i.By] {
			kept[i.Merged], kept[b.clusterOf(i)] = true, true
		}
	}
	for i := range values(b.ideas) {
		if gone[i.By] && !i.Removed && !kept[i.ID] {
			items = append(items, i.ID)
		}
	}
	for c := range values(b.clusters) {
		if gone[c.By] && c.Live() && !kept[c.ID] {
			items = append(items, c.ID)
		}
	}
	for q := range values(b.questions) {
		others := slices.ContainsFunc(q.Support, func(p PersonID) bool { return !gone[p] })
		if gone[q.By] && !q.Removed && !q.Chosen && !others {
			items = append(items, q.ID)
		}
	}
	for c := range values(b.commitments) {
		if gone[c.By] && !c.Removed {
			items = append(items, c.ID)
		}
	}
	return items
}

// SweepTells is ErrSweepTells if taking away what some people made would tell who
// wrote something that nobody's name stands by: what goes with them, or comes back
// with them, must be of three of them at least. Those whose texts once went
// together go together again or not at all, so that nothing is told by taking one
// sweep from another.
func (b *Board) SweepTells(people []PersonID) error {
	with := b.namelessAuthors(people)
	fresh, again := 0, map[uint64]bool{}
	for id := range with {
		if sweep := b.Person(id).textsWent; sweep != 0 {
			again[sweep] = true
		} else {
			fresh++
		}
	}
	if fresh > 0 && fresh < MinGroup {
		return ErrSweepTells
	}
	for p := range values(b.people) {
		if again[p.textsWent] && !with[p.ID] {
			return ErrSweepTells
		}
	}
	return nil
}

// namelessAuthors is who of some people made something that would go with them
// and that nobody's name stands by.
func (b *Board) namelessAuthors(people []PersonID) map[PersonID]bool {
	with := map[PersonID]bool{}
	for _, id := range b.madeBy(people) {
		var by PersonID
		var phase PhaseID
		switch x := b.lookup(id).(type) {
		case *Idea:
			by, phase = x.By, x.Phase
		case *Cluster:
			by, phase = x.By, x.Phase
		case *Question:
			by, phase = x.By, x.Phase
		case *Commitment:
			by, phase = x.By, x.Phase
		}
		if by != 0 && !b.NamesShown(phase) {
			with[by] = true
		}
	}
	return with
}

// TextsSwept tells whether somebody was shown out by a sweep that took away what
// those it showed out had made.
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
			return nil, ErrRoundOpen // it may be about what would go
		}
		if err := b.SweepTells(e.People); err != nil {
			return nil, err
		}
		e.Items = b.madeBy(e.People)
	}
	return one(e)
}

func (e PeopleSwept) apply(b *Board, r Record) {
	nameless := map[PersonID]bool{}
	if len(e.Items) > 0 {
		nameless = b.namelessAuthors(e.People)
	}
	for _, id := range e.People {
		b.changePerson(id, r, func(p *Person) {
			if nameless[id] && p.textsWent == 0 {
				p.textsWent = r.Seq
			}
			if !p.Removed {
				p.Removed, p.swept, p.bare, p.Hand = true, true, len(e.Items) > 0, 0
				b.swept = append(b.swept, id)
			}
		})
	}
	for _, id := range e.Items {
		if x := b.lookup(id); x != nil {
			b.put(x.gone())
		}
	}
	if len(e.Items) > 0 {
		b.touchAll(r.Seq)
	}
}

// letBack lets in, or shows out again, whom a sweep showed out.
func (b *Board) letBack(people []PersonID, out bool, r Record) {
	for _, id := range people {
		b.changePerson(id, r, func(p *Person) { p.Removed, p.swept = out, out })
	}
}

// mayLetBack is nil if those whom a sweep showed out can come back under their
// names.
func (b *Board) mayLetBack(people []PersonID) error {
	if len(people) == 0 {
		return nil
	}
	taken := map[string]bool{} // names that only look the same were not in at once
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

// mayLetOut is nil if those can be shown out again who were let back in.
func (b *Board) mayLetOut(people []PersonID) error {
	for _, id := range people {
		if p := b.Person(id); p == nil || p.Removed || p.Role == Facilitator {
			return ErrMovedOn
		}
	}
	return nil
}
