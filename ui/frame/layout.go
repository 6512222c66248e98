package frame

import (
	"encoding/binary"
)

// Pane is a rectangle of the screen and what is drawn in it.
type Pane struct {
	Rect
	// Key decides the picture together with W and H, and nothing else does:
	// two panes with equal keys and sizes must draw the same. It must be
	// comparable, and of a type that no other kind of pane uses.
	Key any
	// Draw draws the pane on a canvas of its size. It is called once for many
	// terminals, in whichever goroutine asks first.
	Draw func(*Canvas)
}

// Cursor is where the text cursor shows, in cells of the screen.
type Cursor struct{ X, Y int }

// Layout is a whole screen.
type Layout struct {
	W, H   int     // size of the screen in cells
	Base   *Base   // what lies under the panes; nil: nothing
	Panes  []Pane  // later ones lie over earlier ones; not changed once they are painted
	Cursor *Cursor // nil: hidden
	Title  string  // of the window: fixed words only, never what a person wrote
	Mouse  bool    // report clicks, the wheel and dragging
}

// slot is a picture at a place on the screen, and the key that it was drawn for.
type slot struct {
	Rect
	key   any
	frame *Frame
}

// flat reports whether slots lie side by side: all inside the screen, and no
// two over each other.
func flat(w, h int, slots []slot) bool {
	screen := Rect{W: w, H: h}
	for i, a := range slots {
		if screen.Intersect(a.Rect) != a.Rect {
			return false
		}
		for _, b := range slots[:i] {
			if !a.Intersect(b.Rect).Empty() {
				return false
			}
		}
	}
	return true
}

// sameRects reports whether two lists of slots have the same rectangles.
func sameRects(a, b []slot) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Rect != b[i].Rect {
			return false
		}
	}
	return true
}

// composedKey names the composition of slots.
func composedKey(w, h int, slots []slot) string {
	key := make([]byte, 0, 8+len(slots)*24)
	add := func(v int) { key = binary.AppendVarint(key, int64(v)) }
	add(w)
	add(h)
	for _, s := range slots {
		add(s.X)
		add(s.Y)
		key = binary.AppendUvarint(key, s.frame.id)
	}
	return string(key)
}

// composeSlots draws slots over each other on a screen of w by h.
func composeSlots(w, h int, slots []slot) *Frame {
	return Draw(w, h, func(c *Canvas) {
		for _, s := range slots {
			c.blit(s.X, s.Y, s.frame)
		}
	})
}
