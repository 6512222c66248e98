package participant

import (
	"fmt"
	"slices"
	"sort"
	"strconv"

	"charm.land/lipgloss/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
)

// tableLayout is how columns are cut for one size of screen.
type tableLayout struct {
	shown int // columns beside the free ideas
	w     int // of a column, with the gap after it
	boxed bool
}

const columnGap = 2

func layoutFor(r frame.Rect, columns int) tableLayout {
	least := 22
	if r.W < 76 {
		least = 18
	}
	fit := max(1, (r.W-2)/(least+columnGap))
	fit = min(fit, columns)
	w := min((r.W-2)/max(1, fit), 44)
	return tableLayout{shown: max(0, fit-1), w: w, boxed: r.H >= 26}
}

// columnLook is what a column's picture depends on besides words and colours.
type columnLook struct {
	print  uint64
	number int
	top    int
	marks  string // the letters of the cards that begin in it, blank for none
	fresh  string // the marks of those that were changed just now, blank for the others; empty for none
	boxed  bool
}

// mark takes up the letters and marks of cards.
func (k *columnLook) mark(cards []placedCard) {
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
func (k columnLook) marksOf(n int) (letter string, fresh bool) {
	if n >= len(k.marks) {
		return " ", false
	}
	return k.marks[n : n+1], k.fresh != "" && k.fresh[n] == '*'
}

// eachSeen goes through the columns that are seen in r and their places: the
// free ideas always, and as many clusters as there is room for, the chosen one
// among them.
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
	for slot := 0; slot <= lay.shown; slot++ {
		n := slot
		if slot > 0 || lay.shown == 0 {
			n = t.left + max(slot, 1)
		}
		if n >= len(t.columns) {
			break
		}
		do(n, frame.Rect{X: r.X + 2 + slot*lay.w, Y: r.Y, W: lay.w - columnGap, H: r.H})
	}
}

// scroll brings what is chosen into r, and lays out nothing.
func (t *cardTable) scroll(r frame.Rect) {
	lay := layoutFor(r, len(t.columns))
	t.eachSeen(r, lay, func(n int, at frame.Rect) {
		if n == t.column || t.tops[t.columns[n].id()] != 0 {
			t.scrollTo(n, layCards(t.desk.Cache(), t.columns[n], at.W, at.H, lay.boxed), at.H-2)
		}
	})
}

// panes lays out the columns that are seen.
func (t *cardTable) panes(r frame.Rect) []frame.Pane {
	t.refresh()
	lay := layoutFor(r, len(t.columns))
	t.layout = &lay
	t.cards = nil // others may have been given those
	t.spots = make([]frame.Rect, len(t.columns))
	var seen []seenColumn
	t.eachSeen(r, lay, func(n int, at frame.Rect) { seen = append(seen, t.place(n, at)) })
	t.letter(r)
	var panes []frame.Pane
	for _, s := range seen {
		panes = append(panes, t.columnPane(s))
	}
	return append(panes, t.morePane(r))
}

// letter gives the cards that are seen their letters.
func (t *cardTable) letter(r frame.Rect) {
	b, book := t.desk.Board(), stage.WorkshopState[letterBook](t.desk.Env)
	ids := make([]model.ItemID, len(t.cards))
	for i, c := range t.cards {
		ids[i] = c.id
	}
	view := lettersView{b.Edition(), 0, r.W, r.H, t.first(), t.scrolled()}
	if ph := b.Phase(); ph != nil {
		view.phase = ph.ID
	}
	if view != t.view {
		book.carry(t.view, view)
		t.view = view
	}
	for i, letter := range book.give(view, b.Revs.Ideas, ids) {
		t.cards[i].letter = letter
	}
}

// seenColumn is a column with its cards laid out, and which of those that are
// seen are its own.
type seenColumn struct {
	n        int
	rect     frame.Rect
	cards    []laidCard
	top      int
	from, to int // in cardTable.cards
}

// morePane says how many columns there are to the right and left of those seen.
func (t *cardTable) morePane(r frame.Rect) frame.Pane {
	l := t.desk.look()
	before, after := t.left, len(t.columns)-1-t.left-t.layout.shown
	if t.layout.shown == 0 {
		after = len(t.columns) - 1 - t.column
		before = t.column
	}
	at := frame.Rect{X: r.Right() - 2, Y: r.Y, W: 2, H: 2}
	return frame.Pane{Rect: at, Key: t.desk.key("cards.more", 0, [2]bool{before > 0, after > 0}), Draw: func(c *frame.Canvas) {
		if after > 0 {
			c.Text(0, 0, l.accent, "›")
		}
		if before > 0 {
			c.Text(0, 1, l.accent, "‹")
		}
	}}
}

// place places a column's cards.
func (t *cardTable) place(n int, r frame.Rect) seenColumn {
	t.spots[n] = r
	cards := layCards(t.desk.Cache(), t.columns[n], r.W, r.H, t.layout.boxed)
	top := t.scrollTo(n, cards, r.H-2)
	s := seenColumn{n: n, rect: r, cards: cards, top: top, from: len(t.cards)}
	from := sort.Search(len(cards), func(i int) bool { return cards[i].y >= top })
	for _, card := range cards[from:] {
		at := frame.Rect{X: r.X, Y: r.Y + 2 + card.y - top, W: r.W, H: card.h}
		if at.Y >= r.Bottom() {
			break
		}
		t.cards = append(t.cards, placedCard{
			id: card.idea.ID, rev: card.idea.Rev, column: n, rect: at.Intersect(r),
			fresh: t.fresh != 0 && card.idea.Rev >= t.fresh, by: card.idea.Changed.By,
		})
	}
	s.to = len(t.cards)
	return s
}

