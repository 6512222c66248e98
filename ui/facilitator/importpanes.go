package facilitator

import (
	"cmp"
	"strconv"
	"strings"

	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// Panes are how the file is read, its columns, the first ideas, and what would
// come of it.
func (v *importList) Panes(r frame.Rect) []frame.Pane {
	e, w, dc := v.env, v.env.Words, v.env.DrawContext()
	head, body := r.SplitTop(stage.HeaderRows)
	panes := stage.Header(e, head, w.T("facilitator.title.import"), beside(head, v.file))
	if r.H >= 16 {
		_, body = body.SplitTop(1)
	}
	body = body.Inset(2, 0)
	body.W = min(body.W, 110)
	if v.table == nil {
		text := cmp.Or(v.wrong, w.T("facilitator.import.reading"))
		return append(panes, dc.Pane(body, stage.WrappedPicture{Text: text, Style: e.Theme.Text}))
	}
	said := v.speaker().As(v.table)
	if v.wrong != "" {
		said = v.wrong
	}
	top, body := body.SplitTop(min(len(frame.WrapLines(said, body.W)), 2))
	panes = append(panes, dc.Pane(top, stage.WrappedPicture{Text: said, Style: e.Theme.Muted}))
	if doubts := v.unsure(); doubts != "" {
		top, body = body.SplitTop(min(len(frame.WrapLines(doubts, body.W)), max(1, body.H/3)))
		panes = append(panes, dc.Pane(top, stage.WrappedPicture{Text: doubts, Style: e.Theme.Warn}))
	}
	result := v.result()
	body, bottom := body.SplitTop(body.H - min(len(frame.WrapLines(result, body.W)), 2))
	panes = append(panes, dc.Pane(bottom, stage.WrappedPicture{Text: result, Style: e.Accent().With(frame.Bold)}))
	if body.H > 10 {
		_, body = body.SplitTop(1)
	}
	columns, body := body.SplitTop(min(len(v.table.Columns), max(1, body.H/2)))
	panes = append(panes, v.columnsPane(columns))
	return append(panes, v.ideasPane(body))
}

// columnsPane lists what each column is taken for, with its first values.
func (v *importList) columnsPane(r frame.Rect) frame.Pane {
	say := v.speaker()
	row := func(i int) columnRow {
		c := v.table.Columns[i]
		return columnRow{cmp.Or(c.Name, strconv.Itoa(i+1)), say.Role(v.table, c), strings.Join(c.Samples, " · "), c.Role != ""}
	}
	return stage.ListPane(v.env, &v.list, r, v.columns(), row, "")
}

// columnRow is a column, what it is taken for, and its first values.
type columnRow struct {
	name, role, samples string
	used                bool
}

// DrawRow draws the column.
func (r columnRow) DrawRow(dc stage.DrawContext, c *frame.Canvas) {
	name, role := dc.Theme.Muted, dc.Theme.Muted
	if r.used {
		name, role = dc.Theme.Strong, dc.Theme.Text
	}
	second, third := c.W()/2, c.W()
	if c.W() >= 60 {
		second, third = c.W()/4, c.W()/4+c.W()/3
	}
	c.TextIn(0, 0, second-1, name, r.name)
	c.TextIn(second, 0, third-second-1, role, r.role)
	c.TextIn(third, 0, c.W()-third, dc.Theme.Muted, r.samples)
}

// ideasPane shows the first ideas, and below what was left out and why.
func (v *importList) ideasPane(r frame.Rect) frame.Pane {
	say := v.speaker()
	notes := say.Notes(v.table, v.plan)
	gap := 0
	if r.H > 6 {
		gap = 1
	}
	room := max(0, r.H-2*gap-1-min(len(notes), r.H/2))
	var rows []importRow
	for _, row := range v.table.Rows[:min(room, len(v.table.Rows))] {
		rows = append(rows, importRow{strings.ReplaceAll(row.Text, "\n", " "), say.Besides(row)})
	}
	return v.env.DrawContext().Pane(r, importPicture{stage.ValuesOf(rows), stage.ValuesOf(notes), gap})
}

// importPicture is the first ideas, and notes on what was left out.
type importPicture struct {
	rows  stage.Values[importRow]
	notes stage.Values[string]
	gap   int // blank rows between
}

// importRow is an idea, and what comes with it.
type importRow struct{ text, besides string }

func (p importPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	t, y := dc.Theme, p.gap
	c.TextIn(0, y, c.W(), t.Title, dc.Words.T("sheet.first"))
	for _, row := range p.rows.Slice() {
		y++
		end := c.W()
		if row.besides != "" {
			end = c.TextRight(c.W(), y, t.Muted, frame.Truncate(row.besides, c.W()/2)) - 2
		}
		c.TextIn(2, y, end-2, t.Text, row.text)
	}
	y += 1 + p.gap
	for _, note := range p.notes.Slice() {
		if y < c.H() {
			y += c.Wrap(frame.Rect{Y: y, W: c.W(), H: c.H() - y}, t.Muted, note)
		}
	}
}
