package model

import "math"

// Unheard is a sector that clearly fewer ideas of a phase come from than its
// share of the people would give.
type Unheard struct {
	Sector Sector
	N, Of  int // ideas from it, and of all
}

// What makes a sector clearly less heard: few ideas tell nothing; it has half
// of its share at most, and two standard deviations less than chance would
// give, as of a binomial distribution.
const (
	unheardFrom  = 10 // ideas in all
	unheardShare = 0.5
	unheardSigma = 2
)

// UnheardIn is the sector that lacks most in a phase; false if none clearly
// does. A sector of fewer than [MinGroup] people is never told of, and where
// names are not shown none of fewer than twice that, or that may not be told.
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
		if people[s] < enough || shown.Of(s) != s {
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
