package audit

import (
	"strings"
	"time"

	"verkstad/model/audit"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// Panes are the title with what is asked for, and the list.
func (s *Screen) Panes(r frame.Rect) []frame.Pane {
	e := s.env
	head, body := r.SplitTop(stage.HeaderRows)
	panes := stage.Header(e, head, e.Words.T("audit.title"), s.asked(head.W/2))
	body = body.Inset(min(2, body.W/20), 0)
	if body.H > 8 {
		_, body = body.SplitTop(1)
	}
	if said := s.note(); said != "" {
		var note frame.Rect
		note, body = body.SplitBottom(1)
		panes = append(panes, e.DrawContext().Pane(note, stage.LinePicture{Text: said, Style: e.Theme.Muted}))
	}
	zone := e.Now().Location()
	row := func(i int) entryRow { return s.row(s.entries[i], zone) }
	return append(panes, stage.ListPane(e, &s.list, body, s.rows(), row, ""))
}

// asked is what the filter lets through, and whether there is more by now.
func (s *Screen) asked(most int) string {
	w := s.env.Words
	var parts []string
	if s.filter.Person != 0 {
		parts = append(parts, name(s.env.Board(), w, s.filter.Person))
	}
	if s.filter.Kind != "" {
		parts = append(parts, w.T("audit.kind."+string(s.filter.Kind)))
	}
	if s.board != nil && s.env.Board().Seq != s.board.Seq {
		parts = append(parts, w.T("audit.newer"))
	}
	text := strings.Join(parts, " · ")
	if text == "" || frame.Width(text) > most {
		return ""
	}
	return "  " + text
}

// note is what is said under the list; empty while there is nothing to say.
func (s *Screen) note() string {
	w := s.env.Words
	switch {
	case s.failed != nil:
		return w.T("audit.failed", "Reason", s.env.Say(s.failed))
	case s.busy && len(s.entries) == 0:
		return w.T("audit.loading")
	case len(s.entries) > 0 && s.over && s.list.At() == len(s.entries)-1:
		return w.T("audit.start")
	case len(s.entries) == 0 && s.over && s.filter != (audit.Filter{}):
		return w.T("audit.nonewith")
	case len(s.entries) == 0 && s.over:
		return w.T("audit.none")
	}
	return ""
}

// entryRow is an entry as it is listed: when, who, what, and with what.
type entryRow struct {
	at              time.Time // in the zone of the terminal; zero where it is not known
	who, said, text string
	someone         bool // nobody's name is told
}

// row is an entry of the audit in words.
func (s *Screen) row(e audit.Entry, zone *time.Location) entryRow {
	line := Say(s.board, s.env.Words, e)
	r := entryRow{who: line.Who, said: line.Said, text: strings.Join(strings.Fields(line.Text), " "), someone: e.Who == audit.Someone}
	if !e.At.IsZero() {
		r.at = e.At.In(zone)
	}
	return r
}

// DrawRow draws the entry, with as much of its time as there is room for.
func (r entryRow) DrawRow(dc stage.DrawContext, c *frame.Canvas) {
	t := dc.Theme
	clock, column := "15:04", 14
	switch {
	case c.W() >= 100:
		clock, column = "2006-01-02 15:04:05", 24
	case c.W() >= 60:
		clock, column = "01-02 15:04:05", 18
	}
	left, at := frame.Width(clock)+2, clock
	if !r.at.IsZero() {
		at = r.at.Format(clock)
	}
	c.Text(0, 0, t.Faint, at)
	style := t.Strong
	if r.someone {
		style = t.Muted
	}
	c.TextIn(left, 0, column, style, r.who)
	x := c.TextIn(left+column+1, 0, c.W()-left-column-1, t.Text, r.said)
	if r.text != "" && x+4 < c.W() {
		c.TextIn(x+2, 0, c.W()-x-2, t.Muted, r.text)
	}
}
