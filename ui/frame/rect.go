package frame

// maxSide is the largest width or height of a picture, in cells. Whatever is
// asked for beyond it is cut, so that a strange terminal cannot ask for
// gigabytes.
const maxSide = 1000

// Rect is a rectangle of cells. X and Y count from 0 at the top left.
// W or H of 0 or less means that nothing lies inside.
type Rect struct{ X, Y, W, H int }

// Empty reports whether no cell lies inside.
func (r Rect) Empty() bool { return r.W <= 0 || r.H <= 0 }

// Contains reports whether the cell at x, y lies inside.
func (r Rect) Contains(x, y int) bool {
	return x >= r.X && x < r.X+r.W && y >= r.Y && y < r.Y+r.H
}

// Right is the first column to the right of r.
func (r Rect) Right() int { return r.X + r.W }

// Bottom is the first row below r.
func (r Rect) Bottom() int { return r.Y + r.H }

// Inset takes dx cells off both sides and dy rows off top and bottom.
func (r Rect) Inset(dx, dy int) Rect {
	return Rect{r.X + dx, r.Y + dy, max(0, r.W-2*dx), max(0, r.H-2*dy)}
}

// SplitTop cuts off the first n rows, fewer if r has fewer.
func (r Rect) SplitTop(n int) (top, rest Rect) {
	n = limit(n, r.H)
	return Rect{r.X, r.Y, r.W, n}, Rect{r.X, r.Y + n, r.W, max(0, r.H) - n}
}

// SplitBottom cuts off the last n rows, fewer if r has fewer.
func (r Rect) SplitBottom(n int) (bottom, rest Rect) {
	n = limit(n, r.H)
	rest, bottom = r.SplitTop(max(0, r.H) - n)
	return bottom, rest
}

// SplitLeft cuts off the first n columns, fewer if r has fewer.
func (r Rect) SplitLeft(n int) (left, rest Rect) {
	n = limit(n, r.W)
	return Rect{r.X, r.Y, n, r.H}, Rect{r.X + n, r.Y, max(0, r.W) - n, r.H}
}

// SplitRight cuts off the last n columns, fewer if r has fewer.
func (r Rect) SplitRight(n int) (right, rest Rect) {
	n = limit(n, r.W)
	rest, right = r.SplitLeft(max(0, r.W) - n)
	return right, rest
}

// Center is the rectangle of w by h cells in the middle of r, cut to r.
func (r Rect) Center(w, h int) Rect {
	w, h = limit(w, r.W), limit(h, r.H)
	return Rect{r.X + (r.W-w)/2, r.Y + (r.H-h)/2, w, h}
}

// Intersect is the part that r and o share.
func (r Rect) Intersect(o Rect) Rect {
	x, y := max(r.X, o.X), max(r.Y, o.Y)
	w, h := min(r.Right(), o.Right())-x, min(r.Bottom(), o.Bottom())-y
	if w <= 0 || h <= 0 {
		return Rect{}
	}
	return Rect{x, y, w, h}
}

// limit holds n between 0 and most.
func limit(n, most int) int { return max(0, min(n, most)) }
