package facilitator

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// page is a screen over the cockpit that is a list, and takes no text of its own.
type page struct {
	stage.Unshared
	env  *stage.Env
	home *Screen
	list list
}

func pageOver(home *Screen) page { return page{env: home.env, home: home} }

// Cursor is nowhere.
func (p *page) Cursor() *frame.Cursor { return nil }

// Typing is never true.
func (p *page) Typing() bool { return false }

// Unsaved is what the cockpit says: every change has been made.
func (p *page) Unsaved() string { return p.home.Unsaved() }

// lay makes the header, and says where the rows lie under it.
func (p *page) lay(r frame.Rect, title, right string) (panes []frame.Pane, body frame.Rect) {
	head, body := r.SplitTop(stage.HeaderRows)
	if r.H >= 16 {
		_, body = body.SplitTop(1)
	}
	return stage.Header(p.env, head, title, beside(head, right)), body.Inset(2, 0)
}

// steer keeps the selection on what it is of, and moves it, in a list of n rows
// that id tells apart. It tells whether the message was for it. A click or one of
// the keys, which act on the selected row, does nothing if that has just become
// another.
func (p *page) steer(msg tea.Msg, n int, id func(int) int, keys ...string) (cmd tea.Cmd, taken bool) {
	p.list.follow(p.env, n, id)
	if p.list.shifted(p.env, msg, keys...) {
		return p.env.SayMoved(), true
	}
	if taken = p.list.update(msg, n); taken {
		p.list.chose(n, id)
	}
	return nil, taken
}

// rowSet is the rows of a list as they are drawn.
type rowSet struct {
	n  int
	id func(int) int
	// print is what the picture of some rows depends on besides the revision, as
	// something comparable. It is asked before they are drawn.
	print func(from, to int) any
	draw  func(c *frame.Canvas, y, i int)
	empty func(c *frame.Canvas) // drawn where there are no rows; may be nil
	gap   func(i int) bool      // whether a row is empty, and not marked as chosen; may be nil
}

// always is a print that is the same for any rows.
func always(print any) func(from, to int) any { return func(int, int) any { return print } }

// rows draws the list in r.
func (p *page) rows(r frame.Rect, name string, rev uint64, rows rowSet) frame.Pane {
	e, l := p.env, &p.list
	l.follow(e, rows.n, rows.id)
	l.place(r, rows.n)
	l.shown(e, rows.n, rows.id)
	type extra struct {
		print   any
		top, at int
	}
	top, at, chosen := l.top, l.at, e.Theme.Select
	return frame.Pane{Rect: r, Key: e.Key(name, rev, extra{rows.print(top, min(top+r.H, rows.n)), top, at}), Draw: func(c *frame.Canvas) {
		if rows.n == 0 && rows.empty != nil {
			rows.empty(c)
		}
		for y := 0; y < c.H() && top+y < rows.n; y++ {
			rows.draw(c, y, top+y)
			if top+y == at && (rows.gap == nil || !rows.gap(at)) {
				c.Restyle(frame.Rect{Y: y, W: c.W(), H: 1}, chosen)
			}
		}
	}}
}
