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
	text    *composer
	lines   *pager
	reading bool // the list has the keys
	looked  any  // the last checkinLook,
	caused  any  // the last checkinCause,
	keyed   any  // and the last followKeys
}

func newCheckin(d *desk) *checkin {
	c := &checkin{desk: d, text: newComposer(d, "checkin", model.MaxShortNote), lines: newPager(d, "checkin")}
	phase := d.phaseID()
	c.text.sends(d.Words.T("participant.checkin.label"), c.send, func() bool { return d.goesOn(phase) })
	if p := d.Person(); p.CheckIn != "" {
		c.reading = c.text.value() == ""
	}
	return c
}

func (c *checkin) actions() []action {
	if c.reading {
		word := "key.write"
		if c.Person().CheckIn != "" {
			word = "key.edit"
		}
		return append([]action{
			{keys: []string{"e", "enter", "tab"}, word: word, short: true, do: c.write},
		}, append(c.followUp(), c.lines.actions()...)...)
	}
	send := action{keys: []string{"enter"}, word: "key.send", short: true, do: c.send}
	others := action{keys: []string{"tab", "esc"}, word: "participant.key.others", short: true, do: func() tea.Cmd { c.reading = true; return nil }}
	if c.Person().CheckIn == "" {
		return append(c.followUp(), send, others)
	}
	cancel := action{keys: []string{"esc"}, word: "key.cancel", short: true, do: c.stop}
	others.keys = others.keys[:1]
	return append(c.followUp(), send, cancel, others)
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

func (c *checkin) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case stage.DoneMsg:
		if said, mine := msg.Command.(model.CheckIn); mine && msg.Err != nil {
			refused(c.text, said.Text)
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

// checkinNote is where the text and the list of what others said lie.
type checkinNote struct {
	listNote
	box frame.Rect
}

func (c *checkin) panes(r frame.Rect) []frame.Pane { return whole(c, r) }

// checkinLook is what tells one common picture from another.
type checkinLook struct {
	rows int // of the text
	list listLook
}

func (c *checkin) alike(r frame.Rect) any {
	rows := c.text.rows(r)
	return remembered(&c.looked, checkinLook{rows, c.lines.alike(r, rows, func() { c.common(r) }, c.lay)})
}

func (c *checkin) common(r frame.Rect) ([]frame.Pane, any) {
	panes, rest, end := c.top(r, false)
	box, rest := reading(rest).SplitTop(c.text.rows(r))
	if r.H >= 18 {
		_, rest = rest.SplitTop(1)
	}
	c.lay(rest)
	return append(panes, c.lines.window()), checkinNote{c.lines.note(end), box}
}

// lay lays out what everybody said.
func (c *checkin) lay(r frame.Rect) {
	b := c.Board()
	c.lines.lay(r, max(b.Revs.People, b.Revs.Commitments, b.Revs.Questions), nil, func(l look, w int) *page {
		return checkinPage(l, b, w)
	})
}

// checkinCause is what one's own panes follow from.
type checkinCause struct {
	box  frame.Rect
	head heading
}

func (c *checkin) cause(n any) (own, keys any) {
	note := n.(checkinNote)
	c.lines.cause(note.listNote)
	return remembered(&c.caused, checkinCause{note.box, note.head}), remembered(&c.keyed, c.followKeys())
}

func (c *checkin) own(r frame.Rect, n any) []frame.Pane {
	note := n.(checkinNote)
	label, placeholder := c.Words.T("participant.checkin.label"), c.Words.T("participant.checkin.hint")
	mine := c.Person().CheckIn
	switch {
	case c.reading && c.text.value() != "":
		label = c.Words.T("participant.checkin.unsent")
	case c.reading && mine != "":
		label, placeholder = c.Words.T("participant.checkin.said"), mine
	}
	return append(c.lines.own(r, note.listNote), c.text.pane(note.box, label, placeholder, !c.reading))
}

func checkinPage(l look, b *model.Board, w int) *page {
	p := &page{w: w}
	carriedRows(p, l, b)
	said, of := b.Greeted()
	for _, g := range b.Greetings() {
		name := sectorShort(l.words, g.Sector)
		if someone := b.Person(g.By); someone != nil {
			name = nameOf(b, l.words, someone)
		}
		mark := []span{l.mark(g.Sector), {l.theme.Strong, " " + frame.Truncate(name, 14)}}
		for width(mark) < 18 && w >= 60 {
			mark[1].text += " "
		}
		mark[1].text += "  "
		p.item(entry{}, 2, mark, l.theme.Text, g.Text, 3)
	}
	if said == 0 {
		p.gap()
		p.text(2, l.theme.Muted, l.words.T("participant.checkin.nobody"))
		return p
	}
	p.gap()
	p.add(row{indent: 2, left: []span{{l.theme.Muted, l.words.T("participant.checkin.count", "N", said, "Total", of)}}})
	return p
}

func (c *checkin) cursor() *frame.Cursor {
	if c.reading {
		return nil
	}
	return c.text.cursor()
}

func (c *checkin) draft() *stage.Draft {
	if c.reading {
		return nil
	}
	return c.text.draft
}

func (c *checkin) typing() bool  { return !c.reading }
func (c *checkin) unsaved() bool { return c.text.value() != "" }
