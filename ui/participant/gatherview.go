package participant

import (
	"slices"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
	"verkstad/ui/theme"
)

// gatherNote is what the common picture tells the terminals of itself: where
// their own panes lie, and what is on the list.
type gatherNote struct {
	head             heading
	chips, box, list frame.Rect
	own              frame.Rect // where one's own ideas are counted,
	row              frame.Rect // in the row for that
	view             *view
	is               shown
	page             *page                            // nil until the ideas are shown to all
	marks            map[model.PersonID]*[]frame.Rect // where each one's own ideas begin on the list
}

// Size is about what a view holds of its own, in bytes: pointers to all ideas,
// twice. Several notes share it.
func (n *gatherNote) Size() int64 { return 16 * int64(len(n.view.ideas)) }

func (n *gatherNote) rects() [5]frame.Rect {
	return [5]frame.Rect{n.chips, n.box, n.list, n.own, n.row}
}

// gatherLook is what tells one common picture from another.
type gatherLook struct {
	rows    int // of the text
	listing bool
	top     int
	filter  string
}

func (g *gather) alike(r frame.Rect) any {
	look := gatherLook{rows: g.text.rows(r), listing: g.listing, filter: g.list.filter}
	if g.Board().Phase().Revealed() && (g.listing || g.list.top != 0 || g.list.filter != "") {
		g.list.choose = g.listing
		g.list.place(r, look.rows, func() { g.common(r) }, g.layAll)
		look.top = g.list.top
	}
	return remembered(&g.looked, look)
}

func (g *gather) panes(r frame.Rect) []frame.Pane { return whole(g, r) }

func (g *gather) common(r frame.Rect) ([]frame.Pane, any) {
	note := &gatherNote{view: g.everybodys()}
	panes, rest, head := g.top(r, false)
	note.head = head
	rest = reading(rest)
	if len(g.categories()) > 0 {
		note.chips, rest = rest.SplitTop(1)
	}
	note.box, rest = rest.SplitTop(g.text.rows(r))
	count, rest := rest.SplitTop(1)
	pane, ownX := g.countPane(count)
	panes = append(panes, pane)
	note.row = count
	_, note.own = count.SplitLeft(ownX)
	if r.H >= 22 {
		_, rest = rest.SplitTop(1)
	}
	note.list = rest
	if ph := g.Board().Phase(); ph.Revealed() {
		g.layAll(rest)
		panes = append(panes, g.list.window())
		note.page, note.is, note.marks = g.list.page, g.list.is, g.marks()
	}
	return panes, note
}

// layAll lays out everybody's ideas.
func (g *gather) layAll(r frame.Rect) {
	b := g.Board()
	ph := b.Phase()
	g.list.choose = g.listing
	session := g.inSession()
	g.list.lay(r, max(b.Revs.Ideas, b.Revs.Agenda), [2]int{int(g.phase), int(session)}, func(l look, w int) *page {
		return ideasPage(l, ph, everybodys(l.cache, b).ideas, session, w)
	})
}

// gatherCause is what one's own panes follow from.
type gatherCause struct {
	rects    [5]frame.Rect
	head     heading
	agenda   uint64
	own      int
	ownRev   uint64 // 0 once the ideas are shown to all
	chosen   chosenIdea
	marks    *[]frame.Rect
	revealed bool
	twin     uint64 // revision of the idea that says what is being written; 0 for none
}

// chosenIdea is the one that is chosen on the list of all, and where it is seen.
type chosenIdea struct {
	id   model.ItemID // 0 if none is
	rev  uint64
	y, h int // its rows on the screen, of which
	skip int // are above the list
}

// gatherKeys is what the keys follow from besides one's own.
type gatherKeys struct {
	agenda uint64
	any    bool // one has written something
	chosen model.ItemID
	twin   bool
}

