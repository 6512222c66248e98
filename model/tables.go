package model

import (
	"cmp"
	"slices"
	"time"
)

const maxTables = 100

func (c SetTables) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	if c.Tables < 0 || c.Tables > maxTables {
		return nil, ErrSettings.with(why("tables", maxTables))
	}
	return one(TablesSet{c.Tables, b.seat(c.Tables)})
}

// seat distributes people over tables, one sector after the other, so that tables differ by
// at most one person and every table gets as even a mix of sectors as possible. Of tables
// that are equal in that, a person gets the one with the fewest people whom they sat with
// last. People who share a terminal sit together: such parties are placed first, the
// largest before the smaller, so that the others can even them out.
func (b *Board) seat(tables int) []int {
	seats := make([]int, b.people.Len())
	if tables == 0 {
		return seats
	}
	places := make([]dealt, tables)
	for _, p := range b.parties() {
		best := 0
		for t := 1; t < tables; t++ {
			if places[t].compare(&places[best], p) < 0 {
				best = t
			}
		}
		places[best].add(p)
		for _, who := range p {
			seats[who.ID-1] = best + 1
		}
	}
	return seats
}

// party is people who sit together: a person, and those they write for.
type party []*Person

// parties returns all participants who are to be seated: the larger parties first, then one
// sector after the other.
func (b *Board) parties() []party {
	var out []party
	at := map[PersonID]int{} // index in out of each person's party
	for _, p := range b.people.All() {
		if p.Removed || p.Role != Participant {
			continue
		}
		if i, ok := at[p.Via]; ok && p.Via != 0 {
			out[i] = append(out[i], p)
			continue
		}
		at[p.ID] = len(out)
		out = append(out, party{p})
	}
	slices.SortStableFunc(out, func(a, b party) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a[0].Sector, b[0].Sector))
	})
	return out
}

// dealt is the people at one table, or in one session, while they are distributed.
type dealt struct {
	all  int
	same [Entrepreneur + 1]int
	met  map[int]int // how many people from each old table
}

func (d *dealt) add(p party) {
	if d.met == nil {
		d.met = map[int]int{}
	}
	for _, who := range p {
		d.all++
		d.same[who.Sector]++
		if t := cmp.Or(who.Table, who.sat); t != 0 {
			d.met[t]++
		}
	}
}

// compare returns a negative number if the party should rather be placed here than at the
// other: fewest people, of those fewest of the same sectors, of those fewest whom they sat
// with last.
func (d *dealt) compare(other *dealt, p party) int {
	same, met := 0, 0
	for _, who := range p {
		t := cmp.Or(who.Table, who.sat)
		same += d.same[who.Sector] - other.same[who.Sector]
		met += d.met[t] - other.met[t]
	}
	return cmp.Or(cmp.Compare(d.all, other.all), same, met)
}

// seatFor returns the table for a person who comes late: the one with the fewest people, of
// those the one with the fewest of the same sector. Nobody moves.
func (b *Board) seatFor(s Sector) int {
	if b.Tables == 0 {
		return 0
	}
	all, same := make([]int, b.Tables+1), make([]int, b.Tables+1)
	for _, p := range b.people.All() {
		if p.Table >= 1 && p.Table <= b.Tables && !p.Removed {
			all[p.Table]++
			if p.Sector == s {
				same[p.Table]++
			}
		}
	}
	best := 1
	for t := 2; t <= b.Tables; t++ {
		if all[t] < all[best] || all[t] == all[best] && same[t] < same[best] {
			best = t
		}
	}
	return best
}

func (e TablesSet) apply(b *Board, r Record) {
	if e.Tables < 0 || e.Tables > maxTables {
		return
	}
	b.Tables = e.Tables
	for i, t := range e.Seats {
		if p := b.Person(PersonID(i + 1)); p != nil && p.Table != t {
			b.changePerson(p.ID, r, func(p *Person) { p.Table, p.sat = t, cmp.Or(p.Table, p.sat) })
		}
	}
	b.Revs.People, b.Revs.Agenda = r.Seq, r.Seq
}
