package ideas

import (
	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// clusterLayout is the shared columns' places, for who lays their own over them.
type clusterLayout struct {
	head         view.Heading
	body, status frame.Rect
	columns      []*cardColumn
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
	view.PhaseProps
	clusterView
	columns  *boardColumns
	workshop stage.WorkshopEpoch
	rev      uint64 // of the ideas
}

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

// newBody reports whether the columns may lie elsewhere than before.
func (s scrolling) newBody(before scrolling) bool {
	return s.area != before.area || s.lang != before.lang || s.agenda != before.agenda
}

func (c *cluster) SharedView(r frame.Rect, last stage.SharedView) (stage.SharedView, bool) {
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
	return view.SameShared(last, c.clusterView()), true
}

// carryLetters has a part of the columns that nobody has seen begin with the
// letters that were seen here before.
func (c *cluster) carryLetters() {
	v := lettersView{c.WorkshopEpoch(), c.PhaseID(), c.body.W, c.body.H, c.table.first(), c.tops}
	if v != c.lettered {
		stage.WorkshopState[letterBook](c.Env).carry(c.lettered, v)
		c.lettered = v
	}
}

func (c *cluster) clusterView() clusterView {
	return clusterView{c.InSession(), c.table.left, c.tops, c.table.fresh, stage.WorkshopState[letterBook](c.Env)}
}

// Props is what is seen of a board.
func (v clusterView) Props(s stage.Snapshot) stage.SharedProps {
	b := s.Board
	return clusterProps{view.PhaseOf(b, s.Clocks, v.session), v, columnsOf(s), s.Workshop, b.Revs.Ideas}
}

// DrawShared lays out the columns that are seen.
func (p clusterProps) DrawShared(dc stage.DrawContext, r frame.Rect) ([]frame.Pane, stage.SharedLayout) {
	panes, rest, head := p.Top(dc, r, true)
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

// Settle shows columns that are laid out already.
func (c *cluster) Settle(layout stage.SharedLayout) {
	n, t := layout.(*clusterLayout), c.table
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
	if !view.OnlyIdeas(before, after) || was.head != is.head || was.body != is.body || was.layout != is.layout ||
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
func (c *cluster) Affected(change any) bool {
	t := c.table
	if len(c.held()) > 0 || t.left > 0 || len(t.tops) > 0 {
		return true
	}
	a, changed := change.(clusterAffects)
	if !changed {
		return t.aged()
	}
	id := t.card()
	return a.cards[id] || id == 0 && a.columns[t.at] || a.marked[c.Me.Person]
}
