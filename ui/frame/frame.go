// Package frame draws a screen once and sends it to many terminals.
//
// A screen is a [Layout] of [Pane]s. What a pane looks like is decided by its
// key and its size alone, so a [Cache] draws each picture once, as an
// immutable [Frame], however many terminals show it. The bytes that turn one
// Frame into another are a step; a step too is made once and shared. A
// [Painter] is all that each terminal keeps for itself: which Frame it was
// last sent for each pane.
package frame

import (
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// Frame is a finished picture of W by H cells. It never changes, and may be
// read by any number of goroutines.
type Frame struct {
	picture
	id uint64
}

// lastID numbers the frames of the process.
var lastID atomic.Uint64

// Draw makes a picture of w by h cells, each held between 0 and maxSide,
// starting from blanks. A nil draw leaves them.
func Draw(w, h int, draw func(*Canvas)) *Frame {
	d := newDrawing(w, h)
	if draw != nil {
		draw(newCanvas(d))
	}
	return d.finish()
}

// finish takes the picture out of the drawing, which is empty afterwards.
func (d *drawing) finish() *Frame {
	var last, lastBlank uint16
	for i := range d.cells {
		c := &d.cells[i]
		if c.glyph < 0 {
			d.keepInside(c, d.w-i%d.w)
		}
		if c.glyph == ' ' && c.style != 0 {
			if c.style != last {
				last, lastBlank = c.style, d.styleID(d.styles[c.style].onBlank())
			}
			c.style = lastBlank
		}
	}
	f := &Frame{picture: d.picture, id: lastID.Add(1)}
	*d = drawing{styleIDs: map[Style]uint16{{}: 0}, picture: picture{styles: []Style{{}}}}
	return f
}

// keepInside takes a cluster down to its first rune if a terminal that measures
// each rune by itself would draw it beyond the right edge of the picture, room
// cells away, where something else stands that this picture knows nothing of.
func (d *drawing) keepInside(c *cell, room int) {
	cluster := d.clusters[^c.glyph]
	if room < 2*maxRunes && runeWidths(cluster, ansi.WcWidth) > room {
		c.glyph, _ = utf8.DecodeRuneInString(cluster)
	}
}

// W is the width in cells.
func (f *Frame) W() int { return f.w }

// H is the height in cells.
func (f *Frame) H() int { return f.h }

// Cell is what stands in a cell and how many cells that takes: 1 or 2, and 0
// with no text for the right half of a wide one. Outside of f it is 0.
func (f *Frame) Cell(x, y int) (text string, width int) {
	if x < 0 || y < 0 || x >= f.w || y >= f.h {
		return "", 0
	}
	c := f.cells[y*f.w+x]
	return f.text(c), int(c.width)
}

// size is about how many bytes of memory f takes.
func (f *Frame) size() int64 {
	n := int64(len(f.cells))*8 + int64(len(f.styles))*12 + 200
	for _, c := range f.clusters {
		n += int64(len(c)) + 16
	}
	return n
}

// text is what is written for a cell; nothing for the right half of a wide one.
func (p *picture) text(c cell) string {
	switch {
	case c.width == 0:
		return ""
	case c.glyph < 0:
		return p.clusters[^c.glyph]
	}
	return string(c.glyph)
}

// Plain is the text alone: exactly H rows of W cells, joined by line breaks.
func (f *Frame) Plain() string {
	var b strings.Builder
	for y := range f.h {
		if y > 0 {
			b.WriteByte('\n')
		}
		f.plainRow(&b, 0, y, f.w)
	}
	return b.String()
}

// Styled is the picture as rows of text with SGR sequences in full colour, as
// Bubble Tea's own renderer takes it. Every row starts and ends unstyled.
func (f *Frame) Styled() string {
	out := make([]byte, 0, len(f.cells)+len(f.cells)/2)
	for y := range f.h {
		if y > 0 {
			out = append(out, '\n')
		}
		var pen Style
		for _, c := range f.cells[y*f.w : (y+1)*f.w] {
			if c.width == 0 {
				continue
			}
			out = appendSGR(out, pen, f.styles[c.style])
			pen = f.styles[c.style]
			out = f.appendGlyph(out, c)
		}
		out = appendSGR(out, pen, Style{})
	}
	return string(out)
}

// in gives the styles of f as a terminal of profile p shows them.
func (p *picture) in(profile colorprofile.Profile) []Style {
	out := make([]Style, len(p.styles))
	for i, s := range p.styles {
		out[i] = s.in(profile)
	}
	return out
}
