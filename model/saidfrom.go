package model

// What somebody says belongs to the sector that they had when they said it. If they join
// another sector later, they have said nothing for that one. An export gives the sector of
// the time if it is not the person's current one.

// CheckInNamed reports whether the author of a check-in may be told.
func (b *Board) CheckInNamed(p *Person) bool { return b.NamesShown(p.saidIn) }

// SectorOfCheckIn returns the sector from which somebody said their check-in, as far as it
// may be told: where names are not shown, what could be told when it was said.
func (b *Board) SectorOfCheckIn(p *Person) Sector {
	if b.CheckInNamed(p) {
		return p.CheckInSector
	}
	return p.saidOf.Told(p.CheckInSector)
}

// exportedSector returns the sector of the time as an export has it: none if it is the
// person's current one, or if names are not shown for what people wrote here.
func (b *Board) exportedSector(then Sector, by PersonID, named bool) Sector {
	if p := b.Person(by); p != nil && (!named || then == p.Sector) {
		return NoSector
	}
	return then
}

// sectorOfThen returns the sector of something that was imported with a board: if that
// gives none, the person's current one.
func (b *Board) sectorOfThen(told Sector, by PersonID) Sector {
	if p := b.Person(by); p != nil && told == NoSector {
		return p.Sector
	}
	return told
}

// withSectorOfThen returns an item that was imported with a board, with the sector of the
// time and its author.
func (b *Board) withSectorOfThen(x item) item {
	switch x := x.(type) {
	case *Idea:
		x.written, x.scribe = x.Sector, x.By != 0 && x.Author != ""
		if p := b.Person(x.By); p != nil {
			x.led = p.Role == Facilitator
		}
	case *Question:
		q := *x
		q.Sector = b.sectorOfThen(q.Sector, q.By)
		return &q
	case *Commitment:
		c := *x
		c.Sector = b.sectorOfThen(c.Sector, c.By)
		return &c
	}
	return x
}
