package participant

import "verkstad/ui/frame"

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

// alike is what a common picture of the list follows from besides the page.
// Lay lays the list out where it is not seen from its beginning.
func (g *pager) alike(lay func()) any {
	if g.top != 0 || g.at != 0 || g.held || g.filter != "" {
		lay()
	}
	return listLook{g.top, g.filter}
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
