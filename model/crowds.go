package model

// Where names are not shown, the sector of a small group is as good as a name. So there the
// sector is not told of anybody whose group is smaller than [MinGroup].

// SectorsShown says which sectors may be told where names are not shown: bit s is sector s.
// Sectors with fewer than [MinGroup] participants are not; and so that nobody can be found
// among the rest, the people whose sector is not told are themselves at least MinGroup, or
// none.
type SectorsShown uint8

// Told returns the sector, or [NoSector] if it may not be told.
func (m SectorsShown) Told(s Sector) Sector {
	if m&(1<<s) == 0 {
		return NoSector
	}
	return s
}

// everySector has the bits of all sectors.
const everySector = SectorsShown(1<<(len(Sectors)+1)) - 1

// SectorsOfPeople returns which sectors may be told of the people: all, unless the workshop
// is anonymous.
func (b *Board) SectorsOfPeople() SectorsShown {
	if !b.Anonymous {
		return everySector
	}
	return b.sectorsShown()
}

// sectorsShown returns which sectors may be told of what somebody writes now.
func (b *Board) sectorsShown() SectorsShown {
	var n [len(Sectors) + 1]int
	for _, p := range b.people.All() {
		if !p.Removed && p.Role == Participant && p.Sector <= Entrepreneur {
			n[p.Sector]++
		}
	}
	var shown SectorsShown
	rest, least := n[NoSector], NoSector
	for _, s := range Sectors {
		if n[s] < MinGroup {
			rest += n[s]
			continue
		}
		shown |= 1 << s
		if least == NoSector || n[s] < n[least] {
			least = s
		}
	}
	if rest > 0 && rest < MinGroup {
		shown &^= 1 << least
	}
	return shown
}

// sectorTold returns the sector that may be told of what is written in a phase now.
func (b *Board) sectorTold(s Sector, phase PhaseID) Sector {
	if s == NoSector || s > Entrepreneur {
		return NoSector
	}
	if b.NamesShown(phase) {
		return s
	}
	return b.sectorsShown().Told(s)
}

// retell updates the sectors of all ideas after names began or ceased to be hidden
// somewhere, on a board that is being made. What was written while names were hidden stays
// as it was told then: people who have come since did not write it.
func (b *Board) retell(r Record) {
	b.Revs.People, b.Revs.Questions, b.Revs.Commitments = r.Seq, r.Seq, r.Seq // the panes that show whose they are must be drawn again
	shown := b.sectorsShown()
	for at, i := range b.ideas.All() {
		told := i.Sector
		switch {
		case i.Origin != nil:
		case b.NamesShown(i.Phase):
			told = i.written
		default:
			told = shown.Told(told)
		}
		if told != i.Sector {
			changed := *i
			changed.Sector, changed.Rev = told, r.Seq // no undo may bring the sector back
			b.ideas = b.ideas.Set(at, &changed)
			b.Revs.Ideas = r.Seq
		}
	}
}
