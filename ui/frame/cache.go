package frame

import (
	"time"

	"github.com/charmbracelet/colorprofile"
)

// entryCost is about what the bookkeeping of one entry takes, in bytes.
const entryCost = 200

// Cache keeps pictures, the steps between them, and what they are laid out from
// (see [Hold]), for all terminals of a server. It is safe for concurrent use.
// What it forgets is made again when someone asks.
type Cache struct {
	max      int64
	frames   *lru[frameKey, *Frame]
	composed *lru[string, *Frame]
	bases    *lru[baseKey, *Base]
	held     *lru[any, any]
	steps    *lru[stepKey, step]
}

type frameKey struct {
	key  any
	w, h int
}

type stepKey struct {
	from, to uint64 // frame ids; from 0 is a blank screen, that of unknown anything
	x, y     int
	profile  colorprofile.Profile
	edge     bool
}

// CacheCount counts the use of one part of a cache.
type CacheCount struct {
	Hits, Misses uint64 // every miss is one drawing
	Entries      int
	Bytes        int64 // held now, about
}

// Stats counts the use of a cache since it was made.
type Stats struct{ Frames, Composed, Steps CacheCount }

// NewCache makes a cache of about maxBytes. Pictures of panes have half of them,
// whole screens, steps, and what screens are laid out from a quarter each; they
// are seldom all full.
func NewCache(maxBytes int64) *Cache {
	a := &age{time.Now(), keptFor}
	return &Cache{
		max:      maxBytes,
		frames:   newLRU[frameKey, *Frame](maxBytes/2, a),
		composed: newLRU[string, *Frame](maxBytes/4, a),
		bases:    newLRU[baseKey, *Base](maxBytes/16, a),
		held:     newLRU[any, any](maxBytes/4, a),
		steps:    newLRU[stepKey, step](maxBytes/4, a),
	}
}

// keptFor is how long what nobody asks for is kept at least; it is gone after
// twice as long, if anything new comes. A picture of a board that is no more is
// not asked for again.
const keptFor = 20 * time.Second

// Shrink has the cache hold a quarter of what it was made for, or all of it
// again. What goes is drawn again when somebody asks.
func (c *Cache) Shrink(shrink bool) {
	max := c.max
	if shrink {
		max /= 4
	}
	c.frames.limit(max / 2)
	c.composed.limit(max / 4)
	c.bases.limit(max / 16)
	c.held.limit(max / 4)
	c.steps.limit(max / 4)
}

// Stats gives the counts so far.
func (c *Cache) Stats() Stats {
	return Stats{c.frames.stats(), c.composed.stats(), c.steps.stats()}
}

// Frame gives the picture of a pane, drawn once for each key and size. Callers
// that ask while it is being drawn wait for it. A panic in p.Draw reaches the
// caller that drew; the others then draw for themselves.
func (c *Cache) Frame(p Pane) *Frame {
	key := frameKey{p.Key, limit(p.W, maxSide), limit(p.H, maxSide)}
	if f, ok := c.frames.have(key); ok {
		return f
	}
	return c.drawPane(key, p.Draw)
}

// drawPane draws a pane that was not there a moment ago.
func (c *Cache) drawPane(key frameKey, draw func(*Canvas)) *Frame {
	return c.frames.get(key, func() (*Frame, int64) {
		f := Draw(key.w, key.h, draw)
		return f, f.size() + entryCost
	})
}

// Compose gives the whole screen of l as one picture, made once for the same
// pictures in the same places.
func (c *Cache) Compose(l Layout) *Frame {
	w, h := limit(l.W, maxSide), limit(l.H, maxSide)
	return c.compose(w, h, c.slots(nil, nil, l))
}

// compose gives the picture of a screen of w by h that shows slots.
func (c *Cache) compose(w, h int, slots []slot) *Frame {
	if len(slots) == 1 && slots[0].Rect == (Rect{W: w, H: h}) {
		return slots[0].frame
	}
	return c.composed.get(composedKey(w, h, slots), func() (*Frame, int64) {
		f := composeSlots(w, h, slots)
		return f, f.size() + entryCost
	})
}

// slots appends the picture of each pane of l that has any cells. Last is what
// the terminal shows: a pane that has the same key there has the same picture,
// and nobody need be asked for it.
func (c *Cache) slots(to, last []slot, l Layout) []slot {
	if b := l.Base; b != nil {
		to = append(to, slot{Rect{W: b.frame.w, H: b.frame.h}, nil, b.frame})
	}
	for i := range l.Panes {
		p := &l.Panes[i]
		if p.Empty() {
			continue
		}
		var f *Frame
		if n := len(to); n < len(last) && last[n].W == p.W && last[n].H == p.H && last[n].key == p.Key {
			f = last[n].frame
		} else {
			f = c.Frame(*p)
		}
		to = append(to, slot{Rect{near(p.X), near(p.Y), f.w, f.h}, p.Key, f})
	}
	return to
}

// Step gives the bytes that turn from into to, of the same size, on a terminal
// of profile p where their corner lies at x, y of the screen. A nil from is a
// blank screen. The bytes are shared: callers must not change them.
//
// A step stands for itself: it starts and ends in the default style, it
// positions the cursor absolutely, and it neither wraps nor scrolls. Where it
// leaves the cursor is not said.
func (c *Cache) Step(from, to *Frame, x, y int, p colorprofile.Profile) []byte {
	return c.step(from, to, x, y, p, false).bytes
}

// step is Step; edge says that the right edge of the pictures is that of the
// screen, so that a blank rest of a row can be erased.
func (c *Cache) step(from, to *Frame, x, y int, p colorprofile.Profile, edge bool) step {
	if from == to {
		return step{}
	}
	key := stepKey{0, to.id, x, y, p, edge}
	if from != nil {
		key.from = from.id
	}
	if s, ok := c.steps.have(key); ok {
		return s
	}
	return c.makeStep(key, from, to)
}

// makeStep encodes a step that was not there a moment ago.
func (c *Cache) makeStep(key stepKey, from, to *Frame) step {
	return c.steps.get(key, func() (step, int64) {
		s := encodeStep(from, to, key.x, key.y, key.profile, key.edge)
		return s, int64(len(s.bytes)+4*len(s.spans)) + entryCost
	})
}
