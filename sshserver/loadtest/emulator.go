package loadtest

import (
	"strings"
	"unicode/utf8"

	"verkstad/ui/frame"
)

// screen is a minimal terminal emulator: it knows the text of its cells, without colours.
// It understands what package frame sends, which positions absolutely and neither wraps nor
// scrolls. It ignores what it does not know.
type screen struct {
	w, h    int
	cells   []rune // row by row; 0 is the right half of a wide rune
	x, y    int
	changed []bool // rows written to since the last clearChanged

	row []byte // buffer for one row as plain text

	state   func(*screen, byte)
	params  [4]int
	n       int    // digits of the parameter being read
	partial []byte // bytes of an incomplete rune
}

func newScreen(w, h int) *screen {
	s := &screen{w: w, h: h, cells: make([]rune, w*h), changed: make([]bool, h), state: (*screen).ground}
	s.erase(0, len(s.cells))
	return s
}

func (s *screen) erase(from, to int) {
	for i := from; i < to; i++ {
		s.cells[i] = ' '
	}
}

// write applies what the server sent.
func (s *screen) write(p []byte) {
	for _, b := range p {
		s.state(s, b)
	}
}

// ground handles a byte in the ground state, in which bytes are text.
func (s *screen) ground(b byte) {
	switch {
	case len(s.partial) > 0 || b >= utf8.RuneSelf:
		s.partial = append(s.partial, b)
		if utf8.FullRune(s.partial) {
			r, _ := utf8.DecodeRune(s.partial)
			s.partial = s.partial[:0]
			s.putRune(r)
		}
	case b == 0x1b:
		s.state = (*screen).escape
	case b == '\r':
		s.x = 0
	case b == '\n':
		s.y = min(s.y+1, s.h-1)
	case b >= ' ':
		s.putRune(rune(b))
	}
}

// putRune writes a rune at the cursor.
func (s *screen) putRune(r rune) {
	w := cellsOf(r)
	if w == 0 || s.y >= s.h || s.x >= s.w {
		return
	}
	row := s.cells[s.y*s.w : (s.y+1)*s.w]
	s.split(row, s.x)
	row[s.x] = r
	if w == 2 && s.x+1 < s.w {
		s.split(row, s.x+1)
		row[s.x+1] = 0
	}
	s.changed[s.y] = true
	s.x += w
}

// split blanks the other half of a wide rune that is partly overwritten.
func (s *screen) split(row []rune, x int) {
	if row[x] == 0 && x > 0 {
		row[x-1], row[x] = ' ', ' '
	}
	if x+1 < len(row) && row[x+1] == 0 {
		row[x+1] = ' '
	}
}

// cellsOf returns the width of a rune, for common ones without looking it up.
func cellsOf(r rune) int {
	if r >= ' ' && r < 0x300 || r >= 0x2500 && r < 0x2600 {
		return 1
	}
	return frame.Width(string(r))
}

func (s *screen) escape(b byte) {
	switch b {
	case '[':
		s.params, s.n, s.state = [4]int{}, 0, (*screen).sequence
	case ']':
		s.state = (*screen).command
	default:
		s.state = (*screen).ground
	}
}

// command handles a byte of an operating system command, such as the title; it ends with
// BEL or ST.
func (s *screen) command(b byte) {
	switch b {
	case '\a':
		s.state = (*screen).ground
	case 0x1b:
		s.state = (*screen).escape
	}
}

// sequence handles a byte of a control sequence (ECMA-48, 5.4).
func (s *screen) sequence(b byte) {
	switch {
	case b >= '0' && b <= '9':
		if s.n < len(s.params) {
			s.params[s.n] = min(s.params[s.n]*10+int(b-'0'), 1<<16)
		}
	case b == ';':
		s.n++
	case b >= 0x40 && b <= 0x7e:
		s.state = (*screen).ground
		s.control(b)
	}
}

// control carries out a control sequence.
func (s *screen) control(final byte) {
	first := max(s.params[0], 1) - 1
	switch final {
	case 'H':
		s.y, s.x = min(first, s.h-1), min(max(s.params[1], 1)-1, s.w-1)
	case 'G':
		s.x = min(first, s.w-1)
	case 'K':
		from := min(s.x, s.w)
		if from < s.w {
			s.split(s.cells[s.y*s.w:(s.y+1)*s.w], from)
		}
		s.erase(s.y*s.w+from, (s.y+1)*s.w)
		s.changed[s.y] = true
	case 'J':
		s.erase(0, len(s.cells))
		for y := range s.changed {
			s.changed[y] = true
		}
	}
}

// changedRowHas reports whether a text is on a row that was written to since the last
// clearChanged.
func (s *screen) changedRowHas(text []rune) bool {
	found := false
	for y, changed := range s.changed {
		if changed && !found {
			found = contains(s.cells[y*s.w:(y+1)*s.w], text)
		}
	}
	return found
}

// findIdeas appends the ideas on rows that were written to since the last clearChanged.
func (s *screen) findIdeas(x *markerIndex, found []*Sight) []*Sight {
	for y, changed := range s.changed {
		if !changed {
			continue
		}
		s.row = s.row[:0]
		for _, r := range s.cells[y*s.w : (y+1)*s.w] {
			s.row = append(s.row, byte(min(r, utf8.RuneSelf))) // any byte that occurs in no marker
		}
		found = x.find(s.row, found)
	}
	return found
}

// clearChanged marks all rows as unchanged.
func (s *screen) clearChanged() { clear(s.changed) }

func contains(row, text []rune) bool {
	for i := 0; i+len(text) <= len(row); i++ {
		if row[i] != text[0] {
			continue
		}
		same := true
		for j, r := range text {
			if row[i+j] != r {
				same = false
				break
			}
		}
		if same {
			return true
		}
	}
	return false
}

// text returns what the screen shows, rows joined by line breaks, without blanks at their
// ends.
func (s *screen) text() string {
	rows := make([]string, s.h)
	for y := range rows {
		var b strings.Builder
		for _, r := range s.cells[y*s.w : (y+1)*s.w] {
			if r != 0 {
				b.WriteRune(r)
			}
		}
		rows[y] = strings.TrimRight(b.String(), " ")
	}
	return strings.Join(rows, "\n")
}
