package frame

import (
	"strconv"
	"unicode/utf8"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// noWrap and wrap enclose steps with characters that some terminals take to
// be wider than we do: at the right edge such a one must not wrap and scroll.
const (
	noWrap = "\x1b[?7l"
	wrap   = "\x1b[?7h"
)

// step turns one picture into another on a terminal.
type step struct {
	bytes []byte
	spans []span // one a row: what is written there
}

// span is columns of a row, from inclusive and to exclusive; none if they are equal.
type span struct{ from, to int16 }

// touches reports whether a step over the whole screen writes in r.
func (s step) touches(r Rect) bool {
	for y := r.Y; y < r.Bottom() && y < len(s.spans); y++ {
		if w := s.spans[y]; int(w.from) < r.Right() && int(w.to) > r.X {
			return true
		}
	}
	return false
}

// unknown is a picture of which nothing is known: a step from it writes every cell.
var unknown = &Frame{id: ^uint64(0)}

// stepper encodes one step. It assumes a pen in the default style, and an
// unknown cursor.
type stepper struct {
	from, to       *picture // of the same size; from nil is a blank screen
	fromPen, toPen []Style  // their styles as the terminal shows them
	x0, y0         int      // where the top left corner lies on the screen
	edge           bool     // the right edge of the picture is that of the screen
	old            bool     // a terminal without colours may be a VT100, which knows no CHA

	out    []byte
	pen    Style
	cx, cy int  // cursor, in the picture's coordinates
	known  bool // the terminal agrees about cx, cy
	wide   bool // something of doubtful width was written
	spans  []span
}

// encodeStep makes the bytes that turn from into to on a terminal of profile
// p, where the picture's corner lies at x, y. A nil from is a blank screen; one
// of another size counts as nothing known, and every cell is written.
func encodeStep(from, to *Frame, x, y int, p colorprofile.Profile, edge bool) step {
	s := stepper{to: &to.picture, toPen: to.in(p), x0: x, y0: y, edge: edge, old: p <= colorprofile.ASCII, spans: make([]span, to.h)}
	all := false
	if from != nil {
		s.from, s.fromPen = &from.picture, from.in(p)
		all = from.w != to.w || from.h != to.h
	}
	for row := range to.h {
		s.row(row, all)
	}
	s.out = appendSGR(s.out, s.pen, Style{})
	if !s.wide {
		return step{append([]byte(nil), s.out...), s.spans}
	}
	out := make([]byte, 0, len(noWrap)+len(s.out)+len(wrap))
	out = append(out, noWrap...)
	out = append(out, s.out...)
	return step{append(out, wrap...), s.spans}
}

// mark notes that columns of a row are written.
func (s *stepper) mark(y, from, to int) {
	w := &s.spans[y]
	if w.from == w.to {
		*w = span{int16(from), int16(to)}
		return
	}
	w.from, w.to = min(w.from, int16(from)), max(w.to, int16(to))
}

// row writes what differs on one row.
func (s *stepper) row(y int, all bool) {
	cells := s.to.cells[y*s.to.w : (y+1)*s.to.w]
	last := len(cells) - 1
	for ; last >= 0 && !all && s.same(last, y); last-- {
	}
	tail := len(cells) // the blank rest of the row starts here
	for ; tail > 0 && s.blank(cells[tail-1]); tail-- {
	}
	redo := 0 // cells before this column are written even if unchanged
	for x := 0; x <= last || x < redo && x < len(cells); x++ {
		c := cells[x]
		if c.width == 0 || !all && x >= redo && s.same(x, y) {
			continue
		}
		if s.edge && x >= tail && last-x >= 3 {
			s.move(x, y)
			s.style(Style{})
			s.out = append(s.out, "\x1b[K"...) // EL: to the right edge
			s.mark(y, x, s.to.w)
			return
		}
		redo = max(redo, s.write(x, y, c))
		s.mark(y, x, max(redo, x+int(c.width)))
	}
}

// write puts one cell on the screen and returns the column up to which a
// terminal that takes it to be wider may have overwritten others.
func (s *stepper) write(x, y int, c cell) (spoilt int) {
	s.move(x, y)
	s.style(s.toPen[c.style])
	if c.glyph >= 0 && c.width == 1 {
		s.out = s.to.appendGlyph(s.out, c)
		s.cx++
		return 0
	}
	s.wide = true
	if c.glyph < 0 { // a terminal that takes it to be narrower must not leave old text beside it
		s.out = append(s.out, "  "[:c.width]...)
		s.known = false
		s.move(x, y)
		spoilt = x + runeWidths(s.to.clusters[^c.glyph], ansi.GraphemeWidth)
	}
	s.out = s.to.appendGlyph(s.out, c)
	s.known = false
	return spoilt
}

// blank reports whether a cell is a space that EL would leave.
func (s *stepper) blank(c cell) bool {
	return c.glyph == ' ' && s.toPen[c.style] == Style{}
}

// same reports whether the terminal already shows the cell.
func (s *stepper) same(x, y int) bool {
	b := s.to.cells[y*s.to.w+x]
	if s.from == nil {
		return b.width == 1 && s.blank(b)
	}
	if s.from.w != s.to.w || y >= s.from.h {
		return false
	}
	a := s.from.cells[y*s.from.w+x]
	if a.width != b.width || s.fromPen[a.style] != s.toPen[b.style] {
		return false
	}
	if a.glyph < 0 && b.glyph < 0 {
		return s.from.clusters[^a.glyph] == s.to.clusters[^b.glyph]
	}
	return a.glyph == b.glyph
}

// style takes the pen to another style.
func (s *stepper) style(to Style) {
	s.out = appendSGR(s.out, s.pen, to)
	s.pen = to
}

// move takes the cursor to a cell: by writing what lies between again where
// that is cheapest, else with CHA or CUP, which are absolute.
func (s *stepper) move(x, y int) {
	if s.known && s.cy == y {
		if s.cx == x || s.bridge(x, y) {
			return
		}
	}
	if s.known && s.cy == y && !s.old {
		s.out = append(s.out, "\x1b["...)
		s.out = append(strconv.AppendInt(s.out, int64(s.x0+x+1), 10), 'G')
	} else {
		s.out = appendCUP(s.out, s.x0+x, s.y0+y)
	}
	s.cx, s.cy, s.known = x, y, true
}

// bridge writes the unchanged cells between the cursor and x again if that
// takes no more bytes than moving.
func (s *stepper) bridge(x, y int) bool {
	const most = 5 // bytes of a CHA with a column of two digits
	if x < s.cx || x-s.cx > most {
		return false
	}
	gap := s.to.cells[y*s.to.w+s.cx : y*s.to.w+x]
	n := 0
	for _, c := range gap {
		if c.width != 1 || c.glyph < 0 || s.toPen[c.style] != s.pen {
			return false
		}
		n += utf8.RuneLen(c.glyph)
	}
	if n > most {
		return false
	}
	for _, c := range gap {
		s.out = s.to.appendGlyph(s.out, c)
	}
	s.cx = x
	return true
}

// appendCUP appends an absolute cursor position; x and y count from 0.
func appendCUP(out []byte, x, y int) []byte {
	out = append(out, "\x1b["...)
	out = strconv.AppendInt(out, int64(y+1), 10)
	out = append(out, ';')
	out = strconv.AppendInt(out, int64(x+1), 10)
	return append(out, 'H')
}
