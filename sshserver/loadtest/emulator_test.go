package loadtest

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/vt"
	"pgregory.net/rapid"

	"verkstad/ui/frame"
)

// TestTheScreenIsThatOfATerminal paints random layouts one after the other and
// holds that our small screen shows what a whole terminal emulator does.
func TestTheScreenIsThatOfATerminal(t *testing.T) {
	words := []string{"Åsa", "idé", "verktyg", "日本語", "a", "━━━", "╭──╮", "x y", "★", ""}
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(10, 60).Draw(t, "w"), rapid.IntRange(3, 20).Draw(t, "h")
		ours, whole := newScreen(w, h), vt.NewEmulator(w, h)
		go io.Copy(io.Discard, whole) // else its answers block its input
		defer whole.InputPipe().(io.Closer).Close()
		painter := frame.NewPainter(io.MultiWriter(writer(ours.write), whole), frame.NewCache(1<<20), colorprofile.ANSI256)
		if err := painter.Start(); err != nil {
			t.Fatal(err)
		}
		for step := range rapid.IntRange(1, 6).Draw(t, "steps") {
			rows := rapid.SliceOfN(rapid.SampledFrom(words), h, h).Draw(t, "rows")
			err := painter.Paint(frame.Layout{W: w, H: h, Title: "t", Panes: []frame.Pane{{
				Rect: frame.Rect{W: w, H: h}, Key: fmt.Sprint(step, rows),
				Draw: func(c *frame.Canvas) {
					for y, row := range rows {
						c.Text(y%3, y, frame.Style{Fg: frame.RGB(200, 10, 10)}, strings.Repeat(row+" ", 2+step))
					}
				},
			}}})
			if err != nil {
				t.Fatal(err)
			}
			if want := trimmed(whole.String()); ours.text() != want {
				t.Fatalf("step %d: we show\n%s\nthe terminal\n%s", step, ours.text(), want)
			}
		}
	})
}

type writer func([]byte)

func (w writer) Write(p []byte) (int, error) { w(p); return len(p), nil }

// trimmed is a screen without blanks at the ends of its lines.
func trimmed(screen string) string {
	lines := strings.Split(screen, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \r")
	}
	return strings.Join(lines, "\n")
}

func TestMarkersDifferInEveryLetter(t *testing.T) {
	seen := map[string]bool{}
	for n := range 5000 {
		a := Marker(n)
		if seen[a] {
			t.Fatalf("%s comes twice", a)
		}
		seen[a] = true
		for m := n + 1; m < n+DistinctMarkers; m++ {
			b := Marker(m)
			for i := range a {
				if a[i] == b[i] {
					t.Fatalf("%s and %s, %d and %d, share a letter", a, b, n, m)
				}
			}
		}
	}
}
