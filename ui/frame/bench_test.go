package frame

import (
	"fmt"
	"io"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
)

// drawBoard draws sixty cards in six columns on 120 by 40 cells. Card number
// changed says so.
func drawBoard(changed, version int) func(*Canvas) {
	return func(c *Canvas) {
		c.TextIn(1, 0, 60, Style{Attrs: Bold}, "Återbruk och cirkulär ekonomi")
		for i := range 60 {
			r := Rect{i % 6 * 20, 2 + i/6*3, 20, 3}
			s := Style{Fg: RGB(uint8(40*(i%6)), 120, 200)}
			c.Box(r, lipgloss.RoundedBorder(), s)
			text := fmt.Sprintf("idé %d om verktyg", i)
			if i == changed {
				text = fmt.Sprintf("ändrad %d", version)
			}
			c.Wrap(r.Inset(1, 1), Style{}, text)
		}
	}
}

func BenchmarkDrawBoard(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Draw(120, 40, drawBoard(17, 1))
	}
}

func BenchmarkStepOneCard(b *testing.B) {
	from, to := Draw(120, 40, drawBoard(17, 1)), Draw(120, 40, drawBoard(17, 2000))
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		n = len(encodeStep(from, to, 0, 0, colorprofile.ANSI256, true).bytes)
	}
	b.ReportMetric(float64(n), "bytes/step")
}

func BenchmarkStepWhole(b *testing.B) {
	to := Draw(120, 40, drawBoard(17, 1))
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		n = len(encodeStep(nil, to, 0, 0, colorprofile.ANSI256, true).bytes)
	}
	b.ReportMetric(float64(n), "bytes/step")
}

func BenchmarkStepHit(b *testing.B) {
	from, to := Draw(120, 40, drawBoard(17, 1)), Draw(120, 40, drawBoard(17, 2))
	cache := NewCache(1 << 20)
	b.ReportAllocs()
	for b.Loop() {
		cache.Step(from, to, 0, 0, colorprofile.ANSI256)
	}
}

// benchLayout is a board with a clock and an input line.
func benchLayout(version int) Layout {
	return Layout{W: 120, H: 40, Panes: []Pane{
		{Rect: Rect{W: 120, H: 38}, Key: [2]int{1, version}, Draw: drawBoard(17, version)},
		{Rect: Rect{Y: 38, W: 120, H: 1}, Key: "clock", Draw: func(c *Canvas) { c.Text(0, 0, Style{}, "06:12") }},
		{Rect: Rect{Y: 39, W: 120, H: 1}, Key: "input", Draw: func(c *Canvas) { c.Text(0, 0, Style{}, "> ") }},
	}, Cursor: &Cursor{2, 39}}
}

func BenchmarkPaintNothing(b *testing.B) {
	painter := NewPainter(io.Discard, NewCache(1<<22), colorprofile.ANSI256)
	l := benchLayout(1)
	b.ReportAllocs()
	for b.Loop() {
		if err := painter.Paint(l); err != nil {
			b.Fatal(err)
		}
	}
}

// One more terminal that follows two versions of a board.
func BenchmarkPaintSharedStep(b *testing.B) {
	painter := NewPainter(io.Discard, NewCache(1<<22), colorprofile.ANSI256)
	layouts := [2]Layout{benchLayout(1), benchLayout(2)}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		if err := painter.Paint(layouts[i&1]); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

func BenchmarkCompose(b *testing.B) {
	cache := NewCache(1 << 22)
	slots := cache.slots(nil, nil, benchLayout(1))
	b.ReportAllocs()
	for b.Loop() {
		composeSlots(120, 40, slots)
	}
}
