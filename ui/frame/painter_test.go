package frame

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"pgregory.net/rapid"

	"verkstad/model/text/hostile"
)

// pieces are characters that the emulator and the frame measure alike. ASCII
// letters with loose marks are not among them: the emulator draws the letter
// before it sees the mark.
var pieces = []string{"a", "Z", "7", " ", " ", "å", "ö", "–", "●", "━", "█", "漢", "字", "🙂", "🚀", "й", "ẅ", "ж̂"}

var stylesForTest = []Style{
	{},
	{Attrs: Bold},
	{Attrs: Reverse},
	{Attrs: Bold | Underline},
	{Attrs: Faint | Strike},
	{Fg: RGB(0xE6, 0x9F, 0x00)},
	{Fg: RGB(0x12, 0x34, 0x56), Bg: RGB(0xff, 0xff, 0xff)},
	{Bg: RGB(0x19, 0x48, 0x6A), Attrs: Bold},
	{Fg: paletteColor | 3, Bg: paletteColor | 12},
	{Fg: paletteColor | 200, Attrs: Italic},
	{Fg: RGB(1, 2, 3), Bg: RGB(0, 0, 0)},
}

// paneKey decides the picture that drawTest draws.
type paneKey struct {
	kind    string
	version int
}

// drawTest draws random looking text that its key alone decides.
func drawTest(k paneKey) func(*Canvas) {
	return func(c *Canvas) {
		seed := uint32(len(k.kind)*7919 + k.version/4*104729 + 1)
		next := func(n int) int {
			seed = seed*1664525 + 1013904223
			return int(seed>>8) % n
		}
		for y := range c.H() {
			if next(4) == 0 {
				continue
			}
			for x := next(3); x < c.W(); {
				n := 1 + next(6)
				var b strings.Builder
				for range n {
					b.WriteString(pieces[next(len(pieces))])
				}
				x = c.Text(x, y, stylesForTest[next(len(stylesForTest))], b.String()) + next(3)
			}
		}
		for range k.version % 4 { // small changes between neighbouring versions
			c.Text(next(c.W()+1)-1, next(c.H()), stylesForTest[next(len(stylesForTest))], pieces[next(len(pieces))])
		}
	}
}

// tiled splits the screen into panes side by side, by seed.
func tiled(t *rapid.T, w, h int) []Pane {
	rest := Rect{W: w, H: h}
	var panes []Pane
	for i := 0; i < 4 && !rest.Empty(); i++ {
		n := rapid.IntRange(0, 9).Draw(t, "split")
		var r Rect
		switch rapid.IntRange(0, 4).Draw(t, "side") {
		case 0:
			r, rest = rest.SplitTop(n)
		case 1:
			r, rest = rest.SplitBottom(n)
		case 2:
			r, rest = rest.SplitLeft(n)
		case 3:
			r, rest = rest.SplitRight(n)
		default:
			r, rest = rest, Rect{}
		}
		panes = append(panes, Pane{Rect: r, Key: paneKey{fmt.Sprint("tile", i), 0}})
	}
	return panes
}

// change makes the next layout from the last one.
func change(t *rapid.T, l Layout) Layout {
	if l.Base != nil && rapid.Bool().Draw(t, "same panes") {
		l.Base = baseOf(t, l, 6)
		return l
	}
	l.Panes = append([]Pane(nil), l.Panes...)
	switch rapid.IntRange(0, 9).Draw(t, "change") {
	case 0:
		l.W, l.H = rapid.IntRange(1, 30).Draw(t, "w"), rapid.IntRange(1, 10).Draw(t, "h")
		l.Panes = tiled(t, l.W, l.H)
	case 1:
		l.Panes = tiled(t, l.W, l.H)
	case 2: // a dialog, which may stick out of the screen
		r := Rect{rapid.IntRange(-3, 20).Draw(t, "x"), rapid.IntRange(-2, 8).Draw(t, "y"), rapid.IntRange(0, 20).Draw(t, "dw"), rapid.IntRange(0, 6).Draw(t, "dh")}
		l.Panes = append(l.Panes, Pane{Rect: r, Key: paneKey{"dialog", 0}})
	case 3:
		if n := len(l.Panes); n > 0 {
			l.Panes = l.Panes[:n-1]
		}
	default:
		for i := range l.Panes {
			k := l.Panes[i].Key.(paneKey)
			k.version += rapid.IntRange(0, 3).Draw(t, "skipped")
			l.Panes[i].Key = k
		}
	}
	for i := range l.Panes {
		l.Panes[i].Draw = drawTest(l.Panes[i].Key.(paneKey))
	}
	rebase(t, &l)
	l.Cursor = nil
	if rapid.Bool().Draw(t, "cursor") {
		l.Cursor = &Cursor{rapid.IntRange(0, l.W-1).Draw(t, "cx"), rapid.IntRange(0, l.H-1).Draw(t, "cy")}
	}
	return l
}

