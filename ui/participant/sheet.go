package participant

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// sheet is a text to read, over the screen. Any key closes it but those that
// scroll.
type sheet struct {
	desk        *desk
	title, text string
	top, most   int
}

var _ stage.Dialog = (*sheet)(nil)

func newSheet(d *desk, title, text string) *sheet { return &sheet{desk: d, title: title, text: text} }

// Update scrolls or closes.
func (s *sheet) Update(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		switch msg.String() {
		case "down", "j", "pgdown", "space":
			s.top = min(s.top+1, s.most)
			return nil, false
		case "up", "k", "pgup":
			s.top = max(0, s.top-1)
			return nil, false
		}
		return nil, true
	case tea.MouseClickMsg:
		return nil, true
	case tea.MouseWheelMsg:
		if msg.Button == tea.MouseWheelUp {
			s.top = max(0, s.top-1)
		} else {
			s.top = min(s.top+1, s.most)
		}
	}
	return nil, false
}

// Pane draws the sheet.
func (s *sheet) Pane(r frame.Rect) frame.Pane {
	d := s.desk
	w := min(72, r.W-2)
	lines := frame.WrapLines(s.text, w-4)
	at := stage.Box(r, w, len(lines)+4)
	s.most = max(0, len(lines)-(at.H-4))
	s.top = min(s.top, s.most)
	top, title, env := s.top, s.title, *d.Env
	type read struct {
		title, text string
		top         int
	}
	return frame.Pane{Rect: at, Key: d.key("sheet", 0, read{s.title, s.text, top}), Draw: func(c *frame.Canvas) {
		in := env.DrawBox(c, title)
		for y := 0; y < in.H() && top+y < len(lines); y++ {
			in.Text(0, y, env.Theme.Text, lines[top+y])
		}
	}}
}

// Cursor is nowhere.
func (s *sheet) Cursor() *frame.Cursor { return nil }
