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

// seat deals people to tables one sector after the other, so that tables
// differ by one person at the most and every table gets as even a mix of
// sectors as can be. Of the tables that are equal in that, one gets the table
// with the fewest of those one sat with last. Who shares a terminal sits
// together: such parties are dealt first, the largest before the smaller, so
// that the others can even them out.
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

// party is people who sit together: somebody, and those they write for.
type party []*Person

// parties is all participants who are to be seated: the larger parties first,
// then one sector after the other.
func (b *Board) parties() []party {
	var out []party
	at := map[PersonID]int{} // whose party is where in out
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

// dealt is who has been given to one table, or one session.
type dealt struct {
	all  int
	same [Entrepreneur + 1]int
	met  map[int]int // how many of each old table
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

// compare is negative if the party should rather be dealt here than to the
// other: fewest people, of those fewest of the same sectors, of those fewest
// of those one sat with last.
func (d *dealt) compare(other *dealt, p party) int {
	same, met := 0, 0
	for _, who := range p {
		t := cmp.Or(who.Table, who.sat)
		same += d.same[who.Sector] - other.same[who.Sector]
		met += d.met[t] - other.met[t]
	}
	return cmp.Or(cmp.Compare(d.all, other.all), same, met)
}

// seatFor is the table for somebody who comes late: the one with the fewest
// people, of those the one with the fewest of the same sector. Nobody moves.
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
