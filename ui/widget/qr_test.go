package widget

import (
	"strings"
	"testing"

	"rsc.io/qr"

	"verkstad/ui/frame"
)

// Every module of the code is where it belongs, with a margin around it.
func TestQR(t *testing.T) {
	const text = "ssh://KRABBA@192.168.1.20:2222"
	code, err := qr.Encode(text, qr.L)
	if err != nil {
		t.Fatal(err)
	}
	for _, quiet := range []int{NarrowQuiet, WideQuiet} {
		rows := QR(text, quiet)
		if want := (code.Size + 2*quiet + 1) / 2; len(rows) != want {
			t.Fatalf("%d rows, want %d", len(rows), want)
		}
		for i, row := range rows {
			cells := []rune(row)
			if len(cells) != code.Size+2*quiet || frame.Width(row) != len(cells) {
				t.Fatalf("row %d has %d cells", i, len(cells))
			}
			for x, r := range cells {
				for half, set := range [2]string{"█▀", "█▄"} {
					want := code.Black(x-quiet, 2*i+half-quiet)
					if got := strings.ContainsRune(set, r); got != want {
						t.Fatalf("module %d,%d is %v", x, 2*i+half, got)
					}
				}
			}
		}
		f := frame.Draw(60, 30, func(c *frame.Canvas) {
			if r := DrawQR(c, 3, 2, rows); r != (frame.Rect{X: 3, Y: 2, W: len([]rune(rows[0])), H: len(rows)}) {
				t.Errorf("drawn in %+v", r)
			}
		})
		if !strings.Contains(f.Plain(), rows[3]) {
			t.Error("the code is not on the canvas")
		}
	}
}

func TestQRTooLong(t *testing.T) {
	if rows := QR(strings.Repeat("x", 3000), WideQuiet); rows != nil {
		t.Errorf("%d rows", len(rows))
	}
}
