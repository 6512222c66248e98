package frame

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/charmbracelet/colorprofile"
)

// The sequences that the painter writes beside steps. Modes 1002 and 1006 are
// mouse buttons with dragging, in SGR form; 2004 is bracketed paste; 2026
// holds the screen back until everything is written; 22;2t and 23;2t keep the
// window's title and bring it back.
const (
	enter      = "\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[m\x1b[H\x1b[2J"
	leave      = "\x1b[m\x1b[?2004l\x1b[?25h\x1b[?1049l"
	clear      = "\x1b[m\x1b[H\x1b[2J"
	syncOn     = "\x1b[?2026h"
	syncOff    = "\x1b[?2026l"
	hideCursor = "\x1b[?25l"
	showCursor = "\x1b[?25h"
	mouseOn    = "\x1b[?1002h\x1b[?1006h"
	mouseOff   = "\x1b[?1006l\x1b[?1002l"
	pushTitle  = "\x1b[22;2t"
	popTitle   = "\x1b[23;2t"
)

// trivial is the number of bytes up to which an update is written without
// holding the screen back: a clock, a typed letter.
const trivial = 96

// buffers lends the memory in which updates are put together, so that a
// terminal that waits holds none.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// Painter keeps one terminal showing the latest layout. It is not safe for
// concurrent use.
type Painter struct {
	w       io.Writer
	cache   *Cache
	profile colorprofile.Profile

	started bool
	known   bool // what follows is on the screen
	width   int
	height  int
	slots   []slot
	spare   []slot // the memory of the slots before
	flat    bool   // slots lie side by side
	panes   []Pane // those over the base; kept so that their list can be told from another
	based   bool   // the first slot is a base, with the others side by side over it
	whole   *Frame // the composed screen, when they do not
	cursor  Cursor
	visible bool // the cursor
	mouse   bool
	title   string
}

// NewPainter makes a painter that writes to w for a terminal of profile p.
func NewPainter(w io.Writer, c *Cache, p colorprofile.Profile) *Painter {
	return &Painter{w: w, cache: c, profile: p}
}

// Start takes the terminal's alternate screen. It does nothing the second time.
func (p *Painter) Start() error {
	if p.started {
		return nil
	}
	p.started, p.visible = true, false
	p.Reset()
	return p.write([]byte(enter))
}

// Stop gives the terminal back as it was before Start.
func (p *Painter) Stop() error {
	if !p.started {
		return nil
	}
	p.started = false
	var b []byte
	if p.mouse {
		b = append(b, mouseOff...)
	}
	b = append(b, leave...)
	if p.title != "" {
		b = append(b, popTitle...)
	}
	p.mouse, p.title = false, ""
	p.Reset()
	return p.write(b)
}

// Reset forgets what is on the screen: the next Paint clears it and draws
// everything. It is for terminals that were resumed.
func (p *Painter) Reset() { p.known, p.whole = false, nil }

// SetProfile changes the colours that the terminal can show. The next Paint
// draws everything in them.
func (p *Painter) SetProfile(profile colorprofile.Profile) {
	if profile != p.profile {
		p.profile = profile
		p.Reset()
	}
}

// Paint brings the terminal from what it shows to l, in one Write, or none if
// nothing changed. After an error nothing is taken for granted: the next Paint
// draws everything.
func (p *Painter) Paint(l Layout) error {
	l.W, l.H = limit(l.W, maxSide), limit(l.H, maxSide)
	lent := buffers.Get().(*[]byte)
	defer buffers.Put(lent)
	body, done := p.nextBase(append((*lent)[:0], noHead[:]...), l)
	if !done {
		next := p.next(l)
		body = p.update(body, l, next)
		p.slots, p.spare = next, p.slots
		releaseFrames(p.spare)
	}
	if l.Base != nil {
		l.Base.on(p.profile)
	}
	out := p.wrapUp(body, l)
	*lent = out[:0]
	p.width, p.height, p.known = l.W, l.H, true
	return p.write(out)
}

// next is the slots of l.
func (p *Painter) next(l Layout) []slot {
	p.panes = nil
	if l.Base != nil {
		p.panes = l.Panes
	}
	return p.cache.slots(p.spare[:0], p.slots, l)
}

// releaseFrames lets go of the pictures in a list that only lends its memory.
func releaseFrames(slots []slot) {
	slots = slots[:cap(slots)]
	for i := range slots {
		slots[i] = slot{}
	}
}

