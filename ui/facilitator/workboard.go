package facilitator

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// workBoard is the board as the facilitator works on it: what hangs on the wall,
// with one item selected.
type workBoard struct {
	env      *stage.Env
	selected model.ItemID // 0 is none
	merging  model.ItemID // the item that another is to be merged into; 0 is none
	page     int          // shown while nothing is selected
	peeking  model.PhaseID
	parked   bool
	filter   string
	input    *stage.Input // nil unless the filter is being written

	scene boardview.Scene
	rect  frame.Rect

	lately stage.Lately[shownWall, shownWall]
	moved  stage.Moved // what was selected is gone
}

// shownWall is a page of a wall as it was shown.
type shownWall struct {
	wall *boardview.Wall
	page int
	rect frame.Rect
}

// at is the item under a cell of the screen; 0 is none.
func (s shownWall) at(x, y int) model.ItemID {
	for _, p := range s.wall.Places() {
		if p.Page == s.page && p.Rect.Contains(x-s.rect.X, y-s.rect.Y) {
			return p.Item
		}
	}
	return 0
}

// sceneNow is what is shown now to a facilitator.
func (d *workBoard) sceneNow() boardview.Scene {
	b := d.env.Board()
	opts := boardview.Options{Leads: true, Parked: d.parked, Filter: d.filter}
	if ph := b.Phase(); ph != nil && ph.ID == d.peeking {
		opts.Peek = true
	}
	return boardview.Show(b, opts)
}

// lay lays the board out in r, and keeps the selection on an item that is there.
func (d *workBoard) lay(r frame.Rect) *boardview.Wall {
	d.scene, d.rect = d.sceneNow(), r
	wall := d.scene.Wall(d.env.DrawContext(), d.env.Snapshot(), r.W, r.H)
	if at := placeOf(wall, d.selected); at < 0 {
		if d.selected != 0 {
			d.moved.Now(d.env)
		}
		d.selected = 0 // it is not there any more
		d.page = min(d.page, wall.Pages-1)
	} else {
		d.page = wall.Places()[at].Page
	}
	return wall
}

// placeOf is the index of an item's place on a wall; -1 if it has none.
func placeOf(wall *boardview.Wall, id model.ItemID) int {
	if id == 0 {
		return -1
	}
	return slices.IndexFunc(wall.Places(), func(p boardview.Place) bool { return p.Item == id })
}

// panes draws the board, and the selected item over it.
func (d *workBoard) panes(r frame.Rect) []frame.Pane {
	wall, dc := d.lay(r), d.env.DrawContext()
	shown := shownWall{wall, d.page, r}
	d.lately.Show(d.env, shown, shown)
	empty := ""
	if wall.Empty() {
		empty = d.scene.Empty(d.env.Words, d.env.Board())
	}
	panes := []frame.Pane{dc.Pane(r, boardview.WallPicture{Wall: wall, Page: d.page, Empty: empty})}
	for _, id := range []model.ItemID{d.merging, d.selected} {
		at := placeOf(wall, id)
		if at < 0 || wall.Places()[at].Page != d.page {
			continue
		}
		on := wall.Places()[at].Rect.Intersect(frame.Rect{W: r.W, H: r.H})
		panes = append(panes, dc.Pane(frame.Rect{X: r.X + on.X, Y: r.Y + on.Y, W: on.W, H: on.H}, selectedPicture{wall, d.page, on.X, on.Y}))
	}
	return panes
}

// selectedPicture is the part of a page that a selected item has, marked.
type selectedPicture struct {
	wall *boardview.Wall
	page int
	x, y int // where the part lies on the wall
}

func (p selectedPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	p.wall.Draw(c.Sub(frame.Rect{X: -p.x, Y: -p.y, W: p.wall.W, H: p.wall.H}), p.page)
	c.Restyle(c.Bounds(), dc.Theme.Select)
}

// pages is how many pages the board takes, and which one is shown, from 1.
func (d *workBoard) pages(r frame.Rect) (at, of int) {
	wall := d.lay(r)
	return d.page + 1, wall.Pages
}

