package participant

import (
	"fmt"
	"hash/fnv"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// matesFrom is the height from which there is a row for those one sits with.
const matesFrom = 16

// table is who sits at one.
type table struct {
	people []*model.Person
	print  uint64 // a hash (FNV-1a) of all that is seen of them
}

// tablesKey is the people that tables were found from.
type tablesKey struct {
	workshop stage.WorkshopEpoch
	rev      uint64
}

// tableOf is a table, counted from 1; an empty one where there is none such. Who
// sits at each is found once for all terminals.
func (d *desk) tableOf(n int) table {
	b := d.Board()
	if b.Tables == 0 || n < 1 {
		return table{}
	}
	all := frame.Hold(d.Cache(), tablesKey{d.WorkshopEpoch(), b.Revs.People}, func() ([]table, int64) {
		out := make([]table, b.Tables+1)
		for _, p := range b.People() {
			if !p.Removed && p.Table > 0 && p.Table <= b.Tables {
				out[p.Table].people = append(out[p.Table].people, p)
			}
		}
		for n := range out {
			h := fnv.New64a()
			fmt.Fprint(h, b.Anonymous, b.SectorsOfPeople())
			for _, p := range out[n].people {
				fmt.Fprintf(h, " %d %d %q", p.ID, p.Sector, p.Name)
			}
			out[n].print = h.Sum64()
		}
		return out, int64(8*len(b.People()) + 32*len(out))
	})
	if n >= len(all) {
		return table{}
	}
	return all[n]
}

// matesRow takes a row of the rest of a screen for those one sits with, where
// people sit at tables.
func (p phaseProps) matesRow(r, rest frame.Rect) (row, below frame.Rect) {
	if !p.tables || r.H < matesFrom {
		return frame.Rect{}, rest
	}
	row, below = rest.SplitTop(1)
	if r.H >= 20 {
		_, below = below.SplitTop(1)
	}
	return row, below
}

// withMates adds the row that says which table is one's own, and who else sits
// there: with their names where those are shown.
func (d *desk) withMates(panes []frame.Pane, row frame.Rect) []frame.Pane {
	b, me := d.Board(), d.Person()
	if row.Empty() || me == nil || me.Table == 0 {
		return panes
	}
	dc, n, mates := d.DrawContext(), me.Table, d.tableOf(me.Table)
	type seat struct {
		me model.PersonID
		at int
	}
	return append(panes, frame.Pane{Rect: row, Key: d.key("mates", mates.print, seat{me.ID, n}), Draw: func(c *frame.Canvas) {
		x := c.Text(2, 0, dc.Accent.With(frame.Bold), dc.Words.T("participant.mates.table", "N", n))
		for _, p := range mates.people {
			if p.ID == me.ID {
				continue
			}
			name, sector := seenAs(b, dc.Words, p)
			mark := mark(dc, sector)
			if x+frame.Width(name)+6 > c.W()-2 {
				c.Text(x, 0, dc.Theme.Muted, " …")
				break
			}
			x = c.Text(x+3, 0, mark.style, mark.text)
			x = c.Text(x+1, 0, dc.Theme.Text, name)
		}
	}})
}
