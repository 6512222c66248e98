package bigtype

import (
	"strings"
	"testing"
	"unicode/utf8"

	"verkstad/ui/frame"
)

const question = "Vad slängs hos oss som någon annan kunde använda?"

// draw is a setting as text, without the spaces at the ends of lines.
func draw(s *Setting) string {
	return frame.Draw(s.W(), s.H(), func(c *frame.Canvas) { s.Draw(c, 0, 0, frame.Style{}) }).Plain()
}

// The question that the screens were designed with, in the room that a wall has for
// it: over a quarter of the height and half of the width.
func TestAQuestionOnAWall(t *testing.T) {
	for _, wall := range []struct{ w, h, rows, lines int }{{80, 24, 5, 3}, {120, 34, 8, 3}, {200, 56, 15, 3}} {
		s := Set(question, wall.w-6, wall.h-4, wall.h/3)
		if s == nil {
			t.Fatalf("no room in %d×%d", wall.w, wall.h)
		}
		if s.Rows() != wall.rows || len(s.lines) != wall.lines {
			t.Errorf("on %d×%d: %d lines of %d rows, want %d of %d", wall.w, wall.h, len(s.lines), s.Rows(), wall.lines, wall.rows)
		}
		if s.W() > wall.w-6 || s.H() > wall.h-4 || 2*s.W() < wall.w || 4*s.H() < wall.h {
			t.Errorf("on %d×%d it takes %d×%d", wall.w, wall.h, s.W(), s.H())
		}
		if got := strings.Join(s.lines, " "); got != question {
			t.Errorf("it says %q", got)
		}
	}
}

