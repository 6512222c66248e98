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
	e, w := v.env, v.env.Words
	head, body := r.SplitTop(stage.HeaderRows)
	panes := stage.Header(e, head, w.T("facilitator.title.import"), beside(head, v.file))
	if r.H >= 16 {
		_, body = body.SplitTop(1)
	}
	body = body.Inset(2, 0)
	body.W = min(body.W, 110)
	if v.table == nil {
		text := cmp.Or(v.wrong, w.T("facilitator.import.reading"))
		return append(panes, v.words("reading", body, e.Theme.Text, text))
	}
	said := v.speaker().As(v.table)
	if v.wrong != "" {
		said = v.wrong
	}
	top, body := body.SplitTop(min(len(frame.WrapLines(said, body.W)), 2))
	panes = append(panes, v.words("as", top, e.Theme.Muted, said))
	if doubts := v.unsure(); doubts != "" {
		top, body = body.SplitTop(min(len(frame.WrapLines(doubts, body.W)), max(1, body.H/3)))
		panes = append(panes, v.words("doubts", top, e.Theme.Warn, doubts))
	}
	result := v.result()
	body, bottom := body.SplitTop(body.H - min(len(frame.WrapLines(result, body.W)), 2))
	panes = append(panes, v.words("result", bottom, e.Accent().With(frame.Bold), result))
	if body.H > 10 {
		_, body = body.SplitTop(1)
	}
	columns, body := body.SplitTop(min(len(v.table.Columns), max(1, body.H/2)))
	panes = append(panes, v.columnsPane(columns))
	return append(panes, v.ideasPane(body))
}

// words is a pane of one text.
func (v *importList) words(name string, r frame.Rect, style frame.Style, text string) frame.Pane {
	return frame.Pane{Rect: r, Key: v.env.Key("facilitator.import."+name, 0, text), Draw: func(c *frame.Canvas) {
		c.Wrap(c.Bounds(), style, text)
	}}
}

// columnsPane lists what each column is taken for, with its first values.
func (v *importList) columnsPane(r frame.Rect) frame.Pane {
	t, say := v.env.Theme, v.speaker()
	v.list.place(r, len(v.table.Columns))
	top, at := v.list.top, v.list.at
	var rows [][3]string
	var all strings.Builder
	for i, c := range v.table.Columns {
		row := [3]string{cmp.Or(c.Name, strconv.Itoa(i+1)), say.Role(v.table, c), strings.Join(c.Samples, " · ")}
		rows = append(rows, row)
		all.WriteString(strings.Join(row[:], "\x00") + "\x01" + string(c.Role))
	}
	type extra struct {
		rows    string
		top, at int
	}
	used := make([]bool, len(rows))
	for i, c := range v.table.Columns {
		used[i] = c.Role != ""
	}
	return frame.Pane{Rect: r, Key: v.env.Key("facilitator.import.columns", 0, extra{all.String(), top, at}), Draw: func(c *frame.Canvas) {
		for y := 0; y < c.H() && top+y < len(rows); y++ {
			row, name, role := rows[top+y], t.Muted, t.Muted
			if used[top+y] {
				name, role = t.Strong, t.Text
			}
			second, third := c.W()/2, c.W()
			if c.W() >= 60 {
				second, third = c.W()/4, c.W()/4+c.W()/3
			}
			c.TextIn(0, y, second-1, name, row[0])
			c.TextIn(second, y, third-second-1, role, row[1])
			c.TextIn(third, y, c.W()-third, t.Muted, row[2])
			if top+y == at {
				c.Restyle(frame.Rect{Y: y, W: c.W(), H: 1}, t.Select)
			}
		}
	}}
}

// ideasPane shows the first ideas, and below what was left out and why.
func (v *importList) ideasPane(r frame.Rect) frame.Pane {
	t, say := v.env.Theme, v.speaker()
	notes := say.Notes(v.table, v.plan)
	gap := 0
	if r.H > 6 {
		gap = 1
	}
	room := max(0, r.H-2*gap-1-min(len(notes), r.H/2))
	var rows [][2]string
	var all strings.Builder
	for _, row := range v.table.Rows[:min(room, len(v.table.Rows))] {
		rows = append(rows, [2]string{strings.ReplaceAll(row.Text, "\n", " "), say.Besides(row)})
		all.WriteString(row.Text + "\x00" + say.Besides(row) + "\x00")
	}
	title := v.env.Words.T("sheet.first")
	return frame.Pane{Rect: r, Key: v.env.Key("facilitator.import.ideas", 0, all.String()+"\x01"+strings.Join(notes, "\x00")), Draw: func(c *frame.Canvas) {
		y := gap
		c.TextIn(0, y, c.W(), t.Title, title)
		for _, row := range rows {
			y++
			end := c.W()
			if row[1] != "" {
				end = c.TextRight(c.W(), y, t.Muted, frame.Truncate(row[1], c.W()/2)) - 2
			}
			c.TextIn(2, y, end-2, t.Text, row[0])
		}
		y += 1 + gap
		for _, note := range notes {
			if y < c.H() {
				y += c.Wrap(frame.Rect{Y: y, W: c.W(), H: c.H() - y}, t.Muted, note)
			}
		}
	}}
}
