package door

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	cleaned "verkstad/model/text"
	"verkstad/model/workshop"
	"verkstad/ui/frame"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// code asks which workshop to come in to.
type code struct {
	*view.Terminal
	view.Unshared
	text *view.Composer
}

// NewCode is the view that asks for the code of a workshop.
func NewCode(t *view.Terminal) view.View {
	return &code{Terminal: t, text: view.NewComposer(t, "", 24)}
}

// codeKeys is of the one action that there is.
type codeKeys struct{}

func (c *code) Keys(view.KeyProps) view.KeyProps { return codeKeys{} }

// Actions are to go in.
func (codeKeys) Actions(at view.Target) stage.Actions {
	return stage.Actions{{Keys: []string{"enter"}, Word: "participant.key.enter", Footer: true, Do: view.On(at, (*code).find)}}
}

type foundMsg struct {
	room workshop.Live
	err  error
}

func (c *code) find() tea.Cmd {
	typed := strings.ToUpper(c.text.Value())
	if typed == "" || c.Hint.FindRoom == nil {
		return stage.Complain(c.Words.T("participant.code.empty"))
	}
	find := c.Hint.FindRoom
	return func() tea.Msg {
		room, err := find(typed)
		return foundMsg{room, err}
	}
}

func (c *code) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case foundMsg:
		if msg.err != nil {
			return stage.Complain(c.Say(msg.err))
		}
		if msg.room == nil {
			return stage.Complain(c.Words.T("participant.code.unknown"))
		}
		c.Room = msg.room
		c.Arrive()
		return func() tea.Msg { return stage.RoomMsg{} }
	case tea.KeyPressMsg, tea.PasteMsg:
		return c.text.Update(msg)
	}
	return nil
}

// codePrivate is what the screen follows from.
type codePrivate struct {
	text  view.TextProps
	tried string // the code that no workshop has; empty if none was given
}

// codePlaces is where the parts lie.
func codePlaces(r frame.Rect) (top, box, hint frame.Rect) {
	r = r.Center(64, 11)
	top, rest := r.SplitTop(min(4, max(1, r.H-7)))
	box, hint = rest.SplitTop(3)
	return top, box, hint
}

// mostTried is the most characters of a wrong code that are shown.
const mostTried = 24

// tried is the wrong code as it is shown.
func (c *code) tried() string {
	return frame.Truncate(cleaned.OneLine(c.Hint.Tried), mostTried)
}

// Settle takes up where the text lies.
func (c *code) Settle(layout stage.SharedLayout) {
	_, box, _ := codePlaces(frame.Rect(layout.(view.WholeArea)))
	c.text.Place(box, c.Words.T("participant.code.what"))
}

func (c *code) Private(_ stage.SharedLayout, last view.PrivateProps) view.PrivateProps {
	return view.SamePrivate(last, codePrivate{c.text.Props(c.Words.T("participant.code.title"), true), c.tried()})
}

// DrawPrivate lays the text between what it is for and where the code is found.
func (p codePrivate) DrawPrivate(dc stage.DrawContext, r frame.Rect) []frame.Pane {
	top, box, hint := codePlaces(r)
	return []frame.Pane{dc.Pane(top, codeTitle{}), dc.Pane(box, p.text), dc.Pane(hint, codeHint{p.tried})}
}

type (
	codeTitle struct{}               // what Verkstad is
	codeHint  struct{ tried string } // the code that is wrong, and where the right one is found
)

// Draw draws the name of the program and a line about it.
func (codeTitle) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.TextIn(2, 0, c.W()-4, dc.Theme.Title, dc.Words.T("app.name"))
	c.TextIn(2, 1, c.W()-4, dc.Theme.Muted, dc.Words.T("app.tagline"))
}

// Draw says which code was wrong, and where the right one is found.
func (p codeHint) Draw(dc stage.DrawContext, c *frame.Canvas) {
	in := c.Sub(frame.Rect{X: 4, W: c.W() - 8, H: c.H()})
	y := 0
	if p.tried != "" {
		y = in.Wrap(in.Bounds(), dc.Theme.Warn, dc.Words.T("participant.code.wrong", "Code", p.tried))
	}
	in.Wrap(frame.Rect{Y: y, W: in.W(), H: in.H() - y}, dc.Theme.Muted, dc.Words.T("participant.code.hint"))
}

func (c *code) Cursor() *frame.Cursor { return c.text.Cursor() }
func (c *code) Typing() bool          { return true }
func (c *code) Draft() *stage.Draft   { return nil }
func (c *code) Unsaved() bool         { return false }
