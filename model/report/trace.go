package report

import (
	"strings"

	"verkstad/model"
)

// Trace follows one item of a workshop through a series, in Markdown: back to
// where it was first said, and forward to what came of it, each step on a line
// with where it was. boards are the workshops to look in.
func Trace(boards []*model.Board, workshop string, item model.ItemID, w Words) string {
	a := newAcross(boards, w)
	for _, b := range a.boards {
		if b.ID == workshop && a.said(b, item) != "" {
			first, id := a.first(b, item)
			a.follow(first, id, 0, place{b.ID, item}, map[place]bool{})
		}
	}
	return a.out.String()
}

// place is an item of a workshop.
type place struct {
	workshop string
	item     model.ItemID
}

// said is the text of an item that everyone may read; empty if there is none.
func (a *across) said(b *model.Board, id model.ItemID) string {
	if i := b.Idea(id); i != nil && i.Note && b.CanSee(everyone, i) {
		return esc(i.Text)
	}
	if c := b.Commitment(id); c != nil && !c.Removed {
		return flat(c.What) + " *(" + a.w.T(statusWord(c.Status)) + ")*"
	}
	return a.on(b).origin(id)
}

// parent is what an item came from: in its own workshop, or an earlier one.
func (a *across) parent(b *model.Board, id model.ItemID) (*model.Board, model.ItemID) {
	if o := b.OriginOf(id); o != nil {
		for _, earlier := range a.boards {
			if earlier.ID == o.Workshop {
				return earlier, o.Item
			}
		}
		return nil, 0
	}
	for _, l := range b.Lineage(everyone) {
		if l.To == id && l.How != "merged" && l.How != "clustered" { // a heap has many; the idea leads to it
			return b, l.From
		}
	}
	return nil, 0
}

// first goes back as far as there is something to go back to.
func (a *across) first(b *model.Board, id model.ItemID) (*model.Board, model.ItemID) {
	for seen := map[place]bool{}; !seen[place{b.ID, id}]; {
		seen[place{b.ID, id}] = true
		from, item := a.parent(b, id)
		if from == nil || a.said(from, item) == "" {
			break
		}
		b, id = from, item
	}
	return b, id
}

// follow writes an item and what came of it, the one that was asked for in
// bold.
func (a *across) follow(b *model.Board, id model.ItemID, depth int, asked place, seen map[place]bool) {
	here := place{b.ID, id}
	text := a.said(b, id)
	if seen[here] || text == "" || depth > 40 {
		return
	}
	seen[here] = true
	if here == asked {
		text = "**" + text + "**"
	}
	a.item(depth, strings.TrimSpace(text+" "+a.source(b, id)))
	for _, l := range b.Lineage(everyone) {
		if l.From == id {
			a.follow(b, l.To, depth+1, asked, seen)
		}
	}
	for _, later := range a.boards {
		if to := later.CameFrom(b.ID, id); to != 0 && later != b {
			a.follow(later, to, depth+1, asked, seen)
		}
	}
}
