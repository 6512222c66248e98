package facilitator

import (
	"strings"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
	"verkstad/ui/widget"
)

// welcomePanes are what a facilitator needs before the first phase.
func (s *Screen) welcomePanes(r frame.Rect) []frame.Pane {
	e, t := s.env, s.env.Theme
	join := e.Join()
	w := e.Words
	line := boardview.JoinLine(join)
	lines := []string{w.T("facilitator.first.title"), w.T("facilitator.first.invite"), line,
		w.T("facilitator.first.projector"), w.T("facilitator.first.next"), w.T("facilitator.first.help")}
	if line == "" {
		lines[1] = w.T("projector.notserved")
	}
	if when := e.Awaited(); when != "" {
		lines[0] = w.T("facilitator.first.startsat", "When", when)
	}
	accent := e.Accent().With(frame.Bold)
	code := boardview.Code(join.URL, min(r.W, 34), r.H-14)
	above := 0
	for _, line := range lines {
		above += len(frame.WrapLines(line, min(r.W, 66))) + 1
	}
	text := frame.Pane{Rect: r, Key: e.Key("facilitator.first", e.Board().Revs.Agenda, strings.Join(lines, "\x00")), Draw: func(c *frame.Canvas) {
		width, y := min(c.W(), 66), 0
		gap := 1
		if c.H() < above-1 {
			gap = 0
		}
		for i, text := range lines {
			style := t.Text
			switch i {
			case 0:
				style = t.Title
			case 2:
				style = accent
			}
			if text != "" {
				y += c.Wrap(frame.Rect{Y: y, W: width, H: c.H() - y}, style, text) + gap
			}
		}
	}}
	if len(code) == 0 {
		return []frame.Pane{text}
	}
	text.H = min(above, r.H-len(code))
	below := frame.Rect{X: r.X, Y: text.Bottom(), W: frame.Width(code[0]), H: len(code)}
	return []frame.Pane{text, {Rect: below, Key: e.Key("facilitator.code", 0, join.URL), Draw: func(c *frame.Canvas) {
		widget.DrawQR(c, 0, 0, code)
	}}}
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
		switch k.String() {
		case "esc", "i", "enter":
			return v.env.Show(v.back)
		}
	}
	return nil
}

// Panes are the lines to type, the code and the fingerprint of the host key.
func (v *invite) Panes(r frame.Rect) []frame.Pane {
	e, t, w := v.env, v.env.Theme, v.env.Words
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
		panes = append(panes, frame.Pane{Rect: left, Key: e.Key("facilitator.code", 0, join.URL), Draw: func(c *frame.Canvas) {
			widget.DrawQR(c, 0, 0, code)
		}})
	}
	when := ""
	if start := e.StartText(e.Board().Start); start != "" {
		when = w.T("facilitator.invite.startsat", "When", start)
	}
	local := ""
	if join.LocalOnly {
		local = w.T("projector.localonly")
	}
	fingerprint, lines := join.Fingerprint, join.Lines
	texts := [5]string{w.T("projector.type"), w.T("facilitator.invite.elsewhere"), w.T("facilitator.invite.fingerprint"), w.T("projector.then"), local}
	accent := e.Accent().With(frame.Bold)
	panes = append(panes, frame.Pane{Rect: body, Key: e.Key("facilitator.invite", e.Board().Revs.Agenda, strings.Join(lines, "\x00")+fingerprint+local+when), Draw: func(c *frame.Canvas) {
		width := min(c.W(), 66)
		say := func(y int, style frame.Style, text string) int {
			if text == "" {
				return y
			}
			return y + c.Wrap(frame.Rect{Y: y, W: width, H: c.H() - y}, style, text) + 1
		}
		y := say(say(0, t.Strong, when), t.Text, texts[0])
		for i, line := range lines {
			if i == 1 {
				y = say(y, t.Muted, texts[1])
			}
			y = say(y, accent, line)
		}
		y = say(y, t.Warn, texts[4])
		y = say(y, t.Text, texts[3])
		if fingerprint != "" {
			say(say(y, t.Muted, texts[2])-1, t.Muted, fingerprint)
		}
	}})
	return panes
}

// Cursor is nowhere.
func (v *invite) Cursor() *frame.Cursor { return nil }

// Keys go back.
func (v *invite) Keys() help.KeyMap {
	return stage.KeyMap{Short: []key.Binding{v.env.Bind("key.back", "esc", "esc")}}
}

// Typing is never true.
func (v *invite) Typing() bool { return false }

// Unsaved is nothing.
func (v *invite) Unsaved() string { return "" }