func (g *gather) cause(n any) (of, keys any) {
	note := n.(*gatherNote)
	own := note.view.own[g.Me.Person]
	c := gatherCause{
		rects: note.rects(), head: note.head,
		agenda: g.Board().Revs.Agenda, own: len(own), marks: note.marks[g.Me.Person], revealed: note.page != nil,
	}
	if !c.revealed {
		for _, i := range own {
			c.ownRev = max(c.ownRev, i.Rev)
		}
	}
	if twin := g.likens(); twin != nil {
		c.twin = twin.Rev
	}
	if note.page != nil { // the mouse must find what is seen
		g.list.choose = g.listing
		g.list.adopt(note.page, note.is, note.list)
		c.chosen = g.chosenIdea()
	}
	if was, ok := g.caused.(gatherCause); ok && was.marks != nil && c.marks != nil && slices.Equal(*was.marks, *c.marks) {
		c.marks = was.marks // others have laid out the same
	}
	return remembered(&g.caused, c), remembered(&g.keyed, gatherKeys{c.agenda, len(own) > 0, c.chosen.id, c.twin != 0})
}

func (g *gather) chosenIdea() chosenIdea {
	e, ok := g.list.entry()
	i := g.Board().Idea(g.list.item())
	if !ok || i == nil {
		return chosenIdea{}
	}
	from, to := g.list.seen(e)
	return chosenIdea{i.ID, i.Rev, from - g.list.top, to - from, from - e.y}
}

// gatherChange is whose own ideas have changed, or lie elsewhere on the list.
type gatherChange map[model.PersonID]bool

func (g *gather) change(from, to any) any {
	was, is := from.(*gatherNote), to.(*gatherNote)
	if was.rects() != is.rects() || was.head != is.head || (was.page == nil) != (is.page == nil) {
		return nil
	}
	stirred := gatherChange{}
	if was.view != is.view {
		differing(stirred, was.view.own, is.view.own, slices.Equal)
	}
	differing(stirred, was.marks, is.marks, func(a, b *[]frame.Rect) bool {
		return a == b || a != nil && b != nil && slices.Equal(*a, *b)
	})
	return stirred
}

