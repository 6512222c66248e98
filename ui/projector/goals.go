package projector

import (
	"verkstad/model"
	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/goals"
	"verkstad/ui/stage"
)

// profile is the chart of the global goals that the work serves. All of them
// are there if there is room, so that it is seen which are not served; else
// those that are, page by page.
func (v *view) profile(r frame.Rect) {
	r = v.foot(r)
	w, revs := v.dc.Words, v.board.Revs
	sum := frame.Hold(v.dc.Cache, goalSumKey{v.snap.Workshop, max(revs.Ideas, revs.Questions, revs.Agenda)}, func() (model.GoalSum, int64) {
		return model.SumGoals(model.Actor{Role: model.Observer}, v.board), 4 << 10
	})
	under := v.partnership()
	if sum.Empty() {
		under = w.T("goals.nothing")
	}
	if r.H < 10 && !sum.Empty() {
		under = ""
	}
	head, body := r.SplitTop(1 + len(frame.WrapLines(under, min(r.W, textWidth))))
	v.add(head, goalsTitle{w.T("goals.title"), under})
	if r.H >= 12 {
		_, body = body.SplitTop(1)
	}
	if sum.Empty() || body.Empty() {
		return
	}
	lines, columns, step := v.fitted(sum, body)
	per := max(1, columns*((body.H+step-1)/step))
	pages := (len(lines) + per - 1) / per
	per = (len(lines) + pages - 1) / pages // as much on each
	from := int(v.now.Unix()/boardview.PageTime%int64(pages)) * per
	lines = lines[from:min(len(lines), from+per)]
	chart := make([]stage.Values[goals.Span], len(lines))
	for i, l := range lines {
		chart[i] = stage.ValuesOf(l)
	}
	v.add(body, goalsPicture{stage.ValuesOf(chart), columns, (per + columns - 1) / columns, step})
}

// goalSumKey is what the sum of the goals follows from.
type goalSumKey struct {
	workshop stage.WorkshopEpoch
	rev      uint64 // the last of ideas, questions and agenda
}

// goalsTitle is what stands over the chart.
type goalsTitle struct{ title, under string }

func (p goalsTitle) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.TextIn(0, 0, c.W(), dc.Theme.Title, p.title)
	c.Wrap(frame.Rect{Y: 1, W: min(c.W(), textWidth), H: c.H() - 1}, dc.Theme.Muted, p.under)
}

// goalsPicture is a page of the chart.
type goalsPicture struct {
	lines         stage.Values[stage.Values[goals.Span]]
	columns, rows int // rows is lines in a column
	step          int // rows of the screen from one line to the next
}

func (p goalsPicture) Draw(_ stage.DrawContext, c *frame.Canvas) {
	wide := (c.W() + columnGap) / p.columns
	for i, l := range p.lines.Slice() {
		column := c.Sub(frame.Rect{X: i / p.rows * wide, W: wide - columnGap, H: c.H()})
		goals.Line(l.Slice()).Draw(column, 0, i%p.rows*p.step)
	}
}

// columnGap is the blank cells between two columns of the chart.
const columnGap = 4

// fitted is the chart with as much as there is room for: in how many columns,
// and how many rows from one line to the next.
func (v *view) fitted(sum model.GoalSum, r frame.Rect) (lines []goals.Line, columns, step int) {
	for _, try := range []struct {
		detail goals.Detail
		least  int // cells that a column has
	}{{goals.WithTargets, 80}, {goals.AllGoals, 80}, {goals.Served, 80}, {goals.Served, 36}} {
		for columns = 1; columns <= max(1, (r.W+columnGap)/(try.least+columnGap)); columns++ {
			lines = goals.Chart(sum, (r.W+columnGap)/columns-columnGap, try.detail, v.dc.Theme, v.dc.Words)
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
func (v *view) partnership() string {
	_, by := v.board.IdeaCount(0)
	sectors := 0
	for _, n := range by[1:] {
		sectors += min(n, 1)
	}
	return v.dc.Words.N("report.document.partnership", sectors)
}
