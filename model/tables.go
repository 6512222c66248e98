package model

import (
	"cmp"
	"time"
)

const maxTables = 100

func (c SetTables) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	if c.Tables < 0 || c.Tables > maxTables {
		return nil, ErrSettings.with("tables: 0 to 100")
	}
	return one(TablesSet{c.Tables, b.seat(c.Tables)})
}

// seat deals people to tables one sector after the other, so that tables
// differ by one person at the most and every table gets as even a mix of
// sectors as can be. Of the tables that are equal in that, one gets the table
// with the fewest of those one sat with last.
func (b *Board) seat(tables int) []int {
	seats := make([]int, b.people.Len())
	if tables == 0 {
		return seats
	}
	all, same := make([]int, tables+1), make([][Entrepreneur + 1]int, tables+1)
	met := make([]map[int]int, tables+1) // by table: how many of each old table
	for t := range met {
		met[t] = map[int]int{}
	}
	for s := NoSector; s <= Entrepreneur; s++ {
		for i, p := range b.people.All() {
			if p.Sector != s || p.Removed || p.Role != Participant {
				continue
			}
			best := 1
			for t := 2; t <= tables; t++ {
				if cmp.Or(cmp.Compare(all[t], all[best]), cmp.Compare(same[t][s], same[best][s]), cmp.Compare(met[t][p.Table], met[best][p.Table])) < 0 {
					best = t
				}
			}
			seats[i] = best
			all[best]++
			same[best][s]++
			if p.Table != 0 {
				met[best][p.Table]++
			}
		}
	}
	return seats
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
			b.changePerson(p.ID, r, func(p *Person) { p.Table = t })
		}
	}
	b.Revs.People, b.Revs.Agenda = r.Seq, r.Seq
}
