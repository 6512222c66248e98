package review

import (
	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/goals"
	"verkstad/ui/stage"
	"verkstad/ui/theme"
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
}

// readerKey is what a document as it is shown follows from.
type readerKey struct {
	text  string
	w     int
	theme theme.ID
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
	cmd, _ := r.actions().OnKey(r.env, msg)
	return cmd
}

// actions are to read on and go back.
func (r *Reader) actions() stage.Actions {
	by := func(n int) func() tea.Cmd {
		return func() tea.Cmd { r.scroll(n); return nil }
	}
	return stage.Actions{
		{Word: "key.up", Shown: "↑", Keys: []string{"up", "k"}, Footer: true, Do: by(-1)},
		{Word: "key.down", Shown: "↓", Keys: []string{"down", "j"}, Footer: true, Do: by(1)},
		{Word: "key.pageup", Keys: []string{"pgup"}, Do: by(1 - r.h)},
		{Word: "key.pagedown", Shown: "pgdn", Keys: []string{"pgdown", "space"}, Footer: true, Do: by(r.h - 1)},
		{Word: "key.top", Keys: []string{"home", "g"}, Do: by(-r.n)},
		{Word: "key.bottom", Keys: []string{"end", "G"}, Do: by(r.n)},
		{Word: "review.key.goals", Keys: []string{"m"}, Footer: true, Do: func() tea.Cmd { r.goals, r.top = !r.goals, 0; return nil }},
		{Word: "key.back", Keys: []string{"esc", "backspace"}, Footer: true, Do: r.back},
	}
}

func (r *Reader) scroll(by int) { r.top = max(0, min(r.top+by, r.n-r.h)) }

// set is the document in lines of w cells.
func (r *Reader) set(w int) *renderedText {
	dc := r.env.DrawContext()
	return frame.Hold(dc.Cache, readerKey{r.text, w, dc.Theme.ID()}, func() (*renderedText, int64) {
		made := render(r.text, w, dc.Theme)
		return made, made.bytes() + int64(len(r.text))
	})
}

// Panes is the document.
func (r *Reader) Panes(at frame.Rect) []frame.Pane {
	body, dc := at.Inset(2, 1), r.env.DrawContext()
	if r.err != nil {
		return []frame.Pane{dc.Pane(at, stage.BlankPicture{}), dc.Pane(body, stage.WrappedPicture{Text: r.env.Say(r.err), Style: dc.Theme.Danger})}
	}
	if r.goals {
		return r.chartPanes(at, body)
	}
	p := r.set(body.W)
	r.h, r.n = body.H, len(p.rows)
	r.scroll(0)
	return []frame.Pane{dc.Pane(at, stage.BlankPicture{}), dc.Pane(body, reportPicture{p, r.top, body.W, false})}
}

// chartPanes is the chart of the goals.
func (r *Reader) chartPanes(at, body frame.Rect) []frame.Pane {
	dc := r.env.DrawContext()
	head, rest := body.SplitTop(2)
	var p chartPicture
	lines := goals.Chart(r.sum, min(rest.W, chartWidth), goals.WithTargets, dc.Theme, dc.Words)
	if r.sum.Empty() {
		lines, p.nothing = nil, dc.Words.T("goals.nothing")
	}
	r.h, r.n = rest.H, len(lines)
	r.scroll(0)
	var seen []stage.Values[goals.Span]
	for _, line := range lines[r.top:min(len(lines), r.top+max(0, rest.H))] {
		seen = append(seen, stage.ValuesOf(line))
	}
	p.lines = stage.ValuesOf(seen)
	title := stage.LinePicture{Text: dc.Words.T("goals.title"), Style: dc.Theme.Title}
	return []frame.Pane{dc.Pane(at, stage.BlankPicture{}), dc.Pane(head, title), dc.Pane(rest, p)}
}

// chartPicture is the lines of a chart of the goals that are seen.
type chartPicture struct {
	lines   stage.Values[stage.Values[goals.Span]]
	nothing string // said where no goals are served
}

func (p chartPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.Wrap(c.Bounds(), dc.Theme.Muted, p.nothing)
	for y, line := range p.lines.Slice() {
		goals.Line(line.Slice()).Draw(c, 0, y)
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
	all := r.actions()
	return stage.KeyMap{Short: append(all.Footer(r.env), r.env.Bind("key.quit", "q", "q")), Full: all.Groups(r.env)}
}
