package participant

import (
	"verkstad/model"
	"verkstad/ui/frame"
)

// listNote is what a shared list tells the terminals of itself: the page, and
// where it lies.
type listNote struct {
	head heading
	rect frame.Rect
	page *page
	is   shown
	top  int
}

// listLook tells the common picture of one part of a list from another.
type listLook struct {
	top    int
	filter string
}

// placing is what a list was last laid out for: the board, where it lies and
// what is chosen. Rows is the height of what is written above it.
type placing struct {
	seq    uint64
	area   frame.Rect
	lang   string
	agenda uint64
	rows   int
	look   listLook
	at     int
	id     model.ItemID
	held   bool
	choose bool
}

func (g *pager) placing(r frame.Rect, rows int) placing {
	b := g.desk.Board()
	return placing{b.Seq, r, g.desk.Words.Lang(), b.Revs.Agenda, rows, listLook{g.top, g.filter}, g.at, g.id, g.held, g.choose}
}

// alike is what a common picture of the list follows from besides the page.
// Where it is not seen from its beginning, the list is placed.
func (g *pager) alike(r frame.Rect, rows int, all func(), list func(frame.Rect)) listLook {
	if g.top != 0 || g.at != 0 || g.held || g.filter != "" {
		g.place(r, rows, all, list)
	}
	return listLook{g.top, g.filter}
}

// place brings what is chosen into view, if anything is new: all lays out the
// whole picture, which is needed where the list may lie elsewhere than before,
// and list the list alone.
func (g *pager) place(r frame.Rect, rows int, all func(), list func(frame.Rect)) {
	now, was := g.placing(r, rows), g.placed
	switch {
	case now == was:
		return
	case now.area != was.area || now.lang != was.lang || now.agenda != was.agenda || now.rows != was.rows:
		all()
	default:
		list(g.rect)
	}
	g.placed = g.placing(r, rows)
}

// note is of the list as it was just laid out, under a heading.
func (g *pager) note(h heading) listNote { return listNote{h, g.rect, g.page, g.is, g.top} }

// cause is what the terminals' own panes over the list follow from. The mouse
// must find what is seen, so it takes up the list.
func (g *pager) cause(n listNote) any {
	g.adopt(n.page, n.is, n.rect)
	if !g.choose { // nothing of the list is one's own
		return remembered(&g.caused, n.head)
	}
	return remembered(&g.caused, n)
}

// own is what lies over a shared list: who one is, and the chosen entry.
func (g *pager) own(r frame.Rect, n listNote) []frame.Pane {
	g.adopt(n.page, n.is, n.rect)
	return append(g.desk.aside(r, n.head), g.chosenPanes("")...)
}