// rebase lays another base under a layout, or takes it away. Over a base the
// panes are few and small.
func rebase(t *rapid.T, l *Layout) {
	n := rapid.IntRange(-1, 6).Draw(t, "base")
	if n < 0 {
		l.Base = nil
		return
	}
	l.Base = baseOf(t, *l, n)
	if n%2 == 0 {
		return
	}
	for i := range l.Panes {
		r := &l.Panes[i].Rect
		r.W, r.H = min(r.W, 1+n), min(r.H, 1+n/2)
	}
	if n == 5 && len(l.Panes) > 2 {
		l.Panes = l.Panes[:2]
	}
}

func baseOf(t *rapid.T, l Layout, versions int) *Base {
	key := paneKey{"base", rapid.IntRange(0, versions).Draw(t, "version")}
	return NewCache(0).Base(key, l.W, l.H, func() ([]Pane, any, int64) {
		return []Pane{{Rect: Rect{W: l.W, H: l.H}, Key: key, Draw: drawTest(key)}}, nil, 0
	})
}

// The terminal shows what a fresh composition shows, whatever came before, and
// in every colour profile.
func TestTerminalShowsTheLayout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom(profiles).Draw(t, "profile")
		cache := NewCache(rapid.SampledFrom([]int64{0, 20_000, 1 << 20}).Draw(t, "budget"))
		term := newTerminal(20, 6)
		defer term.stop()
		painter := NewPainter(term, cache, p)
		must(t, painter.Start())
		l := Layout{W: 20, H: 6, Panes: tiled(t, 20, 6)}
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			l = change(t, l)
			if l.W != term.Width() || l.H != term.Height() {
				term.Resize(l.W, l.H)
			}
			before := term.writes
			must(t, painter.Paint(l))
			if n := term.writes - before; n > 1 {
				t.Fatalf("%d writes for one Paint", n)
			}
			term.holds(t, NewCache(0).Compose(l), p)
			if term.visible != (l.Cursor != nil) {
				t.Fatalf("cursor visible: %v", term.visible)
			}
			if l.Cursor != nil {
				if at := term.CursorPosition(); at.X != l.Cursor.X || at.Y != l.Cursor.Y {
					t.Fatalf("cursor at %v, want %v", at, *l.Cursor)
				}
			}
			before = term.writes
			must(t, painter.Paint(l))
			if term.writes != before {
				t.Fatalf("the same layout again wrote %q", term.last)
			}
		}
	})
}

func must(t interface{ Fatal(...any) }, err error) {
	if err != nil {
		t.Fatal(err)
	}
}

// A step alone turns one picture into another anywhere on the screen and
// touches nothing beside it.
func TestStepStaysInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom(profiles).Draw(t, "profile")
		w, h := rapid.IntRange(1, 16).Draw(t, "w"), rapid.IntRange(1, 5).Draw(t, "h")
		x, y := rapid.IntRange(0, 6).Draw(t, "x"), rapid.IntRange(0, 4).Draw(t, "y")
		pick := func(name string) *Frame {
			return Draw(w, h, drawTest(paneKey{"step", rapid.IntRange(0, 40).Draw(t, name)}))
		}
		from, to := pick("from"), pick("to")
		cache := NewCache(1 << 20)
		term := newTerminal(x+w, y+h)
		defer term.stop()
		term.Write(cache.Step(nil, from, x, y, p))
		term.Write(cache.Step(from, to, x, y, p))
		term.holds(t, Draw(x+w, y+h, func(c *Canvas) { c.blit(x, y, to) }), p)
	})
}

