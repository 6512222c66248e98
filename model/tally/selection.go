package tally

import (
	"errors"
	"slices"
)

// Rule is a way to choose some of the candidates.
type Rule string

// The rules.
const (
	// MostVoted takes those with the most dots.
	MostVoted Rule = "most"
	// EqualShares is the method of equal shares where a dot or more is an
	// approval; see [Election.EqualShares].
	EqualShares Rule = "equal-shares"
	// EqualSharesDots is the same with the dots as what somebody has of a
	// candidate.
	EqualSharesDots Rule = "equal-shares-dots"
	// Phragmen is Phragmén's sequential rule for approvals.
	Phragmen Rule = "phragmen"
	// PAV is proportional approval voting, for up to [MaxPAV] candidates.
	PAV Rule = "pav"
)

// Errors of Select.
var (
	// errSeats is returned where there are fewer candidates than seats, or no seat.
	errSeats = errors.New("tally: seats must be from 1 to the number of candidates")
	// errTooMany is returned by PAV for more than MaxPAV candidates.
	errTooMany = errors.New("tally: too many candidates for PAV")
	// errRule is returned for a rule that there is none of.
	errRule = errors.New("tally: no such rule")
)

// Selection is what a rule chooses.
type Selection struct {
	Chosen []int // by the tie rule, ascending
	// Tied is the candidates that are in some but not in all of the sets that
	// the rule allows, ascending. It is empty if there is one set only.
	Tied []int
	// Complete is false if there were so many ties that not all of them were
	// followed ([maxStates]): then there may be more in Tied.
	Complete bool

	endings []ending
}

// ending is one or more sets that a rule allows: all of chosen, and any left of
// free.
type ending struct {
	chosen, free []int // ascending
	left         int
}

// Select chooses seats of the candidates.
func (e Election) Select(rule Rule, seats int) (Selection, error) {
	if seats < 1 || seats > e.Candidates {
		return Selection{}, errSeats
	}
	switch rule {
	case MostVoted:
		return selected([]ending{mostVoted(e.Sums(), seats)}, true), nil
	case EqualShares:
		return e.sequence(seats, true, false), nil
	case EqualSharesDots:
		return e.sequence(seats, true, true), nil
	case Phragmen:
		return e.sequence(seats, false, false), nil
	case PAV:
		return e.pav(seats)
	}
	return Selection{}, errRule
}

// SelectMost is Select by MostVoted where there are sums and no ballots.
func SelectMost(sums []Sum, seats int) (Selection, error) {
	if seats < 1 || seats > len(sums) {
		return Selection{}, errSeats
	}
	return selected([]ending{mostVoted(sums, seats)}, true), nil
}

// mostVoted is what has the most dots; those at the cut are free to be chosen.
func mostVoted(sums []Sum, seats int) ending {
	order := Order(sums)
	cut := sums[order[seats-1]].Dots
	var end ending
	for _, c := range order {
		switch {
		case sums[c].Dots > cut:
			end.chosen = append(end.chosen, c)
		case sums[c].Dots == cut:
			end.free = append(end.free, c)
		}
	}
	slices.Sort(end.chosen)
	end.left = seats - len(end.chosen)
	return end
}

// selected puts together what a rule came to. The first ending is the one by
// the tie rule.
func selected(endings []ending, complete bool) Selection {
	s := Selection{Complete: complete, endings: endings}
	first := endings[0]
	s.Chosen = slices.Sorted(slices.Values(slices.Concat(first.chosen, first.free[:first.left])))
	some, all := map[int]bool{}, map[int]int{}
	for _, end := range endings {
		for _, c := range end.chosen {
			some[c] = true
			all[c]++
		}
		for _, c := range end.free {
			some[c] = some[c] || end.left > 0
			if end.left == len(end.free) {
				all[c]++
			}
		}
	}
	for c := range some {
		if some[c] && all[c] < len(endings) {
			s.Tied = append(s.Tied, c)
		}
	}
	slices.Sort(s.Tied)
	return s
}

// Possible is all sets that the rule allows, each ascending, in ascending
// order; at most limit of them, and whether these are all.
func (s Selection) Possible(limit int) (sets [][]int, all bool) {
	all = s.Complete
	for _, end := range s.endings {
		chooseFrom(end.free, end.left, func(some []int) bool {
			if len(sets) >= limit {
				all = false
				return false
			}
			sets = append(sets, slices.Sorted(slices.Values(slices.Concat(end.chosen, some))))
			return true
		})
	}
	slices.SortFunc(sets, slices.Compare)
	return slices.CompactFunc(sets, slices.Equal), all
}

// chooseFrom gives all ways to take k of some, the earliest first, until yield
// says no.
func chooseFrom(some []int, k int, yield func([]int) bool) {
	var taken []int
	var from func(at int) bool
	from = func(at int) bool {
		if len(taken) == k {
			return yield(taken)
		}
		for i := at; i <= len(some)-(k-len(taken)); i++ {
			taken = append(taken, some[i])
			if !from(i + 1) {
				return false
			}
			taken = taken[:len(taken)-1]
		}
		return true
	}
	from(0)
}
