package talk

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// checkin is when everybody says a line about themselves.
type checkin struct {
	*view.Terminal
	view.LooksAgain
	text    *view.Composer
	lines   *view.List
	reading bool // the list has the keys
	follow  followUps
}

// NewCheckin is the view in which everybody says a line about themselves.
func NewCheckin(t *view.Terminal) view.View {
	c := &checkin{Terminal: t, text: view.NewComposer(t, CheckinSlot, model.MaxShortNote), lines: view.NewList(t), follow: followUps{terminal: t}}
	phase := t.PhaseID()
	c.text.Sends(t.Words.T("participant.checkin.label"), c.send, func() bool { return t.GoesOn(phase) })
	if p := t.Person(); p.CheckIn != "" {
		c.reading = c.text.Value() == ""
	}
	return c
}

// checkinKeys is what the actions follow from.
type checkinKeys struct {
	reading  bool
	said     bool // the person has said something
	followUp bool // there are commitments to follow up
	list     view.ListKeys
}

func (c *checkin) Keys(last view.KeyProps) view.KeyProps {
	return view.SameKeys(last, checkinKeys{c.reading, c.Person().CheckIn != "", c.follow.any(), c.lines.Keys()})
}

// Actions are to write, or to read what others said.
func (k checkinKeys) Actions(at view.Target) stage.Actions {
	followUp := followUpActions(k.followUp, view.On(at, func(c *checkin) *followUps { return &c.follow }))
	if k.reading {
		word := "key.write"
		if k.said {
			word = "key.edit"
		}
		return append(stage.Actions{
			{Keys: []string{"e", "enter", "tab"}, Word: word, Footer: true, Do: view.On(at, (*checkin).write)},
		}, append(followUp, k.list.Actions(view.On(at, func(c *checkin) *view.List { return c.lines }))...)...)
	}
	send := stage.Action{Keys: []string{"enter"}, Word: "key.send", Footer: true, Do: view.On(at, (*checkin).send)}
	others := stage.Action{Keys: []string{"tab", "esc"}, Word: "participant.key.others", Footer: true, Do: view.On(at, func(c *checkin) tea.Cmd { c.reading = true; return nil })}
	if !k.said {
		return append(followUp, send, others)
	}
	cancel := stage.Action{Keys: []string{"esc"}, Word: "key.cancel", Footer: true, Do: view.On(at, (*checkin).stop)}
	others.Keys = others.Keys[:1]
	return append(followUp, send, cancel, others)
}

// stop leaves what one has said as it was.
func (c *checkin) stop() tea.Cmd {
	c.text.Set("")
	c.reading = true
	return nil
}

func (c *checkin) write() tea.Cmd {
	c.reading = false
	if c.text.Value() == "" {
		c.text.Set(c.Person().CheckIn)
	}
	return nil
}

func (c *checkin) send() tea.Cmd {
	if c.text.Value() == "" {
		return stage.Complain(c.Words.T("error.empty"))
	}
	c.reading = true
	return c.Do(model.CheckIn{Text: c.text.Take()})
}

func (c *checkin) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case stage.DoneMsg:
		if said, mine := msg.Command.(model.CheckIn); mine && msg.Err != nil {
			c.text.GiveBack(said.Text)
			c.reading = false
		}
	case tea.MouseWheelMsg:
		c.lines.Wheel(msg)
	case tea.MouseClickMsg:
		if c.text.Rect.Contains(msg.X, msg.Y) {
			return c.write()
		}
	case tea.KeyPressMsg, tea.PasteMsg:
		if !c.reading {
			return c.text.Update(msg)
		}
	}
	return nil
}

// checkinLayout is where the text and the list of what others said lie.
type checkinLayout struct {
	view.ListLayout
	box frame.Rect
}

// checkinView is what one sees of what others said, beside a text of so many rows.
type checkinView struct {
	view.EachLooks
	rows    int
	session model.SessionID
	list    view.ListView
}

// checkinProps is all that the picture of a check-in follows from.
type checkinProps struct {
	view.PhaseProps
	rows int
	list view.ListProps
}

// checkinList is what everybody said.
type checkinList struct{ board *model.Board }

func (c *checkin) SharedView(r frame.Rect, last stage.SharedView) (stage.SharedView, bool) {
	v := checkinView{rows: c.text.Rows(r), session: c.InSession()}
	v.list = c.lines.View(r, v.rows, func(list view.ListView) view.ListLayout {
		v.list = list
		_, layout := c.DrawShared(v, r)
		return layout.(checkinLayout).ListLayout
	})
	return view.SameShared(last, v), true
}

