package facilitator

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
	"verkstad/ui/theme"
)

// desk is the board as the facilitator works on it: what hangs on the wall,
// with one item selected.
type desk struct {
	env     *stage.Env
	sel     model.ItemID // 0 is none
	merging model.ItemID // the item that another is to be merged into; 0 is none
	page    int          // shown while nothing is selected
	peeking model.PhaseID
	parked  bool
	filter  string
	input   *stage.Input // nil unless the filter is being written

	scene boardview.Scene
	rect  frame.Rect
	memo  stage.Memo[deskKey, hung]

	lately stage.Lately[hangs, hangs]
	moved  stage.Moved // what was selected is gone
}

type deskKey struct {
	workshop string
	scene    boardview.Scene
	w, h     int
	lang     string
	theme    theme.ID
}

// hangs is what hangs there, as it was shown.
type hangs struct {
	wall *boardview.Wall
	page int
	rect frame.Rect
}

// at is the item under a cell of the screen; 0 is none.
func (h hangs) at(x, y int) model.ItemID {
	for _, p := range h.wall.Places() {
		if p.Page == h.page && p.Rect.Contains(x-h.rect.X, y-h.rect.Y) {
			return p.Item
		}
	}
	return 0
}

type hung struct {
	wall   *boardview.Wall
	places []boardview.Place
}

// look is what hangs there now, for a facilitator.
func (d *desk) look() boardview.Scene {
	b := d.env.Board()
	eyes := boardview.Options{Leads: true, Parked: d.parked, Filter: d.filter}
	if ph := b.Phase(); ph != nil && ph.ID == d.peeking {
		eyes.Peek = true
	}
	return boardview.Show(b, eyes)
}

// lay lays the board out in r.
func (d *desk) lay(r frame.Rect) hung {
	d.scene, d.rect = d.look(), r
	k := deskKey{d.env.Board().ID, d.scene, r.W, r.H, d.env.Words.Lang(), d.env.Theme.ID()}
	h := d.memo.Get(k, func() hung {
		w := boardview.Fit(d.scene.Blocks(d.env.DrawContext(), d.env.Board()), r.W, r.H, d.scene.Forms(r.W)...)
		return hung{w, w.Places()}
	})
	if at := h.find(d.sel); at < 0 {
		if d.sel != 0 {
			d.moved.Now(d.env)
		}
		d.sel = 0 // it is not there any more
		d.page = min(d.page, h.wall.Pages-1)
	} else {
		d.page = h.places[at].Page
	}
	return h
}

func (h hung) find(id model.ItemID) int {
	for i, p := range h.places {
		if p.Item == id && id != 0 {
			return i
		}
	}
	return -1
}

// panes draws the board, and the selected item over it.
func (d *desk) panes(r frame.Rect) []frame.Pane {
	h, e := d.lay(r), d.env
	d.lately.Show(e, hangs{h.wall, d.page, r}, hangs{h.wall, d.page, r})
	type extra struct {
		scene boardview.Scene
		page  int
	}
	empty, page, t := "", d.page, e.Theme
	if h.wall.Empty() {
		empty = d.scene.Empty(e.Words, e.Board())
	}
	panes := []frame.Pane{{Rect: r, Key: e.Key("facilitator.board", d.scene.Rev, extra{d.scene, page}), Draw: func(c *frame.Canvas) {
		h.wall.Draw(c, page)
		c.Wrap(frame.Rect{W: min(c.W(), 60), H: c.H()}, t.Muted, empty)
	}}}
	for _, id := range []model.ItemID{d.merging, d.sel} {
		at := h.find(id)
		if at < 0 || h.places[at].Page != page {
			continue
		}
		p := h.places[at]
		on := p.Rect.Intersect(frame.Rect{W: r.W, H: r.H})
		type chosen struct {
			extra
			w, h int
			id   model.ItemID
		}
		panes = append(panes, frame.Pane{
			Rect: frame.Rect{X: r.X + on.X, Y: r.Y + on.Y, W: on.W, H: on.H},
			Key:  e.Key("facilitator.selected", d.scene.Rev, chosen{extra{d.scene, page}, r.W, r.H, id}),
			Draw: func(c *frame.Canvas) {
				h.wall.Draw(c.Sub(frame.Rect{X: -on.X, Y: -on.Y, W: r.W, H: r.H}), page)
				c.Restyle(c.Bounds(), t.Select)
			},
		})
	}
	return panes
}

// pages is how many pages the board takes, and which one is shown, from 1.
func (d *desk) pages(r frame.Rect) (at, of int) {
	h := d.lay(r)
	return d.page + 1, h.wall.Pages
}

