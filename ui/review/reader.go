package review

import (
	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/goals"
	"verkstad/ui/stage"
)

// Reader is a screen that shows a document in Markdown, or the global goals of
// what it is about.
type Reader struct {
	stage.Unshared
	env  *stage.Env
	load func() (Document, error)
	back func() tea.Cmd

	asked bool
	text  string
	sum   model.GoalSum
	goals bool // the chart of the goals is shown instead of the text
	err   error
	top   int
	h, n  int // rows seen, and there are
	memo  readerMemo
}

// readerMemo keeps the last setting of the document.
type readerMemo struct {
	key   readerKey
	paper *paper
}

type readerKey struct {
	text string
	w    int
	dark bool
}

var _ stage.Screen = (*Reader)(nil)

// Document is a text in Markdown, and the global goals that are served by what
// it is about.
type Document struct {
	Text  string
	Goals model.GoalSum
}

// NewReader makes the screen; load gives the document and may take its time,
// back leads where it was opened from.
func NewReader(env *stage.Env, load func() (Document, error), back func() tea.Cmd) *Reader {
	return &Reader{env: env, load: load, back: back}
}

type readMsg struct {
	doc Document
	err error
}

// Update loads the document when it is first shown, scrolls and goes back.
func (r *Reader) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		if !r.asked {
			r.asked = true
			return func() tea.Msg {
				doc, err := r.load()
				return readMsg{doc, err}
			}
		}
	case readMsg:
		r.text, r.sum, r.err = msg.doc.Text, msg.doc.Goals, msg.err
	case tea.MouseWheelMsg:
		if msg.Button == tea.MouseWheelUp {
			r.scroll(-3)
		} else {
			r.scroll(3)
		}
	case tea.KeyPressMsg:
		return r.onKey(msg)
	}
	return nil
}

func (r *Reader) onKey(msg tea.KeyPressMsg) tea.Cmd {
	switch msg.String() {
	case "esc", "backspace":
		return r.back()
	case "m":
		r.goals, r.top = !r.goals, 0
	case "up", "k":
		r.scroll(-1)
	case "down", "j":
		r.scroll(1)
	case "pgup":
		r.scroll(-r.h + 1)
	case "pgdown", "space":
		r.scroll(r.h - 1)
	case "home", "g":
		r.scroll(-r.n)
	case "end", "G":
		r.scroll(r.n)
	}
	return nil
}

func (r *Reader) scroll(by int) { r.top = max(0, min(r.top+by, r.n-r.h)) }

// set is the document in lines of w cells.
func (r *Reader) set(w int) *paper {
	k := readerKey{r.text, w, r.env.Theme.IsDark()}
	if r.memo.paper == nil || r.memo.key != k {
		r.memo = readerMemo{k, render(r.text, w, r.env.Theme)}
	}
	return r.memo.paper
}

// Panes is the document.
func (r *Reader) Panes(at frame.Rect) []frame.Pane {
	body := at.Inset(2, 1)
	if r.err != nil {
		why := r.env.Say(r.err)
		return []frame.Pane{{Rect: at, Key: r.env.Key("review.reader.failed", 0, why), Draw: func(c *frame.Canvas) {
			c.Wrap(c.Bounds().Inset(2, 1), r.env.Theme.Danger, why)
		}}}
	}
	if r.goals {
		return r.chartPanes(at, body)
	}
	p := r.set(body.W)
	r.h, r.n = body.H, len(p.rows)
	r.scroll(0)
	top := r.top
	return []frame.Pane{
		{Rect: at, Key: r.env.Key("review.reader.ground", 0, nil), Draw: func(*frame.Canvas) {}},
		{Rect: body, Key: r.env.Key("review.reader", 0, [3]any{r.text, top, body.W}), Draw: func(c *frame.Canvas) { p.draw(c, top) }},
	}
}

// chartPanes is the chart of the goals.
func (r *Reader) chartPanes(at, body frame.Rect) []frame.Pane {
	t, title, nothing := r.env.Theme, r.env.Words.T("goals.title"), ""
	head, rest := body.SplitTop(2)
	lines := goals.Chart(r.sum, min(rest.W, chartWidth), goals.WithTargets, t, r.env.Words)
	if r.sum.Empty() {
		lines, nothing = nil, r.env.Words.T("goals.nothing")
	}
	r.h, r.n = rest.H, len(lines)
	r.scroll(0)
	top := r.top
	return []frame.Pane{
		{Rect: at, Key: r.env.Key("review.reader.ground", 0, nil), Draw: func(*frame.Canvas) {}},
		{Rect: head, Key: r.env.Key("review.reader.goals.head", 0, title), Draw: func(c *frame.Canvas) { c.TextIn(0, 0, c.W(), t.Title, title) }},
		{Rect: rest, Key: r.env.Key("review.reader.goals", 0, [3]any{r.text, top, nothing}), Draw: func(c *frame.Canvas) {
			c.Wrap(c.Bounds(), t.Muted, nothing)
			for y := 0; y < c.H() && top+y < len(lines); y++ {
				lines[top+y].Draw(c, 0, y)
			}
		}},
	}
}

// Cursor is nowhere.
func (r *Reader) Cursor() *frame.Cursor { return nil }

// Typing is never.
func (r *Reader) Typing() bool { return false }

// Unsaved is nothing.
func (r *Reader) Unsaved() string { return "" }

// Keys is how to read on and go back.
func (r *Reader) Keys() help.KeyMap {
	e := r.env
	return stage.KeyMap{Short: []key.Binding{
		e.Bind("key.up", "↑", "up"), e.Bind("key.down", "↓", "down"), e.Bind("key.pagedown", "pgdn", "pgdown"),
		e.Bind("review.key.goals", "m", "m"), e.Bind("key.back", "esc", "esc"), e.Bind("key.quit", "q", "q"),
	}}
}
