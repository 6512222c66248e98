package facilitator

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/ui/frame"
)

// list is rows of which one is selected.
type list struct {
	at, top int
	rect    frame.Rect
	rows    listRows
}

// update moves by keys and mouse. It tells whether the message was for it.
func (l *list) update(msg tea.Msg, n int) bool {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		switch msg.String() {
		case "up", "k":
			l.at--
		case "down", "j":
			l.at++
		case "pgup":
			l.at -= max(1, l.rect.H-1)
		case "pgdown":
			l.at += max(1, l.rect.H-1)
		case "home":
			l.at = 0
		case "end":
			l.at = n - 1
		default:
			return false
		}
	case tea.MouseWheelMsg:
		if msg.Button == tea.MouseWheelUp {
			l.at--
		} else {
			l.at++
		}
	case tea.MouseClickMsg:
		if !l.rect.Contains(msg.X, msg.Y) {
			return false
		}
		l.at = min(l.top+msg.Y-l.rect.Y, n-1)
	default:
		return false
	}
	l.at = max(0, min(l.at, n-1))
	return true
}

// beside is what stands at the right of a header, if there is room.
func beside(r frame.Rect, text string) string {
	if text == "" || frame.Width(text) > r.W/2-6 {
		return ""
	}
	return "  " + text
}

// place says where n rows lie, and keeps the selected one in view.
func (l *list) place(r frame.Rect, n int) {
	l.rect, l.at = r, max(0, min(l.at, n-1))
	l.top = max(0, min(l.top, n-r.H))
	if l.at < l.top {
		l.top = l.at
	}
	if l.at >= l.top+r.H {
		l.top = l.at - r.H + 1
	}
}
