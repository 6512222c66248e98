package method

import "slices"

// Stretch returns a copy of an agenda that takes total minutes: every phase in proportion
// to its planned time, in whole minutes, but not less than its MinMinutes or a minute for
// each of its steps. Steps are stretched with their phase. Breaks, and whatever else
// [Rests], keep their minutes, and a phase without a clock stays without.
//
// The phases must be valid. The error is an *Error with CodeRange: the least time possible,
// the most (a day), and total.
func Stretch(phases []Phase, total int) ([]Phase, error) {
	parts, at, least := partition(phases)
	most := max(least, maxMinutes)
	if len(parts) == 0 {
		most = least
	}
	if total < least || total > most {
		return nil, &Error{Field: "minutes", Code: CodeRange, Args: []any{least, most, total}}
	}
	apportion(parts, total-least)
	fitted := slices.Clone(phases)
	for k, i := range at {
		fitted[i].fit(parts[k].n)
	}
	return fitted, nil
}

// Least returns the minimum number of minutes that an agenda takes, however it is
// stretched.
func Least(phases []Phase) int {
	_, _, least := partition(phases)
	return least
}

// partition returns the phases that can be stretched with their minimum minutes, their
// indexes, and the minimum of the whole agenda.
func partition(phases []Phase) (parts []share, at []int, least int) {
	for i, p := range phases {
		switch {
		case p.Minutes <= 0:
		case p.Activity.Does(Rests):
			least += p.Minutes
		default:
			n := max(1, p.MinMinutes, len(p.Timeline()))
			parts, at = append(parts, share{weight: p.Minutes, n: n}), append(at, i)
			least += n
		}
	}
	return parts, at, least
}

// fit sets a phase's minutes, and shares them among its steps.
func (p *Phase) fit(minutes int) {
	planned := 0
	parts := make([]share, len(p.Steps))
	for i, s := range p.Steps {
		planned += s.Minutes
		parts[i] = share{weight: s.Minutes, n: 1}
	}
	apportion(parts, minutes*planned/p.Minutes-len(parts))
	p.Steps = slices.Clone(p.Steps)
	for i := range p.Steps {
		p.Steps[i].Minutes = min(parts[i].n, maxStep)
	}
	p.Minutes = minutes
}

// Within returns the phase with other minutes, shared among its steps. A phase without
// minutes stays as it is.
func (p Phase) Within(minutes int) Phase {
	if p.Minutes > 0 && minutes > 0 {
		p.fit(minutes)
	}
	return p
}

// share is a share while it is computed: n minutes so far, and its weight among the others,
// above zero.
type share struct{ weight, n int }

// apportion distributes more minutes by Sainte-Laguë's method, one at a time to the share
// with the highest weight / (2n + 1), the first of equals. So a longer total never makes a
// share smaller, and distributing the sum of the weights gives each share exactly its
// weight.
func apportion(parts []share, more int) {
	for range more {
		next := &parts[0]
		for i := range parts {
			if p := &parts[i]; p.weight*(2*next.n+1) > next.weight*(2*p.n+1) {
				next = p
			}
		}
		next.n++
	}
}
