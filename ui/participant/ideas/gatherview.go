package ideas

import (
	"slices"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/participant/matter"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// gatherLayout is what the shared picture tells the terminals of itself: where
// their own panes lie, and what is on the list.
type gatherLayout struct {
	head             view.Heading
	chips, box, list frame.Rect
	own              frame.Rect // where one's own ideas are counted,
	row              frame.Rect // in the row for that
	ideas            *view.VisibleIdeas
	rows             *view.Rows                       // nil where the list is one's own ideas
	marks            map[model.PersonID]*[]frame.Rect // where each one's own ideas begin on the list
}

// Bytes is about what the ideas hold of their own: pointers, twice. Several
// layouts share them.
func (n *gatherLayout) Bytes() int64 { return 16 * int64(len(n.ideas.Ideas)) }

func (n *gatherLayout) rects() [5]frame.Rect {
	return [5]frame.Rect{n.chips, n.box, n.list, n.own, n.row}
}

// gatherView is which part of the ideas one sees, beside a text of so many rows.
type gatherView struct {
	session model.SessionID
	rows    int
	listing bool
	list    view.ListView
}

// gatherProps is all that the shared picture of a gathering follows from.
type gatherProps struct {
	view.PhaseProps
	gatherView
	ideas *view.VisibleIdeas
	all   int            // ideas that are counted
	list  view.ListProps // of what is shown to all; empty before
	// apart says that one's own ideas are listed by themselves, over what is shown to all:
	// some are not, or are read out.
	apart bool
}

// listsAll reports whether one list has the ideas of all, one's own among them.
func (g *gather) listsAll() bool { return g.Board().Phase().Revealed() && !g.VisibleIdeas().Apart }

// gatherList is the ideas of a phase, or of a session in it.
type gatherList struct {
	ideas   *view.VisibleIdeas
	phase   *model.Phase
	session model.SessionID
	apart   bool        // it lies under one's own
	alone   bool        // the ideas are not shown
	matter  matter.List // what the phase works on besides ideas; empty for nothing
}

func (g *gather) SharedView(r frame.Rect, last stage.SharedView) (stage.SharedView, bool) {
	v := gatherView{session: g.InSession(), rows: g.text.Rows(r), listing: g.listing, list: g.list.Unscrolled()}
	if g.listsAll() && (g.listing || g.list.Elsewhere()) {
		g.list.LetChoose(g.listing)
		v.list = g.list.View(r, v.rows, func(list view.ListView) view.ListLayout {
			v.list = list
			_, layout := g.DrawShared(v, r)
			n := layout.(*gatherLayout)
			return view.ListLayout{Head: n.head, Rect: n.list, Rows: n.rows, Top: list.Top}
		})
	}
	return view.SameShared(last, v), true
}

// Props is what is seen of a board.
func (v gatherView) Props(s stage.Snapshot) stage.SharedProps {
	ideas := view.VisibleIdeasOf(s)
	p := gatherProps{PhaseProps: view.PhaseOf(s.Board, s.Clocks, v.session), gatherView: v, ideas: ideas, all: ideas.Count}
	if v.session != 0 {
		p.all = ideas.In[v.session]
	}
	p.apart = ideas.Apart
	list := gatherList{ideas: ideas, phase: p.Phase, session: v.session, apart: p.apart}
	if m := s.Board.Matter(); m.Kind == model.MatterQuestions || m.Kind == model.MatterClusters {
		list.matter = matter.Of(s, false)
	}
	switch {
	case p.apart:
		p.list = view.ListView{}.Props(list, false, s.Board)
	case p.Phase.Revealed():
		p.list = v.list.Props(list, v.listing, s.Board)
	case list.matter != matter.List{}:
		list.alone = true
		p.list = view.ListView{}.Props(list, false, s.Board)
	}
	return p
}

// DrawShared leaves room for the text and its category, counts the ideas, and
// lists them once they are shown to all.
func (p gatherProps) DrawShared(dc stage.DrawContext, r frame.Rect) ([]frame.Pane, stage.SharedLayout) {
	n := &gatherLayout{ideas: p.ideas}
	panes, rest, head := p.Top(dc, r, false)
	n.head = head
	rest = view.ReadingWidth(rest)
	if len(p.Phase.Categories) > 0 {
		n.chips, rest = rest.SplitTop(1)
	}
	n.box, rest = rest.SplitTop(p.rows)
	count, rest := rest.SplitTop(1)
	said := countProps{p.all, p.hint()}
	panes = append(panes, dc.Pane(count, said))
	n.row = count
	_, n.own = count.SplitLeft(2 + frame.Width(said.text(dc)))
	if r.H >= 22 {
		_, rest = rest.SplitTop(1)
	}
	n.list = rest
	switch {
	case p.list == view.ListProps{}:
	case p.apart || !p.Phase.Revealed():
		if n.list, rest = p.ownFirst(rest); !rest.Empty() {
			window, _ := p.list.Draw(dc, rest, head)
			panes = append(panes, window)
		}
	default:
		window, list := p.list.Draw(dc, rest, head)
		panes = append(panes, window)
		n.rows, n.marks = list.Rows, marks(list)
	}
	return panes, n
}

// ownFirst is the rows for one's own ideas, and under them those for what all see: none on
// a low screen.
func (p gatherProps) ownFirst(r frame.Rect) (own, all frame.Rect) {
	if r.H < 6 {
		return r, frame.Rect{}
	}
	own, all = r.SplitTop((r.H + 1) / 2)
	own.H--
	return own, all
}

// hint says beside the count why not all ideas are seen; an id of the catalogue.
func (p gatherProps) hint() string {
	switch {
	case p.Phase.ReadsOut():
		return "participant.gather.readout"
	case !p.Phase.Revealed():
		return "participant.gather.hidden"
	}
	return ""
}

func (l gatherList) Rows(dc stage.DrawContext, w int) *view.Rows {
	if l.alone {
		p := &view.Rows{W: w}
		l.matter.Add(p, dc, model.MaxCandidates)
		return p
	}
	page := ideasPage{dc: dc, phase: l.phase, ideas: l.ideas.Ideas, session: l.session, empty: "participant.gather.empty"}
	if l.apart {
		page.head, page.empty = "participant.gather.seen", "participant.gather.noneseen"
		if l.phase.ReadsOut() {
			page.head, page.empty = "participant.gather.aloud", "participant.gather.nonealoud"
		}
	}
	if l.matter != (matter.List{}) {
		page.tail = func(p *view.Rows) { l.matter.Add(p, dc, model.MaxCandidates) }
	}
	return page.rows(w)
}

// gatherPrivate is what one's own panes follow from.
type gatherPrivate struct {
	aside          view.AsideProps
	chips          chipsProps
	text           view.TextProps
	chipsAt, boxAt frame.Rect
	count          int // of one's own ideas,
	countAt        frame.Rect
	twin           *model.Idea // that says what is being written, told in their place; nil for none
	rowAt          frame.Rect
	marks          *[]frame.Rect     // of one's own ideas on the list of all; nil before that is shown
	chosen         view.ChosenProps  // on the list of all
	list           view.OwnListProps // one's own ideas, before
}

// Settle takes up where the text, the chips and the list lie.
func (g *gather) Settle(layout stage.SharedLayout) {
	n := layout.(*gatherLayout)
	g.chips = n.chips
	g.text.Place(n.box, g.Words.T("participant.gather.hint"))
	g.list.LetChoose(g.listing)
	if n.rows != nil {
		g.list.Adopt(n.rows, n.list)
		return
	}
	own := n.ideas.Own[g.Me.Person]
	if ph := g.Board().Phase(); g.mine == nil || g.mine.phase != ph || !slices.Equal(g.mine.ideas, own) {
		g.mine = &ownIdeas{ph, own}
	}
	view.ShowList(g.list, ownIdeasList{g.mine}, n.list)
}

func (g *gather) Private(layout stage.SharedLayout, last view.PrivateProps) view.PrivateProps {
	n := layout.(*gatherLayout)
	label := "participant.gather.label"
	if g.editing != 0 {
		label = "participant.gather.editing"
	}
	p := gatherPrivate{
		aside: g.AsideProps(n.head), text: g.text.Props(g.Words.T(label), !g.listing), boxAt: n.box,
		count: len(n.ideas.Own[g.Me.Person]), countAt: n.own, twin: g.likens(), rowAt: n.row,
	}
	if !n.chips.Empty() {
		p.chips, p.chipsAt = g.chipsProps(), n.chips
	}
	if n.rows == nil {
		p.list = g.list.OwnList()
		return view.SamePrivate(last, p)
	}
	sign := ""
	if i := g.Board().Idea(g.list.Item()); i != nil && i.By == g.Me.Person {
		sign = string(view.OwnSign)
	}
	p.chosen, p.marks = g.list.ChosenProps(sign), n.marks[g.Me.Person]
	if was, ok := last.(gatherPrivate); ok && was.marks != nil && p.marks != nil && slices.Equal(*was.marks, *p.marks) {
		p.marks = was.marks // another picture has them in the same places
	}
	return view.SamePrivate(last, p)
}

// DrawPrivate lays one's own panes.
func (p gatherPrivate) DrawPrivate(dc stage.DrawContext, _ frame.Rect) []frame.Pane {
	panes := p.aside.Panes(dc)
	if !p.chipsAt.Empty() {
		panes = append(panes, dc.Pane(p.chipsAt, p.chips))
	}
	panes = append(panes, dc.Pane(p.boxAt, p.text))
	if p.twin != nil {
		panes = append(panes, dc.Pane(p.rowAt, twinProps{p.twin}))
	} else {
		panes = append(panes, ownCountPane(dc, p.countAt, p.count))
	}
	if p.marks != nil {
		for _, at := range *p.marks {
			if p.chosen.At.Intersect(at).Empty() {
				panes = append(panes, dc.Pane(at, view.OwnSign))
			}
		}
	}
	return p.chosen.Add(dc, p.list.Add(dc, panes))
}

// gatherAffects is whose own ideas have changed, or lie elsewhere on the list.
type gatherAffects map[model.PersonID]bool

// Affects is whose own ideas a step changes.
func (gatherView) Affects(before, after *model.Board, from, to stage.SharedLayout) any {
	was, is := from.(*gatherLayout), to.(*gatherLayout)
	if !view.OnlyIdeas(before, after) || was.rects() != is.rects() || was.head != is.head || (was.rows == nil) != (is.rows == nil) {
		return nil
	}
	affected := gatherAffects{}
	if was.ideas != is.ideas {
		differing(affected, was.ideas.Own, is.ideas.Own, slices.Equal)
	}
	differing(affected, was.marks, is.marks, func(a, b *[]frame.Rect) bool {
		return a == b || a != nil && b != nil && slices.Equal(*a, *b)
	})
	return affected
}

// differing notes for whom two maps have not the same.
func differing[V any](to gatherAffects, a, b map[model.PersonID]V, same func(V, V) bool) {
	for p, v := range a {
		if !same(v, b[p]) {
			to[p] = true
		}
	}
	for p := range b {
		if _, both := a[p]; !both {
			to[p] = true
		}
	}
}

// affected where one's own ideas have changed, and wherever the list is not seen
// from its beginning, as most see it.
func (g *gather) Affected(change any) bool {
	if g.listing || g.list.Elsewhere() || g.twin != 0 {
		return true
	}
	whose, _ := change.(gatherAffects)
	return whose[g.Me.Person]
}

// countProps is how many ideas there are in the room, and why not all are seen.
type countProps struct {
	all  int
	hint string // about what is hidden, an id of the catalogue; empty for nothing
}

func (p countProps) text(dc stage.DrawContext) string {
	return dc.Words.N("participant.gather.room", p.all)
}

// Draw draws the number, with room for that of one's own, and the hint.
func (p countProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	x := c.Text(2, 0, dc.Theme.Strong, p.text(dc))
	if p.hint == "" {
		return
	}
	text := dc.Words.T(p.hint)
	if x+ownCountRoom+frame.Width(text)+4 < c.W() {
		c.TextRight(c.W()-2, 0, dc.Theme.Faint, text)
	}
}

// ownCountRoom is what the number of one's own ideas takes at most, in cells.
const ownCountRoom = 24

// ownCountPane says how many ideas are one's own, in as much of r as it takes.
func ownCountPane(dc stage.DrawContext, r frame.Rect, own int) frame.Pane {
	p := ownCountProps(own)
	r.W = min(r.W, frame.Width(p.text(dc)))
	return dc.Pane(r, p)
}

// ownCountProps is how many ideas are one's own.
type ownCountProps int

func (p ownCountProps) text(dc stage.DrawContext) string {
	return "  ·  " + dc.Words.N("participant.gather.own", int(p))
}

// Draw draws the number.
func (p ownCountProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.Text(0, 0, dc.Theme.Muted, p.text(dc))
}
