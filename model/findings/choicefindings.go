package findings

import (
	"slices"
	"strings"

	"verkstad/model"
	"verkstad/model/tally"
)

// clearly is the least difference between two shares of a sector's dots, in
// percentage points, that is told.
const clearly = 10

// Choosing is what a room has in front of it when it chooses which of a vote's
// candidates go on, if so many do: those with the most dots beside those that
// stand for all, whom each leaves out, which sector it makes the most difference
// to, and who is tied at the cut with what would settle it; of a runoff, what it is joined to.
// Listed leaves out who is
// in each, for where that stands beside it.
func Choosing(w Words, r *model.Round, seats int, name func(model.ItemID) string, listed bool) []string {
	v, ok := NewVote(w, r, seats, name)
	if !ok {
		return nil
	}
	v.Listed = listed
	c := chooser{v, r, r.Alternatives(seats)}
	said := append([]string{v.joined(w, seats)}, c.sets(w)...)
	return slices.DeleteFunc(append(said, c.sector(w), c.settle(w)), func(s string) bool { return s == "" })
}

// LeftOut is how many ballots each of some alternatives leaves out, as far as that
// tells of nobody: nil for one or two, and for what differs by one or two from what
// is told before it.
func LeftOut(all []model.Chosen) []*int {
	told := make([]*int, len(all))
	for i, a := range all {
		if a.LeftOut == nil || !tellable(*a.LeftOut) {
			continue
		}
		near := func(n *int) bool { return n != nil && !tellable(max(*n-*a.LeftOut, *a.LeftOut-*n)) }
		if !slices.ContainsFunc(told[:i], near) {
			told[i] = a.LeftOut
		}
	}
	return told
}

// chooser puts alternatives into words.
type chooser struct {
	Vote
	round *model.Round
	all   []model.Chosen // the most-voted first
}

func (c chooser) places(ids []model.ItemID) (some []int) {
	for i, candidate := range c.round.Candidates {
		if slices.Contains(ids, candidate.ID) {
			some = append(some, i)
		}
	}
	return some
}

// sets says who is in each, and whom it leaves out.
func (c chooser) sets(w Words) []string {
	most := c.all[0]
	first := c.without(w, most.LeftOut)
	if len(c.all) < 2 {
		return []string{c.set(w, "tally.choose.most", most, first), w.T("tally.choose.unknown")}
	}
	shares := c.all[1]
	if slices.Equal(most.IDs, shares.IDs) {
		if c.Listed {
			return []string{strings.TrimSpace(w.T("tally.choose.both") + " " + first)}
		}
		return []string{c.set(w, "tally.choose.same", most, first)}
	}
	second := c.without(w, shares.LeftOut)
	if m, s := most.LeftOut, shares.LeftOut; m != nil && s != nil && !tellable(max(*m-*s, *s-*m)) {
		second = w.T("tally.choose.about")
	}
	return []string{c.set(w, "tally.choose.most", most, first), c.set(w, "tally.choose.shares", shares, second)}
}

// set is the name of a set, who is in it, and whom it leaves out.
func (c chooser) set(w Words, id string, of model.Chosen, left string) string {
	name := w.T(id)
	switch {
	case !c.Listed:
		return strings.TrimSpace(name + ": " + c.list(w, c.places(of.IDs)) + ". " + left)
	case left == "":
		return ""
	}
	return name + ": " + left
}

// without says how many got nothing that they voted for, where that is known.
func (c chooser) without(w Words, leftOut *int) string {
	if leftOut == nil {
		return ""
	}
	return c.left(w, *leftOut-c.Report.Blank)
}

// left says how many of those who voted got nothing that they voted for.
func (v Vote) left(w Words, without int) string {
	voted := v.Report.Ballots - v.Report.Blank
	switch {
	case without == 0:
		return w.T("tally.left.none")
	case !tellable(without):
		return w.T("tally.left.under")
	case !tellable(voted - without):
		return w.T("tally.left.nearly")
	}
	return w.T("tally.left.some", "N", without, "Of", voted)
}

// sector says to which group of sectors it makes the most difference: what part
// of its dots lies on the one set, and on the other.
func (c chooser) sector(w Words) string {
	if len(c.all) < 2 || len(c.round.Sectors) < 2 {
		return ""
	}
	widest, said := clearly-1, ""
	for i, g := range c.round.Sectors {
		most, shares := percentOn(g, c.all[0].IDs), percentOn(g, c.all[1].IDs)
		if gap := max(most-shares, shares-most); gap > widest {
			widest = gap
			said = w.T("tally.choose.sector", "Sector", c.Sectors[i], "Most", most, "Shares", shares)
		}
	}
	return said
}

// percentOn is what part of a group's dots lies on some candidates, in percent.
func percentOn(g model.SectorTally, some []model.ItemID) int {
	on, all := 0, 0
	for _, d := range g.Dots {
		if all += d.N; slices.Contains(some, d.ID) {
			on += d.N
		}
	}
	return (on*100 + all/2) / max(1, all)
}

// settle says who is tied at the cut of the most-voted, and what would settle it.
func (c chooser) settle(w Words) string {
	most := c.all[0]
	if len(most.Tied) == 0 {
		return ""
	}
	sure := slices.DeleteFunc(slices.Clone(most.IDs), func(id model.ItemID) bool { return slices.Contains(most.Tied, id) })
	tie := c.tie(w, &tally.Choice{Chosen: c.places(most.IDs), Tied: c.places(most.Tied)})
	return tie + " " + w.T("tally.choose.settle", "All", len(sure)+len(most.Tied))
}
