package participant

import (
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// waiting is before the first phase: who is here, what will happen.
type waiting struct {
	*desk
	still
	agenda *pager
}

func newWaiting(d *desk) *waiting { return &waiting{desk: d, agenda: newPager(d, "agenda")} }

func (w *waiting) actions() []action { return w.agenda.actions() }

func (w *waiting) update(msg tea.Msg) tea.Cmd {
	if msg, ok := msg.(tea.MouseWheelMsg); ok {
		w.agenda.wheel(msg)
	}
	return nil
}

func (w *waiting) panes(r frame.Rect) []frame.Pane {
	b := w.Board()
	head, rest := r.SplitTop(stage.HeaderRows)
	panes := w.header(head, b.Title, w.where())
	if r.H >= 16 {
		_, rest = rest.SplitTop(1)
	}
	greet, rest := rest.SplitTop(min(3, 1+r.H/10))
	panes = append(panes, w.greeting(greet))
	if r.H >= 16 {
		_, rest = rest.SplitTop(1)
	}
	if r.W >= 72 {
		var left frame.Rect
		left, rest = rest.SplitLeft(min(64, r.W/2))
		panes = append(panes, w.people(left))
	} else if r.H >= 20 {
		var top frame.Rect
		top, rest = rest.SplitTop(8)
		panes = append(panes, w.people(top))
	} else {
		var top frame.Rect
		top, rest = rest.SplitTop(1)
		panes = append(panes, w.count(top))
	}
	return append(panes, w.agenda.panes(reading(rest), b.Revs.Agenda, nil, func(dc stage.DrawContext, width int) *page {
		return agendaPage(dc, b, width)
	})...)
}

// where is the node and the place in the series.
func (w *waiting) where() string {
	b := w.Board()
	var parts []string
	if b.Node != "" {
		parts = append(parts, b.Node)
	}
	if b.Number > 0 {
		parts = append(parts, w.Words.T("thing.workshop")+" "+strconv.Itoa(b.Number))
	}
	return strings.Join(parts, " · ")
}

func (w *waiting) greeting(r frame.Rect) frame.Pane {
	dc, p := w.DrawContext(), w.Person()
	hello := dc.Words.T("participant.waiting.hello", "Name", p.Name)
	returnCode, soon := w.wayBack(), dc.Words.T("participant.waiting.soon")
	if when := w.Awaited(); when != "" {
		soon = dc.Words.T("participant.waiting.startsat", "When", when)
	}
	return frame.Pane{Rect: r, Key: w.key("hello", 0, [3]string{hello, returnCode, soon}), Draw: func(c *frame.Canvas) {
		c.TextIn(2, 0, c.W()-4, dc.Theme.Title, hello)
		c.TextIn(2, 1, c.W()-4, dc.Theme.Muted, soon)
		if returnCode != "" {
			c.TextIn(2, 2, c.W()-4, dc.Theme.Muted, dc.Words.T("participant.waiting.code", "Code", returnCode))
		}
	}}
}

// here is how many take part and are not gone, by sector and in all.
func (w *waiting) here() (n [len(model.Sectors) + 1]int, total int) {
	b := w.Board()
	told := b.SectorsOfPeople()
	for _, id := range b.Attending(w.Room.Presence()) {
		n[told.Of(b.Person(id).Sector)]++
		total++
	}
	return n, total
}

// people is how many there are of each sector.
func (w *waiting) people(r frame.Rect) frame.Pane {
	dc, b := w.DrawContext(), w.Board()
	n, total := w.here()
	return frame.Pane{Rect: r, Key: w.key("people", b.Revs.People, n), Draw: func(c *frame.Canvas) {
		c.TextIn(2, 0, c.W()-4, dc.Theme.Strong, dc.Words.N("participant.waiting.here", total))
		most := 1
		for _, k := range n {
			most = max(most, k)
		}
		for i, s := range model.Sectors {
			y, m := i+2, mark(dc, s)
			c.Text(2, y, m.style, m.text)
			x := c.Text(4, y, dc.Theme.Text, frame.Truncate(sectorShort(dc.Words, s), 13))
			x = max(x+1, 19)
			wide := max(1, min(30, c.W()-x-8))
			x = frame.Bar(c, x, y, max(1, wide*n[s]/most), min(1, float64(n[s])), m.style)
			c.Text(x+1, y, dc.Theme.Muted, strconv.Itoa(n[s]))
		}
	}}
}

func (w *waiting) count(r frame.Rect) frame.Pane {
	dc, b := w.DrawContext(), w.Board()
	n, _ := w.here()
	return frame.Pane{Rect: r, Key: w.key("people.count", b.Revs.People, n), Draw: func(c *frame.Canvas) {
		x := 2
		for _, s := range model.Sectors {
			m := mark(dc, s)
			x = c.Text(x, 0, m.style, m.text+" ")
			x = c.Text(x, 0, dc.Theme.Text, strconv.Itoa(n[s])) + 3
		}
	}}
}

func agendaPage(dc stage.DrawContext, b *model.Board, width int) *page {
	p := &page{w: width}
	p.add(row{indent: 2, left: []span{{dc.Theme.Strong, dc.Words.T("participant.waiting.agenda")}}})
	p.add(row{})
	for _, ph := range b.Phases() {
		title := stage.Local(dc.Words.Lang(), ph.Title)
		if title == "" {
			title = dc.Words.T("activity." + string(ph.Activity))
		}
		accent := dc.Theme.Accent(string(ph.Activity))
		right := []span{{dc.Theme.Muted, dc.Words.Duration(time.Duration(ph.Minutes) * time.Minute)}}
		if ph.Minutes == 0 {
			right = nil
		}
		p.add(row{indent: 2, left: []span{{accent, "● "}, {dc.Theme.Text, frame.Truncate(title, width-16)}}, right: right})
	}
	return p
}

// removed is what somebody sees who was shown out.
type removed struct {
	unshared
	*desk
}

func (removed) actions() []action      { return nil }
func (removed) update(tea.Msg) tea.Cmd { return nil }
func (removed) cursor() *frame.Cursor  { return nil }
func (removed) typing() bool           { return false }
func (removed) draft() *stage.Draft    { return nil }
func (removed) unsaved() bool          { return false }
func (p *removed) panes(r frame.Rect) []frame.Pane {
	dc := p.DrawContext()
	r = r.Center(56, 7)
	text := "participant.removed.text"
	if p.Person().TextsSwept() {
		text = "participant.removed.swept"
	}
	return []frame.Pane{{Rect: r, Key: p.key("removed", 0, text), Draw: func(c *frame.Canvas) {
		c.TextIn(2, 0, c.W()-4, dc.Theme.Title, dc.Words.T("participant.removed.title"))
		c.Wrap(frame.Rect{X: 2, Y: 2, W: c.W() - 4, H: c.H() - 2}, dc.Theme.Text, dc.Words.T(text))
	}}}
}
