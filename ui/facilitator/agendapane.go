package facilitator

import (
	"fmt"
	"time"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// agendaPane is the agenda against the clock.
type agendaPane struct {
	env  *stage.Env
	sel  int // index of the phase that the keys act on
	on   bool
	top  int
	rect frame.Rect

	of     model.PhaseID // the phase that sel is of
	lately stage.Lately[agendaKey, agendaShown]
}

// agendaKey is which phases were shown where: those of a board, from one on.
type agendaKey struct {
	rev  uint64 // of the agenda
	top  int
	rect frame.Rect
}

type agendaShown struct {
	agendaKey
	phases []*model.Phase
}

// at is the phase in a row of the screen; 0 is none.
func (k agendaShown) at(y int) model.PhaseID {
	if i := k.top + y - k.rect.Y; i >= 0 && i < len(k.phases) {
		return k.phases[i].ID
	}
	return 0
}

// shifted reports whether another phase lay at a cell until just now.
func (p *agendaPane) shifted(x, y int) bool {
	return p.rect.Contains(x, y) && !stage.Steady(p.env, &p.lately, func(k agendaShown) model.PhaseID { return k.at(y) })
}

// planRow is one phase as it is shown.
type planRow struct {
	mark, at, title, right string
	past, here, over       bool
}

// rows lays the agenda against the clock, as text.
func (p *agendaPane) rows() []planRow {
	e, b := p.env, p.env.Board()
	plan, _, _ := b.Plan(e.Now())
	out := make([]planRow, 0, len(plan))
	for i, ph := range plan {
		r := planRow{mark: "○", title: e.PhaseTitle(ph.Phase), right: fmt.Sprint(ph.Phase.Minutes)}
		if !ph.Start.IsZero() && (b.Current() >= 0 || i == 0 || !b.Start.IsZero()) {
			r.at = e.Words.Time(ph.Start.In(e.Now().Location()))
		}
		switch {
		case ph.Phase.Entered().IsZero() && (i < b.Current() || !b.Ended.IsZero()):
			r.mark, r.past = "–", true // passed over
		case i < b.Current() || !b.Ended.IsZero():
			r.mark, r.past = "✓", true
		case i == b.Current():
			r.mark, r.here = "●", true
		case !ph.Phase.Entered().IsZero():
			r.mark = "◐" // the group went back from it
		}
		if late := int(ph.Overrun / time.Minute); late > 0 {
			r.right, r.over = fmt.Sprintf("+%d", late), true
		}
		out = append(out, r)
	}
	return out
}

// endText says when all ends and how late that is.
func endText(e *stage.Env) (text string, late bool) {
	b := e.Board()
	if !b.Ended.IsZero() {
		return e.Words.T("facilitator.ended", "Time", e.Words.Time(b.Ended.In(e.Now().Location()))), false
	}
	_, end, behind := b.Plan(e.Now())
	at := e.Words.T("facilitator.endsat", "Time", e.Words.Time(end.Round(time.Minute).In(e.Now().Location())))
	switch minutes := int(behind.Round(time.Minute) / time.Minute); {
	case b.Phase() == nil || minutes == 0:
		return at, false
	case minutes > 0:
		return at + ", " + e.Words.T("facilitator.late", "Time", e.Words.Duration(behind)), true
	default:
		return at + ", " + e.Words.T("facilitator.early", "Time", e.Words.Duration(-behind)), false
	}
}

func (p *agendaPane) move(by int) {
	if !p.on {
		p.choose(max(0, p.env.Board().Current()))
	}
	p.follow()
	p.choose(max(0, min(p.sel+by, len(p.env.Board().Phases())-1)))
}

// choose has the keys act on a phase; follow keeps them on it where others put
// some before it.
func (p *agendaPane) choose(at int) {
	p.sel, p.of = at, 0
	if phases := p.env.Board().Phases(); at >= 0 && at < len(phases) {
		p.of = phases[at].ID
	}
}

func (p *agendaPane) follow() {
	for i, ph := range p.env.Board().Phases() {
		if ph.ID == p.of {
			p.sel = i
		}
	}
}

func (p *agendaPane) selected() *model.Phase {
	p.follow()
	phases := p.env.Board().Phases()
	if p.sel < 0 || p.sel >= len(phases) {
		return nil
	}
	return phases[p.sel]
}

func (p *agendaPane) click(x, y int) bool {
	if !p.rect.Contains(x, y) {
		return false
	}
	if at := p.top + y - p.rect.Y; at < len(p.env.Board().Phases()) {
		p.choose(at)
	}
	return true
}

// pane draws the agenda. on reports whether the keys act on it.
func (p *agendaPane) pane(r frame.Rect, on bool) frame.Pane {
	e := p.env
	b := e.Board()
	if !on || !p.on {
		p.choose(max(0, b.Current()))
	}
	p.follow()
	p.on, p.rect = on, r
	rows, at := p.rows(), max(0, p.sel)
	p.top = max(0, min(at-r.H/2, len(rows)-r.H))
	k := agendaKey{b.Revs.Agenda, p.top, r}
	p.lately.Show(e, k, agendaShown{k, b.Phases()})
	shown := rows[p.top:min(len(rows), p.top+max(0, r.H))]
	return e.DrawContext().Pane(r, agendaPicture{stage.ValuesOf(shown), at - p.top, on})
}

// agendaPicture is the phases that are seen.
type agendaPicture struct {
	rows     stage.Values[planRow]
	selected int  // counted from the first that is seen
	focused  bool // the keys act on the selected phase
}

func (p agendaPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	t, accent := dc.Theme, dc.Accent.With(frame.Bold)
	for y, row := range p.rows.Slice() {
		style, mark, right := t.Text, t.Muted, t.Muted
		switch {
		case row.past:
			style, mark = t.Muted, t.Ok
		case row.here:
			style, mark = accent, accent
		}
		if row.over {
			right = t.Warn.Without(frame.Underline)
		}
		c.Text(0, y, mark, row.mark)
		x := c.Text(2, y, t.Muted, row.at)
		if row.at != "" {
			x++
		}
		end := c.TextRight(c.W(), y, right, row.right)
		c.TextIn(x, y, end-x-1, style, row.title)
		if p.focused && y == p.selected {
			c.Restyle(frame.Rect{Y: y, W: c.W(), H: 1}, t.Select)
		}
	}
}
