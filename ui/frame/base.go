package frame

import (
	"math/bits"
	"sync/atomic"

	"github.com/charmbracelet/colorprofile"
)

// A Base is the part of a screen that many terminals show alike: laid out
// once, drawn once, and brought from one picture to the next by one step for
// all of them. Over it lie each terminal's own panes: what somebody writes,
// what they have chosen. Without it every terminal would lay out, name and
// look up a dozen panes to find that they are those of its neighbour, which
// at a thousand people costs more than all else together.
//
// The step of a Base knows nothing of what lies over it, so it may write
// there. The painter asks it where it wrote (step.touches), and draws the own
// panes that it went over again, whole. Where an own pane was and is no longer,
// it draws the Base's cells.
type Base struct {
	frame *Frame
	shown atomic.Uint32 // on terminals of which colour profiles, a bit each
	// Note is what who laid it out wants to know of it later, the same for all.
	Note any
}

type baseKey struct {
	key  any
	w, h int
}

// Base gives the base of a screen of w by h, laid out once for each key and
// size. key must decide panes and note, and be comparable. bytes is about what the
// note holds. Callers that ask
// while it is being made wait for it.
func (c *Cache) Base(key any, w, h int, lay func() (panes []Pane, note any, bytes int64)) *Base {
	k := baseKey{key, limit(w, maxSide), limit(h, maxSide)}
	if b, ok := c.bases.have(k); ok {
		return b
	}
	return c.bases.get(k, func() (*Base, int64) {
		panes, note, bytes := lay()
		f := c.compose(k.w, k.h, c.slots(nil, nil, Layout{W: k.w, H: k.h, Panes: panes}))
		if f.w != k.w || f.h != k.h {
			panic("frame: a base of another size than its screen")
		}
		return &Base{frame: f, Note: note}, f.size()/4 + entryCost + bytes // the picture is counted where it is composed
	})
}

// on notes that it is shown on a terminal of a profile.
func (b *Base) on(p colorprofile.Profile) {
	if bit := uint32(1) << p; b.shown.Load()&bit == 0 {
		b.shown.Or(bit)
	}
}

// Ready makes the steps that lead from one base to another on the terminals
// that show the first.
func (c *Cache) Ready(from, to *Base) {
	for profiles := from.shown.Load(); profiles != 0; profiles &= profiles - 1 {
		c.step(from.frame, to.frame, 0, 0, colorprofile.Profile(bits.TrailingZeros32(profiles)), true)
	}
}

// fits reports whether there is a base, and it is as large as the screen.
func (b *Base) fits(l Layout) bool { return b != nil && b.frame.w == l.W && b.frame.h == l.H }

// overBase appends the bytes that bring the terminal to next, a base with own
// panes over it. It is false, and appends nothing, where that takes a
// comparison of whole screens: the last picture had no base, own panes lie over
// each other, or the edge of one cuts a wide character.
func (p *Painter) overBase(out []byte, next []slot, fresh bool) ([]byte, bool) {
	base, own := next[0], next[1:]
	var was slot
	var before []slot
	if !fresh {
		was, before = p.slots[0], p.slots[1:]
	}
	moved := fresh || !sameRects(before, own)
	if moved && !flat(base.W, base.H, own) {
		return out, false
	}
	if (moved || was.frame != base.frame) && (cuts(base.frame, own) || cuts(base.frame, before)) {
		return out, false
	}
	under := p.cache.step(was.frame, base.frame, 0, 0, p.profile, true)
	out = append(out, under.bytes...)
	var bared []Rect // where own panes were
	if moved {
		for _, s := range before {
			if !hasRect(own, s.Rect) {
				bared = append(bared, s.Rect)
				out = append(out, p.restore(base.frame, s.Rect)...)
			}
		}
	}
	for i, s := range own {
		from := unknown
		if !fresh && !under.touches(s.Rect) && !touched(bared, s.Rect) {
			if !moved {
				from = before[i].frame
			} else if b, ok := slotAt(before, s.Rect); ok {
				from = b.frame
			}
		}
		out = append(out, p.cache.step(from, s.frame, s.X, s.Y, p.profile, s.Right() == base.W).bytes...)
	}
	return out, true
}

// nextBase appends the bytes that bring the terminal to another base under the
// same own panes, which is what somebody else's change is to most terminals. It
// is false, and appends nothing, where there is more to it.
func (p *Painter) nextBase(out []byte, l Layout) ([]byte, bool) {
	if !p.known || !p.based || !l.Base.fits(l) || l.W != p.width || l.H != p.height || !sameList(p.panes, l.Panes) {
		return out, false
	}
	own, base := p.slots[1:], l.Base.frame
	if was := p.slots[0].frame; was != base {
		if cuts(base, own) {
			return out, false
		}
		under := p.cache.step(was, base, 0, 0, p.profile, true)
		out = append(out, under.bytes...)
		for _, s := range own {
			if under.touches(s.Rect) {
				out = append(out, p.cache.step(unknown, s.frame, s.X, s.Y, p.profile, s.Right() == base.w).bytes...)
			}
		}
		p.slots[0].frame = base
	}
	p.whole, p.flat = nil, false
	return out, true
}

// sameList reports whether two lists of panes are one, and not empty.
func sameList(a, b []Pane) bool {
	return len(a) > 0 && len(a) == len(b) && &a[0] == &b[0]
}

// restore draws the cells of a base in r.
func (p *Painter) restore(base *Frame, r Rect) []byte {
	cut := Draw(r.W, r.H, func(c *Canvas) { c.blit(-r.X, -r.Y, base) })
	return encodeStep(unknown, cut, r.X, r.Y, p.profile, r.Right() == base.w).bytes
}

// cuts reports whether the edge of a slot goes through a wide character of f.
func cuts(f *Frame, slots []slot) bool {
	for _, s := range slots {
		for y := s.Y; y < s.Bottom(); y++ {
			row := f.cells[y*f.w : (y+1)*f.w]
			if row[s.X].width == 0 || s.Right() < f.w && row[s.Right()].width == 0 {
				return true
			}
		}
	}
	return false
}

func hasRect(slots []slot, r Rect) bool { _, ok := slotAt(slots, r); return ok }

// slotAt finds the slot with a rectangle.
func slotAt(slots []slot, r Rect) (slot, bool) {
	for _, s := range slots {
		if s.Rect == r {
			return s, true
		}
	}
	return slot{}, false
}

func touched(rects []Rect, r Rect) bool {
	for _, b := range rects {
		if !b.Intersect(r).Empty() {
			return true
		}
	}
	return false
}
