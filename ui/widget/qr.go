// Package widget holds the pieces that several screens share.
package widget

import (
	"strings"

	"rsc.io/qr"

	"verkstad/ui/frame"
)

// Widths of the blank margin around a code, in modules. ISO/IEC 18004 asks for four;
// phones read a code with two, where a terminal has no room for more.
const (
	WideQuiet   = 4
	NarrowQuiet = 2
)

// qrStyle is black on white whatever the theme. It is said in reverse, so that
// a dark terminal without colours shows a light code too.
var qrStyle = frame.Style{Fg: frame.RGB(255, 255, 255), Bg: frame.RGB(0, 0, 0), Attrs: frame.Reverse}

// QR gives the rows of a QR code of text at error correction level L, two
// modules to a character, with a margin of so many modules. Dark modules are ink.
// It gives nothing for text that is too long for a code (2,953 bytes).
func QR(text string, quiet int) []string {
	code, err := qr.Encode(text, qr.L)
	if err != nil {
		return nil
	}
	size := code.Size + 2*quiet
	dark := func(x, y int) bool { return code.Black(x-quiet, y-quiet) }
	rows := make([]string, 0, (size+1)/2)
	for y := 0; y < size; y += 2 {
		var row strings.Builder
		for x := range size {
			switch top, bottom := dark(x, y), dark(x, y+1); {
			case top && bottom:
				row.WriteString("█")
			case top:
				row.WriteString("▀")
			case bottom:
				row.WriteString("▄")
			default:
				row.WriteString(" ")
			}
		}
		rows = append(rows, row.String())
	}
	return rows
}

// DrawQR draws rows made by QR with their corner at x, y, black on white, and
// returns the rectangle that they take.
func DrawQR(c *frame.Canvas, x, y int, rows []string) frame.Rect {
	r := frame.Rect{X: x, Y: y, H: len(rows)}
	for i, row := range rows {
		r.W = frame.Width(row)
		c.Text(x, y+i, qrStyle, row)
	}
	return r
}
