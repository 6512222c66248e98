package participant

import (
	"slices"

	"charm.land/lipgloss/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// clusterNote is the common columns' places, for who lays their own over them.
type clusterNote struct {
	head         heading
	body, status frame.Rect
	columns      []tableColumn
	cards        []placedCard
	spots        []frame.Rect
	layout       *tableLayout
}

// clusterLook is which part of the columns is seen.
type clusterLook struct {
	left int
	tops string // of those that are scrolled
}

func (c *cluster) panes(r frame.Rect) []frame.Pane { return whole(c, r) }

func (c *cluster) alike(r frame.Rect) any {
	c.table.refresh()
	if c.laidIn != r || !c.table.unscrolled(c.body) {
		c.common(r) // scrolls to what is chosen
	}
	return clusterLook{c.table.left, c.table.scrolled()}
}

func (c *cluster) common(r frame.Rect) ([]frame.Pane, any) {
	panes, rest, head := c.top(r, true)
	note := &clusterNote{head: head}
	note.status, note.body = rest.SplitBottom(1)
	panes = append(panes, c.table.panes(note.body)...)
	t := c.table
	note.columns, note.cards, note.spots, note.layout = t.columns, t.cards, t.spots, t.layout
	c.laidIn, c.body = r, note.body
	return panes, note
}

// clusterCause is what one's own panes follow from besides one's own keys.
type clusterCause struct {
	ideas, agenda uint64
	head          heading
	body          frame.Rect
	look          clusterLook
	seen          int
	picked        int
}

// clusterKeys is what the keys follow from besides one's own.
type clusterKeys struct {
	agenda          uint64
	picked          int
	onCluster, more bool
}

func (c *cluster) cause(n any) (own, keys any) {
	b, note := c.Board(), n.(*clusterNote)
	c.seen.look(b.Seq, c.Now())
	return clusterCause{b.Revs.Ideas, b.Revs.Agenda, note.head, note.body, clusterLook{c.table.left, c.table.scrolled()}, c.seen.epoch, len(c.picked)},
		clusterKeys{b.Revs.Agenda, len(c.picked), c.table.cluster() != nil, len(note.columns) > 2}
}

// own is the chosen card, what is picked up, what others just changed, the
// card under the mouse.
func (c *cluster) own(r frame.Rect, n any) []frame.Pane {
	note := n.(*clusterNote)
	t := c.table
	t.columns, t.cards, t.spots, t.layout = note.columns, note.cards, note.spots, note.layout
	c.laidIn, c.body = r, note.body
	panes := append(c.aside(r, note.head), c.chosenPanes()...)
	panes = append(panes, c.freshPanes()...)
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

// chosenPanes draw the chosen card and those picked up once more, each in its
// own pane.
func (c *cluster) chosenPanes() []frame.Pane {
	var panes []frame.Pane
	for _, placed := range c.table.cards {
		picked := slices.Contains(c.picked, placed.id)
		isChosen := placed.id == c.table.card()
		if picked || isChosen {
			panes = append(panes, c.cardPane(placed, isChosen, picked))
		}
	}
	if c.table.row < 0 && c.table.column < len(c.table.spots) {
		panes = append(panes, c.headingPane())
	}
	return panes
}

func (c *cluster) cardPane(placed placedCard, isChosen, picked bool) frame.Pane {
	l, i := c.look(), c.Board().Idea(placed.id)
	m := l.mark(i.Sector)
	boxed := c.table.layout.boxed
	col := c.table.columns[placed.column]
	cards := layCards(col, placed.rect.W, c.table.spots[placed.column].H, boxed)
	at := slices.IndexFunc(cards, func(card laidCard) bool { return card.idea.ID == placed.id })
	if at < 0 {
		return frame.Pane{}
	}
	card := cards[at]
	letter := " "
	if placed.letter != 0 {
		letter = string(placed.letter)
	}
	fresh := c.seen.fresh(i.Rev)
	category := stage.Local(l.words.Lang(), col.filed[placed.id])
	state := cardState{placed.id, i.Rev, placed.letter, isChosen, picked, fresh, boxed, len(card.lines)}
	return frame.Pane{Rect: placed.rect, Key: c.key("card", 0, state), Draw: func(cv *frame.Canvas) {
		drawCard(cv, l, card, 0, letter, boxed)
		switch {
		case boxed && picked:
			cv.Box(frame.Rect{W: cv.W(), H: card.h}, lipgloss.DoubleBorder(), l.accent.With(frame.Bold))
			cv.Text(2, 0, l.accent.With(frame.Bold), "✓"+letter)
			cv.Text(cv.W()-3, 0, m.style, m.text)
		case boxed:
			cv.Box(frame.Rect{W: cv.W(), H: card.h}, lipgloss.ThickBorder(), l.theme.Focus)
			cv.Text(2, 0, l.theme.Key, letter)
			cv.Text(cv.W()-3, 0, m.style, m.text)
		case picked:
			cv.Restyle(cv.Bounds(), func(s frame.Style) frame.Style { return l.accent.With(frame.Bold) })
			cv.Text(1, 0, l.accent.With(frame.Bold), "✓")
		}
		drawCategory(cv, l, card, 0, category, boxed) // over the border
		if fresh {
			cv.Text(freshX(boxed), 0, l.accent.With(frame.Bold), freshMark)
		}
		if isChosen {
			area := cv.Bounds()
			if boxed {
				area = area.Inset(1, 1)
			}
			cv.Restyle(area, l.theme.Select)
		}
	}}
}

// headingPane shows that a whole cluster is chosen.
func (c *cluster) headingPane() frame.Pane {
	l, spot := c.look(), c.table.spots[c.table.column]
	col := c.table.columns[c.table.column]
	at := frame.Rect{X: spot.X, Y: spot.Y, W: spot.W, H: min(1, spot.H)}
	look := columnLook{print: col.print, number: col.number}
	return frame.Pane{Rect: at, Key: c.key("heading", 0, look), Draw: func(cv *frame.Canvas) {
		drawColumn(cv, l, col, nil, look)
		cv.Restyle(cv.Bounds(), l.theme.Select)
	}}
}

const freshMark = "•"

// freshX is the column of a card where that mark stands.
func freshX(boxed bool) int {
	if boxed {
		return 4
	}
	return 1
}

// freshPanes mark what others changed in the last seconds, but for the cards
// that have a pane of their own.
func (c *cluster) freshPanes() []frame.Pane {
	l := c.look()
	var panes []frame.Pane
	for _, placed := range c.table.cards {
		if !c.seen.fresh(placed.rev) || placed.id == c.table.card() || slices.Contains(c.picked, placed.id) {
			continue
		}
		at := frame.Rect{X: placed.rect.X + freshX(c.table.layout.boxed), Y: placed.rect.Y, W: 1, H: 1}
		panes = append(panes, frame.Pane{Rect: at, Key: c.key("fresh", 0, nil), Draw: func(cv *frame.Canvas) {
			cv.Text(0, 0, l.accent.With(frame.Bold), freshMark)
		}})
	}
	return panes
}

// statusPane says what is picked up and what to do with it.
func (c *cluster) statusPane(r frame.Rect) frame.Pane {
	l, n := c.look(), len(c.picked)
	free := 0
	if len(c.table.columns) > 0 {
		free = len(c.table.columns[0].ideas)
	}
	return frame.Pane{Rect: r, Key: c.key("cluster.status", 0, [2]int{n, free}), Draw: func(cv *frame.Canvas) {
		switch {
		case n > 0:
			cv.TextIn(2, 0, cv.W()-4, l.accent.With(frame.Bold), l.words.N("participant.cluster.picked", n))
		case free == 0:
			cv.TextIn(2, 0, cv.W()-4, l.theme.Muted, l.words.T("participant.cluster.done"))
		default:
			cv.TextIn(2, 0, cv.W()-4, l.theme.Muted, l.words.T("participant.cluster.how"))
		}
	}}
}

// dragPanes draw the card that follows the mouse, and the column it would land in.
func (c *cluster) dragPanes(r frame.Rect) []frame.Pane {
	i := c.Board().Idea(c.drag.id)
	if !c.drag.going || i == nil {
		return nil
	}
	l, text := c.look(), i.Text
	at := frame.Rect{X: c.drag.x + 1, Y: c.drag.y, W: min(26, r.W), H: 1}.Intersect(r)
	panes := []frame.Pane{{Rect: at, Key: c.key("drag", 0, text), Draw: func(cv *frame.Canvas) {
		cv.Fill(cv.Bounds(), l.theme.Selected)
		cv.TextIn(1, 0, cv.W()-2, l.theme.Selected, text)
	}}}
	if column, _, ok := c.table.hit(c.drag.x, c.drag.y); ok {
		spot := c.table.spots[column]
		line := frame.Rect{X: spot.X, Y: spot.Y + 1, W: spot.W, H: 1}
		panes = append(panes, frame.Pane{Rect: line, Key: c.key("landing", 0, nil), Draw: func(cv *frame.Canvas) {
			cv.HLine(0, 0, cv.W(), l.accent.With(frame.Bold), "━")
		}})
	}
	return panes
}
