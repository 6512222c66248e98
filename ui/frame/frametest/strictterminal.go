// Package frametest has a terminal that is stricter than any real one. It knows
// the sequences that Verkstad writes and fails on every other byte, so that a
// text which brings its own is found out whatever it would have done.
package frametest

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"verkstad/ui/frame"
)

// Terminal is a screen of W by H cells. The zero value is not ready for use; see
// [New].
type Terminal struct {
	// Titles and Bells are what came besides pictures.
	Titles []string
	Bells  int
	// Printed is what was written outside of the alternate screen, as lines.
	Printed string

	w, h    int
	cells   []string // the text of each; "" is the right half of a wide one
	x, y    int
	visible bool         // the cursor
	modes   map[int]bool // private modes that are on
	pending bool         // the cursor stands after the last column
	styled  bool         // the pen is not the default
	byRune  bool
	rest    []byte // the beginning of a sequence or of a letter
	err     error
}

// Measure says what a terminal takes for one character.
type Measure bool

// The two kinds of terminals there are.
const (
	ByCluster Measure = false // grapheme clusters, as the frames have them
	ByRune    Measure = true  // each rune by itself, after wcwidth(3)
)

// New makes a terminal.
func New(w, h int, m Measure) *Terminal {
	t := &Terminal{w: w, h: h, visible: true, modes: map[int]bool{7: true, 25: true}, byRune: bool(m)}
	t.cells = slices.Repeat([]string{" "}, w*h)
	return t
}

// Write takes what is sent to the terminal. Its error is the first thing that
// was not ours, or that lay outside of the screen.
func (t *Terminal) Write(p []byte) (int, error) {
	if t.err != nil {
		return 0, t.err
	}
	all := append(t.rest, p...)
	for len(all) > 0 && t.err == nil {
		n := t.next(all)
		if n == 0 {
			break
		}
		all = all[n:]
	}
	t.rest = append([]byte(nil), all...)
	return len(p), t.err
}

// Err is the first thing that was wrong, or what is wrong now: an unfinished
// sequence, a pen that is left coloured, a screen that is held back.
func (t *Terminal) Err() error {
	switch {
	case t.err != nil:
		return t.err
	case len(t.rest) > 0:
		return fmt.Errorf("ends in %q", t.rest)
	case t.styled:
		return fmt.Errorf("the pen is left coloured")
	case t.modes[2026]:
		return fmt.Errorf("the screen is left held back")
	case !t.modes[7]:
		return fmt.Errorf("wrapping is left off")
	}
	return nil
}

// Resize makes the terminal another size, blank.
func (t *Terminal) Resize(w, h int) {
	t.w, t.h, t.x, t.y, t.pending = w, h, 0, 0, false
	t.cells = slices.Repeat([]string{" "}, w*h)
}

// Alternate reports whether the alternate screen is shown.
func (t *Terminal) Alternate() bool { return t.modes[1049] }

// Mode reports whether a private mode is on.
func (t *Terminal) Mode(n int) bool { return t.modes[n] }

// Cursor is where the cursor stands, and whether it is shown.
func (t *Terminal) Cursor() (x, y int, visible bool) { return t.x, t.y, t.modes[25] }

// Plain is the text of the screen, row by row.
func (t *Terminal) Plain() string {
	var b strings.Builder
	for y := range t.h {
		if y > 0 {
			b.WriteByte('\n')
		}
		for x := range t.w {
			b.WriteString(t.cells[y*t.w+x])
		}
	}
	return b.String()
}

// Shows is nil if every cell is as the picture has it. A terminal that takes
// each rune by itself need only agree about cells that hold one.
func (t *Terminal) Shows(f *frame.Frame) error {
	for y := range min(t.h, f.H()) {
		for x := range min(t.w, f.W()) {
			want, width := f.Cell(x, y)
			if width == 0 || t.byRune && utf8.RuneCountInString(want) > 1 {
				continue
			}
			if got := t.cells[y*t.w+x]; got != want {
				return fmt.Errorf("cell %d,%d shows %q and should show %q\n%s", x, y, got, want, t.row(y))
			}
		}
	}
	return nil
}

