package projector

import (
	"strings"

	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
	"verkstad/ui/widget"
)

// fewIn is how many people are in from which on the wall no longer says how a terminal is
// opened.
const fewIn = 8

// endsRows is the most rows of the ends of the fingerprint.
const endsRows = 6

// welcome shows how to join: the line to type as large as it fits, or its code where
// the line does not, what ssh asks the first time, and a QR code beside that.
func (v *view) welcome(r frame.Rect) {
	r = v.footPeople(r)
	code := v.code(r.W-leastText-2, r.H)
	var below frame.Rect // the code
	if len(code.rows) > 0 {
		var left frame.Rect
		left, r = r.SplitLeft(code.width() + 2)
		left.W = code.width()
		at, rest := left.SplitTop(len(code.rows))
		v.add(at, code.picture)
		_, below = rest.SplitTop(1)
	}
	top, r := r.SplitTop(1)
	v.add(top, labelPicture{v.hello()})
	if boardview.WayIn(v.join) == "" {
		c := column{v, r, 0}
		c.say([]wayPart{{textPart, v.dc.Words.T("projector.notserved")}})
		v.sectors(c.r)
		return
	}
	w := v.layWayIn(r, len(code.rows) > 0)
	aside := append(v.opening(), v.window()...)
	if !below.Empty() && partsHeight(aside, below.W, 0) <= below.H {
		(&column{v, below, 0}).say(aside)
		aside = nil
	}
	v.showWayIn(r, w, aside)
}

// hello greets, and says when the workshop begins if that is known.
func (v *view) hello() string {
	hello := v.dc.Words.T("projector.welcome")
	if v.starts != "" {
		hello += " " + v.dc.Words.T("projector.startsat", "When", v.starts)
	}
	return hello
}

// wayIn is how the way in is laid out.
type wayIn struct {
	large heads     // the line to type, or its code; empty where it is not set large
	parts []wayPart // what must be said
	gap   int       // blank rows between parts
}

// height is the rows of all in w cells.
func (w wayIn) height(cells int) int {
	h := partsHeight(w.parts, cells, w.gap)
	if len(w.large) > 0 {
		h += w.large.height() + w.gap
	}
	return h
}

// layWayIn lays out what must be said in r: with room between the parts where that leaves
// the line large, in fewer words where there is no room for all.
func (v *view) layWayIn(r frame.Rect, code bool) (best wayIn) {
	line := boardview.WayIn(v.join)
	for _, try := range []struct {
		short bool
		gap   int
	}{{false, 1}, {false, 0}, {true, 1}, {true, 0}} {
		w := wayIn{parts: v.essential(try.short, code), gap: try.gap}
		if try.gap > 0 && r.H < 12 || !try.short && r.W < frame.Width(v.join.Fingerprint) {
			continue
		}
		h := w.height(r.W)
		w.large = v.setJoin(line, r.W, r.H-h-2*try.gap)
		if h <= r.H && len(w.large) > 0 {
			return w
		}
		if best.parts == nil || best.height(r.W) > r.H {
			w.large, best = nil, w
		}
	}
	return best
}

// essential is what whoever comes in must be told, in the order of doing it.
func (v *view) essential(short, code bool) []wayPart {
	w := v.dc.Words
	then := "projector.then"
	if short {
		then = "projector.thenshort"
	}
	parts := []wayPart{{linePart, boardview.WayIn(v.join)}, {textPart, boardview.HowIn(w, v.join, code)}, {textPart, boardview.InATerminal(w, v.join)}}
	if short {
		parts = append(parts, wayPart{textPart, boardview.FirstTimeShort(w, v.join)})
	} else if first := boardview.FirstTime(w, v.join); first != "" {
		parts = append(parts, wayPart{textPart, first + " " + v.join.Fingerprint})
	}
	if v.join.LocalOnly {
		then = "projector.localonly"
	}
	return append(parts, wayPart{mutedPart, w.T(then)})
}

// opening says how a terminal is opened, while few are in.
func (v *view) opening() (parts []wayPart) {
	if v.crowd.N >= fewIn || v.join.Address() != "" { // who has no terminal open needs none
		return nil
	}
	parts = append(parts, wayPart{titlePart, v.dc.Words.T("app.connect.terminal")})
	for _, line := range boardview.OpenTerminal(v.dc.Words) {
		parts = append(parts, wayPart{textPart, line})
	}
	return parts
}

// window says host, port and user apart.
func (v *view) window() []wayPart {
	if v.join.Address() != "" {
		return nil
	}
	return []wayPart{{mutedPart, boardview.InAWindow(v.dc.Words, v.join)}}
}

// showWayIn shows what was laid out, and below it what there is room for: the ends of the
// fingerprint large, what is aside, and how many have come from where.
func (v *view) showWayIn(r frame.Rect, w wayIn, aside []wayPart) {
	c := column{v, r, w.gap}
	if len(w.large) > 0 {
		c.skip(w.gap)
		v.shown = append(v.shown, shownHead{c.head(w.large), w.large[0].text, w.large.rows()})
	}
	free := r.H - w.height(r.W) - 2*w.gap
	first := len(w.parts) - 1
	c.say(w.parts[:first])
	if ends := v.setEnds(r.W, free-w.gap); len(ends) > 0 {
		c.head(ends)
		free -= ends.height() + w.gap
	}
	c.say(w.parts[first:])
	for _, parts := range [...][]wayPart{aside, v.window()} {
		if h := partsHeight(parts, r.W, 0); aside != nil && h > 0 && h+1 <= free {
			c.skip(1 - w.gap)
			(&column{v, c.r, 0}).say(parts)
			c.skip(h)
			free -= h + 1
			break
		}
	}
	v.sectors(c.r)
}

