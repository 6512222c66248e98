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