// move goes to the nearest item in a direction. Down from the last of a page
// goes to the next page.
func (d *desk) move(dx, dy int) {
	h := d.lay(d.rect)
	if len(h.places) == 0 {
		return
	}
	at := h.find(d.sel)
	if at < 0 {
		d.selectOn(h, d.page, false)
		return
	}
	from, best, dist := h.places[at], -1, 0
	for i, p := range h.places {
		if p.Page != from.Page || i == at {
			continue
		}
		if far, ok := away(from.Rect, p.Rect, dx, dy); ok && (best < 0 || far < dist) {
			best, dist = i, far
		}
	}
	switch {
	case best >= 0:
		d.sel = h.places[best].Item
	case dx+dy > 0:
		d.selectOn(h, from.Page+1, false)
	default:
		d.selectOn(h, from.Page-1, true)
	}
}

// away is how far b lies from a in a direction, and whether it lies there at all.
func away(a, b frame.Rect, dx, dy int) (far int, ok bool) {
	x, y := b.X-a.X, b.Y-a.Y
	switch {
	case dy != 0:
		return y*dy + 1000*abs(x), y*dy > 0 && x == 0
	default:
		return abs(y) + 1000*x*dx, x*dx > 0
	}
}

func abs(n int) int { return max(n, -n) }

// selectOn selects the first item of a page, or the last.
func (d *desk) selectOn(h hung, page int, last bool) {
	for _, p := range h.places {
		if p.Page == page {
			d.sel = p.Item
			if !last {
				return
			}
		}
	}
}

// turn shows the next page or the one before.
func (d *desk) turn(on bool) {
	h := d.lay(d.rect)
	if on {
		d.page = min(d.page+1, h.wall.Pages-1)
	} else {
		d.page = max(d.page-1, 0)
	}
	d.sel = 0
	d.lately.Forget()
}

// shifted tells whether another item lay at a cell until just now.
func (d *desk) shifted(x, y int) bool {
	return !stage.Steady(d.env, &d.lately, func(h hangs) model.ItemID { return h.at(x, y) })
}

// click selects what lies under the mouse.
func (d *desk) click(x, y int) bool {
	h := d.lay(d.rect)
	for _, p := range h.places {
		if p.Page == d.page && p.Rect.Contains(x-d.rect.X, y-d.rect.Y) {
			d.sel = p.Item
			return true
		}
	}
	return false
}

// nothingToClear tells whether esc would change nothing on the board.
func (d *desk) nothingToClear() bool {
	return d.merging == 0 && d.sel == 0 && d.filter == "" && !d.parked
}

// clear gives up, one thing at a time: the merge, the selection, the filter,
// the parking lot.
func (d *desk) clear() {
	switch {
	case d.merging != 0:
		d.merging = 0
	case d.sel != 0:
		d.sel = 0
	case d.filter != "":
		d.filter = ""
	default:
		d.parked = false
	}
}

// peek shows ideas on this screen that the room has not seen, or hides them again.
func (d *desk) peek() tea.Cmd {
	ph := d.env.Board().Phase()
	if d.peeking == ph.ID {
		d.peeking = 0
		return nil
	}
	d.peeking = ph.ID
	return stage.Toast(d.env.Words.T("facilitator.peeking"))
}

func (d *desk) parking() tea.Cmd {
	d.parked, d.sel, d.page = !d.parked, 0, 0
	return nil
}

func (d *desk) typing() bool { return d.input != nil }

func (d *desk) cursor() *frame.Cursor {
	if d.input == nil {
		return nil
	}
	return d.input.Cursor()
}

func (d *desk) startFilter() tea.Cmd {
	d.input = stage.NewInput(d.env, stage.InputOptions{Limit: 60, Placeholder: d.env.Words.T("facilitator.filter.hint")})
	d.input.SetValue(d.filter)
	return nil
}

func (d *desk) onFilterKey(msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch k.String() {
		case "esc":
			d.input, d.filter = nil, ""
			return nil
		case "enter":
			d.input = nil
			return nil
		}
	}
	cmd := d.input.Update(msg)
	d.filter, d.page = d.input.Value(), 0
	return cmd
}

// filterPane is the line in which the filter is written, or says what it is.
func (d *desk) filterPane(r frame.Rect) frame.Pane {
	e, t := d.env, d.env.Theme
	if d.input == nil {
		text := e.Words.T("facilitator.filtered", "Text", d.filter)
		return frame.Pane{Rect: r, Key: e.Key("facilitator.filtered", 0, text), Draw: func(c *frame.Canvas) {
			c.TextIn(0, 0, c.W(), t.Muted, text)
		}}
	}
	d.input.Place(frame.Rect{X: r.X + 2, Y: r.Y, W: r.W - 2, H: 1})
	in := d.input
	return frame.Pane{Rect: r, Key: e.Key("facilitator.filter", 0, in.Picture()), Draw: func(c *frame.Canvas) {
		c.Text(0, 0, t.Key, "/")
		in.Draw(c.Sub(frame.Rect{X: 2, W: c.W() - 2, H: 1}))
	}}
}
