package frame_test

import (
	"fmt"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"

	"verkstad/model/text/hostile"
	"verkstad/ui/frame"
	"verkstad/ui/frame/frametest"
)

// TestHostileTextStaysInItsPane draws every text of the corpus by every means in
// a pane between two others, one text after the other, and holds every cell of
// both kinds of terminals, also those beside it.
func TestHostileTextStaysInItsPane(t *testing.T) {
	type by func(c *frame.Canvas, s frame.Style, text string)
	for means, draw := range map[string]by{
		"Text": func(c *frame.Canvas, s frame.Style, text string) { c.Text(1, 0, s, text); c.Text(-3, 1, s, text) },
		"In": func(c *frame.Canvas, s frame.Style, text string) {
			c.TextIn(0, 0, c.W(), s, text)
			c.TextIn(2, 1, 5, s, text)
		},
		"Edges": func(c *frame.Canvas, s frame.Style, text string) {
			c.TextRight(c.W(), 0, s, text)
			c.TextCenter(c.Bounds(), 1, s, text)
		},
		"Wrap":  func(c *frame.Canvas, s frame.Style, text string) { c.Wrap(c.Bounds(), s, text) },
		"Paint": func(c *frame.Canvas, s frame.Style, text string) { c.Paint(c.Bounds(), text) },
		"Big":   func(c *frame.Canvas, s frame.Style, text string) { frame.BigText(c, 0, 0, s, text) },
		"Lines": func(c *frame.Canvas, s frame.Style, text string) {
			c.HLine(0, 0, c.W(), s, text)
			c.Box(c.Bounds(), lipgloss.Border{Top: text, Left: text, TopRight: text}, s)
		},
	} {
		for _, w := range []int{1, 2, 7, 24} {
			for m, measure := range []frametest.Measure{frametest.ByCluster, frametest.ByRune} {
				t.Run(fmt.Sprintf("%s/%d/%d", means, w, m), func(t *testing.T) {
					holdPane(t, w, measure, func(c *frame.Canvas, text string) { draw(c, frame.Style{Attrs: frame.Bold}, text) })
				})
			}
		}
	}
}

// holdPane shows the corpus in a pane of w cells, one text after the other.
func holdPane(t *testing.T, w int, measure frametest.Measure, draw func(*frame.Canvas, string)) {
	const h = 3
	cache := frame.NewCache(1 << 20)
	term := frametest.New(w+8, h, measure)
	painter := frame.NewPainter(term, cache, colorprofile.ANSI256)
	if err := painter.Start(); err != nil {
		t.Fatal(err)
	}
	beside := func(x int) frame.Pane {
		return frame.Pane{Rect: frame.Rect{X: x, W: 4, H: h}, Key: "beside", Draw: func(c *frame.Canvas) {
			for y := range h {
				c.Text(0, y, frame.Style{}, "abcd")
			}
		}}
	}
	for _, text := range hostile.Texts() {
		l := frame.Layout{W: w + 8, H: h, Panes: []frame.Pane{beside(0), beside(w + 4), {
			Rect: frame.Rect{X: 4, W: w, H: h}, Key: text.Name, Draw: func(c *frame.Canvas) { draw(c, text.Text) },
		}}}
		err := painter.Paint(l)
		if err == nil {
			err = term.Err()
		}
		if err == nil {
			err = term.Shows(cache.Compose(l))
		}
		if err != nil {
			t.Fatalf("%s: %v", text.Name, err)
		}
	}
}
