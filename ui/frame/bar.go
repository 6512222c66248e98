package frame

import "math"

// eighths are the left parts of a cell from none to seven eighths.
var eighths = [8]string{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"}

// levels are the lower parts of a cell from one eighth to all.
var levels = [8]string{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"}

// share holds a fraction between 0 and 1; NaN counts as 0.
func share(frac float64) float64 {
	if !(frac > 0) {
		return 0
	}
	return min(frac, 1)
}

// Bar draws a horizontal bar that fills the fraction frac, from 0 to 1, of w
// cells, in steps of an eighth of a cell. Anything above 0 shows at least an
// eighth. It returns the column after the bar.
func Bar(c *Canvas, x, y, w int, frac float64, s Style) int {
	w = limit(w, maxSide)
	frac = share(frac)
	n := int(math.Round(frac * float64(w) * 8))
	if frac > 0 && w > 0 {
		n = max(n, 1)
	}
	c.HLine(x, y, n/8, s, "█")
	if n%8 == 0 {
		return x + n/8
	}
	return c.Text(x+n/8, y, s, eighths[n%8])
}

// Progress draws a thin line of w cells whose first part, the fraction frac
// from 0 to 1, is in style done and whose rest is in style left.
func Progress(c *Canvas, x, y, w int, frac float64, done, left Style) {
	w = limit(w, maxSide)
	n := int(math.Round(share(frac) * float64(w)))
	c.HLine(x, y, n, done, "━")
	c.HLine(x+n, y, w-n, left, "━")
}

// Spark draws one column for each value, as high as its share of the largest.
// Zero and less are blanks. It returns the column after the last.
func Spark(c *Canvas, x, y int, values []float64, s Style) int {
	top := 0.0
	for _, v := range values {
		if !math.IsInf(v, 0) {
			top = max(top, v)
		}
	}
	for i, v := range values {
		mark := " "
		if f := share(v / top); f > 0 && top > 0 {
			mark = levels[limit(int(math.Ceil(f*8))-1, 7)]
		}
		c.Text(x+i, y, s, mark)
	}
	return x + len(values)
}
