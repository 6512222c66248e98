package model

import "math"

// Unheard is a sector from which clearly fewer ideas of a phase come than its share of the
// people would give.
type Unheard struct {
	Sector Sector
	N, Of  int // number of ideas from it, and in all
}

// When a sector counts as less heard: a few ideas tell nothing; it has at most half of its
// share, and is two standard deviations below what chance would give (binomial
// distribution).
const (
	unheardFrom  = 10 // number of ideas in all
	unheardShare = 0.5
	unheardSigma = 2
)

// UnheardIn returns the sector that lacks most in a phase; false if none clearly does. A
// sector of fewer than [MinGroup] people is never told, and where names are not shown, none
// of fewer than twice that, or that may not be told.
func (b *Board) UnheardIn(phase PhaseID) (least Unheard, ok bool) {
	var people [len(Sectors) + 1]int
	all := 0
	for _, p := range b.people.All() {
		if !p.Removed && p.Role == Participant && p.Sector <= Entrepreneur {
			people[p.Sector]++
			all++
		}
	}
	enough, shown := MinGroup, b.SectorsOfPeople()
	if !b.NamesShown(phase) {
		enough, shown = 2*MinGroup, b.sectorsShown()
	}
	of, ideas := b.IdeaCount(phase)
	if of < unheardFrom {
		return least, false
	}
	worst := float64(unheardSigma)
	for _, s := range Sectors {
		if people[s] < enough || shown.Told(s) != s {
			continue
		}
		share := float64(people[s]) / float64(all)
		due := share * float64(of)
		lack := (due - float64(ideas[s])) / math.Sqrt(due*(1-share))
		if float64(ideas[s]) <= unheardShare*due && lack >= worst {
			least, worst, ok = Unheard{s, ideas[s], of}, lack, true
		}
	}
	return least, ok
}
