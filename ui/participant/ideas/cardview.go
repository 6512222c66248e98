package ideas

import (
	"fmt"
	"maps"
	"slices"
	"sort"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// columnProps is all that the picture of a column follows from.
type columnProps struct {
	col    *cardColumn
	top    int
	marks  string // the letters of the cards that begin in it, blank for none
	fresh  string // the marks of those that were changed just now, blank for the others; empty for none
	layout tableLayout
}

// Draw draws the column.
func (p columnProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	drawColumn(c, dc, p, layCards(dc.Cache, p.col, p.layout, c.H()))
}

// mark takes up the letters and marks of cards.
func (k *columnProps) mark(cards []placedCard) {
	letters, fresh, any := make([]byte, len(cards)), make([]byte, len(cards)), false
	for i, c := range cards {
		letters[i], fresh[i] = max(c.letter, ' '), ' '
		if c.fresh {
			fresh[i], any = '*', true
		}
	}
	k.marks = string(letters)
	if any {
		k.fresh = string(fresh)
	}
}

// marksOf is the letter of the card that begins in the column as number n, and
// whether it is marked.
func (k columnProps) marksOf(n int) (letter string, fresh bool) {
	if n >= len(k.marks) {
		return " ", false
	}
	return k.marks[n : n+1], k.fresh != "" && k.fresh[n] == '*'
}

// eachColumn goes through the columns that are seen in r and their places: the
// free ideas always, and as many clusters as there is room for after those that
// are passed over.
func eachColumn(r frame.Rect, lay tableLayout, left, count int, do func(n int, at frame.Rect)) {
	for slot := 0; slot <= lay.shown; slot++ {
		n := slot
		if slot > 0 || lay.shown == 0 {
			n = left + max(slot, 1)
		}
		if n >= count {
			break
		}
		x, w := lay.place(slot)
		do(n, frame.Rect{X: r.X + 2 + x, Y: r.Y, W: w, H: r.H})
	}
}

// eachSeen goes through the columns that are seen, the chosen one among them.
func (t *cardTable) eachSeen(r frame.Rect, lay tableLayout, do func(n int, at frame.Rect)) {
	if lay.shown == 0 { // one column alone
		t.left = t.column - 1
	} else {
		if t.column > 0 {
			t.left = max(min(t.left, t.column-1), t.column-lay.shown)
		}
		t.left = max(0, min(t.left, len(t.columns)-1-lay.shown))
	}
	t.begin, t.rect = t.first(), r
	eachColumn(r, lay, t.left, len(t.columns), do)
}

// scroll brings what somebody has chosen into r, and lays out nothing. Where others have
// moved cards, what is seen stays where it is, and what they have moved out of sight is no
// longer chosen.
func (t *cardTable) scroll(r frame.Rect) {
	lay := layoutFor(r, t.columns)
	bring := t.bring || t.rect != r
	defer func() { t.bring, t.wheeled = false, false }()
	t.eachSeen(r, lay, func(n int, at frame.Rect) {
		if n != t.column && t.tops[t.columns[n].id()] == 0 {
			return
		}
		cards, h := layCards(t.desk.Cache(), t.columns[n], lay, at.H), at.H-2
		switch {
		case bring:
			t.scrollTo(n, cards, h)
		default:
			t.stay(n, cards, h)
		}
	})
	t.away = t.left > 0 || t.left == 0 && lay.shown == 0 || len(t.tops) > 0
}

// stay keeps the cards of a column where they are seen, as far as there are enough. The
// first that was seen and is still there says where that is.
func (t *cardTable) stay(n int, cards []laidCard, h int) {
	id, seen := t.columns[n].id(), t.tops[t.columns[n].id()]
	if seen > 0 && !t.wheeled {
		seen = t.anchored(id, cards, seen)
	}
	t.setTop(id, min(seen, heightOf(cards)-h))
	if n != t.column || t.row < 0 || t.row >= len(cards) {
		return
	}
	if card, top := cards[t.row], t.tops[id]; card.y >= top && card.y+min(card.h, h) <= top+h {
		return
	}
	at := slices.IndexFunc(cards, func(c laidCard) bool { return c.y >= t.tops[id] })
	t.row = max(0, at)
	t.id = t.card()
	t.ofCard.Now(t.desk.Env)
}

// anchored is the row that a column begins with so that what is seen stays where it is.
func (t *cardTable) anchored(column model.ItemID, cards []laidCard, top int) int {
	for _, seen := range t.cards {
		if seen.of != column {
			continue
		}
		for _, c := range cards {
			if c.idea.ID == seen.id {
				return c.y - seen.down
			}
		}
	}
	return top
}

func (t *cardTable) setTop(column model.ItemID, top int) {
	if top <= 0 {
		delete(t.tops, column)
		return
	}
	t.tops[column] = top
}

// lay lays out the columns that are seen in the layout's body, and notes there
// what lies where.
func (p clusterProps) lay(dc stage.DrawContext, n *clusterLayout) []frame.Pane {
	r, count := n.body, len(n.columns)
	n.layout = layoutFor(r, n.columns)
	n.spots = make([]frame.Rect, count)
	left := p.left
	if n.layout.shown > 0 {
		left = max(0, min(left, count-1-n.layout.shown))
	}
	tops := topsOf(p.tops)
	var seen []seenColumn
	eachColumn(r, n.layout, left, count, func(at int, spot frame.Rect) {
		seen = append(seen, n.place(dc.Cache, at, spot, tops, p.fresh))
	})
	if p.letters != nil {
		p.letter(n)
	}
	var panes []frame.Pane
	for _, s := range seen {
		props := columnProps{col: n.columns[s.n], top: s.top, layout: n.layout}
		props.mark(n.cards[s.from:s.to])
		panes = append(panes, dc.Pane(s.rect, props))
	}
	more := moreProps{left > 0, count-1-left-n.layout.shown > 0}
	if n.layout.shown == 0 {
		more = moreProps{left >= 0, left+1 < count-1}
	}
	return append(panes, dc.Pane(frame.Rect{X: r.Right() - 2, Y: r.Y, W: 2, H: 2}, more))
}

// letter gives the cards that are seen their letters.
func (p clusterProps) letter(n *clusterLayout) {
	seen := seenCards{ids: make([]model.ItemID, len(n.cards)), rev: p.rev, resting: p.resting}
	for i, c := range n.cards {
		seen.ids[i] = c.id
		if n.columns[c.column].cluster == nil {
			seen.free++
		}
	}
	view := lettersView{p.workshop, p.Phase.ID, n.body.W, n.body.H, p.start, p.own}
	for i, letter := range p.letters.give(view, seen) {
		n.cards[i].letter = letter
	}
}

// seenColumn is a column that is seen, and which of the cards that are seen are
// its own.
type seenColumn struct {
	n        int
	rect     frame.Rect
	top      int
	from, to int // in the layout's cards
}

// moreProps is whether there are more columns to the left and right of those seen.
type moreProps struct{ before, after bool }

// Draw draws an arrow each way.
func (p moreProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	if p.after {
		c.Text(0, 0, dc.Accent, "›")
	}
	if p.before {
		c.Text(0, 1, dc.Accent, "‹")
	}
}

// place places a column's cards.
func (n *clusterLayout) place(cache *frame.Cache, at int, r frame.Rect, tops map[model.ItemID]int, fresh uint64) seenColumn {
	n.spots[at] = r
	col := n.columns[at]
	cards := layCards(cache, col, n.layout, r.H)
	top := max(0, min(tops[col.id()], heightOf(cards)-(r.H-2)))
	s := seenColumn{n: at, rect: r, top: top, from: len(n.cards)}
	from := sort.Search(len(cards), func(i int) bool { return cards[i].y >= top })
	for _, card := range cards[from:] {
		rect := frame.Rect{X: r.X + card.x, Y: r.Y + 2 + card.y - top, W: card.w, H: card.h}
		if rect.Y >= r.Bottom() {
			break
		}
		n.cards = append(n.cards, placedCard{
			id: card.idea.ID, rev: card.idea.Rev, column: at, of: col.id(), down: card.y - top, rect: rect.Intersect(r), tall: r.H >= tallFrom,
			fresh: fresh != 0 && card.idea.Rev >= fresh, by: card.idea.Changed.By,
		})
	}
	s.to = len(n.cards)
	return s
}

// heightOf is how many rows a column's cards take.
func heightOf(cards []laidCard) int {
	if len(cards) == 0 {
		return 0
	}
	low, last := 0, cards[len(cards)-1].y
	for i := len(cards) - 1; i >= 0 && cards[i].y == last; i-- {
		low = max(low, last+cards[i].h)
	}
	return low
}

// scrollTo keeps the chosen card of a column inside it.
func (t *cardTable) scrollTo(n int, cards []laidCard, h int) {
	id := t.columns[n].id()
	top := t.tops[id]
	if n == t.column && t.row >= 0 && t.row < len(cards) {
		card := cards[t.row]
		top = max(min(top, card.y), card.y+card.h-h)
	}
	t.setTop(id, min(top, heightOf(cards)-h))
}

// scrolled is the columns that are not seen from their beginnings, each with the
// first row that is; see topsOf.
func (t *cardTable) scrolled() string {
	if len(t.tops) == 0 {
		return ""
	}
	var s strings.Builder
	for _, id := range slices.Sorted(maps.Keys(t.tops)) {
		fmt.Fprintf(&s, "%d:%d ", id, t.tops[id])
	}
	return s.String()
}

// topsOf reads what scrolled has written.
func topsOf(scrolled string) map[model.ItemID]int {
	tops := map[model.ItemID]int{}
	for _, column := range strings.Fields(scrolled) {
		id, top, _ := strings.Cut(column, ":")
		n, _ := strconv.Atoi(id)
		tops[model.ItemID(n)], _ = strconv.Atoi(top)
	}
	return tops
}

func drawColumn(c *frame.Canvas, dc stage.DrawContext, p columnProps, cards []laidCard) {
	col := p.col
	x := c.Text(0, 0, dc.Theme.Key, columnKey(col.number)) + 1
	count := strconv.Itoa(len(col.ideas))
	if category := stage.Local(dc.Words.Lang(), col.filed[col.id()]); category != "" {
		count = category + " · " + count
	}
	style := dc.Theme.Strong
	if col.cluster == nil {
		style = dc.Theme.Muted.With(frame.Bold)
	}
	c.TextIn(x, 0, c.W()-x-frame.Width(count)-1, style, col.title(dc))
	c.TextRight(c.W(), 0, dc.Theme.Muted, count)
	c.HLine(0, 1, c.W(), dc.Accent, "─")
	seen := 0
	body := c.Sub(frame.Rect{Y: 2, W: c.W(), H: c.H() - 2})
	for _, card := range cards {
		y := card.y - p.top
		if y >= body.H() || y+card.h <= 0 {
			continue
		}
		letter, fresh := " ", false
		if y >= 0 {
			letter, fresh = p.marksOf(seen)
			seen++
		}
		at := body.Sub(frame.Rect{X: card.x, W: card.w, H: body.H()})
		drawCard(at, dc, card, y, letter, p.layout.boxed)
		drawCategory(at, dc, card, y, stage.Local(dc.Words.Lang(), col.filed[card.idea.ID]), p.layout.boxed)
		if fresh {
			drawFresh(at, dc, y, p.layout.boxed)
		}
	}
	if len(cards) == 0 {
		body.Wrap(body.Bounds(), dc.Theme.Faint, emptyColumn(dc.Words, col))
	}
}

// oneKey is the last column whose number is a key; those after it are reached by
// way of manyKey, which asks for the number.
const (
	oneKey  = 9
	manyKey = "#"
)

// columnKey is what one presses to put cards in the column with that number.
func columnKey(number int) string {
	if number > oneKey {
		return manyKey + strconv.Itoa(number)
	}
	return strconv.Itoa(number)
}

func emptyColumn(w *i18n.Words, col *cardColumn) string {
	switch {
	case col.cluster != nil:
		return w.T("participant.cluster.empty")
	case col.kept > 0:
		return w.N("participant.cluster.kept", col.kept)
	}
	return w.T("participant.cluster.nofree")
}

// drawCard draws one card: its letter, its sector's mark and its text.
func drawCard(c *frame.Canvas, dc stage.DrawContext, card laidCard, y int, letter string, boxed bool) {
	m := view.SectorMark(dc, card.idea.Sector)
	if boxed {
		c.Box(frame.Rect{Y: y, W: c.W(), H: card.h}, lipgloss.RoundedBorder(), dc.Theme.CardBorder)
		c.Text(2, y, dc.Theme.Key, letter)
		c.Text(c.W()-3, y, m.Style, m.Text)
		for n, line := range card.lines {
			c.Text(2, y+1+n, dc.Theme.CardText, line)
		}
		return
	}
	c.Text(0, y, dc.Theme.Key, letter)
	c.Text(2, y, m.Style, m.Text)
	for n, line := range card.lines {
		c.TextIn(4, y+n, c.W()-4, dc.Theme.CardText, line)
	}
}

// drawCategory writes a card's category in its border, or below it where it
// has none.
func drawCategory(c *frame.Canvas, dc stage.DrawContext, card laidCard, y int, category string, boxed bool) {
	switch {
	case category == "":
	case boxed:
		c.TextIn(2, y+card.h-1, c.W()-4, dc.Theme.Muted, " "+category+" ")
	default:
		c.TextIn(4, y+card.h-1, c.W()-4, dc.Accent, category)
	}
}
