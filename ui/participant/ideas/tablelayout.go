package ideas

import "verkstad/ui/frame"

// tableLayout is how columns are cut for one size of screen.
type tableLayout struct {
	shown int // columns beside the free ideas
	free  int // how many cards lie side by side in the free ideas, from 1
	w     int // of a card, with the gap after it
	boxed bool
}

const (
	columnGap   = 2
	widestCard  = 44
	fullWidth   = 76 // of the columns, from which cards are at least as wide as is pleasant to read
	boxedFrom   = 26 // the height from which cards have boxes around them
	rowsOfCard  = 2  // about what a card takes,
	rowsOfBoxed = 5  // and one with a box
)

// layoutFor cuts the columns for r. The free ideas take the width that clusters leave, and
// a third of it where there are many of both, as long as they need it.
func layoutFor(r frame.Rect, columns []*cardColumn) tableLayout {
	least := 22
	if r.W < fullWidth {
		least = 18
	}
	lay := tableLayout{free: 1, boxed: r.H >= boxedFrom}
	fit := max(1, (r.W-2)/(least+columnGap))
	clusters := max(0, len(columns)-1)
	if need := lay.freeAcross(r.H, columns); need > 1 {
		lay.free = max(1, fit-clusters, min(fit/3, need))
	} else {
		fit = min(fit, len(columns))
	}
	lay.shown = min(clusters, fit-lay.free)
	lay.w = min((r.W-2)/max(1, fit), widestCard)
	return lay
}

// freeAcross is about how many cards must lie side by side for all free ideas to be seen.
func (lay tableLayout) freeAcross(h int, columns []*cardColumn) int {
	if len(columns) == 0 {
		return 1
	}
	rows := rowsOfCard
	if lay.boxed {
		rows = rowsOfBoxed
	}
	down := max(1, (h-2)/rows)
	return (len(columns[0].ideas) + down - 1) / down
}

// across is how many of a column's cards lie side by side.
func (lay tableLayout) across(col *cardColumn) int {
	if col.cluster == nil {
		return lay.free
	}
	return 1
}

// place is where a column begins that is seen, by its place among those, and its width.
func (lay tableLayout) place(slot int) (x, w int) {
	if slot == 0 {
		return 0, lay.free*lay.w - columnGap
	}
	return (lay.free + slot - 1) * lay.w, lay.w - columnGap
}
