package facilitator

import (
	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"

	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
	"verkstad/ui/widget"
)

// welcomePanes are what a facilitator needs before the first phase.
func (s *Screen) welcomePanes(r frame.Rect) []frame.Pane {
	e, w, dc := s.env, s.env.Words, s.env.DrawContext()
	join := e.Join()
	p := firstPicture{[6]string{
		w.T("facilitator.first.title"), w.T("facilitator.first.invite"), boardview.JoinLine(join),
		w.T("facilitator.first.projector"), w.T("facilitator.first.next"), w.T("facilitator.first.help"),
	}}
	if p.lines[2] == "" {
		p.lines[1] = w.T("projector.notserved")
	}
	if when := e.Awaited(); when != "" {
		p.lines[0] = w.T("facilitator.first.startsat", "When", when)
	}
	code := boardview.Code(join.URL, min(r.W, 34), r.H-14)
	if len(code) == 0 {
		return []frame.Pane{dc.Pane(r, p)}
	}
	text, below := r, r
	text.H = min(p.height(r.W), r.H-len(code))
	below.Y, below.W, below.H = text.Bottom(), frame.Width(code[0]), len(code)
	return []frame.Pane{dc.Pane(text, p), dc.Pane(below, codePicture{join.URL})}
}

// firstPicture is what a facilitator needs before the first phase, in lines; an
// empty one is left out.
type firstPicture struct{ lines [6]string }

// height is the rows that the lines take in w cells, each with one below it.
func (p firstPicture) height(w int) (rows int) {
	for _, line := range p.lines {
		rows += len(frame.WrapLines(line, min(w, 66))) + 1
	}
	return rows
}

func (p firstPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	y, gap := 0, 1
	if c.H() < p.height(c.W())-1 {
		gap = 0
	}
	for i, text := range p.lines {
		style := dc.Theme.Text
		switch i {
		case 0:
			style = dc.Theme.Title
		case 2:
			style = dc.Accent.With(frame.Bold)
		}
		if text != "" {
			y += c.Wrap(frame.Rect{Y: y, W: min(c.W(), 66), H: c.H() - y}, style, text) + gap
		}
	}
}

// codePicture is the QR code of an address, as large as its canvas.
type codePicture struct{ url string }

func (p codePicture) Draw(_ stage.DrawContext, c *frame.Canvas) {
	widget.DrawQR(c, 0, 0, boardview.Code(p.url, c.W(), c.H()))
}

// invite shows every way in, large.
type invite struct {
	stage.Unshared
	env  *stage.Env
	back stage.Screen
}

// Update goes back on esc.
func (v *invite) Update(msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		cmd, _ := v.actions().OnKey(v.env, k)
		return cmd
	}
	return nil
}

// actions go back.
func (v *invite) actions() stage.Actions {
	return stage.Actions{{Word: "key.back", Keys: []string{"esc", "i", "enter"}, Footer: true, Do: func() tea.Cmd { return v.env.Show(v.back) }}}
}

// Panes are the lines to type, the code and the fingerprint of the host key.
func (v *invite) Panes(r frame.Rect) []frame.Pane {
	e, w, dc := v.env, v.env.Words, v.env.DrawContext()
	head, body := r.SplitTop(stage.HeaderRows)
	panes := stage.Header(e, head, w.T("facilitator.title.invite"), "")
	if r.H >= 16 {
		_, body = body.SplitTop(1)
	}
	body = body.Inset(2, 0)
	join := e.Join()
	if code := boardview.Code(join.URL, body.W-36, body.H); len(code) > 0 {
		var left frame.Rect
		left, body = body.SplitLeft(frame.Width(code[0]))
		left.H = len(code)
		_, body = body.SplitLeft(4)
		panes = append(panes, dc.Pane(left, codePicture{join.URL}))
	}
	p := invitePicture{lines: stage.ValuesOf(join.Lines), fingerprint: join.Fingerprint, local: join.LocalOnly}
	if start := e.StartText(e.Board().Start); start != "" {
		p.when = w.T("facilitator.invite.startsat", "When", start)
	}
	return append(panes, dc.Pane(body, p))
}

// invitePicture is every way to join.
type invitePicture struct {
	when        string               // the workshop starts; empty for not said
	lines       stage.Values[string] // to type, the best first
	fingerprint string               // of the host key
	local       bool                 // from this computer alone
}

func (p invitePicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	t, w, accent := dc.Theme, dc.Words, dc.Accent.With(frame.Bold)
	say := func(y int, style frame.Style, text string) int {
		if text == "" {
			return y
		}
		return y + c.Wrap(frame.Rect{Y: y, W: min(c.W(), 66), H: c.H() - y}, style, text) + 1
	}
	y := say(say(0, t.Strong, p.when), t.Text, w.T("app.connect.typeorscan"))
	for i, line := range p.lines.Slice() {
		if i == 1 {
			y = say(y, t.Muted, w.T("facilitator.invite.elsewhere"))
		}
		y = say(y, accent, line)
	}
	if p.local {
		y = say(y, t.Warn, w.T("projector.localonly"))
	}
	y = say(y, t.Text, w.T("projector.then"))
	if p.fingerprint != "" {
		say(say(y, t.Muted, w.T("facilitator.invite.fingerprint"))-1, t.Muted, p.fingerprint)
	}
}

// Cursor is nowhere.
func (v *invite) Cursor() *frame.Cursor { return nil }

// Keys go back.
func (v *invite) Keys() help.KeyMap {
	return stage.KeyMap{Short: v.actions().Footer(v.env)}
}

// Typing is never true.
func (v *invite) Typing() bool { return false }

// Unsaved is nothing.
func (v *invite) Unsaved() string { return "" }
