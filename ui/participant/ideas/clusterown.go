package ideas

import (
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"verkstad/model"
	"verkstad/model/alike"
	"verkstad/ui/frame"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// clusterPrivate is what one's own panes follow from.
type clusterPrivate struct {
	aside     view.AsideProps
	layout    tableLayout
	chosen    ownHeading
	suggested [alike.MostColumns]suggestedColumn
	status    statusProps
	at        frame.Rect // of the status
	cards     *ownCards
	dragged   draggedProps
}

// ownCards is the cards that look different to one than to the others. It does not
// change.
type ownCards struct {
	cards    []ownCard
	unmarked []frame.Rect // where the marks of one's own changes would stand
}

// ownCard is one of those.
type ownCard struct {
	placedCard
	idea           *model.Idea
	category       string
	chosen, picked bool
}

// ownHeading is a column's heading that is chosen.
type ownHeading struct {
	at  frame.Rect // empty if none is
	col *cardColumn
}

func (c *cluster) Private(layout stage.SharedLayout, last view.PrivateProps) view.PrivateProps {
	n := layout.(*clusterLayout)
	p := clusterPrivate{
		aside: c.AsideProps(n.head), layout: n.layout, chosen: c.ownHeading(), suggested: c.suggestedColumns(), at: n.status, dragged: c.dragged(),
	}
	p.status = statusProps{picked: len(c.picked), free: len(n.columns) > 0 && len(n.columns[0].ideas) > 0, many: c.table.many()}
	for i, m := range p.suggested {
		p.status.suggested[i] = m.number
	}
	var some [4]ownCard // so that whoever has few needs no memory
	cards, unmarked := c.ownCards(some[:0], n), c.unmarked(n)
	if was, ok := last.(clusterPrivate); ok && slices.Equal(was.cards.cards, cards) && slices.Equal(was.cards.unmarked, unmarked) {
		p.cards = was.cards
	} else {
		p.cards = &ownCards{slices.Clone(cards), unmarked}
	}
	return view.SamePrivate(last, p)
}

// ownCards adds the chosen card and those picked up, as far as they are seen.
func (c *cluster) ownCards(cards []ownCard, l *clusterLayout) []ownCard {
	chosen := c.table.card()
	add := func(id model.ItemID, picked bool) {
		n, seen := l.places[id]
		if !seen {
			return
		}
		at, idea := l.cards[n], c.Board().Idea(id)
		if idea == nil {
			return
		}
		card := ownCard{at, idea, c.Local(l.columns[at.column].filed[id]), id == chosen, picked}
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
func (c *cluster) unmarked(l *clusterLayout) []frame.Rect {
	var out []frame.Rect
	for _, n := range l.marked[c.Me.Person] {
		card := l.cards[n]
		if card.id == c.table.card() || slices.Contains(c.picked, card.id) {
			continue
		}
		out = append(out, frame.Rect{X: card.rect.X + freshX(l.layout.boxed), Y: card.rect.Y, W: 1, H: 1})
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

// DrawPrivate lays the chosen card or heading, what is picked up, the card under the
// mouse, and one's own changes without the marks that others see.
func (p clusterPrivate) DrawPrivate(dc stage.DrawContext, r frame.Rect) []frame.Pane {
	panes := p.aside.Panes(dc)
	for _, card := range p.cards.cards {
		panes = append(panes, dc.Pane(card.rect, card.props(p.layout.boxed)))
	}
	if !p.chosen.at.Empty() {
		panes = append(panes, dc.Pane(p.chosen.at, headingProps{p.chosen.col}))
	}
	for _, m := range p.suggested {
		if !m.at.Empty() {
			panes = append(panes, dc.Pane(m.at, suggestedLine{}))
		}
	}
	for _, at := range p.cards.unmarked {
		panes = append(panes, dc.Pane(at, unmarkedProps{p.layout.boxed}))
	}
	return p.dragged.add(dc, append(panes, dc.Pane(p.at, p.status)), r)
}

// cardProps is how a card looks to one person.
type cardProps struct {
	idea           *model.Idea
	size           cardSize
	letter         string
	category       string
	chosen, picked bool
	fresh          bool
}

// props is how the card looks.
func (o ownCard) props(boxed bool) cardProps {
	p := cardProps{
		idea: o.idea, size: cardSize{o.rect.W, 1, o.tall, boxed}, letter: " ",
		category: o.category, chosen: o.chosen, picked: o.picked, fresh: o.fresh,
	}
	if o.letter != 0 {
		p.letter = string(o.letter)
	}
	return p
}

// Draw draws the card once more, as chosen or picked up.
func (p cardProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	card, boxed, m := layCard(p.idea, p.size, p.category != ""), p.size.boxed, view.SectorMark(dc, p.idea.Sector)
	drawCard(c, dc, card, 0, p.letter, boxed)
	switch {
	case boxed && p.picked:
		c.Box(frame.Rect{W: c.W(), H: card.h}, lipgloss.DoubleBorder(), dc.Accent.With(frame.Bold))
		c.Text(2, 0, dc.Accent.With(frame.Bold), "✓"+p.letter)
		c.Text(c.W()-3, 0, m.Style, m.Text)
	case boxed:
		c.Box(frame.Rect{W: c.W(), H: card.h}, lipgloss.ThickBorder(), dc.Theme.Focus)
		c.Text(2, 0, dc.Theme.Key, p.letter)
		c.Text(c.W()-3, 0, m.Style, m.Text)
	case p.picked:
		c.Restyle(c.Bounds(), func(s frame.Style) frame.Style { return dc.Accent.With(frame.Bold) })
		c.Text(1, 0, dc.Accent.With(frame.Bold), "✓")
	}
	drawCategory(c, dc, card, 0, p.category, boxed) // over the border
	if p.fresh {
		drawFresh(c, dc, 0, boxed)
	}
	if p.chosen {
		area := c.Bounds()
		if boxed {
			area = area.Inset(1, 1)
		}
		c.Restyle(area, dc.Theme.Select)
	}
}

// headingProps is the heading of a cluster that is chosen.
type headingProps struct{ col *cardColumn }

// Draw draws it as chosen.
func (p headingProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	drawColumn(c, dc, columnProps{col: p.col}, nil)
	c.Restyle(c.Bounds(), dc.Theme.Select)
}

// statusProps is what is picked up, and where it may belong.
type statusProps struct {
	picked    int
	free      bool                   // cards lie free
	many      bool                   // there are more columns than keys for them
	suggested [alike.MostColumns]int // the numbers of those columns; 0 for none
}

// columns is the numbers of the columns where it may belong; empty for none.
func (p statusProps) columns() string {
	var numbers []string
	for _, n := range p.suggested {
		if n != 0 {
			numbers = append(numbers, columnKey(n))
		}
	}
	return strings.Join(numbers, ", ")
}

// Draw says what is picked up and what to do with it.
func (p statusProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	keys, where := dc.Words.T("participant.cluster.number"), p.columns()
	if p.many {
		keys = dc.Words.T("participant.cluster.numbers")
	}
	style, text := dc.Accent.With(frame.Bold), ""
	switch {
	case p.picked > 0 && where != "":
		text = dc.Words.N("participant.cluster.maybe", p.picked, "Columns", where, "Keys", keys)
	case p.picked > 0:
		text = dc.Words.N("participant.cluster.picked", p.picked, "Keys", keys)
	case !p.free:
		style, text = dc.Theme.Muted, dc.Words.T("participant.cluster.done")
	default:
		style, text = dc.Theme.Muted, dc.Words.T("participant.cluster.how", "Keys", strings.ToLower(keys))
	}
	c.TextIn(2, 0, c.W()-4, style, text)
}

// draggedProps is a card that follows the mouse, and the column that it would land
// in. The zero value is none.
type draggedProps struct {
	idea    *model.Idea // nil for none
	x, y    int
	landing frame.Rect // the line under that column's heading; empty for none
}

// dragged is what is on its way with the mouse.
func (c *cluster) dragged() draggedProps {
	i := c.Board().Idea(c.drag.id)
	if !c.drag.going || i == nil {
		return draggedProps{}
	}
	p := draggedProps{idea: i, x: c.drag.x, y: c.drag.y}
	if column, _, ok := c.table.hit(c.drag.x, c.drag.y); ok {
		spot := c.table.spots[column]
		p.landing = frame.Rect{X: spot.X, Y: spot.Y + 1, W: spot.W, H: 1}
	}
	return p
}

// add adds both.
func (p draggedProps) add(dc stage.DrawContext, panes []frame.Pane, r frame.Rect) []frame.Pane {
	if p.idea == nil {
		return panes
	}
	at := frame.Rect{X: p.x + 1, Y: p.y, W: min(26, r.W), H: 1}.Intersect(r)
	panes = append(panes, dc.Pane(at, dragCard{p.idea}))
	if p.landing.Empty() {
		return panes
	}
	return append(panes, dc.Pane(p.landing, landingLine{}))
}

// dragCard is the first words of a card that follows the mouse.
type dragCard struct{ idea *model.Idea }

// Draw draws them as chosen.
func (p dragCard) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.Fill(c.Bounds(), dc.Theme.Selected)
	c.TextIn(1, 0, c.W()-2, dc.Theme.Selected, p.idea.Text)
}

// landingLine is the line under the heading of a column in which a card would land.
type landingLine struct{}

// Draw draws it.
func (landingLine) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.HLine(0, 0, c.W(), dc.Accent.With(frame.Bold), "━")
}
