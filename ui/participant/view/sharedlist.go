package view

import (
	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// Content is what is on a list: a value that can be compared, from which its rows
// are laid out.
type Content interface {
	Rows(dc stage.DrawContext, w int) *Rows
}

// ListView is which rows of a list are seen, and what is looked for in it.
type ListView struct {
	Top    int
	filter string
}

// ListProps is all that the picture of a list follows from.
type ListProps struct {
	list   Content
	view   ListView
	choose bool         // an entry can be chosen, by each for themselves
	board  *model.Board // where something is looked for: the goals that items serve
}

// laidKey is what rows were laid out from.
type laidKey struct {
	context stage.ContextID
	list    Content
	filter  string
	board   *model.Board
	w       int
}

// laid is the rows of the list, or of what is looked for in it.
func (p ListProps) laid(dc stage.DrawContext, w int) *Rows {
	key := laidKey{context: dc.ID(), list: p.list, w: w}
	whole := held(dc.Cache, key, func() *Rows { return p.list.Rows(dc, w) })
	if p.view.filter == "" {
		return whole
	}
	key.filter, key.board = p.view.filter, p.board
	return held(dc.Cache, key, func() *Rows { return whole.filtered(dc, p.view.filter, p.board.ServedBy) })
}

// Draw lays the list out in r, and tells where it is.
func (p ListProps) Draw(dc stage.DrawContext, r frame.Rect, h Heading) (frame.Pane, ListLayout) {
	columns := columnsIn(r, p.choose)
	pg := p.laid(dc, r.W/columns)
	top := pg.clamp(p.view.Top, r.H*columns, p.choose)
	return dc.Pane(r, windowProps{pg, top, columns}), ListLayout{h, r, pg, top}
}

// ListLayout is what a shared list tells the terminals of itself: the rows, and
// where they lie.
type ListLayout struct {
	Head Heading
	Rect frame.Rect
	Rows *Rows
	Top  int
}

// Bytes is little: the rows are held by themselves.
func (ListLayout) Bytes() int64 { return 100 }

// placing is what a list was last laid out for: the board, where it lies and
// what is chosen. Rows is the height of what is written above it.
type placing struct {
	board  *model.Board
	area   frame.Rect
	lang   string
	rows   int
	view   ListView
	at     int
	id     model.ItemID
	held   bool
	choose bool
}

func (g *List) placing(r frame.Rect, rows int) placing {
	return placing{g.terminal.Board(), r, g.terminal.Words.Lang(), rows, ListView{g.top, g.filter}, g.at, g.id, g.held, g.choose}
}

// View is which rows of the list are seen. Where it is not seen from its
// beginning, what is chosen is brought into view first, if anything is new:
// layout lays the picture out as it would be now.
func (g *List) View(r frame.Rect, rows int, layout func(ListView) ListLayout) ListView {
	if g.top != 0 || g.at != 0 || g.held || g.filter != "" {
		if g.placing(r, rows) != g.placed {
			n := layout(ListView{g.top, g.filter})
			g.Adopt(n.Rows, n.Rect)
			g.placed = g.placing(r, rows)
		}
	}
	return ListView{g.top, g.filter}
}

// Props is all that the picture of a list follows from, where it is part of what
// is shared.
func (v ListView) Props(list Content, choose bool, b *model.Board) ListProps {
	p := ListProps{list: list, view: v, choose: choose}
	if v.filter != "" {
		p.board = b
	}
	return p
}

// ChosenProps is the chosen entry over a shared list; none where nothing can be
// chosen. The list has been adopted.
func (g *List) ChosenProps(sign string) ChosenProps {
	e, ok := g.entry()
	if !ok || !g.choose {
		return ChosenProps{}
	}
	y0, y1 := g.seen(e)
	if y0 >= y1 {
		return ChosenProps{}
	}
	if g.arrow {
		sign = "▸"
	}
	if y0 != e.Y {
		sign = ""
	}
	at := frame.Rect{X: g.rect.X, Y: g.rect.Y + y0 - g.top, W: g.rect.W - g.margin(), H: y1 - y0}
	return ChosenProps{at, chosenRows{g.rows, y0, g.rect.W, sign}}
}

// SettleOver takes up a shared list: the mouse must find what is seen.
func (g *List) SettleOver(n ListLayout) { g.Adopt(n.Rows, n.Rect) }

// OverListProps is what lies over a shared list: who one is, and the chosen entry.
type OverListProps struct {
	aside  AsideProps
	chosen ChosenProps
}

// OverList is that of a list that has been adopted.
func (g *List) OverList(n ListLayout) OverListProps {
	return OverListProps{g.terminal.AsideProps(n.Head), g.ChosenProps("")}
}

// DrawPrivate lays both.
func (p OverListProps) DrawPrivate(dc stage.DrawContext, _ frame.Rect) []frame.Pane {
	return p.chosen.Add(dc, p.aside.Panes(dc))
}

// OwnListProps is a list that nobody else has, with its chosen entry.
type OwnListProps struct {
	at     frame.Rect
	window windowProps
	chosen ChosenProps
}

// OwnList is that of a list that has been shown.
func (g *List) OwnList() OwnListProps {
	if g.rect.Empty() || g.rows == nil {
		return OwnListProps{}
	}
	return OwnListProps{g.rect, windowProps{g.rows, g.top, columnsIn(g.rect, g.choose)}, g.ChosenProps("")}
}

// Add adds the list and what is chosen in it; nothing where it has no room.
func (p OwnListProps) Add(dc stage.DrawContext, panes []frame.Pane) []frame.Pane {
	if p.at.Empty() {
		return panes
	}
	return p.chosen.Add(dc, append(panes, dc.Pane(p.at, p.window)))
}

// AddInOne adds the list with its chosen entry in one pane, so that all lie side by
// side.
func (p OwnListProps) AddInOne(dc stage.DrawContext, panes []frame.Pane) []frame.Pane {
	if p.at.Empty() {
		return panes
	}
	return append(panes, dc.Pane(p.at, chosenWindow(p)))
}

// EachSeen gives the entries that begin where they are seen, with their rows on the
// screen, counted from that where the list begins.
func (p OwnListProps) EachSeen(do func(e Entry, y int)) {
	if p.at.Empty() {
		return
	}
	for _, e := range p.window.rows.Beginning(p.window.top, p.at.H) {
		do(e, e.Y-p.window.top)
	}
}

// chosenWindow is a list with its chosen entry in one pane, so that it lies side by
// side with others.
type chosenWindow OwnListProps

// Draw draws the window, and the entry over it.
func (p chosenWindow) Draw(dc stage.DrawContext, c *frame.Canvas) {
	p.window.Draw(dc, c)
	if at := p.chosen.At; !at.Empty() {
		at.X, at.Y = at.X-p.at.X, at.Y-p.at.Y
		c.Fill(at, frame.Style{})
		p.chosen.rows.Draw(dc, c.Sub(at))
	}
}

// Signs adds a sign, two cells from the left, on the first row of each entry that
// is seen and that has one.
func (p OwnListProps) Signs(dc stage.DrawContext, panes []frame.Pane, sign signProps, has func(Entry) bool) []frame.Pane {
	p.EachSeen(func(e Entry, y int) {
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
	OwnSign     signProps = "›" // it is one's own
	SupportSign signProps = "✓" // one supports it
)

// Draw draws the sign.
func (p signProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	style := dc.Accent
	if p == SupportSign {
		style = dc.Theme.Ok
	}
	c.Text(0, 0, style.With(frame.Bold), string(p))
}
