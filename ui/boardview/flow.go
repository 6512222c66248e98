package boardview

import (
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"verkstad/model"
	"verkstad/ui/frame"
)

// Block is what keeps together on the wall: a card, a cluster with its ideas, a
// row of a result.
type Block struct {
	Lines     []Line
	Edge      frame.Style // of the border, for blocks laid as cards
	Head      string      // in the top border of a card
	Foot      string      // in the bottom border of a card, such as the sector's mark
	FootStyle frame.Style // style of Foot
}

// Line is one text of a block. It wraps; what goes on below it is indented so
// that the text stays aligned.
type Line struct {
	Item      model.ItemID // what it stands for, for selecting; 0 is nothing
	Mark      string       // before the text
	MarkStyle frame.Style
	Text      string
	Style     frame.Style
	Tail      string // at the right edge of its first row
	TailStyle frame.Style
	Bar       *Bar // a bar before the text
	Rule      bool // a thin line instead of text
	Most      int  // rows of the text that are shown; 0 is all
}

// Bar is a length in a diagram: Share of the longest, from 0 to 1.
type Bar struct {
	Share float64
	Style frame.Style
}

// Form is how blocks are laid out.
type Form struct {
	Column int  // least width of a column in cells; 0 is all there is
	Cards  bool // with rounded borders
	Gap    int  // blank rows between blocks
	Fill   bool // fewer blocks than columns take the whole width
}

// columnGap is the blank cells between two columns.
const columnGap = 3

// Wall is blocks laid out in columns, on as many pages as they need. It never changes.
type Wall struct {
	W, H  int
	Pages int // at least 1
	form  Form
	bars  int // cells of the longest bar
	spots []spot

	places []Place
}

// spot is a block in its place.
type spot struct {
	page  int
	rect  frame.Rect
	block *Block
	rows  []row
}

// row is one row of a block's text.
type row struct {
	line  *Line
	first bool   // of its line
	text  string // of this row
}

// Fit lays blocks in the first form in which they fit on one page, or in the
// one that takes the fewest pages.
func Fit(blocks []Block, w, h int, forms ...Form) *Wall {
	var best *Wall
	for _, f := range forms {
		next := lay(blocks, w, h, f)
		if best == nil || next.Pages < best.Pages {
			best = next
		}
		if best.Pages == 1 {
			break
		}
	}
	best.places = best.findPlaces()
	return best
}

// lay places each block in the shortest column, so that a block that comes
// later moves none of those before it.
func lay(blocks []Block, w, h int, f Form) *Wall {
	w, h = max(w, 1), max(h, 1)
	n, width := columns(w, f.Column)
	if f.Fill && len(blocks) < n {
		n = max(1, len(blocks))
		width = (w - columnGap*(n-1)) / n
	}
	out := &Wall{W: w, H: h, Pages: 1, form: f, bars: longestBar(blocks, width)}
	heights := make([]int, n)
	page := 0
	for i := range blocks {
		for _, rows := range f.cut(wrap(f.dress(&blocks[i]), f.inner(width), out.bars), h) {
			high := len(rows)
			if f.Cards {
				high += 2
			}
			at := shortest(heights)
			if heights[at] > 0 && heights[at]+high > h {
				page, at = page+1, 0
				clear(heights)
			}
			r := frame.Rect{X: at * (width + columnGap), Y: heights[at], W: width, H: high}
			out.spots = append(out.spots, spot{page, r, &blocks[i], rows})
			heights[at] += high + f.Gap
		}
	}
	out.Pages = page + 1
	return out
}

// columns is how many columns fit into w cells, and how wide each is.
func columns(w, least int) (n, width int) {
	if least <= 0 || least > w {
		return 1, w
	}
	n = (w + columnGap) / (least + columnGap)
	return n, (w - columnGap*(n-1)) / n
}

func shortest(heights []int) int {
	at := 0
	for i, h := range heights {
		if h < heights[at] {
			at = i
		}
	}
	return at
}

func (f Form) inner(width int) int {
	if f.Cards {
		return max(1, width-4)
	}
	return width
}

// dress takes the marks off a card that says them in its border.
func (f Form) dress(b *Block) *Block {
	if !f.Cards || b.Foot == "" {
		return b
	}
	bare := *b
	bare.Lines = slices.Clone(b.Lines)
	for i := range bare.Lines {
		bare.Lines[i].Mark = ""
	}
	return &bare
}

// cut divides rows that are higher than a page. The first row, the title,
// stands over each part.
func (f Form) cut(rows []row, h int) [][]row {
	if f.Cards {
		h -= 2
	}
	h = max(h, 2)
	if len(rows) <= h {
		return [][]row{rows}
	}
	parts := [][]row{rows[:h]}
	for rest := rows[h:]; len(rest) > 0; {
		n := min(len(rest), h-1)
		parts = append(parts, append([]row{rows[0]}, rest[:n]...))
		rest = rest[n:]
	}
	return parts
}

