package projector

import (
	"verkstad/model"
	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/goals"
)

// profile is the chart of the global goals that the work serves. All of them
// are there if there is room, so that it is seen which are not served; else
// those that are, page by page.
func (p *page) profile(r frame.Rect) {
	r = p.foot(r)
	w, t := p.env.Words, p.env.Theme
	sum := p.s.sums.Get(sumKey{p.b.ID, max(p.b.Revs.Ideas, p.b.Revs.Questions, p.b.Revs.Agenda)}, func() model.GoalSum {
		return model.SumGoals(model.Actor{Role: model.Observer}, p.b)
	})
	title, under := w.T("goals.title"), p.partnership()
	if sum.Empty() {
		under = w.T("goals.nothing")
	}
	if r.H < 10 && !sum.Empty() {
		under = ""
	}
	head, body := r.SplitTop(1 + len(frame.WrapLines(under, min(r.W, textWidth))))
	p.add(head, "goals.head", 0, [2]string{title, under}, func(c *frame.Canvas) {
		c.TextIn(0, 0, c.W(), t.Title, title)
		c.Wrap(frame.Rect{Y: 1, W: min(c.W(), textWidth), H: c.H() - 1}, t.Muted, under)
	})
	if r.H >= 12 {
		_, body = body.SplitTop(1)
	}
	if sum.Empty() || body.Empty() {
		return
	}
	lines, columns, step := p.fitted(sum, body)
	per := max(1, columns*((body.H+step-1)/step))
	pages := (len(lines) + per - 1) / per
	per = (len(lines) + pages - 1) / pages // as much on each
	from := int(p.env.Now().Unix()/boardview.PageTime%int64(pages)) * per
	lines = lines[from:min(len(lines), from+per)]
	rows := (per + columns - 1) / columns
	p.add(body, "goals", max(p.b.Revs.Ideas, p.b.Revs.Questions, p.b.Revs.Agenda), from, func(c *frame.Canvas) {
		wide := (c.W() + columnGap) / columns
		for i, l := range lines {
			l.Draw(c.Sub(frame.Rect{X: i / rows * wide, W: wide - columnGap, H: c.H()}), 0, i%rows*step)
		}
	})
}

type sumKey struct {
	workshop string
	rev      uint64
}

// columnGap is the blank cells between two columns of the chart.
const columnGap = 4

// fitted is the chart with as much as there is room for: in how many columns,
// and how many rows from one line to the next.
func (p *page) fitted(sum model.GoalSum, r frame.Rect) (lines []goals.Line, columns, step int) {
	for _, try := range []struct {
		detail goals.Detail
		least  int // cells that a column has
	}{{goals.WithTargets, 80}, {goals.AllGoals, 80}, {goals.Served, 80}, {goals.Served, 36}} {
		for columns = 1; columns <= max(1, (r.W+columnGap)/(try.least+columnGap)); columns++ {
			lines = goals.Chart(sum, (r.W+columnGap)/columns-columnGap, try.detail, p.env.Theme, p.env.Words)
			rows := (len(lines) + columns - 1) / columns
			switch {
			case 2*rows-1 <= r.H:
				return lines, columns, 2
			case rows <= r.H:
				return lines, columns, 1
			}
		}
		columns--
	}
	return lines, columns, 1
}

// partnership says what goal 17 is about: how many sectors the ideas come from.
func (p *page) partnership() string {
	_, by := p.b.IdeaCount(0)
	sectors := 0
	for _, n := range by[1:] {
		sectors += min(n, 1)
	}
	return p.env.Words.N("report.document.partnership", sectors)
}
