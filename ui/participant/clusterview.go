package participant

import (
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"verkstad/model"
	"verkstad/model/alike"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// clusterLayout is the shared columns' places, for who lays their own over them.
type clusterLayout struct {
	head         heading
	body, status frame.Rect
	columns      []*tableColumn
	cards        []placedCard
	spots        []frame.Rect
	layout       tableLayout
	places       map[model.ItemID]int     // of the cards in cards
	marked       map[model.PersonID][]int // the places of those with a mark, by who made the change
}

// Bytes is about what the places hold.
func (n *clusterLayout) Bytes() int64 { return int64(200*len(n.cards) + 50*len(n.columns)) }

// clusterView is which part of the columns is seen, and what is marked in it.
type clusterView struct {
	session model.SessionID
	left    int    // columns that are passed over
	tops    string // of those that are scrolled; see scrolled
	fresh   uint64 // cards are marked from that revision on
	letters *letterBook
}

// clusterProps is all that the shared picture of the columns follows from. The
// letters that cards have are the workshop's.
type clusterProps struct {
	phaseProps
	clusterView
	columns  *boardColumns
	workshop stage.WorkshopEpoch
	rev      uint64 // of the ideas
}

func (c *cluster) panes(r frame.Rect) []frame.Pane { return whole(c, c.desk, r) }

// scrolling is what columns are scrolled for: what there is, where it lies and
// what is chosen.
type scrolling struct {
	area, body         frame.Rect
	lang               string
	ideas, agenda      uint64
	column, row, turns int
}

func (c *cluster) scrolling(r frame.Rect) scrolling {
	b, t := c.Board(), c.table
	return scrolling{r, c.body, c.Words.Lang(), b.Revs.Ideas, b.Revs.Agenda, t.column, t.row, t.turns}
}

// newBody tells whether the columns may lie elsewhere than before.
func (s scrolling) newBody(before scrolling) bool {
	return s.area != before.area || s.lang != before.lang || s.agenda != before.agenda
}

func (c *cluster) view(r frame.Rect) (stage.SharedView, bool) {
	t := c.table
	t.refresh()
	t.age()
	if now := c.scrolling(r); now != c.scroll {
		if now.newBody(c.scroll) && (now.area != c.scroll.area || t.left != 0 || len(t.tops) > 0) {
			_, layout := c.DrawShared(c.clusterView(), r)
			c.body = layout.(*clusterLayout).body
		}
		t.scroll(c.body)
		c.scroll = c.scrolling(r)
		c.tops = t.scrolled()
		c.carryLetters()
	}
	return same(&c.viewed, c.clusterView()), true
}

// carryLetters has a part of the columns that nobody has seen begin with the
// letters that were seen here before.
func (c *cluster) carryLetters() {
	v := lettersView{c.WorkshopEpoch(), c.phaseID(), c.body.W, c.body.H, c.table.first(), c.tops}
	if v != c.lettered {
		stage.WorkshopState[letterBook](c.Env).carry(c.lettered, v)
		c.lettered = v
	}
}

func (c *cluster) clusterView() clusterView {
	return clusterView{c.inSession(), c.table.left, c.tops, c.table.fresh, stage.WorkshopState[letterBook](c.Env)}
}

// Props is what is seen of a board.
func (v clusterView) Props(s stage.Snapshot) stage.SharedProps {
	b := s.Board
	return clusterProps{phaseOf(b, s.Clocks, v.session), v, columnsOf(s), s.Workshop, b.Revs.Ideas}
}

// DrawShared lays out the columns that are seen.
func (p clusterProps) DrawShared(dc stage.DrawContext, r frame.Rect) ([]frame.Pane, stage.SharedLayout) {
	panes, rest, head := p.top(dc, r, true)
	n := &clusterLayout{head: head, columns: p.columns.columns, places: map[model.ItemID]int{}, marked: map[model.PersonID][]int{}}
	n.status, n.body = rest.SplitBottom(1)
	panes = append(panes, p.lay(dc, n)...)
	for at, card := range n.cards {
		n.places[card.id] = at
		if card.fresh {
			n.marked[card.by] = append(n.marked[card.by], at)
		}
	}
	return panes, n
}

// adopt shows columns that are laid out already: the keys and the mouse must
// find what is seen.
func (c *cluster) adopt(n *clusterLayout) {
	t := c.table
	t.columns, t.cards, t.spots, t.layout = n.columns, n.cards, n.spots, n.layout
	c.body = n.body
	t.lately.Show(c.Env, n, n)
}

// clusterAffects is what a step changes: the cards that are seen otherwise or
// elsewhere, the columns that look different, and whose marks.
type clusterAffects struct {
	cards   map[model.ItemID]bool
	columns map[model.ItemID]bool
	marked  map[model.PersonID]bool
}

// Affects is nil where columns come or go, or lie elsewhere.
func (clusterView) Affects(before, after *model.Board, from, to stage.SharedLayout) any {
	was, is := from.(*clusterLayout), to.(*clusterLayout)
	if !onlyIdeas(before, after) || was.head != is.head || was.body != is.body || was.layout != is.layout ||
		len(was.columns) != len(is.columns) || (len(was.columns[0].ideas) == 0) != (len(is.columns[0].ideas) == 0) {
		return nil
	}
	a := clusterAffects{map[model.ItemID]bool{}, map[model.ItemID]bool{}, map[model.PersonID]bool{}}
	for n, col := range is.columns {
		if col.id() != was.columns[n].id() {
			return nil
		}
		if col.print != was.columns[n].print {
			a.columns[col.id()] = true
		}
	}
	for _, card := range was.cards {
		if n, seen := is.places[card.id]; !seen || is.cards[n] != card {
			a.cards[card.id] = true
		}
	}
	for _, card := range is.cards {
		if _, seen := was.places[card.id]; !seen {
			a.cards[card.id] = true
		}
	}
	for _, n := range []*clusterLayout{was, is} {
		for by, places := range n.marked {
			for _, at := range places {
				if a.cards[n.cards[at].id] {
					a.marked[by] = true
				}
			}
		}
	}
	return a
}

// affected where what is chosen or held has changed, one's own marks have, or the
// columns are not seen from their beginnings, as most see them.
func (c *cluster) affected(change any) bool {
	t := c.table
	if len(c.held()) > 0 || t.left > 0 || len(t.tops) > 0 {
		return true
	}
	a, changed := change.(clusterAffects)
	if !changed {
		return false
	}
	id := t.card()
	return a.cards[id] || id == 0 && a.columns[t.at] || a.marked[c.Me.Person]
}

// clusterDependencies is what one's own panes follow from besides one's own keys and
// cards.
type clusterDependencies struct {
	agenda  uint64
	head    heading
	body    frame.Rect
	layout  tableLayout
	picked  int
	free    bool // cards lie free
	many    bool // there are more columns than keys for them
	chosen  ownHeading
	maybe   [alike.MostColumns]marked
	dragged *clusterLayout // what a card is dragged over; nil if none is
}

// clusterOwn is that and one's own cards.
type clusterOwn struct {
	clusterDependencies
	cards    []ownCard
	unmarked []frame.Rect // where the marks of one's own changes would stand
}

// ownCard is a card that looks different to one than to the others.
type ownCard struct {
	placedCard
	chosen, picked bool
}

// ownHeading is a column's heading that is chosen.
type ownHeading struct {
	at  frame.Rect // empty if none is
	col *tableColumn
}

// clusterKeys is what the keys follow from besides one's own.
type clusterKeys struct {
	agenda          uint64
	picked          int
	onCluster, more bool
	many            bool // there are more columns than keys for them
}

func (c *cluster) dependencies(layout stage.SharedLayout) (own, keys any) {
	note := layout.(*clusterLayout)
	c.adopt(note)
	agenda := c.Board().Revs.Agenda
	is := clusterDependencies{
		agenda: agenda, head: note.head, body: note.body, layout: note.layout, picked: len(c.picked),
		free: len(note.columns) > 0 && len(note.columns[0].ideas) > 0, chosen: c.ownHeading(), maybe: c.marked(),
		many: len(note.columns) > oneKey+1,
	}
	if c.drag.set {
		is.dragged = note
	}
	var some [4]ownCard // so that who has few needs no memory
	cards := c.ownCards(some[:0], note)
	unmarked := c.unmarked(note)
	if was := c.dependedOn; was == nil || was.clusterDependencies != is || !slices.Equal(was.cards, cards) || !slices.Equal(was.unmarked, unmarked) {
		c.dependedOn = &clusterOwn{is, slices.Clone(cards), unmarked}
	}
	return c.dependedOn, remembered(&c.keyed, clusterKeys{agenda, len(c.picked), c.table.cluster() != nil, len(note.columns) > 2, len(note.columns) > oneKey+1})
}

// ownCards adds the chosen card and those picked up, as far as they are seen.
func (c *cluster) ownCards(cards []ownCard, note *clusterLayout) []ownCard {
	chosen := c.table.card()
	add := func(id model.ItemID, picked bool) {
		n, seen := note.places[id]
		if !seen {
			return
		}
		card := ownCard{note.cards[n], id == chosen, picked}
		card.fresh = card.fresh && card.by != c.Me.Person
		card.by = 0
		cards = append(cards, card)
	}
	if !slices.Contains(c.picked, chosen) {
		add(chosen, false)
	}
	for _, id := range c.picked {
		add(id, true)
	}
	return cards
}

// unmarked is where cards are marked that oneself has changed, but for those
// that have a pane of their own.
func (c *cluster) unmarked(note *clusterLayout) []frame.Rect {
	var out []frame.Rect
	for _, n := range note.marked[c.Me.Person] {
		card := note.cards[n]
		if card.id == c.table.card() || slices.Contains(c.picked, card.id) {
			continue
		}
		out = append(out, frame.Rect{X: card.rect.X + freshX(note.layout.boxed), Y: card.rect.Y, W: 1, H: 1})
	}
	return out
}

// ownHeading is the heading that is chosen, if one is, and it is seen.
func (c *cluster) ownHeading() ownHeading {
	t := c.table
	if t.row >= 0 || t.column >= len(t.spots) || t.spots[t.column].Empty() {
		return ownHeading{}
	}
	spot, col := t.spots[t.column], t.columns[t.column]
	return ownHeading{frame.Rect{X: spot.X, Y: spot.Y, W: spot.W, H: min(1, spot.H)}, col}
}

// own is the chosen card or heading, what is picked up, the card under the
// mouse, and one's own changes without the marks that others see.
func (c *cluster) own(r frame.Rect, layout stage.SharedLayout) []frame.Pane {
	note := layout.(*clusterLayout)
	c.dependencies(note)
	panes := c.aside(r, note.head)
	for _, card := range c.dependedOn.cards {
		panes = append(panes, c.cardPane(card))
	}
	if chosen := c.dependedOn.chosen; !chosen.at.Empty() {
		panes = append(panes, c.headingPane(chosen))
	}
	for _, m := range c.dependedOn.maybe {
		if !m.at.Empty() {
			panes = append(panes, c.maybePane(m.at))
		}
	}
	for _, at := range c.dependedOn.unmarked {
		panes = append(panes, c.DrawContext().Pane(at, unmarkedProps{note.layout.boxed}))
	}
	panes = append(panes, c.statusPane(note.status))
	return append(panes, c.dragPanes(r)...)
}

// cardState is how a card looks to one person.
type cardState struct {
	id             model.ItemID
	rev            uint64
	letter         byte
	chosen, picked bool
	fresh          bool
	boxed          bool
	w              int
}

// cardPane draws the chosen card or one that is picked up once more.
func (c *cluster) cardPane(placed ownCard) frame.Pane {
	dc, i := c.DrawContext(), c.Board().Idea(placed.id)
	m := mark(dc, i.Sector)
	boxed := c.table.layout.boxed
	col := c.table.columns[placed.column]
	cards := layCards(c.Cache(), col, placed.rect.W, c.table.spots[placed.column].H, boxed)
	at := slices.IndexFunc(cards, func(card laidCard) bool { return card.idea.ID == placed.id })
	if at < 0 {
		return frame.Pane{}
	}
	card := cards[at]
	letter := " "
	if placed.letter != 0 {
		letter = string(placed.letter)
	}
	category := stage.Local(dc.Words.Lang(), col.filed[placed.id])
	picked, isChosen, fresh := placed.picked, placed.chosen, placed.fresh
	state := cardState{placed.id, i.Rev, placed.letter, isChosen, picked, fresh, boxed, len(card.lines)}
	return frame.Pane{Rect: placed.rect, Key: c.key("card", 0, state), Draw: func(cv *frame.Canvas) {
		drawCard(cv, dc, card, 0, letter, boxed)
		switch {
		case boxed && picked:
			cv.Box(frame.Rect{W: cv.W(), H: card.h}, lipgloss.DoubleBorder(), dc.Accent.With(frame.Bold))
			cv.Text(2, 0, dc.Accent.With(frame.Bold), "✓"+letter)
			cv.Text(cv.W()-3, 0, m.style, m.text)
		case boxed:
			cv.Box(frame.Rect{W: cv.W(), H: card.h}, lipgloss.ThickBorder(), dc.Theme.Focus)
			cv.Text(2, 0, dc.Theme.Key, letter)
			cv.Text(cv.W()-3, 0, m.style, m.text)
		case picked:
			cv.Restyle(cv.Bounds(), func(s frame.Style) frame.Style { return dc.Accent.With(frame.Bold) })
			cv.Text(1, 0, dc.Accent.With(frame.Bold), "✓")
		}
		drawCategory(cv, dc, card, 0, category, boxed) // over the border
		if fresh {
			drawFresh(cv, dc, 0, boxed)
		}
		if isChosen {
			area := cv.Bounds()
			if boxed {
				area = area.Inset(1, 1)
			}
			cv.Restyle(area, dc.Theme.Select)
		}
	}}
}

// headingPane shows that a whole cluster is chosen.
func (c *cluster) headingPane(h ownHeading) frame.Pane {
	return c.DrawContext().Pane(h.at, headingProps{h.col})
}

// headingProps is the heading of a cluster that is chosen.
type headingProps struct{ col *tableColumn }

// Draw draws it as chosen.
func (p headingProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	drawColumn(c, dc, columnProps{col: p.col}, nil)
	c.Restyle(c.Bounds(), dc.Theme.Select)
}

// statusPane says what is picked up and what to do with it.
func (c *cluster) statusPane(r frame.Rect) frame.Pane {
	dc, is, where := c.DrawContext(), c.dependedOn.clusterDependencies, c.maybeText()
	n, keys := is.picked, dc.Words.T("participant.cluster.number")
	if is.many {
		keys = dc.Words.T("participant.cluster.numbers")
	}
	return frame.Pane{Rect: r, Key: c.key("cluster.status", 0, [4]any{n, is.free, where, is.many}), Draw: func(cv *frame.Canvas) {
		style, text := dc.Accent.With(frame.Bold), ""
		switch {
		case n > 0 && where != "":
			text = dc.Words.N("participant.cluster.maybe", n, "Columns", where, "Keys", keys)
		case n > 0:
			text = dc.Words.N("participant.cluster.picked", n, "Keys", keys)
		case !is.free:
			style, text = dc.Theme.Muted, dc.Words.T("participant.cluster.done")
		default:
			style, text = dc.Theme.Muted, dc.Words.T("participant.cluster.how", "Keys", strings.ToLower(keys))
		}
		cv.TextIn(2, 0, cv.W()-4, style, text)
	}}
}

// dragPanes draw the card that follows the mouse, and the column it would land in.
func (c *cluster) dragPanes(r frame.Rect) []frame.Pane {
	i := c.Board().Idea(c.drag.id)
	if !c.drag.going || i == nil {
		return nil
	}
	dc, text := c.DrawContext(), i.Text
	at := frame.Rect{X: c.drag.x + 1, Y: c.drag.y, W: min(26, r.W), H: 1}.Intersect(r)
	panes := []frame.Pane{{Rect: at, Key: c.key("drag", 0, text), Draw: func(cv *frame.Canvas) {
		cv.Fill(cv.Bounds(), dc.Theme.Selected)
		cv.TextIn(1, 0, cv.W()-2, dc.Theme.Selected, text)
	}}}
	if column, _, ok := c.table.hit(c.drag.x, c.drag.y); ok {
		spot := c.table.spots[column]
		line := frame.Rect{X: spot.X, Y: spot.Y + 1, W: spot.W, H: 1}
		panes = append(panes, frame.Pane{Rect: line, Key: c.key("landing", 0, nil), Draw: func(cv *frame.Canvas) {
			cv.HLine(0, 0, cv.W(), dc.Accent.With(frame.Bold), "━")
		}})
	}
	return panes
}
