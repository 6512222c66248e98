package door

import (
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// waiting is before the first phase: who is here, what will happen.
type waiting struct {
	*view.Terminal
	view.Unshared
	view.NoText
	agenda *view.List
}

// NewWaiting is the view before the first phase.
func NewWaiting(t *view.Terminal) view.View { return &waiting{Terminal: t, agenda: view.NewList(t)} }

// waitingKeys is what the actions follow from.
type waitingKeys struct{ list view.ListKeys }

func (w *waiting) Keys(last view.KeyProps) view.KeyProps {
	return view.SameKeys(last, waitingKeys{w.agenda.Keys()})
}

// Actions are to move in the agenda.
func (k waitingKeys) Actions(at view.Target) stage.Actions {
	return k.list.Actions(view.On(at, func(w *waiting) *view.List { return w.agenda }))
}

func (w *waiting) Update(msg tea.Msg) tea.Cmd {
	if msg, ok := msg.(tea.MouseWheelMsg); ok {
		w.agenda.Wheel(msg)
	}
	return nil
}

// waitingPrivate is all that the screen follows from.
type waitingPrivate struct {
	header   view.HeaderProps
	greeting greetingProps
	here     hereProps
	agenda   view.OwnListProps
}

// waitingPlaces is where the parts lie; of those who are here there is a chart, or
// one row.
type waitingPlaces struct{ head, greeting, chart, row, agenda frame.Rect }

func placeWaiting(r frame.Rect) (p waitingPlaces) {
	var rest frame.Rect
	p.head, rest = r.SplitTop(stage.HeaderRows)
	if r.H >= 16 {
		_, rest = rest.SplitTop(1)
	}
	p.greeting, rest = rest.SplitTop(min(3, 1+r.H/10))
	if r.H >= 16 {
		_, rest = rest.SplitTop(1)
	}
	switch {
	case r.W >= 72:
		p.chart, rest = rest.SplitLeft(min(64, r.W/2))
	case r.H >= 20:
		p.chart, rest = rest.SplitTop(8)
	default:
		p.row, rest = rest.SplitTop(1)
	}
	p.agenda = view.ReadingWidth(rest)
	return p
}

// Settle takes up where the agenda lies.
func (w *waiting) Settle(layout stage.SharedLayout) {
	w.Said = w.where()
	agenda := agendaList{view.BoardParts(w.Snapshot(), model.Revs{Agenda: w.Board().Revs.Agenda})}
	view.ShowList(w.agenda, agenda, placeWaiting(frame.Rect(layout.(view.WholeArea))).agenda)
}

func (w *waiting) Private(_ stage.SharedLayout, last view.PrivateProps) view.PrivateProps {
	return view.SamePrivate(last, waitingPrivate{w.HeaderProps(w.Board().Title), w.greeting(), w.here(), w.agenda.OwnList()})
}

// DrawPrivate lays the greeting, those who are here and the agenda.
func (p waitingPrivate) DrawPrivate(dc stage.DrawContext, r frame.Rect) []frame.Pane {
	at := placeWaiting(r)
	panes := append(p.header.Panes(dc, at.head), dc.Pane(at.greeting, p.greeting))
	if at.row.Empty() {
		panes = append(panes, dc.Pane(at.chart, hereChart(p.here)))
	} else {
		panes = append(panes, dc.Pane(at.row, p.here))
	}
	return p.agenda.Add(dc, panes)
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

// greetingProps is what somebody who waits is told.
type greetingProps struct {
	name string
	code string // that they come back with; empty if their key is enough
	when string // the workshop starts; empty if nobody has said
}

func (w *waiting) greeting() greetingProps {
	return greetingProps{w.Person().Name, w.WayBack(), w.Awaited()}
}

// Draw draws the greeting in up to three rows.
func (p greetingProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	soon := dc.Words.T("participant.waiting.soon")
	if p.when != "" {
		soon = dc.Words.T("participant.waiting.startsat", "When", p.when)
	}
	c.TextIn(2, 0, c.W()-4, dc.Theme.Title, dc.Words.T("participant.waiting.hello", "Name", p.name))
	c.TextIn(2, 1, c.W()-4, dc.Theme.Muted, soon)
	if p.code != "" {
		c.TextIn(2, 2, c.W()-4, dc.Theme.Muted, dc.Words.T("participant.waiting.code", "Code", p.code))
	}
}

// hereProps is how many take part and are not gone, by sector and in all.
type hereProps struct {
	sectors [len(model.Sectors) + 1]int
	total   int
}

func (w *waiting) here() (n hereProps) {
	b := w.Board()
	told := b.SectorsOfPeople()
	for _, id := range b.Attending(w.Room.Presence()) {
		n.sectors[told.Told(b.Person(id).Sector)]++
		n.total++
	}
	return n
}

// Draw draws the number of each sector in one row.
func (p hereProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	x := 2
	for _, s := range model.Sectors {
		m := view.SectorMark(dc, s)
		x = c.Text(x, 0, m.Style, m.Text+" ")
		x = c.Text(x, 0, dc.Theme.Text, strconv.Itoa(p.sectors[s])) + 3
	}
}

// hereChart is the same with a bar for each sector.
type hereChart hereProps

// Draw draws the bars.
func (p hereChart) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.TextIn(2, 0, c.W()-4, dc.Theme.Strong, dc.Words.N("participant.waiting.here", p.total))
	most := 1
	for _, k := range p.sectors {
		most = max(most, k)
	}
	for i, s := range model.Sectors {
		y, m := i+2, view.SectorMark(dc, s)
		c.Text(2, y, m.Style, m.Text)
		x := c.Text(4, y, dc.Theme.Text, frame.Truncate(view.SectorShort(dc.Words, s), 13))
		x = max(x+1, 19)
		wide := max(1, min(30, c.W()-x-8))
		x = frame.Bar(c, x, y, max(1, wide*p.sectors[s]/most), min(1, float64(p.sectors[s])), m.Style)
		c.Text(x+1, y, dc.Theme.Muted, strconv.Itoa(p.sectors[s]))
	}
}

// agendaList is the phases of a workshop.
type agendaList struct{ board *model.Board }

func (l agendaList) Rows(dc stage.DrawContext, w int) *view.Rows { return agendaPage(dc, l.board, w) }

func agendaPage(dc stage.DrawContext, b *model.Board, width int) *view.Rows {
	p := &view.Rows{W: width}
	p.Add(view.Row{Indent: 2, Left: []view.Span{{Style: dc.Theme.Strong, Text: dc.Words.T("participant.waiting.agenda")}}})
	p.Add(view.Row{})
	for _, ph := range b.Phases() {
		title := stage.Local(dc.Words.Lang(), ph.Title)
		if title == "" {
			title = dc.Words.T("activity." + string(ph.Activity))
		}
		accent := dc.Theme.Accent(string(ph.Activity))
		right := []view.Span{{Style: dc.Theme.Muted, Text: dc.Words.Duration(time.Duration(ph.Minutes) * time.Minute)}}
		if ph.Minutes == 0 {
			right = nil
		}
		p.Add(view.Row{Indent: 2, Left: []view.Span{{Style: accent, Text: "● "}, {Style: dc.Theme.Text, Text: frame.Truncate(title, width-16)}}, Right: right})
	}
	return p
}

// removed is what somebody sees who was shown out.
type removed struct {
	*view.Terminal
	view.Unshared
	view.NoText
}

// NewRemoved is the view of somebody who was shown out.
func NewRemoved(t *view.Terminal) view.View { return &removed{Terminal: t} }

// noKeys is of a view in which nothing can be done.
type noKeys struct{}

// Actions are none.
func (noKeys) Actions(at view.Target) stage.Actions { return nil }

func (*removed) Keys(view.KeyProps) view.KeyProps { return noKeys{} }
func (*removed) Settle(stage.SharedLayout)        {}

// removedProps is what they are told.
type removedProps struct{ swept bool } // what they wrote is gone, too

func (p *removed) Private(_ stage.SharedLayout, last view.PrivateProps) view.PrivateProps {
	return view.SamePrivate(last, removedProps{p.Person().TextsSwept()})
}

// DrawPrivate lays it in the middle.
func (p removedProps) DrawPrivate(dc stage.DrawContext, r frame.Rect) []frame.Pane {
	return []frame.Pane{dc.Pane(r.Center(56, 7), p)}
}

// Draw draws that they are out, and why.
func (p removedProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	text := "participant.removed.text"
	if p.swept {
		text = "participant.removed.swept"
	}
	c.TextIn(2, 0, c.W()-4, dc.Theme.Title, dc.Words.T("participant.removed.title"))
	c.Wrap(frame.Rect{X: 2, Y: 2, W: c.W() - 4, H: c.H() - 2}, dc.Theme.Text, dc.Words.T(text))
}
