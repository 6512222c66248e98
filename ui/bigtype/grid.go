package bigtype

import "math"

// The heights of Go Bold's letters above the base line, in ems.
const (
	foot     = -0.205 // of a g
	small    = 0.536  // of an x
	dot      = 0.634  // of the lower edge of the dot of an i
	capital  = 0.723  // of an H
	ascender = 0.771  // of a d
	accent   = 0.798  // of the lower edges of the dots of an Ä
	ring     = 0.945  // of an Å
	round    = 0.018  // that an O goes beyond an H, above and below
)

// emHeight is the height of an em in pixels, where a line has so many rows.
func emHeight(rows int) float64 { return float64(2*rows) / (ring - foot) }

// grid says where the heights of letters lie among the pixels of a line. Each of
// the font's own heights is moved to the edge of a pixel, and what lies between is
// stretched: so all small letters are equally high, round ones too, and dots do not
// touch what is under them.
type grid [11]struct{ ems, y float64 } // from below; y in pixels from the upper edge of the line

func fitGrid(rows int) grid {
	em, h := emHeight(rows), float64(2*rows)
	down := max(2, math.Round(-foot*em))
	x := math.Round(small * em)
	gap := max(1, math.Round((dot-small)*em))
	c := max(x+gap+1, math.Round(capital*em))
	d := max(c, math.Round(ascender*em))
	top := h - down
	dots := min(max(d, c+1), max(d, top-1))
	g := grid{
		{foot, -down}, {-round, 0}, {0, 0}, {small, x}, {small + round, x}, {dot, x + gap},
		{capital, c}, {capital + round, c}, {ascender, d}, {accent, dots}, {ring, top},
	}
	for i := range g {
		g[i].y = top - g[i].y
	}
	return g
}

// y is where a height above the base line lies, in pixels from the upper edge.
func (g grid) y(ems float64) float64 {
	i := 1
	for i < len(g)-1 && ems > g[i].ems {
		i++
	}
	a, b := g[i-1], g[i]
	return a.y + (ems-a.ems)/(b.ems-a.ems)*(b.y-a.y)
}