// sectors shows how many have come from which sector, if there is room for it.
func (v *view) sectors(r frame.Rect) {
	if r.H < 6 {
		return
	}
	step := 1
	if r.H >= 14 {
		step = 2
	}
	v.add(r, sectorsPicture{v.crowd.Sectors, step})
}

// setEnds sets the ends of the fingerprint in so many rows.
func (v *view) setEnds(w, room int) heads {
	ends := boardview.Ends(v.join)
	if ends == "" || v.dc.Plain || v.join.Address() != "" {
		return nil
	}
	return v.setAll([]string{ends}, w, room, endsRows)
}

// setJoin sets the line to type as large as it fits, or else its code alone.
func (v *view) setJoin(line string, w, room int) heads {
	if line == "" || v.dc.Plain {
		return nil
	}
	if set := v.setAll([]string{line}, w, room, max(5, room/2)); len(set) > 0 {
		return set
	}
	if v.board.Code == "" || !strings.Contains(line, v.board.Code) {
		return nil
	}
	return v.setAll([]string{v.board.Code}, w, room, room)
}

// column is filled with parts from the top.
type column struct {
	v   *view
	r   frame.Rect // what is left
	gap int        // blank rows after each part
}

// say shows parts, each with the gap below it.
func (c *column) say(parts []wayPart) {
	for _, p := range parts {
		if p.text == "" {
			continue
		}
		var at frame.Rect
		at, c.r = c.r.SplitTop(p.height(c.r.W))
		c.v.add(at, p)
		c.skip(c.gap)
	}
}

// skip leaves rows blank.
func (c *column) skip(rows int) { _, c.r = c.r.SplitTop(max(0, min(rows, c.r.H))) }

// head shows a large text with the gap below it, and returns where it lies.
func (c *column) head(h heads) (at frame.Rect) {
	at, c.r = c.r.SplitTop(h.height())
	c.v.add(at, headPicture{h[0].text, h.rows()})
	c.skip(c.gap)
	return at
}

// partKind is what a part is, by which it is drawn.
type partKind int

const (
	linePart  partKind = iota // to type
	textPart                  // what to do
	titlePart                 // of the parts below it
	mutedPart                 // what some need
)

// wayPart is one thing that is said of the way in.
type wayPart struct {
	kind partKind
	text string
}

// height is the rows of the part in w cells.
func (p wayPart) height(w int) int { return len(frame.WrapLines(p.text, max(1, min(w, textWidth)))) }

// partsHeight is the rows of parts in w cells with a gap after each.
func partsHeight(parts []wayPart, w, gap int) (h int) {
	for _, p := range parts {
		if p.text != "" {
			h += p.height(w) + gap
		}
	}
	return h
}

// Draw draws the part.
func (p wayPart) Draw(dc stage.DrawContext, c *frame.Canvas) {
	style := dc.Theme.Text
	switch p.kind {
	case linePart:
		style = dc.Accent.With(frame.Bold)
	case titlePart:
		style = dc.Theme.Strong
	case mutedPart:
		style = dc.Theme.Muted
	}
	c.Wrap(frame.Rect{W: min(c.W(), textWidth), H: c.H()}, style, p.text)
}

// sectorsPicture is how many have come from which sector.
type sectorsPicture struct {
	counts boardview.Counts
	step   int // rows from one to the next
}

// Draw draws a bar for each sector.
func (p sectorsPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	at := c.Sub(frame.Rect{W: min(c.W(), textWidth), H: c.H()})
	boardview.NewSectors(dc).Rows(at, p.step, p.counts)
}

// peoplePicture is the line that says who is here.
type peoplePicture struct{ text string }

func (p peoplePicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.TextIn(0, 0, c.W(), dc.Theme.Strong, p.text)
}

// footPeople is the last line with who is here, where it is shown large how to
// join. It gives what is above.
func (v *view) footPeople(r frame.Rect) frame.Rect {
	line, rest := r.SplitBottom(1)
	v.add(line, peoplePicture{v.people()})
	if r.H >= 12 {
		_, rest = rest.SplitBottom(1)
	}
	return rest
}

// codePicture is a QR code of an address, as large as fits into w×h cells.
type codePicture struct {
	url  string
	w, h int
}

func (p codePicture) Draw(_ stage.DrawContext, c *frame.Canvas) {
	widget.DrawQR(c, 0, 0, boardview.Code(p.url, p.w, p.h))
}

// code is a QR code with its rows, of which there are none if it does not fit.
type code struct {
	picture codePicture
	rows    []string
}

// width is in cells.
func (c code) width() int { return frame.Width(c.rows[0]) }

// code is the QR code of how to join, for w×h cells. It is twice as large only where
// there is room for much else.
func (v *view) code(w, h int) code {
	if h < 60 {
		h = min(h, 29)
	}
	pic := codePicture{v.join.Scanned(), w, h}
	return frame.Hold(v.dc.Cache, pic, func() (code, int64) {
		return code{pic, boardview.Code(pic.url, pic.w, pic.h)}, 4 << 10
	})
}
