package audit

import (
	"strings"
	"time"

	"verkstad/model"
	"verkstad/model/audit"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
	"verkstad/ui/theme"
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
	if s.note() != "" {
		var note frame.Rect
		note, body = body.SplitBottom(1)
		panes = append(panes, s.notePane(note))
	}
	s.place(body)
	return append(panes, s.listPane(body))
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
	case len(s.entries) > 0 && s.over && s.at == len(s.entries)-1:
		return w.T("audit.start")
	case len(s.entries) == 0 && s.over && s.filter != (audit.Filter{}):
		return w.T("audit.nonewith")
	case len(s.entries) == 0 && s.over:
		return w.T("audit.none")
	}
	return ""
}

func (s *Screen) notePane(r frame.Rect) frame.Pane {
	text, style := s.note(), s.env.Theme.Muted
	return frame.Pane{Rect: r, Key: s.env.Key("audit.note", 0, text), Draw: func(c *frame.Canvas) {
		c.TextIn(0, 0, c.W(), style, text)
	}}
}

// place keeps the selected row in view.
func (s *Screen) place(r frame.Rect) {
	s.rect = r
	s.at = max(0, min(s.at, len(s.entries)-1))
	s.top = max(0, min(s.top, len(s.entries)-r.H))
	if s.at < s.top {
		s.top = s.at
	}
	if s.at >= s.top+r.H {
		s.top = s.at - r.H + 1
	}
}

// page is what a picture of the list is made of.
type page struct {
	rows  []audit.Entry
	board *model.Board
	words *i18n.Words
	theme *theme.Theme
	zone  *time.Location
	at    int // selected, of rows
}

func (s *Screen) listPane(r frame.Rect) frame.Pane {
	end := min(len(s.entries), s.top+r.H)
	p := page{board: s.board, words: s.env.Words, theme: s.env.Theme, zone: s.env.Now().Location(), at: s.at - s.top}
	if s.top < end {
		p.rows = s.entries[s.top:end:end]
	}
	type extra struct {
		filter       audit.Filter
		top, end, at int
	}
	var seq uint64
	if s.board != nil {
		seq = s.board.Seq
	}
	return frame.Pane{Rect: r, Key: s.env.Key("audit.list", seq, extra{s.filter, s.top, end, s.at}), Draw: p.draw}
}

// draw draws a row for each entry: when, who, what, and with what.
func (p page) draw(c *frame.Canvas) {
	t := p.theme
	clock, column := "15:04", 14
	switch {
	case c.W() >= 100:
		clock, column = "2006-01-02 15:04:05", 24
	case c.W() >= 60:
		clock, column = "01-02 15:04:05", 18
	}
	left := frame.Width(clock) + 2
	for y, e := range p.rows {
		line := Say(p.board, p.words, e)
		at := clock
		if !e.At.IsZero() {
			at = e.At.In(p.zone).Format(clock)
		}
		c.Text(0, y, t.Faint, at)
		style := t.Strong
		if e.Who == audit.Someone {
			style = t.Muted
		}
		c.TextIn(left, y, column, style, line.Who)
		x := c.TextIn(left+column+1, y, c.W()-left-column-1, t.Text, line.Said)
		if line.Text != "" && x+4 < c.W() {
			c.TextIn(x+2, y, c.W()-x-2, t.Muted, strings.Join(strings.Fields(line.Text), " "))
		}
		if y == p.at {
			c.Restyle(frame.Rect{Y: y, W: c.W(), H: 1}, t.Select)
		}
	}
}
