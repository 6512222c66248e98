package model

// What somebody says is of the sector that they had when they said it. Who joins
// another later said nothing for that one. An export tells the sector of then
// where it is not the one that they have.

// CheckInNamed tells whether it may be told who said a check-in.
func (b *Board) CheckInNamed(p *Person) bool { return b.NamesShown(p.saidIn) }

// SectorOfCheckIn is the sector that somebody said their check-in from, as far as
// it may be told: where names are not shown, what could be told when it was said.
func (b *Board) SectorOfCheckIn(p *Person) Sector {
	if b.CheckInNamed(p) {
		return p.CheckInSector
	}
	return p.saidOf.Of(p.CheckInSector)
}

// exportedSector is a sector of then as an export has it: none where it is the
// one that its person has, or where names are not shown of what people wrote here.
func (b *Board) exportedSector(then Sector, by PersonID, named bool) Sector {
	if p := b.Person(by); p != nil && (!named || then == p.Sector) {
		return NoSector
	}
	return then
}

// sectorOfThen is the sector that something was said from which came with a
// board: where that tells none, the one that its person has.
func (b *Board) sectorOfThen(told Sector, by PersonID) Sector {
	if p := b.Person(by); p != nil && told == NoSector {
		return p.Sector
	}
	return told
}

// withSectorOfThen is an item that came with a board, with the sector of then, and
// with who wrote it.
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