// move goes to the nearest item in a direction. Down from the last of a page
// goes to the next page.
func (d *workBoard) move(dx, dy int) {
	wall := d.lay(d.rect)
	places := wall.Places()
	if len(places) == 0 {
		return
	}
	at := placeOf(wall, d.selected)
	if at < 0 {
		d.selectOn(wall, d.page, false)
		return
	}
	from, best, dist := places[at], -1, 0
	for i, p := range places {
		if p.Page != from.Page || i == at {
			continue
		}
		if far, ok := away(from.Rect, p.Rect, dx, dy); ok && (best < 0 || far < dist) {
			best, dist = i, far
		}
	}
	switch {
	case best >= 0:
		d.selected = places[best].Item
	case dx+dy > 0:
		d.selectOn(wall, from.Page+1, false)
	default:
		d.selectOn(wall, from.Page-1, true)
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
func (d *workBoard) selectOn(wall *boardview.Wall, page int, last bool) {
	for _, p := range wall.Places() {
		if p.Page == page {
			d.selected = p.Item
			if !last {
				return
			}
		}
	}
}

// turn shows the next page or the one before.
func (d *workBoard) turn(on bool) {
	wall := d.lay(d.rect)
	if on {
		d.page = min(d.page+1, wall.Pages-1)
	} else {
		d.page = max(d.page-1, 0)
	}
	d.selected = 0
	d.lately.Forget()
}

// shifted reports whether another item lay at a cell until just now.
func (d *workBoard) shifted(x, y int) bool {
	return !stage.Steady(d.env, &d.lately, func(s shownWall) model.ItemID { return s.at(x, y) })
}

// click selects what lies under the mouse.
func (d *workBoard) click(x, y int) bool {
	wall := d.lay(d.rect)
	for _, p := range wall.Places() {
		if p.Page == d.page && p.Rect.Contains(x-d.rect.X, y-d.rect.Y) {
			d.selected = p.Item
			return true
		}
	}
	return false
}

// nothingToClear reports whether esc would change nothing on the board.
func (d *workBoard) nothingToClear() bool {
	return d.merging == 0 && d.selected == 0 && d.filter == "" && !d.parked
}

// clear gives up, one thing at a time: the merge, the selection, the filter,
// the parking lot.
func (d *workBoard) clear() tea.Cmd {
	switch {
	case d.merging != 0:
		d.merging = 0
	case d.selected != 0:
		d.selected = 0
	case d.filter != "":
		d.filter = ""
	default:
		d.parked = false
	}
	return nil
}

// peek shows ideas on this screen that the room has not seen, or hides them again.
func (d *workBoard) peek() tea.Cmd {
	ph := d.env.Board().Phase()
	if d.peeking == ph.ID {
		d.peeking = 0
		return nil
	}
	d.peeking = ph.ID
	return stage.Toast(d.env.Words.T("facilitator.peeking"))
}

func (d *workBoard) parking() tea.Cmd {
	d.parked, d.selected, d.page = !d.parked, 0, 0
	return nil
}

func (d *workBoard) typing() bool { return d.input != nil }

func (d *workBoard) cursor() *frame.Cursor {
	if d.input == nil {
		return nil
	}
	return d.input.Cursor()
}

func (d *workBoard) startFilter() tea.Cmd {
	d.input = stage.NewInput(d.env, stage.InputOptions{Limit: 60, Placeholder: d.env.Words.T("facilitator.filter.hint")})
	d.input.SetValue(d.filter)
	return nil
}

// filterActions end the writing of a filter.
func (d *workBoard) filterActions() stage.Actions {
	return stage.Actions{
		{Word: "key.filter", Keys: []string{"enter"}, Footer: true, Do: func() tea.Cmd { d.input = nil; return nil }},
		{Word: "key.cancel", Keys: []string{"esc"}, Footer: true, Do: func() tea.Cmd { d.input, d.filter = nil, ""; return nil }},
	}
}

// filterBy types in the filter.
func (d *workBoard) filterBy(msg tea.Msg) tea.Cmd {
	cmd := d.input.Update(msg)
	d.filter, d.page = d.input.Value(), 0
	return cmd
}

// filterPane is the line in which the filter is written, or says what it is.
func (d *workBoard) filterPane(r frame.Rect) frame.Pane {
	dc := d.env.DrawContext()
	if d.input == nil {
		return dc.Pane(r, stage.LinePicture{Text: dc.Words.T("facilitator.filtered", "Text", d.filter), Style: dc.Theme.Muted})
	}
	return stage.SearchPane(dc, r, 0, d.input, "")
}