// headRoom is kept free before the body for what is known only after it.
const headRoom = len(syncOn) + len(hideCursor)

var noHead [headRoom]byte

// update appends the bytes that change the cells.
func (p *Painter) update(out []byte, l Layout, next []slot) []byte {
	fresh := !p.known || l.W != p.width || l.H != p.height
	sameRects := !fresh && sameRects(p.slots, next)
	nowFlat := sameRects && p.flat || !sameRects && flat(l.W, l.H, next)
	if fresh {
		out = append(out, clear...)
	}
	based, done := l.Base.fits(l), false
	if based && (fresh || p.based) {
		out, done = p.overBase(out, next, fresh)
	}
	p.based = based && (done || flat(l.W, l.H, next[1:]) && !cuts(l.Base.frame, next[1:]))
	switch {
	case done:
		p.whole, nowFlat = nil, false
	case nowFlat && (fresh || sameRects):
		for i, s := range next {
			var from *Frame
			if !fresh {
				from = p.slots[i].frame
			}
			out = append(out, p.cache.step(from, s.frame, s.X, s.Y, p.profile, s.Right() == l.W).bytes...)
		}
		p.whole = nil
	case sameRects && sameFrames(p.slots, next):
	default:
		var from *Frame
		if !fresh {
			if from = p.whole; from == nil {
				from = p.cache.compose(p.width, p.height, p.slots)
			}
		}
		to := p.cache.compose(l.W, l.H, next)
		out = append(out, p.cache.step(from, to, 0, 0, p.profile, true).bytes...)
		p.whole = to
		if nowFlat {
			p.whole = nil
		}
	}
	p.flat = nowFlat
	return out
}

// sameFrames reports whether slots in the same places show the same.
func sameFrames(a, b []slot) bool {
	for i := range a {
		if a[i].frame != b[i].frame {
			return false
		}
	}
	return true
}

// wrapUp adds cursor, mouse and title to the body and encloses it where it is
// more than a trifle. It returns what is to be written, empty if nothing is.
func (p *Painter) wrapUp(out []byte, l Layout) []byte {
	drawn := len(out) > headRoom
	out = p.modes(out, l)
	enclose := len(out)-headRoom > trivial
	hide := drawn && enclose && p.visible
	out = p.placeCursor(out, l, drawn, hide)
	head := headRoom
	if hide {
		head -= len(hideCursor)
		copy(out[head:], hideCursor)
	}
	if enclose {
		head -= len(syncOn)
		copy(out[head:], syncOn)
		out = append(out, syncOff...)
	}
	return out[head:]
}

// modes appends what switches mouse and title.
func (p *Painter) modes(out []byte, l Layout) []byte {
	if l.Mouse != p.mouse {
		p.mouse = l.Mouse
		if l.Mouse {
			out = append(out, mouseOn...)
		} else {
			out = append(out, mouseOff...)
		}
	}
	if l.Title != "" && l.Title != p.title {
		if p.title == "" {
			out = append(out, pushTitle...)
		}
		p.title = l.Title
		out = append(out, "\x1b]2;"...)
		out = append(out, printable(l.Title)...)
		out = append(out, '\a')
	}
	return out
}

// printable drops control characters.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, s)
}

// placeCursor appends what shows the cursor where it belongs, or hides it.
func (p *Painter) placeCursor(out []byte, l Layout, moved, hidden bool) []byte {
	if l.Cursor == nil || !(Rect{W: l.W, H: l.H}).Contains(l.Cursor.X, l.Cursor.Y) {
		if p.visible && !hidden {
			out = append(out, hideCursor...)
		}
		p.visible = false
		return out
	}
	if moved || !p.visible || p.cursor != *l.Cursor {
		out = appendCUP(out, l.Cursor.X, l.Cursor.Y)
	}
	if !p.visible || hidden {
		out = append(out, showCursor...)
	}
	p.cursor, p.visible = *l.Cursor, true
	return out
}

// write sends b, if there is any, and forgets the screen if that fails.
func (p *Painter) write(b []byte) error {
	if len(b) == 0 {
		return nil
	}
	n, err := p.w.Write(b)
	if err == nil && n < len(b) {
		err = io.ErrShortWrite
	}
	if err != nil {
		p.Reset()
		return fmt.Errorf("write to terminal of %s cells: %w", strconv.Itoa(p.width)+"×"+strconv.Itoa(p.height), err)
	}
	return nil
}