// differing notes for whom two maps have not the same.
func differing[V any](to gatherChange, a, b map[model.PersonID]V, same func(V, V) bool) {
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

// stirs where one's own ideas have changed, and wherever the list is not seen
// from its beginning, as most see it.
func (g *gather) stirs(change any) bool {
	if g.listing || g.list.top != 0 || g.list.filter != "" || g.twin != 0 {
		return true
	}
	whose, _ := change.(gatherChange)
	return whose[g.Me.Person]
}

func (g *gather) own(r frame.Rect, n any) []frame.Pane {
	note := n.(*gatherNote)
	panes := g.aside(r, note.head)
	if g.chips = note.chips; !g.chips.Empty() {
		panes = append(panes, g.chipsPane(g.chips))
	}
	label, placeholder := g.Words.T("participant.gather.label"), g.Words.T("participant.gather.hint")
	if g.editing != 0 {
		label = g.Words.T("participant.gather.editing")
	}
	own := note.view.own[g.Me.Person]
	panes = append(panes, g.text.pane(note.box, label, placeholder, !g.listing))
	if twin := g.likens(); twin != nil {
		panes = append(panes, g.twinPane(note.row, twin))
	} else {
		panes = append(panes, g.ownCountPane(note.own, len(own)))
	}
	if note.page == nil {
		return append(panes, g.ownIdeas(note.list, own)...)
	}
	sign := ""
	if i := g.Board().Idea(g.list.item()); i != nil && i.By == g.Me.Person {
		sign = ownSign
	}
	chosen := g.list.chosenPanes(sign)
	if at := note.marks[g.Me.Person]; at != nil {
		panes = append(panes, g.ownMarks(*at, chosen)...)
	}
	return append(panes, chosen...)
}

// countPane says how many ideas there are in the room. It gives where the
// number of one's own belongs.
func (g *gather) countPane(r frame.Rect) (frame.Pane, int) {
	l, b := g.look(), g.Board()
	all := g.everybodys().count
	if session := g.inSession(); session != 0 {
		all = g.everybodys().in[session]
	}
	hidden := !b.Phase().Revealed()
	text := l.words.N("participant.gather.room", all)
	end := 2 + frame.Width(text)
	return frame.Pane{Rect: r, Key: g.key("gather.count", 0, [2]any{all, hidden}), Draw: func(c *frame.Canvas) {
		x := c.Text(2, 0, l.theme.Strong, text)
		if hidden {
			text := l.words.T("participant.gather.hidden")
			if x+ownCountRoom+frame.Width(text)+4 < c.W() {
				c.TextRight(c.W()-2, 0, l.theme.Faint, text)
			}
		}
	}}, end
}

// ownCountRoom is what the number of one's own ideas takes at most, in cells.
const ownCountRoom = 24

// ownCountPane says how many ideas are one's own.
func (g *gather) ownCountPane(r frame.Rect, own int) frame.Pane {
	l := g.look()
	text := "  ·  " + l.words.N("participant.gather.own", own)
	r.W = min(r.W, frame.Width(text))
	return frame.Pane{Rect: r, Key: g.key("gather.own", 0, own), Draw: func(c *frame.Canvas) {
		c.Text(0, 0, l.theme.Muted, text)
	}}
}

// ownIdeas lists one's own ideas while nobody sees those of others.
func (g *gather) ownIdeas(r frame.Rect, own []*model.Idea) []frame.Pane {
	ph := g.Board().Phase()
	var rev uint64
	for _, i := range own {
		rev = max(rev, i.Rev)
	}
	type mine struct {
		me    model.PersonID
		phase model.PhaseID
		n     int
	}
	g.list.choose = g.listing
	return g.list.panes(r, rev, mine{g.Me.Person, g.phase, len(own)}, func(l look, w int) *page {
		return ideasPage(l, ph, own, 0, w)
	})
}

// ideasPage lists ideas, the newest first, with their sectors and categories.
// It names nobody: an idea is read for itself.
func ideasPage(l look, ph *model.Phase, ideas []*model.Idea, session model.SessionID, w int) *page {
	listed := func(i *model.Idea) bool { return session == 0 || i.Phase == ph.ID && i.Session == session }
	count := 0
	for _, i := range ideas {
		if listed(i) {
			count++
		}
	}
	p := &page{w: w}
	if count == 0 {
		p.text(4, l.theme.Muted, l.words.T("participant.gather.empty"))
		return p
	}
	left := len(ideas)
	p.rest = &rest{count: count, next: func() bool {
		for left > 0 {
			left--
			if i := ideas[left]; listed(i) {
				rows := ideaRows(l, ph, i, w)
				p.entries = append(p.entries, entry{id: i.ID, at: len(p.entries), y: len(p.rows), h: len(rows)})
				p.rows = append(p.rows, rows...)
				return true
			}
		}
		return false
	}}
	return p
}

// ideaKey is what the rows of an idea follow from.
type ideaKey struct {
	idea   *model.Idea
	phase  *model.Phase
	lang   string
	theme  theme.ID
	accent frame.Style
	w      int
}

// ideaRows is the rows of an idea, which never change: when another one comes,
// this one need not be broken into lines again.
func ideaRows(l look, ph *model.Phase, i *model.Idea, w int) []row {
	return frame.Hold(l.cache, ideaKey{i, ph, l.words.Lang(), l.theme.ID(), l.accent, w}, func() ([]row, int64) {
		p := &page{w: w}
		p.idea(l, ph, i)
		return p.rows, rowBytes * int64(len(p.rows))
	})
}

// idea is one of a list of ideas.
func (p *page) idea(l look, ph *model.Phase, i *model.Idea) {
	var right []span
	category := i.Category
	if i.Filed.Phase == ph.ID {
		category = i.Filed.Category
	}
	if category > 0 && category <= len(ph.Categories) {
		right = append(right, span{l.accent, stage.Local(l.words.Lang(), ph.Categories[category-1])})
	}
	if goals := stage.TagNumbers(model.Serves{Goals: i.Goals, Targets: i.Targets}); goals != "" && p.w >= 56 {
		right = append(right, span{l.theme.Muted, "  " + frame.Truncate(l.words.T("wall.goals", "Numbers", goals), 24)})
	}
	p.item(entry{id: i.ID}, 4, []span{l.mark(i.Sector), {l.theme.Text, " "}}, l.theme.Text, i.Text, 3, right...)
}