func (t *Terminal) row(y int) string { return strings.Join(t.cells[y*t.w:(y+1)*t.w], "") }

// fail notes the first thing that is wrong.
func (t *Terminal) fail(format string, args ...any) {
	if t.err == nil {
		t.err = fmt.Errorf(format, args...)
	}
}

// next takes one character or sequence off b and returns its length, 0 if it
// is not all there.
func (t *Terminal) next(b []byte) int {
	switch c := b[0]; {
	case c == 0x1b:
		return t.escape(b)
	case c == '\a':
		t.Bells++
		return 1
	case (c == '\r' || c == '\n' || c == '\t') && !t.Alternate(): // lines, and their columns
		t.Printed += strings.Trim(string(c), "\r")
		return 1
	case c < ' ' || c == 0x7f:
		t.fail("the control %q", c)
		return 1
	}
	if !utf8.FullRune(b) {
		return 0
	}
	r, size := utf8.DecodeRune(b)
	if r == utf8.RuneError && size == 1 {
		t.fail("the byte %#x, which is no UTF-8", b[0])
		return 1
	}
	if !Permitted(r) {
		t.fail("the character %U", r)
	}
	if t.byRune {
		t.print(string(r), ansi.StringWidthWc(string(r)))
		return size
	}
	cluster, width := ansi.FirstGraphemeCluster(string(wholeRunes(b[:min(len(b), 4096)])), ansi.GraphemeWidth)
	t.print(cluster, width)
	return max(size, len(cluster))
}

// wholeRunes returns b without a character at its end of which some bytes are still to
// come. Taken for a character, they would be counted to the one before.
func wholeRunes(b []byte) []byte {
	for n := 1; n < utf8.UTFMax && n < len(b); n++ {
		if i := len(b) - n; utf8.RuneStart(b[i]) {
			if !utf8.FullRune(b[i:]) {
				return b[:i]
			}
			break
		}
	}
	return b
}

// Permitted reports whether a rune may reach a terminal at all: one that is seen,
// and does not change how its neighbours are.
func Permitted(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= ' ' && r < 0x7f
	}
	return unicode.IsGraphic(r) && !unicode.Is(unicode.Variation_Selector, r) && !unicode.Is(unicode.Me, r)
}

// print writes one character at the cursor.
func (t *Terminal) print(text string, width int) {
	if !t.Alternate() {
		t.Printed += text
		return
	}
	if width == 0 { // onto the one before
		if x := t.x - 1; x >= 0 && !t.pending {
			for x > 0 && t.cells[t.y*t.w+x] == "" {
				x--
			}
			t.cells[t.y*t.w+x] += text
		}
		return
	}
	if t.pending && t.modes[7] {
		t.fail("%q wraps after the last column of row %d: %s", text, t.y, t.row(t.y))
		return
	}
	if t.pending || t.x+width > t.w {
		if t.modes[7] && t.x+width > t.w {
			t.fail("%q does not fit in row %d", text, t.y)
		}
		return // without wrapping, most keep the last column as it is
	}
	t.put(t.x, text)
	if width == 2 {
		t.put(t.x+1, "")
	}
	t.x += width
	if t.x >= t.w {
		t.x, t.pending = t.w-1, true
	}
}

// put changes one cell, and blanks the other half of a wide one that was there.
func (t *Terminal) put(x int, text string) {
	row := t.cells[t.y*t.w : (t.y+1)*t.w]
	if row[x] == "" && x > 0 && text != "" {
		row[x-1] = " "
	}
	if x+1 < t.w && row[x+1] == "" {
		row[x+1] = " "
	}
	row[x] = text
}