// longestBar is the cells that the longest bar gets: what the texts beside the
// bars leave.
func longestBar(blocks []Block, width int) int {
	text := 0
	for _, b := range blocks {
		for _, l := range b.Lines {
			if l.Bar != nil {
				text = max(text, l.indent()+frame.Width(l.Text)+2)
			}
		}
	}
	return max(width/6, width-text)
}

func (l *Line) indent() int {
	if l.Mark == "" {
		return 0
	}
	return frame.Width(l.Mark) + 1
}

// wrap breaks the lines of a block into rows of w cells.
func wrap(b *Block, w, bars int) []row {
	var rows []row
	for i := range b.Lines {
		l := &b.Lines[i]
		room := w - l.indent()
		if l.Bar != nil {
			rows = append(rows, row{l, true, frame.Truncate(l.Text, max(1, room-2))})
			continue
		}
		if l.Tail != "" {
			room -= frame.Width(l.Tail) + 1
		}
		texts := frame.WrapLines(l.Text, max(1, room))
		if len(texts) == 0 {
			texts = []string{""}
		}
		if n := l.Most; n > 0 && len(texts) > n {
			texts = slices.Clone(texts[:n])
			texts[n-1] = frame.Truncate(texts[n-1]+" …", max(1, room))
			if !strings.HasSuffix(texts[n-1], "…") {
				texts[n-1] += "…"
			}
		}
		for j, t := range texts {
			rows = append(rows, row{l, j == 0, t})
		}
	}
	return rows
}

// Draw draws one page, counted from 0.
func (w *Wall) Draw(c *frame.Canvas, page int) {
	for _, s := range w.spots {
		if s.page == page {
			w.drawSpot(c, s)
		}
	}
}

func (w *Wall) drawSpot(c *frame.Canvas, s spot) {
	in := c.Sub(s.rect)
	if w.form.Cards {
		drawCard(in, s.block)
		in = in.Sub(in.Bounds().Inset(2, 1))
	}
	for y, r := range s.rows {
		w.drawRow(in, y, r)
	}
}

func drawCard(c *frame.Canvas, b *Block) {
	c.Box(c.Bounds(), lipgloss.RoundedBorder(), b.Edge)
	if b.Head != "" {
		c.TextIn(2, 0, c.W()-4, b.Edge, " "+b.Head+" ")
	}
	if b.Foot != "" {
		c.TextRight(c.W()-2, c.H()-1, b.FootStyle, " "+b.Foot+" ")
	}
}

func (w *Wall) drawRow(c *frame.Canvas, y int, r row) {
	l, x := r.line, r.line.indent()
	if r.first {
		c.Text(0, y, l.MarkStyle, l.Mark)
		if l.Tail != "" {
			c.TextRight(c.W(), y, l.TailStyle, l.Tail)
		}
	}
	if l.Rule {
		c.HLine(0, y, c.W(), l.Style, "─")
		return
	}
	if l.Bar != nil {
		end := frame.Bar(c, x, y, w.bars, l.Bar.Share, l.Bar.Style)
		if l.Bar.Share > 0 {
			end++
		}
		x = end
	}
	c.TextIn(x, y, c.W()-x, l.Style, r.text)
}

// Empty reports whether nothing hangs there.
func (w *Wall) Empty() bool { return len(w.spots) == 0 }

// Place is where an item lies.
type Place struct {
	Item model.ItemID
	Page int
	Rect frame.Rect
}

// Places is where each item lies that can be selected, in order. An item that
// goes on in the next column is there once, with its first part. Callers do not
// change it.
func (w *Wall) Places() []Place { return w.places }

// findPlaces finds what Places gives.
func (w *Wall) findPlaces() []Place {
	var out []Place
	seen := map[model.ItemID]bool{}
	for _, s := range w.spots {
		top := s.rect.Y
		if w.form.Cards {
			top++
		}
		for y, r := range s.rows {
			id := r.line.Item
			rect := frame.Rect{X: s.rect.X, Y: top + y, W: s.rect.W, H: 1}
			if w.form.Cards {
				rect = s.rect
			}
			switch n := len(out); {
			case id == 0:
			case n > 0 && out[n-1].Item == id && out[n-1].Page == s.page && out[n-1].Rect.X == rect.X:
				out[n-1].Rect.H = rect.Bottom() - out[n-1].Rect.Y
			case !seen[id]:
				seen[id] = true
				out = append(out, Place{id, s.page, rect})
			}
		}
	}
	return out
}

// Turned is the page that n turns lead to, from the first and round and round.
func (w *Wall) Turned(n int64) int {
	pages := int64(w.Pages)
	return int((n%pages + pages) % pages)
}

// PageTime is how long a page is shown, in seconds.
const PageTime = 12
