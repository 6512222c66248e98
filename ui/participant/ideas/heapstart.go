package ideas

import (
	"verkstad/model"
)

// starts is at how many places of the heap of free ideas people begin to read, so that
// they do not all reach for the same few. Those of one place share their pictures.
const starts = 4

// startOf is the place at which somebody begins, from 0.
func startOf(id model.PersonID) int { return max(0, int(id)-1) % starts }

// readFrom is the free ideas of a board, in their order, from a place on: those before it
// come last. A place is an idea of an earlier phase, so that it stays where it is while
// cards are moved and written. The first of the groups is the free ideas.
func readFrom(start int, ph *model.Phase, groups []model.Group) []*model.Idea {
	free := groups[0].Ideas
	if start == 0 {
		return free
	}
	from := placeOf(start, ph, groups)
	out := make([]*model.Idea, 0, len(free))
	for _, before := range []bool{false, true} {
		for _, i := range free {
			if (i.ID < from) == before {
				out = append(out, i)
			}
		}
	}
	return out
}

// placeOf is the lowest item that a place begins with.
func placeOf(start int, ph *model.Phase, groups []model.Group) model.ItemID {
	var first, last model.ItemID
	for _, g := range groups {
		for _, i := range g.Ideas {
			if ph != nil && i.Phase == ph.ID {
				continue
			}
			if first == 0 || i.ID < first {
				first = i.ID
			}
			last = max(last, i.ID)
		}
	}
	return first + (last-first+1)*model.ItemID(start)/starts
}
