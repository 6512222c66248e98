package facilitator

import (
	"fmt"
	"hash/fnv"
	"strings"

	"verkstad/model"
	"verkstad/model/lineage"
	"verkstad/model/report"
	"verkstad/ui/frame"
)

// seriesRow is one row of the series: a heading, something to bring in, or a
// commitment to follow up.
type seriesRow struct {
	id      int // tells it from the others, whatever is above it
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

// rowID tells rows apart by what they are of.
func rowID(rows []seriesRow) func(int) int { return func(i int) int { return rows[i].id } }

// idOf is the id of a row about something of a workshop: a hash (FNV-1a) of what
// tells it apart.
func idOf(workshop string, of ...any) int {
	h := fnv.New32a()
	fmt.Fprint(h, workshop, "\x00", of)
	return int(h.Sum32())
}

// items are the rows: what was carried in to be followed up, and what can be
// brought in.
func (v *series) items() []seriesRow {
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
	for i := range rows {
		if rows[i].id == 0 { // it is of nothing
			rows[i].id = -1 - i
		}
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
		rows = append(rows, seriesRow{id: idOf("", c.ID), indent: 2, mark: mark, text: text, right: w.T(status), done: done, promise: c})
	}
	return rows
}

func (v *series) meetingRows(l lineage.Leavings) []seriesRow {
	w, b := v.env.Words, l.Board
	title := b.Title
	if b.Number > 0 {
		title = w.T("facilitator.series.meeting", "N", b.Number) + " · " + title
	}
	head := seriesRow{id: idOf(b.ID), text: title, title: true, right: w.Day(b.Created.In(v.env.Now().Location()))}
	var rows []seriesRow
	sort, at := lineage.Sort(-1), 0
	for _, o := range l.Offers {
		if o.Sort != sort {
			sort, at = o.Sort, len(rows)
			rows = append(rows, seriesRow{id: idOf(b.ID, "sort", sort), indent: 2, text: w.T(sortWords[sort])})
		}
		row := seriesRow{id: idOf(o.Place.Workshop, o.Place.Item), indent: 4, text: strings.ReplaceAll(o.Text, "\n", " "), mark: "○"}
		if o.Pledge != nil {
			if who := report.Promiser(v.env.Board(), o.Pledge, w); who != "" {
				row.text += " · " + who
			}
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
	rows := v.items()
	if v.list.at < 0 || v.list.at >= len(rows) {
		return seriesRow{}, false
	}
	return rows[v.list.at], true
}

// Panes are the rows.
func (v *series) Panes(r frame.Rect) []frame.Pane {
	e, t := v.env, v.env.Theme
	panes, body := v.lay(r, e.Words.T("facilitator.title.series"), e.Board().Series)
	body.W = min(body.W, 110)
	rows := v.items()
	var all strings.Builder
	for _, row := range rows {
		fmt.Fprint(&all, row.indent, row.mark, row.text, "\x00", row.right, "\x00", row.title, row.done, "\x01")
	}
	accent := e.Accent().With(frame.Bold)
	draw := func(c *frame.Canvas, y, i int) {
		row, style, mark := rows[i], t.Text, accent
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
	}
	return append(panes, v.rows(body, "facilitator.series", 0, rowSet{
		n: len(rows), id: rowID(rows), print: always(all.String()), draw: draw, gap: func(i int) bool { return rows[i].text == "" },
	}))
}
