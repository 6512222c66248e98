package review

import (
	"slices"
	"strings"

	"verkstad/model/lineage"
	"verkstad/ui/frame"
)

// sheet is a long picture that is looked at through a window.
type sheet struct {
	h     int
	rows  []row
	items []lineage.Place // that can be selected, in the order they are read
}

// rectOf is where item n, from 1, lies on the sheet.
func (s *sheet) rectOf(n int) (r frame.Rect) {
	for _, row := range s.rows {
		switch {
		case row.item != n || n == 0:
		case r.Empty():
			r = frame.Rect{X: row.x, Y: row.y, W: row.w, H: 1}
		default:
			r.H = row.y + 1 - r.Y
		}
	}
	return r
}

// at is the item under a cell of the sheet, from 1; 0 is none.
func (s *sheet) at(x, y int) int {
	for _, row := range s.rows {
		if row.y == y && x >= row.x && x < row.x+row.w {
			return row.item
		}
	}
	return 0
}

// find is the number of an item on the sheet; 0 if it is not there.
func (s *sheet) find(p lineage.Place) int { return slices.Index(s.items, p) + 1 }

// row is one line of text at its place on the sheet.
type row struct {
	item    int // which of the sheet's items it belongs to, from 1; 0 is none
	x, y, w int
	mark    string // before the text
	markIn  frame.Style
	indent  int // of the text, from x
	text    string
	in      frame.Style
	tail    string // at the right edge
	tailIn  frame.Style
	rule    bool    // a thin line in the style of the text
	bar     float64 // a length in w cells after the indent, from 0 to 1
	hasBar  bool
	spans   []span // instead of the text, after the indent
}

// span is a piece of text in a style of its own.
type span struct {
	text string
	in   frame.Style
}

// bytes is about how much memory it takes.
func (s *sheet) bytes() int64 {
	n := int64(100 + 16*len(s.items))
	for _, r := range s.rows {
		n += int64(300 + len(r.text) + 60*len(r.spans))
	}
	return n
}

// draw shows the sheet from row top on, and underlines what was searched for.
func (s *sheet) draw(c *frame.Canvas, top int, find string, found frame.Style) {
	for _, r := range s.rows {
		if y := r.y - top; y >= 0 && y < c.H() {
			r.draw(c.Sub(frame.Rect{X: r.x, Y: y, W: r.w, H: 1}), find, found)
		}
	}
}

func (r row) draw(c *frame.Canvas, find string, found frame.Style) {
	w := c.W()
	if r.tail != "" {
		w = c.TextRight(w, 0, r.tailIn, frame.Truncate(r.tail, w)) - 1
	}
	c = c.Sub(frame.Rect{W: w, H: 1})
	c.Text(0, 0, r.markIn, r.mark)
	switch {
	case r.rule:
		c.HLine(0, 0, w, r.in, "─")
	case len(r.spans) > 0:
		x := r.indent
		for _, piece := range r.spans {
			x = c.Text(x, 0, piece.in, piece.text)
		}
	case r.hasBar:
		frame.Bar(c, r.indent, 0, w-r.indent, r.bar, r.in)
	default:
		drawFound(c, r.indent, r.in, r.text, find, found)
	}
}

// drawFound draws a text with every occurrence of find in another style.
func drawFound(c *frame.Canvas, x int, in frame.Style, text, find string, found frame.Style) {
	lower := strings.ToLower(text)
	if find == "" || len(lower) != len(text) { // a letter that changes length cannot be pointed at
		c.Text(x, 0, in, text)
		return
	}
	for {
		at := strings.Index(lower, find)
		if at < 0 {
			c.Text(x, 0, in, text)
			return
		}
		x = c.Text(x, 0, in, text[:at])
		x = c.Text(x, 0, found, text[at:at+len(find)])
		text, lower = text[at+len(find):], lower[at+len(find):]
	}
}

// block is rows that stay together in a column.
type block struct {
	w    int
	item int // of the rows that are added, see row
	rows []row
}

// add lays rows below what is there.
func (b *block) add(r row) {
	r.y, r.w, r.item = len(b.rows), b.w, b.item
	b.rows = append(b.rows, r)
}

// gap leaves a row empty.
func (b *block) gap() { b.add(row{}) }

// text wraps a text. Its first row has the mark and the tail.
func (b *block) text(r row) {
	room := b.w - r.indent
	if r.tail != "" {
		room -= frame.Width(r.tail) + 2
	}
	lines := frame.WrapLines(r.text, max(1, room))
	if len(lines) == 0 {
		lines = []string{""}
	}
	for i, line := range lines {
		next := r
		next.text = line
		if i > 0 {
			next.mark, next.tail = "", ""
		}
		b.add(next)
	}
}

// heading is a title over a thin line.
func (b *block) heading(title, tail string, in, tailIn, rule frame.Style) {
	b.text(row{text: title, in: in, tail: tail, tailIn: tailIn})
	b.add(row{rule: true, in: rule})
}

// columnGap is the blank cells between two columns.
const columnGap = 3

// columns is how many columns of at least least cells fit into w, and how wide
// each is: not so wide that its lines would be hard to read.
func columns(w, least, most int) (n, width int) {
	n = max(1, min(most, (w+columnGap)/(least+columnGap)))
	return n, min((w-(n-1)*columnGap)/n, max(2*least, 76))
}

// pack lays blocks in the shortest of n columns, one after the other.
func pack(blocks []*block, n, width int) *sheet {
	s := &sheet{}
	heights := make([]int, n)
	for _, b := range blocks {
		at := 0
		for i, h := range heights {
			if h < heights[at] {
				at = i
			}
		}
		for _, r := range b.rows {
			r.x += at * (width + columnGap)
			r.y += heights[at]
			s.rows = append(s.rows, r)
		}
		heights[at] += len(b.rows) + 1
		s.h = max(s.h, heights[at]-1)
	}
	return s
}
