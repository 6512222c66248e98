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
	start   int            // the place of the heap of free ideas that is read from
	own     model.PersonID // whose letters the cards have; 0 for those of all
	left    int            // columns that are passed over
	tops    string         // of those that are scrolled; see scrolled
	fresh   uint64         // cards are marked from that revision on
	resting uint64         // letters that were freed from that revision on are given to no other
	letters *letterBook    // nil for cards without letters
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
			bare := c.clusterView()
			bare.letters = nil // of what is not seen yet
			_, layout := c.DrawShared(bare, r)
			c.body = layout.(*clusterLayout).body
		}
		turns, tops, left := t.bring || t.wheeled, c.tops, t.left
		t.scroll(c.body)
		c.scroll = c.scrolling(r)
		c.tops = t.scrolled()
		if t.away || turns {
			c.apart = t.away
		}
		c.turnLetters(turns && (c.tops != tops || t.left != left))
	}
	return view.SameShared(last, c.clusterView()), true
}

// turnLetters has a part of the columns that the person has turned to begin with the
// letters that were seen here before.
func (c *cluster) turnLetters(turned bool) {
	v := lettersView{c.WorkshopEpoch(), c.PhaseID(), c.body.W, c.body.H, c.table.start, c.own()}
	if v != c.lettered || turned {
		stage.WorkshopState[letterBook](c.Env).turn(c.lettered, v)
		c.lettered = v
	}
}

// own is whose letters the cards have: those of all as long as one has the columns seen
// from their beginnings.
func (c *cluster) own() model.PersonID {
	switch {
	case !c.apart:
		return 0
	case c.Me.Person == 0:
		return -1
	}
	return c.Me.Person
}

func (c *cluster) clusterView() clusterView {
	return clusterView{c.InSession(), c.table.start, c.own(), c.table.left, c.tops, c.table.fresh, c.table.resting, stage.WorkshopState[letterBook](c.Env)}
}

// Props is what is seen of a board.
func (v clusterView) Props(s stage.Snapshot) stage.SharedProps {
	b := s.Board
	return clusterProps{view.PhaseOf(b, s.Clocks, v.session), v, columnsOf(s, v.start), s.Workshop, b.Revs.Ideas}
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
	if len(c.held()) > 0 || c.apart {
		return true
	}
	a, changed := change.(clusterAffects)
	if !changed {
		return t.aged()
	}
	id := t.card()
	return a.cards[id] || id == 0 && a.columns[t.at] || a.marked[c.Me.Person]
}
