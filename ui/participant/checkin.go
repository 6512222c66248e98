package participant

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// checkin is when everybody says a line about themselves.
type checkin struct {
	*desk
	looksAgain
	text    *composer
	lines   *pager
	reading bool // the list has the keys
	follow  followUps
}

func newCheckin(d *desk) part {
	c := &checkin{desk: d, text: newComposer(d, checkinSlot, model.MaxShortNote), lines: newPager(d), follow: followUps{desk: d}}
	phase := d.phaseID()
	c.text.sends(d.Words.T("participant.checkin.label"), c.send, func() bool { return d.goesOn(phase) })
	if p := d.Person(); p.CheckIn != "" {
		c.reading = c.text.value() == ""
	}
	return c
}

// checkinKeys is what the actions follow from.
type checkinKeys struct {
	reading  bool
	said     bool // the person has said something
	followUp bool // there are commitments to follow up
	list     listKeys
}

func (c *checkin) Keys(last keyProps) keyProps {
	return sameKeys(last, checkinKeys{c.reading, c.Person().CheckIn != "", c.follow.any(), c.lines.keys()})
}

// Actions are to write, or to read what others said.
func (k checkinKeys) Actions() []action {
	followUp := followUpActions(k.followUp, func(p part) *followUps { return &p.(*checkin).follow })
	if k.reading {
		word := "key.write"
		if k.said {
			word = "key.edit"
		}
		return append([]action{
			{keys: []string{"e", "enter", "tab"}, word: word, short: true, do: on((*checkin).write)},
		}, append(followUp, k.list.actions(listOf(func(c *checkin) *pager { return c.lines }))...)...)
	}
	send := action{keys: []string{"enter"}, word: "key.send", short: true, do: on((*checkin).send)}
	others := action{keys: []string{"tab", "esc"}, word: "participant.key.others", short: true, do: on(func(c *checkin) tea.Cmd { c.reading = true; return nil })}
	if !k.said {
		return append(followUp, send, others)
	}
	cancel := action{keys: []string{"esc"}, word: "key.cancel", short: true, do: on((*checkin).stop)}
	others.keys = others.keys[:1]
	return append(followUp, send, cancel, others)
}

// stop leaves what one has said as it was.
func (c *checkin) stop() tea.Cmd {
	c.text.set("")
	c.reading = true
	return nil
}

func (c *checkin) write() tea.Cmd {
	c.reading = false
	if c.text.value() == "" {
		c.text.set(c.Person().CheckIn)
	}
	return nil
}

func (c *checkin) send() tea.Cmd {
	if c.text.value() == "" {
		return stage.Complain(c.Words.T("error.empty"))
	}
	c.reading = true
	return c.Do(model.CheckIn{Text: c.text.take()})
}

func (c *checkin) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case stage.DoneMsg:
		if said, mine := msg.Command.(model.CheckIn); mine && msg.Err != nil {
			c.text.giveBack(said.Text)
			c.reading = false
		}
	case tea.MouseWheelMsg:
		c.lines.wheel(msg)
	case tea.MouseClickMsg:
		if c.text.rect.Contains(msg.X, msg.Y) {
			return c.write()
		}
	case tea.KeyPressMsg, tea.PasteMsg:
		if !c.reading {
			return c.text.update(msg)
		}
	}
	return nil
}

// checkinLayout is where the text and the list of what others said lie.
type checkinLayout struct {
	listLayout
	box frame.Rect
}

// checkinView is what one sees of what others said, beside a text of so many rows.
type checkinView struct {
	eachLooks
	rows    int
	session model.SessionID
	list    listView
}

// checkinProps is all that the picture of a check-in follows from.
type checkinProps struct {
	phaseProps
	rows int
	list listProps
}

// checkinList is what everybody said.
type checkinList struct{ board *model.Board }

