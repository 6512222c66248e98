package frame

import (
	"strings"
	"testing"
	"unicode"

	"charm.land/lipgloss/v2"
	"pgregory.net/rapid"
)

func TestText(t *testing.T) {
	s := Style{Attrs: Bold}
	for name, test := range map[string]struct {
		w, h int
		draw func(*Canvas)
		want string
	}{
		"cut at the right edge":       {5, 1, func(c *Canvas) { c.Text(2, 0, s, "hejsan") }, "  hej"},
		"cut at the left edge":        {5, 1, func(c *Canvas) { c.Text(-3, 0, s, "hejsan") }, "san  "},
		"controls are not drawn":      {9, 1, func(c *Canvas) { c.Text(0, 0, s, "a\x1b\x07\u009b\u202eb\tc\nd") }, "ab c d   "},
		"broken UTF-8":                {4, 1, func(c *Canvas) { c.Text(0, 0, s, "a\xffb\xc3") }, "a\ufffdb\ufffd"},
		"composed":                    {3, 1, func(c *Canvas) { c.Text(0, 0, s, "o\u0308l") }, "öl "},
		"wide":                        {5, 1, func(c *Canvas) { c.Text(0, 0, s, "漢字x") }, "漢字x"},
		"wide across the right edge":  {3, 1, func(c *Canvas) { c.Text(0, 0, s, "漢字") }, "漢 "},
		"wide across the left edge":   {3, 1, func(c *Canvas) { c.Text(-1, 0, s, "漢字") }, " 字"},
		"left half overwritten":       {4, 1, func(c *Canvas) { c.Text(1, 0, s, "漢"); c.Text(1, 0, s, "x") }, " x  "},
		"right half overwritten":      {4, 1, func(c *Canvas) { c.Text(1, 0, s, "漢"); c.Text(2, 0, s, "x") }, "  x "},
		"wide over two halves":        {4, 1, func(c *Canvas) { c.Text(0, 0, s, "漢字"); c.Text(1, 0, s, "語") }, " 語 "},
		"ellipsis":                    {6, 1, func(c *Canvas) { c.TextIn(0, 0, 4, s, "verkstad") }, "ver…  "},
		"ellipsis after a wide one":   {6, 1, func(c *Canvas) { c.TextIn(0, 0, 4, s, "漢字語") }, "漢…   "},
		"no ellipsis when it fits":    {6, 1, func(c *Canvas) { c.TextIn(0, 0, 4, s, "verk") }, "verk  "},
		"right":                       {6, 1, func(c *Canvas) { c.TextRight(5, 0, s, "hej") }, "  hej "},
		"center":                      {7, 1, func(c *Canvas) { c.TextCenter(c.Bounds(), 0, s, "hej") }, "  hej  "},
		"center cut":                  {4, 1, func(c *Canvas) { c.TextCenter(c.Bounds(), 0, s, "verkstad") }, "ver…"},
		"wrap":                        {6, 2, func(c *Canvas) { c.Wrap(c.Bounds(), s, "en idé i taget") }, "en idé\ni…    "},
		"wrap full last line":         {6, 1, func(c *Canvas) { c.Wrap(c.Bounds(), s, "en idé i taget") }, "en id…"},
		"wrap inside words":           {4, 3, func(c *Canvas) { c.Wrap(c.Bounds(), s, "i verkstad") }, "i   \nverk\nstad"},
		"wrap in a window":            {5, 3, func(c *Canvas) { c.Wrap(Rect{1, 1, 3, 1}, s, "abc def") }, "     \n ab… \n     "},
		"box":                         {4, 3, func(c *Canvas) { c.Box(c.Bounds(), lipgloss.RoundedBorder(), s) }, "╭──╮\n│  │\n╰──╯"},
		"no room for a box":           {3, 1, func(c *Canvas) { c.Box(c.Bounds(), lipgloss.RoundedBorder(), s) }, "   "},
		"lines":                       {3, 2, func(c *Canvas) { c.HLine(0, 0, 9, s, "━"); c.VLine(1, -4, 99, s, "│") }, "━│━\n │ "},
		"a wide character is no line": {3, 1, func(c *Canvas) { c.HLine(0, 0, 3, s, "漢") }, "   "},
		"window":                      {5, 2, func(c *Canvas) { c.Sub(Rect{1, 1, 2, 5}).Text(0, 0, s, "hej") }, "     \n he  "},
		"paint keeps only the text": {7, 2, func(c *Canvas) {
			c.Paint(c.Bounds(), "\x1b]8;;http://x\x07a\x1b]8;;\x07\x1b[2J\x1bPq\x1b\\b\n\x1b[31mröd\x1b[m")
		}, "ab     \nröd    "},
		"bar":                       {5, 1, func(c *Canvas) { Bar(c, 0, 0, 4, 0.4, s) }, "█▋   "},
		"a bar of very little":      {5, 1, func(c *Canvas) { Bar(c, 0, 0, 4, 0.0001, s) }, "▏    "},
		"progress":                  {4, 1, func(c *Canvas) { Progress(c, 0, 0, 3, 0.5, s, Style{}) }, "━━━ "},
		"sparkline":                 {5, 1, func(c *Canvas) { Spark(c, 0, 0, []float64{0, 1, 4, 8, -1}, s) }, " ▁▄█ "},
		"big figures in three rows": {9, 3, func(c *Canvas) { BigText3(c, 0, 0, s, "1:2") }, "▀█  ▄ ▀▀█\n █  ▄ █▀▀\n▀▀▀   ▀▀▀"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Draw(test.w, test.h, test.draw).Plain(); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestPaintKeepsStyles(t *testing.T) {
	f := Draw(3, 1, func(c *Canvas) { c.Paint(c.Bounds(), "\x1b[1;4;31ma\x1b[m\x1b[38;2;1;2;3mb\x1b[7mc") })
	want := []Style{{Fg: paletteColor | 1, Attrs: Bold | Underline}, {Fg: RGB(1, 2, 3)}, {Fg: RGB(1, 2, 3), Attrs: Reverse}}
	for i, w := range want {
		if got := f.styles[f.cells[i].style]; got != w {
			t.Errorf("cell %d: %+v, want %+v", i, got, w)
		}
	}
}

func TestRestyle(t *testing.T) {
	f := Draw(4, 1, func(c *Canvas) {
		c.Text(0, 0, Style{}, "a漢b")
		c.Restyle(Rect{1, 0, 1, 1}, func(s Style) Style { return s.With(Reverse) })
	})
	for x, want := range []Attr{0, Reverse, Reverse, 0} {
		if got := f.styles[f.cells[x].style].Attrs; got != want {
			t.Errorf("column %d has %v, want %v", x, got, want)
		}
	}
}

func TestBigTextIsAsWideAsSaid(t *testing.T) {
	for _, rows := range []int{3, 5} {
		for _, text := range []string{"", "1", "12:34", "+05:00", "-9", "0x8"} {
			w := BigWidth(text, rows)
			f := Draw(w+4, rows+1, func(c *Canvas) {
				if rows == 5 {
					BigText(c, 0, 0, Style{}, text)
				} else {
					BigText3(c, 0, 0, Style{}, text)
				}
			})
			for _, row := range strings.Split(f.Plain(), "\n") {
				if Width(strings.TrimRight(row, " ")) > w {
					t.Errorf("%q in %d rows is wider than %d", text, rows, w)
				}
			}
		}
	}
}

// A finished picture does not change, even if its canvas was kept.
func TestFrameIsFinal(t *testing.T) {
	var kept, sub *Canvas
	f := Draw(3, 1, func(c *Canvas) { kept, sub = c, c.Sub(Rect{1, 0, 2, 1}); c.Text(0, 0, Style{}, "abc") })
	kept.Text(0, 0, Style{Attrs: Bold}, "xyz")
	kept.Fill(kept.Bounds(), Style{Attrs: Bold})
	kept.Restyle(kept.Bounds(), func(Style) Style { return Style{} })
	kept.blit(0, 0, f)
	sub.Paint(sub.Bounds(), "q")
	if f.Plain() != "abc" || len(f.styles) != 1 {
		t.Errorf("the picture became %q with %d styles", f.Plain(), len(f.styles))
	}
}

func TestWrapLines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		w := rapid.IntRange(2, 20).Draw(t, "w")
		ink := func(s string) string {
			var b strings.Builder
			for len(s) > 0 {
				var cluster string
				cluster, _, s = nextCluster(s)
				if strings.TrimFunc(cluster, unicode.IsSpace) != "" {
					b.WriteString(cluster)
				}
			}
			return b.String()
		}
		for _, line := range WrapLines(text, w) {
			if Width(line) > w {
				t.Fatalf("%q is wider than %d", line, w)
			}
		}
		if cut := Truncate(text, w); Width(cut) > w {
			t.Fatalf("%q is wider than %d", cut, w)
		}
		plain := strings.Map(func(r rune) rune {
			if r < 0x20 || r > 0x7e {
				return 'x'
			}
			return r
		}, text)
		if got := ink(strings.Join(WrapLines(plain, w), " ")); got != ink(plain) {
			t.Fatalf("wrapping lost something: %q from %q", got, plain)
		}
	})
}

