package bigtype

import (
	"image"
	"math"
	"strings"

	"golang.org/x/image/vector"

	"verkstad/ui/frame"
)

// largest is the largest size that text is set in, in rows from the top of Å to the
// foot of a g. Above it a screen has no room for a word.
const largest = 30

// A form is how pixels lie in a cell.
type form struct {
	across   int     // pixels side by side in a cell; there are always two above each other
	narrow   float64 // the width of letters, of what the font has
	smallest int     // the rows of the smallest size in which letters can be told apart
}

// forms are tried in this order for each size.
var forms = [...]form{
	{across: 1, narrow: 1, smallest: 6},    // half blocks
	{across: 2, narrow: 0.78, smallest: 5}, // quadrants
}

// em is the width of an em in pixels, where a line has so many rows.
func (f form) em(rows int) float64 { return emHeight(rows) * f.narrow * float64(f.across) }

// Setting is a text that is set. It never changes.
type Setting struct {
	form  form
	rows  int // of a line
	lines []string
	w     int // in cells
}

// Rows is the height of one line in rows, from the top of Å to the foot of a g.
func (s *Setting) Rows() int { return s.rows }

// W is the width of the longest line, in cells.
func (s *Setting) W() int { return s.w }

// H is the height of all lines, in rows.
func (s *Setting) H() int { return s.rows * len(s.lines) }

// Set sets a text as large as it fits in w×h cells, each line at most rows high; 0
// is any height. It returns nil where not even the smallest letters fit, where the
// font lacks a letter, and for an empty text.
func Set(text string, w, h, rows int) *Setting {
	o := newOutliner()
	words := o.measure(strings.Fields(text))
	if len(words) == 0 {
		return nil
	}
	if rows == 0 || rows > largest {
		rows = largest
	}
	for n := min(rows, h); n > 0; n-- {
		for _, f := range forms {
			if n < f.smallest {
				continue
			}
			if s := f.set(words, n, w, h/n); s != nil {
				return s
			}
		}
	}
	return nil
}

// word is a word and its width in ems.
type word struct {
	text string
	ems  float64
}

// measure gives nil if the font lacks a letter.
func (o *outliner) measure(texts []string) []word {
	words := make([]word, 0, len(texts))
	for _, text := range texts {
		w := word{text: text}
		for _, r := range text {
			a, ok := o.advance(r)
			if !ok {
				return nil
			}
			w.ems += a
		}
		words = append(words, w)
	}
	return words
}

// space is the width of a space in ems.
const space = 0.278

// set sets words in lines of so many rows, if most lines of w cells have room for
// them. Of all ways to break them into as few lines, it takes that whose longest is
// shortest.
func (f form) set(words []word, rows, w, most int) *Setting {
	emW := f.em(rows)
	wide := float64(w*f.across) / emW
	lines := breakLines(words, wide)
	if lines == nil || len(lines) > most {
		return nil
	}
	longest := wide
	for low, high := 0.0, wide; high-low > 0.05; {
		middle := (low + high) / 2
		if l := breakLines(words, middle); l != nil && len(l) <= len(lines) {
			high, longest = middle, middle
		} else {
			low = middle
		}
	}
	s := &Setting{form: f, rows: rows}
	for _, line := range breakLines(words, longest) {
		var texts []string
		for _, w := range line {
			texts = append(texts, w.text)
		}
		s.lines = append(s.lines, strings.Join(texts, " "))
		s.w = max(s.w, int(math.Ceil(width(line)*emW/float64(f.across))))
	}
	return s
}

func width(line []word) float64 {
	ems := space * float64(len(line)-1)
	for _, w := range line {
		ems += w.ems
	}
	return ems
}

// breakLines puts as many words on each line as it has room for, wide ems. It
// gives nil if one word alone is too long.
func breakLines(words []word, wide float64) [][]word {
	var lines [][]word
	from := 0
	for to := 1; to <= len(words); to++ {
		if width(words[to-1:to]) > wide {
			return nil
		}
		if width(words[from:to]) > wide {
			lines = append(lines, words[from:to-1])
			from = to - 1
		}
	}
	return append(lines, words[from:])
}

// Draw draws the text with its upper left corner at x, y.
func (s *Setting) Draw(c *frame.Canvas, x, y int, style frame.Style) {
	o := newOutliner()
	for n, line := range s.lines {
		b := s.rasterize(o, line)
		for row := range s.rows {
			for col := range s.w {
				if r := s.form.block(b, col, row); r != ' ' {
					c.Text(x+col, y+n*s.rows+row, style, string(r))
				}
			}
		}
	}
}

// rasterize makes the pixels of a line.
func (s *Setting) rasterize(o *outliner, line string) bitmap {
	em, grid := s.form.em(s.rows), fitGrid(s.rows)
	w, h := s.w*s.form.across, 2*s.rows
	raster := vector.NewRasterizer(w, h)
	x := 0.0
	for _, r := range line {
		ems, _ := o.advance(r)
		o.draw(raster, r, math.Round(x), em, grid)
		x += ems * em
	}
	b := bitmap{image.NewAlpha(image.Rect(0, 0, w, h)), grid}
	raster.Draw(b.image, b.image.Rect, image.Opaque, image.Point{})
	return b
}

// block is the character of a cell.
func (f form) block(b bitmap, col, row int) rune {
	x, y, i := col*f.across, 2*row, 0
	for bit := range 2 * f.across {
		if b.at(x+bit%f.across, y+bit/f.across) {
			i |= 1 << bit
		}
	}
	if f.across == 1 {
		return []rune(" ▀▄█")[i]
	}
	return []rune(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")[i]
}