// Props is what is seen of a board.
func (v checkinView) Props(s stage.Snapshot) stage.SharedProps {
	revs := s.Board.Revs
	shown := view.BoardParts(s, model.Revs{People: revs.People, Commitments: revs.Commitments, Questions: revs.Questions})
	return checkinProps{view.PhaseOf(s.Board, s.Clocks, v.session), v.rows, v.list.Props(checkinList{shown}, false, s.Board)}
}

// DrawShared leaves room for the text, and lays the list out below.
func (p checkinProps) DrawShared(dc stage.DrawContext, r frame.Rect) ([]frame.Pane, stage.SharedLayout) {
	panes, rest, head := p.Top(dc, r, false)
	box, rest := view.ReadingWidth(rest).SplitTop(p.rows)
	if r.H >= 18 {
		_, rest = rest.SplitTop(1)
	}
	window, layout := p.list.Draw(dc, rest, head)
	return append(panes, window), checkinLayout{layout, box}
}

func (l checkinList) Rows(dc stage.DrawContext, w int) *view.Rows { return checkinPage(dc, l.board, w) }

// checkinPrivate is what one's own panes follow from.
type checkinPrivate struct {
	list view.OverListProps
	text view.TextProps
	at   frame.Rect
}

// Settle takes up where the text and the list lie. While somebody reads, the text
// shows what they have said.
func (c *checkin) Settle(layout stage.SharedLayout) {
	n := layout.(checkinLayout)
	hint := c.Words.T("participant.checkin.hint")
	if mine := c.Person().CheckIn; c.reading && mine != "" {
		hint = mine
	}
	c.text.Place(n.box, hint)
	c.lines.SettleOver(n.ListLayout)
}

func (c *checkin) Private(layout stage.SharedLayout, last view.PrivateProps) view.PrivateProps {
	n, label := layout.(checkinLayout), "participant.checkin.label"
	switch {
	case c.reading && c.text.Value() != "":
		label = "participant.checkin.unsent"
	case c.reading && c.Person().CheckIn != "":
		label = "participant.checkin.said"
	}
	return view.SamePrivate(last, checkinPrivate{c.lines.OverList(n.ListLayout), c.text.Props(c.Words.T(label), !c.reading), n.box})
}

// DrawPrivate lays the text beside what lies over the list.
func (p checkinPrivate) DrawPrivate(dc stage.DrawContext, r frame.Rect) []frame.Pane {
	return append(p.list.DrawPrivate(dc, r), dc.Pane(p.at, p.text))
}

func checkinPage(dc stage.DrawContext, b *model.Board, w int) *view.Rows {
	p := &view.Rows{W: w}
	carriedRows(p, dc, b)
	said, of := b.Greeted()
	for _, g := range b.Greetings() {
		name := view.SectorShort(dc.Words, g.Sector)
		if someone := b.Person(g.By); someone != nil {
			name = view.NameOf(b, dc.Words, someone)
		}
		mark := []view.Span{view.SectorMark(dc, g.Sector), {Style: dc.Theme.Strong, Text: " " + frame.Truncate(name, 14)}}
		for view.Width(mark) < 18 && w >= 60 {
			mark[1].Text += " "
		}
		mark[1].Text += "  "
		p.Item(view.Entry{}, 2, mark, dc.Theme.Text, g.Text, 3)
	}
	if said == 0 {
		p.Gap()
		p.Text(2, dc.Theme.Muted, dc.Words.T("participant.checkin.nobody"))
		return p
	}
	p.Gap()
	p.Add(view.Row{Indent: 2, Left: []view.Span{{Style: dc.Theme.Muted, Text: dc.Words.T("participant.checkin.count", "N", said, "Total", of)}}})
	return p
}

func (c *checkin) Cursor() *frame.Cursor {
	if c.reading {
		return nil
	}
	return c.text.Cursor()
}

func (c *checkin) Draft() *stage.Draft {
	if c.reading {
		return nil
	}
	return c.text.Draft
}

func (c *checkin) Typing() bool  { return !c.reading }
func (c *checkin) Unsaved() bool { return c.text.Value() != "" }

// CheckinSlot is where the line is kept that somebody is writing.
const CheckinSlot = "checkin"

// Restores reports whether what was refused is such a line.
func (c *checkin) Restores(refused model.Command) bool {
	_, is := refused.(model.CheckIn)
	return is
}
