package tally

import "math/bits"

// MaxPAV is the most candidates that PAV looks at: 184,756 sets at the most.
const MaxPAV = 20

// harmonicUnit is the least common multiple of 1 to MaxPAV, so that harmonic
// numbers are whole numbers of it.
const harmonicUnit = 232_792_560

// pav takes the sets with the largest Σ harmonic(how many of the set the ballot
// approves of). (Thiele 1895; Lackner & Skowron 2023.) A dot or more is an
// approval.
func (e Election) pav(seats int) (Selection, error) {
	if e.Candidates > MaxPAV {
		return Selection{}, errTooMany
	}
	var harmonic [MaxPAV + 1]int64
	for i := 1; i <= MaxPAV; i++ {
		harmonic[i] = harmonic[i-1] + harmonicUnit/int64(i)
	}
	alike := map[uint32]int64{} // ballots by what they approve of
	for _, b := range e.Ballots {
		approved := uint32(0)
		for _, v := range b.Votes {
			approved |= 1 << v.Candidate
		}
		alike[approved]++
	}
	type counted struct {
		approved uint32
		n        int64
	}
	var ballots []counted
	for approved, n := range alike {
		ballots = append(ballots, counted{approved, n})
	}
	all := make([]int, e.Candidates)
	for c := range all {
		all[c] = c
	}
	best, endings := int64(-1), []ending(nil)
	chooseFrom(all, seats, func(set []int) bool {
		chosen, score := uint32(0), int64(0)
		for _, c := range set {
			chosen |= 1 << c
		}
		for _, b := range ballots {
			score += b.n * harmonic[bits.OnesCount32(b.approved&chosen)]
		}
		if score > best {
			best, endings = score, endings[:0]
		}
		if score == best {
			endings = append(endings, ending{chosen: append([]int(nil), set...)})
		}
		return true
	})
	return selected(endings, true), nil
}
