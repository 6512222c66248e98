package participant

import (
	"verkstad/model"
	"verkstad/ui/frame"
)

// matesFrom is the height from which there is a row for those one sits with.
const matesFrom = 16

// tableMates is who sits at each table, found once for all terminals.
var tableMates = memo[viewKey, [][]*model.Person]{most: 8}

// seated tells one seating from another; 0 where nobody sits at tables.
func seated(b *model.Board) uint64 {
	if b.Tables == 0 {
		return 0
	}
	return b.Revs.People
}

// at is who sits at a table, counted from 1.
func at(b *model.Board, table int) []*model.Person {
	all := tableMates.get(viewKey{workshop: b.ID, rev: b.Revs.People}, func() [][]*model.Person {
		out := make([][]*model.Person, b.Tables+1)
		for _, p := range b.People() {
			if !p.Removed && p.Table > 0 && p.Table <= b.Tables {
				out[p.Table] = append(out[p.Table], p)
			}
		}
		return out
	})
	if table < 1 || table >= len(all) {
		return nil
	}
	return all[table]
}

// matesRow takes a row of the rest of a screen for those one sits with, where
// people sit at tables.
func (d *desk) matesRow(r, rest frame.Rect) (row, below frame.Rect) {
	if d.Board().Tables == 0 || r.H < matesFrom {
		return frame.Rect{}, rest
	}
	row, below = rest.SplitTop(1)
	if r.H >= 20 {
		_, below = below.SplitTop(1)
	}
	return row, below
}

// withMates adds the row that says which table is one's own, and who else sits
// there: with their names, or with their sectors where names are not shown.
func (d *desk) withMates(panes []frame.Pane, row frame.Rect) []frame.Pane {
	b, me := d.Board(), d.Person()
	if row.Empty() || me == nil || me.Table == 0 {
		return panes
	}
	l, table, mates := d.look(), me.Table, at(b, me.Table)
	type seat struct {
		me model.PersonID
		at int
	}
	return append(panes, frame.Pane{Rect: row, Key: d.key("mates", b.Revs.People, seat{me.ID, table}), Draw: func(c *frame.Canvas) {
		x := c.Text(2, 0, l.accent.With(frame.Bold), l.words.T("participant.mates.table", "N", table))
		for _, p := range mates {
			if p.ID == me.ID {
				continue
			}
			mark, name := l.mark(p.Sector), nameOf(b, l.words, p)
			if x+frame.Width(name)+6 > c.W()-2 {
				c.Text(x, 0, l.theme.Muted, " …")
				break
			}
			x = c.Text(x+3, 0, mark.style, mark.text)
			x = c.Text(x+1, 0, l.theme.Text, name)
		}
	}})
}