// columnPane draws a column. The picture is the same for all who have it
// scrolled so.
func (t *cardTable) columnPane(s seenColumn) frame.Pane {
	col, l := t.columns[s.n], t.desk.look()
	look := columnLook{print: col.print, number: col.number, top: s.top, boxed: t.layout.boxed}
	look.mark(t.cards[s.from:s.to])
	return frame.Pane{Rect: s.rect, Key: t.desk.key("cards", 0, look), Draw: func(c *frame.Canvas) {
		drawColumn(c, l, col, s.cards, look)
	}}
}

// scrollTo keeps the chosen card of a column inside it.
func (t *cardTable) scrollTo(n int, cards []laidCard, h int) int {
	id := t.columns[n].id()
	top, total := t.tops[id], 0
	if len(cards) > 0 {
		last := cards[len(cards)-1]
		total = last.y + last.h
	}
	if n == t.column && t.row >= 0 && t.row < len(cards) {
		card := cards[t.row]
		top = max(min(top, card.y), card.y+card.h-h)
	}
	top = max(0, min(top, total-h))
	if top == 0 {
		delete(t.tops, id)
	} else {
		t.tops[id] = top
	}
	return top
}

// scrolled names the columns that are not seen from their beginnings.
func (t *cardTable) scrolled() string {
	if len(t.tops) == 0 {
		return ""
	}
	return fmt.Sprint(t.tops) // sorted by key
}

// laidCard is a card's place in its column, counted from the first.
type laidCard struct {
	idea  *model.Idea
	lines []string
	y, h  int
}

type cardsKey struct {
	workshop    string
	print       uint64
	w           int
	tall, boxed bool
}

// layCards breaks the texts of a column's cards into lines, once for all
// terminals of that width.
func layCards(cache *frame.Cache, col tableColumn, w, h int, boxed bool) []laidCard {
	return frame.Hold(cache, cardsKey{col.workshop, col.print, w, h >= 18, boxed}, func() ([]laidCard, int64) {
		most, extra, inner := 2, 0, w-4
		if h >= 18 {
			most = 3
		}
		if boxed {
			most, extra, inner = 4, 2, w-4
		}
		y := 0
		cards := make([]laidCard, 0, len(col.ideas))
		for _, i := range col.ideas {
			lines := frame.WrapLines(i.Text, inner)
			if len(lines) > most {
				lines = append(slices.Clone(lines[:most-1]), frame.Truncate(lines[most-1]+" …", inner))
			}
			card := laidCard{idea: i, lines: lines, y: y, h: len(lines) + extra}
			if !boxed && col.filed[i.ID] != nil {
				card.h++ // its category has no border to stand in
			}
			y += card.h
			cards = append(cards, card)
		}
		return cards, 160 * int64(len(cards))
	})
}

func drawColumn(c *frame.Canvas, l look, col tableColumn, cards []laidCard, look columnLook) {
	x := c.Text(0, 0, l.theme.Key, columnKey(look.number)) + 1
	count := strconv.Itoa(len(col.ideas))
	if category := stage.Local(l.words.Lang(), col.filed[col.id()]); category != "" {
		count = category + " · " + count
	}
	style := l.theme.Strong
	if col.cluster == nil {
		style = l.theme.Muted.With(frame.Bold)
	}
	c.TextIn(x, 0, c.W()-x-frame.Width(count)-1, style, col.title(l))
	c.TextRight(c.W(), 0, l.theme.Muted, count)
	c.HLine(0, 1, c.W(), l.accent, "─")
	seen := 0
	body := c.Sub(frame.Rect{Y: 2, W: c.W(), H: c.H() - 2})
	for _, card := range cards {
		y := card.y - look.top
		if y >= body.H() || y+card.h <= 0 {
			continue
		}
		letter, fresh := " ", false
		if y >= 0 {
			letter, fresh = look.marksOf(seen)
			seen++
		}
		drawCard(body, l, card, y, letter, look.boxed)
		drawCategory(body, l, card, y, stage.Local(l.words.Lang(), col.filed[card.idea.ID]), look.boxed)
		if fresh {
			drawFresh(body, l, y, look.boxed)
		}
	}
	if len(cards) == 0 {
		body.Wrap(body.Bounds(), l.theme.Faint, emptyColumn(l.words, col))
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

func emptyColumn(w *i18n.Words, col tableColumn) string {
	switch {
	case col.cluster != nil:
		return w.T("participant.cluster.empty")
	case col.kept > 0:
		return w.N("participant.cluster.kept", col.kept)
	}
	return w.T("participant.cluster.nofree")
}

// drawCard draws one card: its letter, its sector's mark and its text.
func drawCard(c *frame.Canvas, l look, card laidCard, y int, letter string, boxed bool) {
	m := l.mark(card.idea.Sector)
	if boxed {
		c.Box(frame.Rect{Y: y, W: c.W(), H: card.h}, lipgloss.RoundedBorder(), l.theme.CardBorder)
		c.Text(2, y, l.theme.Key, letter)
		c.Text(c.W()-3, y, m.style, m.text)
		for n, line := range card.lines {
			c.Text(2, y+1+n, l.theme.CardText, line)
		}
		return
	}
	c.Text(0, y, l.theme.Key, letter)
	c.Text(2, y, m.style, m.text)
	for n, line := range card.lines {
		c.TextIn(4, y+n, c.W()-4, l.theme.CardText, line)
	}
}

// drawCategory writes a card's category in its border, or below it where it
// has none.
func drawCategory(c *frame.Canvas, l look, card laidCard, y int, category string, boxed bool) {
	switch {
	case category == "":
	case boxed:
		c.TextIn(2, y+card.h-1, c.W()-4, l.theme.Muted, " "+category+" ")
	default:
		c.TextIn(4, y+card.h-1, c.W()-4, l.accent, category)
	}
}
