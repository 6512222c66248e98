package participant

import (
	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// listing is a list that many see alike, as they see it: what is on it is a
// value that can be compared, from which its page is made.
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
	return windowPane(dc, r, windowProps{pg, top, columns}), listLayout{h, r, pg, top}
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

// dependencies is what the terminals' own panes over the list follow from. The mouse
// must find what is seen, so it takes up the list.
func (g *pager) dependencies(n listLayout) any {
	g.adopt(n.page, n.rect)
	if !g.choose { // nothing of the list is one's own
		return remembered(&g.dependedOn, n.head)
	}
	return remembered(&g.dependedOn, n)
}

// own is what lies over a shared list: who one is, and the chosen entry.
func (g *pager) own(r frame.Rect, n listLayout) []frame.Pane {
	g.adopt(n.page, n.rect)
	return append(g.desk.aside(r, n.head), g.chosenPanes("")...)
}
