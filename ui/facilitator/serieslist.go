package facilitator

import (
	"fmt"
	"strings"

	"verkstad/model"
	"verkstad/model/lineage"
	"verkstad/model/report"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// seriesRow is one row of the series: a heading, something to bring in, or a
// commitment to follow up.
type seriesRow struct {
	indent  int
	mark    string
	text    string
	right   string
	title   bool
	here    bool // it was carried in already
	done    bool // nothing remains to be done about it
	places  []lineage.Place
	promise *model.Commitment
}

// does tells whether a key does something with the row.
func (r seriesRow) does() bool { return len(r.places) > 0 || r.promise != nil }

// sortWords name what a meeting leaves.
var sortWords = map[lineage.Sort]string{
	lineage.GoOn: "facilitator.series.goon", lineage.Promised: "facilitator.series.promised",
	lineage.Shelved: "facilitator.series.shelved", lineage.Banked: "facilitator.series.banked", lineage.Said: "facilitator.series.said",
}

// rows are what was carried in to be followed up, and what can be brought in.
func (v *series) rows() []seriesRow {
	w := v.env.Words
	rows := v.followRows()
	if v.unconfirmed() {
		rows = append(rows, seriesRow{text: w.T("facilitator.series.unconfirmed"), done: true}, seriesRow{})
	}
	for _, l := range v.leavings() {
		if len(rows) > 0 {
			rows = append(rows, seriesRow{})
		}
		rows = append(rows, v.meetingRows(l)...)
	}
	switch {
	case !v.loaded:
		rows = append(rows, seriesRow{text: w.T("facilitator.series.waits"), done: true})
	case v.err != nil:
		rows = append(rows, seriesRow{text: w.T("facilitator.series.failed", "Reason", v.env.Say(v.err)), done: true})
	case len(v.leavings()) == 0:
		rows = append(rows, seriesRow{text: w.T("facilitator.series.nothing"), done: true})
	}
	return rows
}

func (v *series) followRows() []seriesRow {
	w := v.env.Words
	_, promises := v.env.Board().Carried()
	if len(promises) == 0 {
		return nil
	}
	rows := []seriesRow{{text: w.T("facilitator.series.followup"), title: true}}
	for _, c := range promises {
		mark, status, done := "○", "facilitator.series.open", false
		switch c.Status {
		case model.CommitmentGoingOn:
			mark, status = "◐", "facilitator.item.goingon"
		case model.CommitmentDone:
			mark, status, done = "●", "facilitator.item.done", true
		case model.CommitmentDropped:
			mark, status, done = "×", "facilitator.item.dropped", true
		}
		text := c.What
		for _, more := range []string{report.FollowNote(v.env.Board(), c, v.env.Words), report.Promiser(v.env.Board(), c, v.env.Words), c.When} {
			if more != "" {
				text += " · " + more
			}
		}
		rows = append(rows, seriesRow{indent: 2, mark: mark, text: text, right: w.T(status), done: done, promise: c})
	}
	return rows
}

func (v *series) meetingRows(l lineage.Leavings) []seriesRow {
	w, b := v.env.Words, l.Board
	title := b.Title
	if b.Number > 0 {
		title = w.T("facilitator.series.meeting", "N", b.Number) + " · " + title
	}
	head := seriesRow{text: title, title: true, right: w.Day(b.Created.In(v.env.Now().Location()))}
	var rows []seriesRow
	sort, at := lineage.Sort(-1), 0
	for _, o := range l.Offers {
		if o.Sort != sort {
			sort, at = o.Sort, len(rows)
			rows = append(rows, seriesRow{indent: 2, text: w.T(sortWords[sort])})
		}
		row := seriesRow{indent: 4, text: strings.ReplaceAll(o.Text, "\n", " "), mark: "○"}
		if o.Who != "" {
			row.text += " · " + o.Who
		}
		switch {
		case o.Here:
			row.mark, row.here, row.done, row.right = "·", true, true, w.T("facilitator.series.here")
		case v.chosen[o.Place]:
			row.mark = "✓"
		}
		if !o.Here {
			row.places = []lineage.Place{o.Place}
			rows[at].places = append(rows[at].places, o.Place)
			head.places = append(head.places, o.Place)
		}
		rows = append(rows, row)
	}
	for i := range rows {
		if rows[i].mark == "" {
			rows[i].right = v.counted(rows[i].places)
		}
	}
	return append([]seriesRow{head}, rows...)
}

// counted is how many of some are chosen.
func (v *series) counted(places []lineage.Place) string {
	if len(places) == 0 {
		return ""
	}
	n := 0
	for _, p := range places {
		if v.chosen[p] {
			n++
		}
	}
	return v.env.Words.T("facilitator.series.count", "N", n, "Total", len(places))
}

// selected is the row that keys act on.
func (v *series) selected() (seriesRow, bool) {
	rows := v.rows()
	if v.list.at < 0 || v.list.at >= len(rows) {
		return seriesRow{}, false
	}
	return rows[v.list.at], true
}

// Panes are the rows.
func (v *series) Panes(r frame.Rect) []frame.Pane {
	e, t := v.env, v.env.Theme
	head, body := r.SplitTop(stage.HeaderRows)
	right := ""
	if b := e.Board(); b.Series != "" {
		right = b.Series
	}
	panes := stage.Header(e, head, e.Words.T("facilitator.title.series"), beside(head, right))
	if r.H >= 16 {
		_, body = body.SplitTop(1)
	}
	body = body.Inset(2, 0)
	body.W = min(body.W, 110)
	rows := v.rows()
	v.list.place(body, len(rows))
	top, at := v.list.top, v.list.at
	var all strings.Builder
	for _, row := range rows {
		fmt.Fprint(&all, row.indent, row.mark, row.text, "\x00", row.right, "\x00", row.title, row.done, "\x01")
	}
	type extra struct {
		rows    string
		top, at int
	}
	accent := e.Accent().With(frame.Bold)
	return append(panes, frame.Pane{Rect: body, Key: e.Key("facilitator.series", 0, extra{all.String(), top, at}), Draw: func(c *frame.Canvas) {
		for y := 0; y < c.H() && top+y < len(rows); y++ {
			row := rows[top+y]
			style, mark := t.Text, accent
			switch {
			case row.title:
				style = accent
			case row.done:
				style, mark = t.Muted, t.Muted
			case row.mark == "":
				style = t.Strong
			}
			x := row.indent
			if row.mark != "" {
				x = c.Text(x, y, mark, row.mark) + 1
			}
			end := c.TextRight(c.W()-1, y, t.Muted, row.right)
			c.TextIn(x, y, end-x-1, style, row.text)
			if top+y == at && row.text != "" {
				c.Restyle(frame.Rect{Y: y, W: c.W(), H: 1}, t.Select)
			}
		}
	}})
}