func TestResetDrawsWhole(t *testing.T) {
	term := newTerminal(20, 6)
	defer term.stop()
	cache := NewCache(1 << 20)
	painter := NewPainter(term, cache, colorprofile.TrueColor)
	must(t, painter.Start())
	l := Layout{W: 20, H: 6, Panes: []Pane{{Rect: Rect{W: 20, H: 6}, Key: paneKey{"whole", 3}, Draw: drawTest(paneKey{"whole", 3})}}, Title: "Verkstad", Mouse: true}
	must(t, painter.Paint(l))
	term.Write([]byte("\x1b[H\x1b[2Jspoilt"))
	painter.Reset()
	must(t, painter.Paint(l))
	term.holds(t, cache.Compose(l), colorprofile.TrueColor)
	if term.title != "Verkstad" || !strings.Contains(term.last, syncOn) {
		t.Errorf("title %q, last write %q", term.title, term.last)
	}
	painter.SetProfile(colorprofile.ASCII)
	must(t, painter.Paint(l))
	term.holds(t, cache.Compose(l), colorprofile.ASCII)
	must(t, painter.Stop())
	if !strings.Contains(term.last, mouseOff) || !strings.Contains(term.last, "\x1b[?1049l") || !term.visible {
		t.Errorf("stop left the terminal as it was: %q", term.last)
	}
	n := term.writes
	must(t, painter.Stop())
	if term.writes != n {
		t.Error("stopped twice")
	}
}

type brokenWriter struct{ fail bool }

func (w *brokenWriter) Write(b []byte) (int, error) {
	if w.fail {
		return 0, errors.New("gone")
	}
	return len(b), nil
}

func TestAfterAnErrorEverythingIsDrawn(t *testing.T) {
	w := &brokenWriter{fail: true}
	painter := NewPainter(w, NewCache(1<<20), colorprofile.TrueColor)
	l := Layout{W: 9, H: 2, Panes: []Pane{{Rect: Rect{W: 9, H: 2}, Key: 1, Draw: func(c *Canvas) { c.Text(0, 0, Style{}, "hej") }}}}
	if err := painter.Paint(l); err == nil {
		t.Fatal("no error")
	}
	w.fail = false
	var b strings.Builder
	painter.w = &b
	must(t, painter.Paint(l))
	if !strings.Contains(b.String(), "hej") {
		t.Errorf("wrote %q", b.String())
	}
}

// Bubble Tea's renderer gets the same cells by way of a string.
func TestStyledSaysTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := Draw(24, 5, drawTest(paneKey{"styled", rapid.IntRange(0, 200).Draw(t, "version")}))
		back := Draw(24, 5, func(c *Canvas) { c.Paint(c.Bounds(), f.Styled()) })
		if back.Styled() != f.Styled() || back.Plain() != f.Plain() {
			t.Fatalf("%q\n%q", f.Styled(), back.Styled())
		}
		for i, row := range rows(f.Styled()) {
			if lipgloss.Width(row) != 24 {
				t.Fatalf("row %d is %d wide", i, lipgloss.Width(row))
			}
		}
	})
}

// TestTheEmulatorShowsHostileText draws the corpus on an emulator that is not
// ours, one text after the other, and holds every cell of one rune: it draws a
// letter before it sees the mark on it.
func TestTheEmulatorShowsHostileText(t *testing.T) {
	const w, h = 40, 6
	cache, term := NewCache(1<<20), newTerminal(w, h)
	defer term.stop()
	painter := NewPainter(term, cache, colorprofile.TrueColor)
	must(t, painter.Start())
	for _, text := range hostile.Texts() {
		l := Layout{W: w, H: h, Panes: []Pane{{Rect: Rect{W: w, H: h}, Key: text.Name, Draw: func(c *Canvas) {
			c.Text(0, 0, Style{Attrs: Bold}, text.Text)
			c.Wrap(Rect{X: 1, Y: 1, W: w - 2, H: h - 2}, Style{Fg: RGB(1, 2, 3)}, text.Text)
			c.TextIn(0, h-1, w, Style{}, text.Text)
		}}}}
		must(t, painter.Paint(l))
		f := cache.Compose(l)
		for i := range w * h {
			want, width := f.Cell(i%w, i/w)
			got := term.CellAt(i%w, i/w)
			if width == 0 || utf8.RuneCountInString(want) > 1 || want == " " && (got == nil || got.Content == "") {
				continue
			}
			if got == nil || got.Content != want {
				t.Fatalf("%s: cell %d,%d is %+v, want %q: %q\n%s", text.Name, i%w, i/w, got, want, term.last, term.Emulator.String())
			}
		}
	}
}
