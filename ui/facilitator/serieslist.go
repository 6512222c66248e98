package facilitator

import (
	"fmt"
	"hash/fnv"
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
	id int // tells it from the others, whatever is above it
	seriesText
	here    bool // it was carried in already
	places  []lineage.Place
	promise *model.Commitment
}

// seriesText is what a row shows.
type seriesText struct {
	indent            int
	mark, text, right string
	title             bool
	done              bool // nothing remains to be done about it
}

// DrawRow draws the row.
func (r seriesText) DrawRow(dc stage.DrawContext, c *frame.Canvas) {
	t, accent := dc.Theme, dc.Accent.With(frame.Bold)
	style, mark := t.Text, accent
	switch {
	case r.title:
		style = accent
	case r.done:
		style, mark = t.Muted, t.Muted
	case r.mark == "":
		style = t.Strong
	}
	x := r.indent
	if r.mark != "" {
		x = c.Text(x, 0, mark, r.mark) + 1
	}
	end := c.TextRight(c.W()-1, 0, t.Muted, r.right)
	c.TextIn(x, 0, end-x-1, style, r.text)
}

// does reports whether a key does something with the row.
func (r seriesRow) does() bool { return len(r.places) > 0 || r.promise != nil }

// sortWords name what a meeting leaves.
var sortWords = map[lineage.Sort]string{
	lineage.GoOn: "facilitator.series.goon", lineage.Promised: "facilitator.series.promised",
	lineage.Shelved: "facilitator.series.shelved", lineage.Banked: "facilitator.series.banked", lineage.Said: "facilitator.series.said",
}

// listOf is rows as a list, told apart by what they are of. Empty ones cannot be
// selected.
func listOf(rows []seriesRow) stage.ListRows[int] {
	return stage.ListRows[int]{
		N: len(rows), ID: func(i int) int { return rows[i].id },
		Kind: func(i int) stage.RowKind {
			if rows[i].text == "" {
				return stage.RowBlank
			}
			return stage.RowItem
		},
	}
}

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
		rows = append(rows, seriesRow{seriesText: seriesText{text: w.T("facilitator.series.unconfirmed"), done: true}}, seriesRow{})
	}
	for _, l := range v.leavings() {
		if len(rows) > 0 {
			rows = append(rows, seriesRow{})
		}
		rows = append(rows, v.meetingRows(l)...)
	}
	switch {
	case !v.loaded:
		rows = append(rows, seriesRow{seriesText: seriesText{text: w.T("facilitator.series.waits"), done: true}})
	case v.err != nil:
		rows = append(rows, seriesRow{seriesText: seriesText{text: w.T("facilitator.series.failed", "Reason", v.env.Say(v.err)), done: true}})
	case len(v.leavings()) == 0:
		rows = append(rows, seriesRow{seriesText: seriesText{text: w.T("facilitator.series.nothing"), done: true}})
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
	rows := []seriesRow{{seriesText: seriesText{text: w.T("facilitator.series.followup"), title: true}}}
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
		rows = append(rows, seriesRow{id: idOf("", c.ID), seriesText: seriesText{indent: 2, mark: mark, text: text, right: w.T(status), done: done}, promise: c})
	}
	return rows
}

func (v *series) meetingRows(l lineage.Leavings) []seriesRow {
	w, b := v.env.Words, l.Board
	title := b.Title
	if b.Number > 0 {
		title = w.T("facilitator.series.meeting", "N", b.Number) + " · " + title
	}
	head := seriesRow{id: idOf(b.ID), seriesText: seriesText{text: title, title: true, right: w.Day(b.Created.In(v.env.Now().Location()))}}
	var rows []seriesRow
	sort, at := lineage.Sort(-1), 0
	for _, o := range l.Offers {
		if o.Sort != sort {
			sort, at = o.Sort, len(rows)
			rows = append(rows, seriesRow{id: idOf(b.ID, "sort", sort), seriesText: seriesText{indent: 2, text: w.T(sortWords[sort])}})
		}
		row := seriesRow{
			id:         idOf(o.Place.Workshop, o.Place.Item),
			seriesText: seriesText{indent: 4, text: strings.ReplaceAll(o.Text, "\n", " "), mark: "○"},
		}
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
	if v.list.At() < 0 || v.list.At() >= len(rows) {
		return seriesRow{}, false
	}
	return rows[v.list.At()], true
}

// Panes are the rows.
func (v *series) Panes(r frame.Rect) []frame.Pane {
	panes, body := v.headed(r, v.env.Words.T("facilitator.title.series"), v.env.Board().Series)
	body.W = min(body.W, 110)
	rows := v.items()
	row := func(i int) seriesText { return rows[i].seriesText }
	return append(panes, stage.ListPane(v.env, &v.list, body, listOf(rows), row, ""))
}