// Letters as they are: read by a person, and kept.
func TestLetters(t *testing.T) {
	s := Set("Idé 2: Åäö?", 60, 6, 0)
	if s == nil {
		t.Fatal("no room")
	}
	want := strings.TrimPrefix(`
              ▄                    ██
▀██▀     ██  ▀▀     ▀▀▀██         ▄██    ▀▀▀▀ ▀▀▀▀  ▀▀▀▀█▄
 ██   █▀▀██ █▀█▄       ██  ██     █ ██   ▀▀█▄ █▀▀█▄    ▄▀
 ██  ██  ████▀▀▀     ▄█▀         ██▄██▄  ▄█████  ██   █▀
▄██▄  █████ ██▄▄    ███▄▄  ██   ▄▀   ▀█ ▀█▄██▄█▄▄█▀   ▄
`, "\n")
	var got strings.Builder
	for line := range strings.Lines(strings.TrimRight(draw(s), " \n") + "\n") {
		got.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
	if got.String() != want {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
}

// Of all letters, each can be told from each other in every form and size: at
// least two pixels differ, wherever one is laid over the other.
func TestLettersCanBeToldApart(t *testing.T) {
	const letters = "abcdefghijklmnopqrstuvwxyzåäöéüABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ0123456789?!.,:;-@+/()"
	for _, f := range forms {
		for rows := f.smallest; rows <= 7; rows++ {
			pixels := map[rune]bitmap{}
			o := newOutliner()
			for _, r := range letters {
				a, ok := o.advance(r)
				if !ok {
					t.Fatalf("the font lacks %q", r)
				}
				s := &Setting{form: f, rows: rows, w: int(a*f.em(rows)/float64(f.across)) + 1}
				pixels[r] = s.rasterize(o, string(r))
			}
			for a, is := range pixels {
				for b, other := range pixels {
					if a < b && differing(is, other) < 2 {
						t.Errorf("%d rows, %d across: %c and %c are alike", rows, f.across, a, b)
					}
				}
			}
		}
	}
}

// differing is in how many pixels two letters differ that lie over each other, where
// that is least.
func differing(a, b bitmap) int {
	least := 1 << 30
	for shift := -2; shift <= 2; shift++ {
		n := 0
		for y := range a.image.Rect.Dy() {
			for x := -2; x < max(a.image.Rect.Dx(), b.image.Rect.Dx())+2; x++ {
				if a.at(x, y) != b.at(x+shift, y) {
					n++
				}
			}
		}
		least = min(least, n)
	}
	return least
}

// The dot of an i is above it, and the ends of letters are not lost.
func TestNoStrokeIsLost(t *testing.T) {
	o := newOutliner()
	rowsOf := func(f form, rows int, letter string) (filled []bool) {
		s := &Setting{form: f, rows: rows, w: rows * 2}
		b := s.rasterize(o, letter)
		for y := range 2 * rows {
			any := false
			for x := range b.image.Rect.Dx() {
				any = any || b.at(x, y)
			}
			filled = append(filled, any)
		}
		return filled
	}
	for _, f := range forms {
		for _, rows := range []int{f.smallest, f.smallest + 1, 7, 8, 9, 10, 11, 12, 14, 17, 20, 25, largest} {
			g := fitGrid(rows)
			for i := 1; i < len(g); i++ {
				if g[i].y > g[i-1].y {
					t.Errorf("%d rows: the grid goes down: %v", rows, g)
				}
			}
			for _, letter := range []string{"i", "ä", "ö", "Ä", "Ö"} {
				parts, filled := 0, rowsOf(f, rows, letter)
				for y, is := range filled {
					if is && (y == 0 || !filled[y-1]) {
						parts++
					}
				}
				if parts < 2 && !(rows == 5 && strings.ToUpper(letter) == letter) {
					t.Errorf("%d rows, %d across: the dots of %s touch it", rows, f.across, letter)
				}
			}
			top := int(g.y(capital))
			for _, letter := range []string{"T", "E", "B", "2"} {
				if !rowsOf(f, rows, letter)[top] {
					t.Errorf("%d rows, %d across: %s has lost its top", rows, f.across, letter)
				}
			}
		}
	}
}

// The largest size that fits is taken, and lines are about equally long.
func TestAsLargeAsItFits(t *testing.T) {
	last := 0
	for w := 40; w <= 200; w += 20 {
		s := Set("Två och två", w, 30, 0)
		if s == nil {
			continue
		}
		if s.Rows() < last {
			t.Errorf("%d cells: %d rows, and %d in fewer cells", w, s.Rows(), last)
		}
		last = s.Rows()
	}
	if got := Set("Två och två", 400, 60, 7).Rows(); got != 7 {
		t.Errorf("%d rows, asked for at most 7", got)
	}
	if got := Set("aa aa aa aa aa aa", 70, 10, 5).lines; len(got) != 1 && len(got[0]) != len(got[1]) {
		t.Errorf("broken into %q", got)
	}
}

// What cannot be set is nil, and the plain text is shown then.
func TestWhatCannotBeSet(t *testing.T) {
	for _, text := range []string{"", "   ", "漢字", "Hej 👋", "שלום", "a\u0308x", strings.Repeat("lång", 40)} {
		if s := Set(text, 100, 20, 0); s != nil {
			t.Errorf("%q: %d lines of %d rows", text, len(s.lines), s.Rows())
		}
	}
	for _, size := range [][2]int{{0, 0}, {-5, 10}, {10, -5}, {10, 4}, {3, 40}} {
		if s := Set("Hej", size[0], size[1], 0); s != nil {
			t.Errorf("in %v: %d×%d", size, s.W(), s.H())
		}
	}
}

func FuzzSet(f *testing.F) {
	f.Add(question, 120, 34)
	f.Add("\x00\xff", 5, 5)
	f.Fuzz(func(t *testing.T, text string, w, h int) {
		w, h = w%500, h%200
		if utf8.RuneCountInString(text) > 500 {
			return
		}
		s := Set(text, w, h, 0)
		if s == nil {
			return
		}
		if s.W() > w || s.H() > h || s.Rows() < s.form.smallest {
			t.Fatalf("%q in %d×%d takes %d×%d", text, w, h, s.W(), s.H())
		}
		if strings.Join(s.lines, " ") != strings.Join(strings.Fields(text), " ") {
			t.Fatalf("%q says %q", text, s.lines)
		}
		draw(s)
	})
}

func BenchmarkSetAndDraw(b *testing.B) {
	for b.Loop() {
		draw(Set(question, 190, 40, 0))
	}
}
