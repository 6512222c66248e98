package view

import (
	"fmt"
	"hash/fnv"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// tablematesFrom is the height from which there is a row for those one sits with.
const tablematesFrom = 16

// seating is who sits at one, as it is seen: the same one for as long as that is the
// same.
type seating struct {
	number    int
	people    []*model.Person
	anonymous bool
}

// tablesKey is the people that tables were found from.
type tablesKey struct {
	workshop stage.WorkshopEpoch
	rev      uint64
}

// seatingKey is a table by a hash (FNV-1a) of all that is seen of it.
type seatingKey struct {
	workshop stage.WorkshopEpoch
	number   int
	print    uint64
}

// tableOf is a table, counted from 1; nil where there is none such. Who sits at
// each is found once for all terminals.
func (t *Terminal) tableOf(n int) *seating {
	b := t.Board()
	if b.Tables == 0 || n < 1 {
		return nil
	}
	all := frame.Hold(t.Cache(), tablesKey{t.WorkshopEpoch(), b.Revs.People}, func() ([]*seating, int64) {
		return tablesOf(t.Cache(), t.WorkshopEpoch(), b), int64(8*len(b.People()) + 32*b.Tables)
	})
	if n >= len(all) {
		return nil
	}
	return all[n]
}

// tablesOf is the tables of a board, from 1 on.
func tablesOf(cache *frame.Cache, workshop stage.WorkshopEpoch, b *model.Board) []*seating {
	out := make([]*seating, b.Tables+1)
	for n := range out {
		out[n] = &seating{number: n, anonymous: b.Anonymous}
	}
	for _, p := range b.People() {
		if !p.Removed && p.Table > 0 && p.Table <= b.Tables {
			out[p.Table].people = append(out[p.Table].people, p)
		}
	}
	for n, t := range out {
		h := fnv.New64a()
		fmt.Fprint(h, t.anonymous)
		for _, p := range t.people {
			fmt.Fprintf(h, " %d %d %q", p.ID, p.Sector, p.Name)
		}
		out[n] = frame.Hold(cache, seatingKey{workshop, n, h.Sum64()}, func() (*seating, int64) { return t, 8 * int64(len(t.people)) })
	}
	return out
}

// tablemateRow takes a row of the rest of a screen for those one sits with, where
// people sit at tables.
func (p PhaseProps) tablemateRow(r, rest frame.Rect) (row, below frame.Rect) {
	if !p.tables || r.H < tablematesFrom {
		return frame.Rect{}, rest
	}
	row, below = rest.SplitTop(1)
	if r.H >= 20 {
		_, below = below.SplitTop(1)
	}
	return row, below
}

// tablemateProps is the row that says which table is one's own, and who else sits
// there: with their names where those are shown.
type tablemateProps struct {
	table *seating // nil where one sits at none
	me    model.PersonID
}

// tablemateProps is that of the terminal's person.
func (t *Terminal) tablemateProps() tablemateProps {
	me := t.Person()
	if me == nil || me.Table == 0 {
		return tablemateProps{}
	}
	return tablemateProps{t.tableOf(me.Table), me.ID}
}

// Draw draws the number of the table and as many of those who sit there as have room.
func (p tablemateProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	x := c.Text(2, 0, dc.Accent.With(frame.Bold), dc.Words.T("participant.mates.table", "N", p.table.number))
	for _, someone := range p.table.people {
		if someone.ID == p.me {
			continue
		}
		name, sector := SeenAs(p.table.anonymous, dc.Words, someone)
		mark := SectorMark(dc, sector)
		if x+frame.Width(name)+6 > c.W()-2 {
			c.Text(x, 0, dc.Theme.Muted, " …")
			break
		}
		x = c.Text(x+3, 0, mark.Style, mark.Text)
		x = c.Text(x+1, 0, dc.Theme.Text, name)
	}
}

// add adds the row, if there is one and somebody sits there.
func (p tablemateProps) add(dc stage.DrawContext, panes []frame.Pane, row frame.Rect) []frame.Pane {
	if row.Empty() || p.table == nil {
		return panes
	}
	return append(panes, dc.Pane(row, p))
}