func (c *checkin) View(r frame.Rect, last stage.SharedView) (stage.SharedView, bool) {
	v := checkinView{rows: c.text.rows(r), session: c.inSession()}
	v.list = c.lines.view(r, v.rows, func(list listView) listLayout {
		v.list = list
		_, layout := c.DrawShared(v, r)
		return layout.(checkinLayout).listLayout
	})
	return sameView(last, v), true
}

// Props is what is seen of a board.
func (v checkinView) Props(s stage.Snapshot) stage.SharedProps {
	revs := s.Board.Revs
	shown := sameParts(s, model.Revs{People: revs.People, Commitments: revs.Commitments, Questions: revs.Questions})
	return checkinProps{phaseOf(s.Board, s.Clocks, v.session), v.rows, v.list.props(checkinList{shown}, false, s.Board)}
}

// DrawShared leaves room for the text, and lays the list out below.
func (p checkinProps) DrawShared(dc stage.DrawContext, r frame.Rect) ([]frame.Pane, stage.SharedLayout) {
	panes, rest, head := p.top(dc, r, false)
	box, rest := reading(rest).SplitTop(p.rows)
	if r.H >= 18 {
		_, rest = rest.SplitTop(1)
	}
	window, layout := p.list.draw(dc, rest, head)
	return append(panes, window), checkinLayout{layout, box}
}

func (l checkinList) page(dc stage.DrawContext, w int) *page { return checkinPage(dc, l.board, w) }

// checkinPrivate is what one's own panes follow from.
type checkinPrivate struct {
	list overListProps
	text textProps
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
	c.text.place(n.box, hint)
	c.lines.settleOver(n.listLayout)
}

func (c *checkin) Private(layout stage.SharedLayout, last privateProps) privateProps {
	n, label := layout.(checkinLayout), "participant.checkin.label"
	switch {
	case c.reading && c.text.value() != "":
		label = "participant.checkin.unsent"
	case c.reading && c.Person().CheckIn != "":
		label = "participant.checkin.said"
	}
	return samePrivate(last, checkinPrivate{c.lines.overList(n.listLayout), c.text.props(c.Words.T(label), !c.reading), n.box})
}

// DrawPrivate lays the text beside what lies over the list.
func (p checkinPrivate) DrawPrivate(dc stage.DrawContext, r frame.Rect) []frame.Pane {
	return append(p.list.DrawPrivate(dc, r), dc.Pane(p.at, p.text))
}

func checkinPage(dc stage.DrawContext, b *model.Board, w int) *page {
	p := &page{w: w}
	carriedRows(p, dc, b)
	said, of := b.Greeted()
	for _, g := range b.Greetings() {
		name := sectorShort(dc.Words, g.Sector)
		if someone := b.Person(g.By); someone != nil {
			name = nameOf(b, dc.Words, someone)
		}
		mark := []span{mark(dc, g.Sector), {dc.Theme.Strong, " " + frame.Truncate(name, 14)}}
		for width(mark) < 18 && w >= 60 {
			mark[1].text += " "
		}
		mark[1].text += "  "
		p.item(entry{}, 2, mark, dc.Theme.Text, g.Text, 3)
	}
	if said == 0 {
		p.gap()
		p.text(2, dc.Theme.Muted, dc.Words.T("participant.checkin.nobody"))
		return p
	}
	p.gap()
	p.add(row{indent: 2, left: []span{{dc.Theme.Muted, dc.Words.T("participant.checkin.count", "N", said, "Total", of)}}})
	return p
}

func (c *checkin) Cursor() *frame.Cursor {
	if c.reading {
		return nil
	}
	return c.text.cursor()
}

func (c *checkin) Draft() *stage.Draft {
	if c.reading {
		return nil
	}
	return c.text.draft
}

func (c *checkin) Typing() bool  { return !c.reading }
func (c *checkin) Unsaved() bool { return c.text.value() != "" }

// checkinSlot is where the line is kept that somebody is writing.
const checkinSlot = "checkin"

// Restores reports whether what was refused is such a line.
func (c *checkin) Restores(refused model.Command) bool {
	_, is := refused.(model.CheckIn)
	return is
}
