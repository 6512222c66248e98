package view

import (
	"slices"
	"strings"

	"verkstad/ui/frame"
)

// saying is something that a header says before the clock.
type saying struct {
	text string
	rank sayRank
}

// sayRank is how much a saying matters: where there is no room for all, the
// lowest goes first.
type sayRank int

// The ranks, from the one that goes first to the one that stays longest.
const (
	sayName sayRank = iota
	sayTable
	sayReady
	sayCode
	sayHand
	sayLocked
	sayFor   // whom one writes for
	sayGiven // what the part of the screen says, as the dots that are left
)

const (
	sayMargin = 2 // cells after what a header says; before it is at least one
	sayGap    = "   "
)

// fitting is those of all that have room in w cells, in order: what matters most
// comes first to its place. The first of all is there even if it has to be cut.
func fitting(all []saying, w int) []saying {
	fits := make([]bool, len(all))
	for rank := sayGiven; rank >= 0; rank-- {
		for i, s := range all {
			if need := frame.Width(s.text) + len(sayGap); s.rank == rank && need <= w+len(sayGap) {
				fits[i], w = true, w-need
			}
		}
	}
	var out []saying
	for i, s := range all {
		if fits[i] {
			out = append(out, s)
		}
	}
	if len(out) == 0 && len(all) > 0 {
		most := slices.MaxFunc(all, func(a, b saying) int { return int(a.rank - b.rank) })
		if cut := frame.Truncate(most.text, w); w > 0 {
			out = append(out, saying{cut, most.rank})
		}
	}
	return out
}

// joined is sayings side by side, and a gap before them; empty without any.
func joined(all []saying) string {
	var text strings.Builder
	for i, s := range all {
		if i == 0 {
			text.WriteString("  ")
		} else {
			text.WriteString(sayGap)
		}
		text.WriteString(s.text)
	}
	return text.String()
}
