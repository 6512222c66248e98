package frame

import (
	"strings"
	"unicode/utf8"

	"charm.land/lipgloss/v2"
	"golang.org/x/text/unicode/norm"
)

// cell is one place on the screen in eight bytes.
type cell struct {
	glyph int32  // a rune, or the complement (^i) of an index into clusters
	style uint16 // index into styles
	width uint8  // 1 or 2; 0 is the right half of the wide one before it
}

// picture is a grid of cells with the tables that they point into.
type picture struct {
	w, h     int
	cells    []cell // row by row
	styles   []Style
	clusters []string // graphemes of more than one rune
}

// drawing is a picture that is being made.
type drawing struct {
	picture
	styleIDs   map[Style]uint16
	clusterIDs map[string]int32
	lastStyle  Style
	lastID     uint16
}

func newDrawing(w, h int) *drawing {
	w, h = limit(w, maxSide), limit(h, maxSide)
	d := &drawing{
		picture:  picture{w: w, h: h, cells: make([]cell, w*h), styles: []Style{{}}},
		styleIDs: map[Style]uint16{{}: 0},
	}
	for i := range d.cells {
		d.cells[i] = cell{glyph: ' ', width: 1}
	}
	return d
}

// styleID interns s. A picture with more than 65,535 styles falls back to the
// default for the rest.
func (d *drawing) styleID(s Style) uint16 {
	if s == d.lastStyle {
		return d.lastID
	}
	id, ok := d.styleIDs[s]
	if !ok {
		if len(d.styles) > 0xffff {
			return 0
		}
		id = uint16(len(d.styles))
		d.styles = append(d.styles, s)
		d.styleIDs[s] = id
	}
	d.lastStyle, d.lastID = s, id
	return id
}

// glyph interns one grapheme cluster, composed (NFC) so that as many as
// possible are a single rune, which every terminal draws alike.
func (d *drawing) glyph(cluster string) int32 {
	if len(cluster) == 1 {
		return int32(cluster[0])
	}
	r, size := utf8.DecodeRuneInString(cluster)
	if size == len(cluster) {
		return r
	}
	cluster = norm.NFC.String(cluster)
	if r, size = utf8.DecodeRuneInString(cluster); size == len(cluster) {
		return r
	}
	id, ok := d.clusterIDs[cluster]
	if !ok {
		if d.clusterIDs == nil {
			d.clusterIDs = map[string]int32{}
		}
		id = ^int32(len(d.clusters))
		d.clusters = append(d.clusters, cluster)
		d.clusterIDs[cluster] = id
	}
	return id
}

// put writes one cell at absolute coordinates inside clip. A wide one that
// clip cuts becomes a blank, and so does the other half of a wide one that is
// overwritten.
func (d *drawing) put(clip Rect, x, y int, c cell) {
	if !clip.Contains(x, y) || x >= d.w || y >= d.h {
		return
	}
	if c.width == 2 && (x+1 >= clip.Right() || x+1 >= d.w) {
		c.glyph, c.width = ' ', 1
	}
	row := d.cells[y*d.w : (y+1)*d.w]
	unpair(row, x)
	row[x] = c
	if c.width == 2 {
		unpair(row, x+1)
		row[x+1] = cell{style: c.style}
	}
}

// unpair blanks the other half of the wide cell that column x belongs to.
func unpair(row []cell, x int) {
	switch row[x].width {
	case 0:
		row[x-1].glyph, row[x-1].width = ' ', 1
	case 2:
		row[x+1] = cell{glyph: ' ', style: row[x].style, width: 1}
	}
	row[x] = cell{glyph: ' ', style: row[x].style, width: 1}
}

// Canvas is a grid of cells being drawn, or a window on one. Everything is
// clipped to it: no coordinate or size makes it panic. A Canvas belongs to the
// function that Draw calls; once that returns, drawing on it does nothing.
type Canvas struct {
	d      *drawing
	ox, oy int  // where 0,0 lies in the drawing
	w, h   int  // size as asked for
	clip   Rect // what may be written, in the drawing's coordinates
}

func newCanvas(d *drawing) *Canvas {
	return &Canvas{d: d, w: d.w, h: d.h, clip: Rect{W: d.w, H: d.h}}
}

// W is the width in cells.
func (c *Canvas) W() int { return c.w }

// H is the height in cells.
func (c *Canvas) H() int { return c.h }

// Bounds is the whole canvas.
func (c *Canvas) Bounds() Rect { return Rect{W: c.w, H: c.h} }

// Sub is a window on the same cells: 0,0 is the corner of r, and nothing
// outside r is written.
func (c *Canvas) Sub(r Rect) *Canvas {
	r.W, r.H = limit(r.W, maxSide), limit(r.H, maxSide)
	r.X, r.Y = near(r.X)+c.ox, near(r.Y)+c.oy
	return &Canvas{d: c.d, ox: r.X, oy: r.Y, w: r.W, h: r.H, clip: c.clip.Intersect(r)}
}

// near keeps a coordinate from overflowing when others are added to it.
func near(v int) int { return max(-1<<24, min(v, 1<<24)) }

