package participant

import (
	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// listing is what is on a list: a value that can be compared, from which its page
// is made.
type listing interface {
	page(dc stage.DrawContext, w int) *page
}

// listView is the part of such a list that is seen, and what is looked for in it.
type listView struct {
	top    int
	filter string
}

// listProps is all that the picture of a list follows from.
type listProps struct {
	list   listing
	view   listView
	choose bool         // an entry can be chosen, by each for themselves
	board  *model.Board // where something is looked for: the goals that items serve
}

// laidKey is what a page was laid out from.
type laidKey struct {
	context stage.ContextID
	list    listing
	filter  string
	board   *model.Board
	w       int
}

// laid is the page of the list, or of what is looked for in it.
func (p listProps) laid(dc stage.DrawContext, w int) *page {
	key := laidKey{context: dc.ID(), list: p.list, w: w}
	whole := held(dc.Cache, key, func() *page { return p.list.page(dc, w) })
	if p.view.filter == "" {
		return whole
	}
	key.filter, key.board = p.view.filter, p.board
	return held(dc.Cache, key, func() *page { return whole.filtered(dc, p.view.filter, p.board.ServedBy) })
}

// draw lays the list out in r, and tells where it is.
func (p listProps) draw(dc stage.DrawContext, r frame.Rect, h heading) (frame.Pane, listLayout) {
	columns := columnsIn(r, p.choose)
	pg := p.laid(dc, r.W/columns)
	top := pg.clamp(p.view.top, r.H*columns, p.choose)
	return dc.Pane(r, windowProps{pg, top, columns}), listLayout{h, r, pg, top}
}

// listLayout is what a shared list tells the terminals of itself: the page, and
// where it lies.
type listLayout struct {
	head heading
	rect frame.Rect
	page *page
	top  int
}

// Bytes is little: the page is held by itself.
func (listLayout) Bytes() int64 { return 100 }

// placing is what a list was last laid out for: the board, where it lies and
// what is chosen. Rows is the height of what is written above it.
type placing struct {
	board  *model.Board
	area   frame.Rect
	lang   string
	rows   int
	view   listView
	at     int
	id     model.ItemID
	held   bool
	choose bool
}

func (g *pager) placing(r frame.Rect, rows int) placing {
	return placing{g.desk.Board(), r, g.desk.Words.Lang(), rows, listView{g.top, g.filter}, g.at, g.id, g.held, g.choose}
}

// view is which part of the list is seen. Where it is not seen from its
// beginning, what is chosen is brought into view first, if anything is new:
// layout lays the picture out as it would be now.
func (g *pager) view(r frame.Rect, rows int, layout func(listView) listLayout) listView {
	if g.top != 0 || g.at != 0 || g.held || g.filter != "" {
		if g.placing(r, rows) != g.placed {
			n := layout(listView{g.top, g.filter})
			g.adopt(n.page, n.rect)
			g.placed = g.placing(r, rows)
		}
	}
	return listView{g.top, g.filter}
}

// props is all that the picture of a list follows from, where it is part of what
// is shared.
func (v listView) props(list listing, choose bool, b *model.Board) listProps {
	p := listProps{list: list, view: v, choose: choose}
	if v.filter != "" {
		p.board = b
	}
	return p
}

// chosenProps is the chosen entry over a shared list; none where nothing can be
// chosen. The list has been adopted.
func (g *pager) chosenProps(sign string) chosenProps {
	e, ok := g.entry()
	if !ok || !g.choose {
		return chosenProps{}
	}
	y0, y1 := g.seen(e)
	if y0 >= y1 {
		return chosenProps{}
	}
	if g.arrow {
		sign = "▸"
	}
	if y0 != e.y {
		sign = ""
	}
	at := frame.Rect{X: g.rect.X, Y: g.rect.Y + y0 - g.top, W: g.rect.W - g.margin(), H: y1 - y0}
	return chosenProps{at, chosenRows{g.page, y0, g.rect.W, sign}}
}

// settleOver takes up a shared list: the mouse must find what is seen.
func (g *pager) settleOver(n listLayout) { g.adopt(n.page, n.rect) }

// overListProps is what lies over a shared list: who one is, and the chosen entry.
type overListProps struct {
	aside  asideProps
	chosen chosenProps
}

// overList is that of a list that has been adopted.
func (g *pager) overList(n listLayout) overListProps {
	return overListProps{g.desk.asideProps(n.head), g.chosenProps("")}
}

// DrawPrivate lays both.
func (p overListProps) DrawPrivate(dc stage.DrawContext, _ frame.Rect) []frame.Pane {
	return p.chosen.add(dc, p.aside.panes(dc))
}

// ownListProps is a list that nobody else has, with its chosen entry.
type ownListProps struct {
	at     frame.Rect
	window windowProps
	chosen chosenProps
}

// ownList is that of a list that has been shown.
func (g *pager) ownList() ownListProps {
	if g.rect.Empty() || g.page == nil {
		return ownListProps{}
	}
	return ownListProps{g.rect, windowProps{g.page, g.top, columnsIn(g.rect, g.choose)}, g.chosenProps("")}
}

// add adds the list and what is chosen in it; nothing where it has no room.
func (p ownListProps) add(dc stage.DrawContext, panes []frame.Pane) []frame.Pane {
	if p.at.Empty() {
		return panes
	}
	return p.chosen.add(dc, append(panes, dc.Pane(p.at, p.window)))
}

// addInOne adds the list with its chosen entry in one pane, so that all lie side by
// side.
func (p ownListProps) addInOne(dc stage.DrawContext, panes []frame.Pane) []frame.Pane {
	if p.at.Empty() {
		return panes
	}
	return append(panes, dc.Pane(p.at, chosenWindow(p)))
}

// eachSeen gives the entries that begin where they are seen, with their rows on the
// screen, counted from that where the list begins.
func (p ownListProps) eachSeen(do func(e entry, y int)) {
	if p.at.Empty() {
		return
	}
	for _, e := range p.window.page.beginning(p.window.top, p.at.H) {
		do(e, e.y-p.window.top)
	}
}

// chosenWindow is a list with its chosen entry in one pane, so that it lies side by
// side with others.
type chosenWindow ownListProps

// Draw draws the window, and the entry over it.
func (p chosenWindow) Draw(dc stage.DrawContext, c *frame.Canvas) {
	p.window.Draw(dc, c)
	if at := p.chosen.at; !at.Empty() {
		at.X, at.Y = at.X-p.at.X, at.Y-p.at.Y
		c.Fill(at, frame.Style{})
		p.chosen.rows.Draw(dc, c.Sub(at))
	}
}

// signs adds a sign, two cells from the left, on the first row of each entry that
// is seen and that has one.
func (p ownListProps) signs(dc stage.DrawContext, panes []frame.Pane, sign signProps, has func(entry) bool) []frame.Pane {
	p.eachSeen(func(e entry, y int) {
		if has(e) {
			panes = append(panes, dc.Pane(frame.Rect{X: p.at.X + 2, Y: p.at.Y + y, W: 1, H: 1}, sign))
		}
	})
	return panes
}

// signProps is a sign beside something on a list.
type signProps string

// The signs.
const (
	ownSign     signProps = "›" // it is one's own
	supportSign signProps = "✓" // one supports it
)

// Draw draws the sign.
func (p signProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	style := dc.Accent
	if p == supportSign {
		style = dc.Theme.Ok
	}
	c.Text(0, 0, style.With(frame.Bold), string(p))
}
