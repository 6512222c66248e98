package facilitator

import (
	"fmt"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// guestRow is a person as they are listed.
type guestRow struct {
	name           string
	sector         model.Sector // none where the workshop is anonymous
	sectorName     string
	here, removed  bool
	session, table string // where they are in the phase; empty for nowhere
	right          string // what matters most of them
}

// row is a person in words.
func (p *people) row(g guest) guestRow {
	e, who := p.env, g.person
	row := guestRow{name: who.Name, sector: g.sector, here: g.here, removed: who.Removed, right: p.status(g)}
	if !e.Board().Anonymous {
		row.sectorName = e.SectorName(g.sector)
	}
	if ph := e.Board().Phase(); ph != nil {
		for _, s := range ph.Sessions {
			if model.SessionID(s.ID) == g.slot {
				row.session = e.Local(s.Title)
			}
		}
	}
	if who.Table > 0 {
		row.table = fmt.Sprintf("%s %d", e.Words.T("facilitator.people.table"), who.Table)
	}
	return row
}

// status is what matters most of a person; empty for nothing.
func (p *people) status(g guest) string {
	w := p.env.Words
	switch {
	case g.person.Removed:
		return w.T("facilitator.people.removed")
	case g.hand > 0:
		return fmt.Sprintf("%s %d", w.T("facilitator.people.hand"), g.hand)
	case leads(g.person):
		return w.T("facilitator.people.leads")
	case g.spoke:
		return w.T("facilitator.people.spoke")
	case g.ready:
		return w.T("facilitator.people.ready")
	case g.via != "":
		return w.T("facilitator.people.via", "Name", g.via)
	case g.ticket > 0:
		return fmt.Sprintf("%s %d", w.T("facilitator.people.ticket"), g.ticket)
	}
	return ""
}

// DrawRow draws the person. The row of somebody who is away is fainter, and has no
// mark.
func (r guestRow) DrawRow(dc stage.DrawContext, c *frame.Canvas) {
	t := dc.Theme
	here, style, text := " ", t.Faint, t.Muted
	if r.here {
		here, style, text = "✓", t.Ok, t.Text
	}
	if r.removed {
		text = t.Faint.With(frame.Strike)
	}
	c.Text(0, 0, style, here)
	c.Text(2, 0, t.Sector(int(r.sector)-1), t.SectorMark(int(r.sector)-1))
	c.TextIn(4, 0, 24, text, r.name)
	if c.W() >= 56 {
		c.TextIn(30, 0, 14, t.Muted, r.sectorName)
		c.TextIn(45, 0, 9, t.Muted, r.table)
	}
	if c.W() >= 90 {
		c.TextIn(56, 0, c.W()-58-frame.Width(r.right), t.Muted, r.session)
	}
	c.TextRight(c.W()-1, 0, t.Strong, r.right)
}