// area is r in the drawing's coordinates, cut to what may be written.
func (c *Canvas) area(r Rect) Rect {
	r.W, r.H = limit(r.W, 1<<24), limit(r.H, 1<<24)
	r.X, r.Y = near(r.X)+c.ox, near(r.Y)+c.oy
	return c.clip.Intersect(r).Intersect(Rect{W: c.d.w, H: c.d.h})
}

// Fill blanks r in style s.
func (c *Canvas) Fill(r Rect, s Style) {
	a := c.area(r)
	blank := cell{glyph: ' ', style: c.d.styleID(s), width: 1}
	for y := a.Y; y < a.Bottom(); y++ {
		for x := a.X; x < a.Right(); x++ {
			c.d.put(a, x, y, blank)
		}
	}
}

// Restyle changes the style of every cell in r, as for what lies under a
// dialog or for the selected row.
func (c *Canvas) Restyle(r Rect, f func(Style) Style) {
	a := c.area(r)
	for y := a.Y; y < a.Bottom(); y++ {
		row := c.d.cells[y*c.d.w : (y+1)*c.d.w]
		for x := a.X; x < a.Right(); x++ {
			if row[x].width == 0 {
				continue
			}
			id := c.d.styleID(f(c.d.styles[row[x].style]))
			row[x].style = id
			if row[x].width == 2 {
				row[x+1].style = id
			}
		}
	}
}

// HLine draws ch, one cell wide, w times to the right of x.
func (c *Canvas) HLine(x, y, w int, s Style, ch string) {
	c.repeat(Rect{x, y, w, 1}, s, ch)
}

// VLine draws ch, one cell wide, h times down from y.
func (c *Canvas) VLine(x, y, h int, s Style, ch string) {
	c.repeat(Rect{x, y, 1, h}, s, ch)
}

// repeat fills r with a character that is one cell wide; others become blanks.
func (c *Canvas) repeat(r Rect, s Style, ch string) {
	a := c.area(r)
	if a.Empty() {
		return
	}
	one := cell{glyph: ' ', style: c.d.styleID(s), width: 1}
	if ch != "" {
		if cluster, w, _ := nextCluster(ch); w == 1 {
			one.glyph = c.d.glyph(cluster)
		}
	}
	for y := a.Y; y < a.Bottom(); y++ {
		for x := a.X; x < a.Right(); x++ {
			c.d.put(a, x, y, one)
		}
	}
}

// Box draws a border along the inside of r. A rectangle of less than two by
// two cells has no room for one and stays as it is.
func (c *Canvas) Box(r Rect, b lipgloss.Border, s Style) {
	if r.W < 2 || r.H < 2 {
		return
	}
	right, bottom := r.Right()-1, r.Bottom()-1
	c.HLine(r.X+1, r.Y, r.W-2, s, b.Top)
	c.HLine(r.X+1, bottom, r.W-2, s, b.Bottom)
	c.VLine(r.X, r.Y+1, r.H-2, s, b.Left)
	c.VLine(right, r.Y+1, r.H-2, s, b.Right)
	c.HLine(r.X, r.Y, 1, s, b.TopLeft)
	c.HLine(right, r.Y, 1, s, b.TopRight)
	c.HLine(r.X, bottom, 1, s, b.BottomLeft)
	c.HLine(right, bottom, 1, s, b.BottomRight)
}

// blit copies a finished picture with its top left corner at x, y.
func (c *Canvas) blit(x, y int, f *Frame) {
	a := c.area(Rect{x, y, f.w, f.h})
	x, y = near(x)+c.ox, near(y)+c.oy
	styles := make([]uint16, len(f.styles))
	for i, s := range f.styles {
		styles[i] = c.d.styleID(s)
	}
	for ay := a.Y; ay < a.Bottom(); ay++ {
		for ax := a.X; ax < a.Right(); ax++ {
			from := f.cells[(ay-y)*f.w+ax-x]
			switch {
			case from.width == 0 && ax > a.X:
				continue // came with its left half
			case from.width == 0:
				from.glyph, from.width = ' ', 1
			case from.glyph < 0:
				from.glyph = c.d.glyph(f.clusters[^from.glyph])
			}
			from.style = styles[from.style]
			c.d.put(a, ax, ay, from)
		}
	}
}

// plain is the text of the canvas: exactly H rows of W cells, joined by line
// breaks.
func (c *Canvas) plain() string {
	var b strings.Builder
	for y := range c.h {
		if y > 0 {
			b.WriteByte('\n')
		}
		c.d.plainRow(&b, c.ox, c.oy+y, c.w)
	}
	return b.String()
}

// String is the same as Plain.
func (c *Canvas) String() string { return c.plain() }

// plainRow writes the text of w cells. Cells outside the picture, and halves
// of wide ones, are blanks.
func (p *picture) plainRow(b *strings.Builder, x, y, w int) {
	for i := x; i < x+w; i++ {
		if i < 0 || i >= p.w || y < 0 || y >= p.h {
			b.WriteByte(' ')
			continue
		}
		switch c := p.cells[y*p.w+i]; {
		case c.width == 0 && i > x:
		case c.width == 0, c.width == 2 && i == x+w-1:
			b.WriteByte(' ')
		case c.glyph < 0:
			b.WriteString(p.clusters[^c.glyph])
		default:
			b.WriteRune(c.glyph)
		}
	}
}
