package model

import "slices"

// Share is a group of sectors, and how many of it have done something.
type Share struct {
	Sectors []Sector
	N, Of   int

	ever int // how many have joined to take part or to lead, also those who were shown out
}

// Written returns how many, by sector, have written in a phase as participants, not
// counting the parking lot. Groups of which fewer than [MinGroup] ever joined are joined,
// and left out if they are still too few: what has no name on the board gets none here. n
// and of are the totals of all groups, and zero if they are too few to be told.
//
// A person who has written counts in the sector that they wrote from, also if they have
// become a facilitator or been shown out since: if a number depended on one person, a
// facilitator could try person after person to find out who wrote. Of is how many take part
// now, and never less than N.
func (b *Board) Written(phase PhaseID) (shares []Share, n, of int) {
	shares = joinSmall(b.writers(phase))
	for i := range shares {
		s := &shares[i]
		s.Of = max(s.Of, s.N)
		n, of = n+s.N, of+s.Of
	}
	return shares, n, of
}

// writers counts the people who joined, take part and have written in a phase, by sector.
func (b *Board) writers(phase PhaseID) (bySector [len(Sectors) + 1]Share) {
	for s := range bySector {
		bySector[s].Sectors = []Sector{Sector(s)}
	}
	for _, p := range b.people.All() {
		if p.Role == Observer || p.Sector > Entrepreneur || p.Role == Facilitator && p.Sector == NoSector {
			continue
		}
		s := &bySector[p.Sector]
		s.ever++
		if !p.Removed && p.Role == Participant {
			s.Of++
		}
	}
	wrote := map[PersonID]bool{}
	for _, i := range b.ideas.All() {
		if i.Phase == phase && i.By != 0 && !i.led && !i.Note && !i.aside && !i.Removed && !wrote[i.By] {
			wrote[i.By] = true
			bySector[i.written].N++
		}
	}
	return bySector
}

// joinSmall joins groups that are too small to be told, and joins them with the smallest of
// the others if they are still too few.
func joinSmall(groups [len(Sectors) + 1]Share) (shares []Share) {
	small := Share{}
	for _, s := range groups {
		switch {
		case s.ever >= MinGroup:
			shares = append(shares, s)
		case s.ever > 0 || s.N > 0:
			small.join(s)
		}
	}
	if len(small.Sectors) > 0 && small.ever < MinGroup && len(shares) > 0 {
		least := 0
		for i, s := range shares {
			if s.ever < shares[least].ever {
				least = i
			}
		}
		small.join(shares[least])
		shares = slices.Delete(shares, least, least+1)
	}
	if small.ever >= MinGroup {
		shares = append(shares, small)
	}
	return shares
}

func (s *Share) join(o Share) {
	s.Sectors = append(s.Sectors, o.Sectors...)
	slices.Sort(s.Sectors)
	s.N, s.Of, s.ever = s.N+o.N, s.Of+o.Of, s.ever+o.ever
}
