package participant

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model/workshop"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// code asks which workshop to come in to.
type code struct {
	*desk
	unshared
	text *composer
}

func newCode(d *desk) *code { return &code{desk: d, text: newComposer(d, "", 24)} }

func (c *code) actions() []action {
	return []action{{keys: []string{"enter"}, word: "participant.key.enter", short: true, do: c.find}}
}

type foundMsg struct {
	room workshop.Live
	err  error
}

func (c *code) find() tea.Cmd {
	typed := strings.ToUpper(c.text.value())
	if typed == "" || c.hint.FindRoom == nil {
		return stage.Complain(c.Words.T("participant.code.empty"))
	}
	find := c.hint.FindRoom
	return func() tea.Msg {
		room, err := find(typed)
		return foundMsg{room, err}
	}
}

func (c *code) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case foundMsg:
		if msg.err != nil {
			return stage.Complain(c.Say(msg.err))
		}
		if msg.room == nil {
			return stage.Complain(c.Words.T("participant.code.unknown"))
		}
		c.Room = msg.room
		c.arrive()
		return func() tea.Msg { return stage.RoomMsg{} }
	case tea.KeyPressMsg, tea.PasteMsg:
		return c.text.update(msg)
	}
	return nil
}

func (c *code) panes(r frame.Rect) []frame.Pane {
	dc := c.DrawContext()
	r = r.Center(64, 11)
	top, rest := r.SplitTop(max(1, r.H-7))
	box, rest := rest.SplitTop(3)
	return []frame.Pane{
		{Rect: top, Key: c.key("code", 0, nil), Draw: func(cv *frame.Canvas) {
			cv.TextIn(2, 0, cv.W()-4, dc.Theme.Title, dc.Words.T("app.name"))
			cv.TextIn(2, 1, cv.W()-4, dc.Theme.Muted, dc.Words.T("app.tagline"))
		}},
		c.text.pane(box, c.Words.T("participant.code.title"), "KRABBA", true),
		{Rect: rest, Key: c.key("code.hint", 0, nil), Draw: func(cv *frame.Canvas) {
			cv.Wrap(frame.Rect{X: 4, W: cv.W() - 8, H: cv.H()}, dc.Theme.Muted, dc.Words.T("participant.code.hint"))
		}},
	}
}

func (c *code) cursor() *frame.Cursor { return c.text.cursor() }
func (c *code) typing() bool          { return true }
func (c *code) draft() *stage.Draft   { return nil }
func (c *code) unsaved() bool         { return false }
