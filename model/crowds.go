package model

// Where names are not shown, a sector that few are of is as good as a name. So
// there it is told of nobody whose group is smaller than [MinGroup].

// SectorsShown is which sectors may be told where names are not shown: bit s is
// sector s. Those of whom fewer than [MinGroup] take part are not; and so that
// nobody is found among the rest, those who are then told of no sector are
// themselves MinGroup at least, or none.
type SectorsShown uint8

// Of is the sector, or [NoSector] where it may not be told.
func (m SectorsShown) Of(s Sector) Sector {
	if m&(1<<s) == 0 {
		return NoSector
	}
	return s
}

// everySector is a mask by which all are told.
const everySector = SectorsShown(1<<(len(Sectors)+1)) - 1

// SectorsOfPeople is which sectors may be told of the people: all, unless the
// workshop is anonymous.
func (b *Board) SectorsOfPeople() SectorsShown {
	if !b.Anonymous {
		return everySector
	}
	return b.sectorsShown()
}

// sectorsShown is which sectors may be told of what somebody writes now.
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

// sectorTold is the sector that may be told of what is written in a phase now.
func (b *Board) sectorTold(s Sector, phase PhaseID) Sector {
	if s == NoSector || s > Entrepreneur {
		return NoSector
	}
	if b.NamesShown(phase) {
		return s
	}
	return b.sectorsShown().Of(s)
}

// retell goes over the sectors of all ideas after names were begun to be kept
// back somewhere, or no longer, on a board in the making. What was written while
// names were kept back stays as it was told then: who has come since did not
// write it.
func (b *Board) retell(r Record) {
	b.Revs.People, b.Revs.Questions, b.Revs.Commitments = r.Seq, r.Seq, r.Seq // whose they are is drawn anew
	shown := b.sectorsShown()
	for at, i := range b.ideas.All() {
		told := i.Sector
		switch {
		case i.Origin != nil:
		case b.NamesShown(i.Phase):
			told = i.written
		default:
			told = shown.Of(told)
		}
		if told != i.Sector {
			changed := *i
			changed.Sector, changed.Rev = told, r.Seq // no undo brings the sector back
			b.ideas = b.ideas.Set(at, &changed)
			b.Revs.Ideas = r.Seq
		}
	}
}
