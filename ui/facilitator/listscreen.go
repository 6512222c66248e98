package facilitator

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// listScreen is a screen over the cockpit that is a list, and takes no text of its
// own.
type listScreen struct {
	stage.Unshared
	env  *stage.Env
	home *Screen
	list stage.List[int]
}

func listOver(home *Screen) listScreen { return listScreen{env: home.env, home: home} }

// Cursor is nowhere.
func (p *listScreen) Cursor() *frame.Cursor { return nil }

// Typing is never true.
func (p *listScreen) Typing() bool { return false }

// Unsaved is what the cockpit says: every change has been made.
func (p *listScreen) Unsaved() string { return p.home.Unsaved() }

// headed makes the header, and says where the rows lie under it.
func (p *listScreen) headed(r frame.Rect, title, right string) (panes []frame.Pane, body frame.Rect) {
	head, body := r.SplitTop(stage.HeaderRows)
	if r.H >= 16 {
		_, body = body.SplitTop(1)
	}
	return stage.Header(p.env, head, title, beside(head, right)), body.Inset(2, 0)
}

// beside is what stands at the right of a header, if there is room.
func beside(r frame.Rect, text string) string {
	if text == "" || frame.Width(text) > r.W/2-6 {
		return ""
	}
	return "  " + text
}

// steer moves the selection, and reports whether the message was for the list. A
// click or one of keys, which act on the selected row, does nothing if that has
// just become another.
func (p *listScreen) steer(msg tea.Msg, rows stage.ListRows[int], keys ...string) (cmd tea.Cmd, taken bool) {
	switch p.list.Update(p.env, msg, rows, keys...) {
	case stage.ListIgnored:
		return nil, false
	case stage.ListRefused:
		return p.env.SayMoved(), true
	}
	return nil, true
}

// rowsBy is n rows that id tells apart.
func rowsBy(n int, id func(i int) int) stage.ListRows[int] { return stage.ListRows[int]{N: n, ID: id} }