// wellFormed fails unless every cell of f is whole.
func wellFormed(t *testing.T, f *Frame, w, h int) {
	t.Helper()
	lines := strings.Split(f.Plain(), "\n")
	if f.w != w || f.h != h || len(f.cells) != w*h || h > 0 && len(lines) != h {
		t.Fatalf("asked for %d×%d, got %d×%d with %d rows", w, h, f.w, f.h, len(lines))
	}
	for i, c := range f.cells {
		switch x := i % w; {
		case c.width > 2 || int(c.style) >= len(f.styles):
			t.Fatalf("bad cell %+v", c)
		case c.width == 0 && (x == 0 || f.cells[i-1].width != 2), c.width == 2 && (x == w-1 || f.cells[i+1].width != 0):
			t.Fatalf("half a wide character in column %d", x)
		case c.width > 0 && strings.ContainsFunc(f.text(c), unicode.IsControl):
			t.Fatalf("control character %q", f.text(c))
		case c.width > 0 && Width(f.text(c)) != int(c.width):
			t.Fatalf("%q takes %d cells, not %d", f.text(c), Width(f.text(c)), c.width)
		}
	}
}

func FuzzCanvas(f *testing.F) {
	f.Add(20, 5, 3, 1, 9, 2, "hej \x1b[31mdär\n漢字 👩‍👩‍👧 e\u0301", "漢")
	f.Add(0, 0, -1, -1, 0, 0, "", "")
	f.Add(1, 1, 1<<62, -1<<62, 1<<62, 1<<62, "\xff\u200d\ufe0f\u202e", "│")
	f.Add(7, 3, -1, 0, 9, 9, "a\x1bP1\x1b\\\u0301b\x1b_x\x1b\\", "\u0301")
	f.Fuzz(func(t *testing.T, w, h, x, y, rw, rh int, text, ch string) {
		w, h = limit(w, 60), limit(h, 20)
		r := Rect{x, y, rw, rh}
		s := Style{Fg: RGB(1, 2, 3), Attrs: Reverse}
		under := Draw(5, 2, func(c *Canvas) { c.Text(0, 0, s, text) })
		frame := Draw(w, h, func(c *Canvas) {
			c.Text(x, y, s, text)
			c.Paint(r, text)
			c.Wrap(r, s, text)
			c.TextIn(x, y, rw, s, text)
			c.TextRight(x, y, s, text)
			c.TextCenter(r, y, s, text)
			c.Box(r, lipgloss.Border{Top: ch, Left: text, TopLeft: ch}, s)
			c.HLine(x, y, rw, s, ch)
			c.VLine(x, y, rh, s, ch)
			c.blit(x, y, under)
			c.blit(1, 0, under)
			c.Restyle(r, func(s Style) Style { return s.With(Bold) })
			sub := c.Sub(r)
			sub.Text(-x, -y, s, text)
			sub.Sub(Rect{1, 1, 3, 3}).Paint(Rect{-1, 0, 9, 9}, text)
			Bar(c, x, y, rw, float64(rh), s)
			Progress(c, x, y, rw, float64(rh)/7, s, s)
			BigText(c, x, y, s, text)
			if limit(rh, 100) == rh && limit(rw, 100) == rw && len(rows(sub.plain())) != max(1, rh) {
				t.Fatalf("a window of %d rows has %d", rh, len(rows(sub.plain())))
			}
		})
		wellFormed(t, frame, w, h)
		encodeStep(nil, frame, 0, 0, profiles[0], true)
		encodeStep(under, frame, 3, 3, profiles[2], false)
	})
}
