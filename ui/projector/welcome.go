package projector

import (
	"strings"

	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
	"verkstad/ui/widget"
)

// welcome shows how to join: the line to type as large as it fits, or its code where
// the line does not. A QR code stands beside it.
func (v *view) welcome(r frame.Rect) {
	r = v.footPeople(r)
	if code := v.code(r.W-leastText-5, r.H); len(code.rows) > 0 {
		var left frame.Rect
		left, r = r.SplitLeft(code.width() + 5)
		v.add(frame.Rect{X: left.X, Y: left.Y, W: code.width(), H: len(code.rows)}, code.picture)
	}
	w, say := v.dc.Words, welcomeText{}
	say.hello, say.how = w.T("projector.welcome"), w.T("projector.notserved")
	if v.starts != "" {
		say.hello += " " + w.T("projector.startsat", "When", v.starts)
	}
	line := boardview.JoinLine(v.join)
	if line != "" {
		say.how, say.line, say.then = w.T("projector.type"), line, w.T("projector.then")
	}
	if v.join.LocalOnly {
		say.then = w.T("projector.localonly")
	}
	if r.H >= 12 {
		say.gap = 1
	}
	top, r := r.SplitTop(1)
	v.add(top, labelPicture{say.hello})
	large := v.setJoin(line, r.W, r.H-say.height(r.W)-say.gap)
	if len(large) == 0 && say.gap > 0 {
		say.gap = 0
		large = v.setJoin(line, r.W, r.H-say.height(r.W))
	}
	if len(large) > 0 {
		_, r = r.SplitTop(say.gap)
		at, rest := r.SplitTop(large.height())
		v.shown = append(v.shown, shownHead{at, large[0].text, large.rows()})
		v.add(at, headPicture{large[0].text, large.rows()})
		_, r = rest.SplitTop(say.gap)
	}
	v.add(r, welcomePicture{say, v.join.Fingerprint, v.crowd.Sectors})
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

// welcomeText says how to join.
type welcomeText struct {
	hello, how, line, then string
	gap                    int // blank rows between them
}

// height is the rows of all but hello in w cells.
func (t welcomeText) height(w int) (h int) {
	w = max(1, min(w, textWidth))
	for _, text := range []string{t.line, t.how, t.then} {
		if text != "" {
			h += len(frame.WrapLines(text, w)) + t.gap
		}
	}
	return h
}

// welcomePicture says how to join, and from where those come who have.
type welcomePicture struct {
	text        welcomeText
	fingerprint string
	counts      boardview.Counts
}

// Draw draws it from the top.
func (p welcomePicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	t, y, w := dc.Theme, 0, min(c.W(), textWidth)
	for _, part := range []styled{{p.text.line, dc.Accent.With(frame.Bold)}, {p.text.how, t.Text}, {p.text.then, t.Muted}} {
		if part.text != "" {
			y += c.Wrap(frame.Rect{Y: y, W: w, H: c.H() - y}, part.in, part.text) + p.text.gap
		}
	}
	if rows := c.H() - y; rows >= 6 {
		step := 1
		if rows >= 14 {
			step = 2
		}
		y += boardview.NewSectors(dc).Rows(c.Sub(frame.Rect{Y: y, W: w, H: rows}), step, p.counts)
	}
	if c.H()-y >= 3 && p.fingerprint != "" {
		c.Wrap(frame.Rect{Y: c.H() - 2, W: c.W(), H: 2}, t.Faint, p.fingerprint)
	}
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
	pic := codePicture{v.join.URL, w, h}
	return frame.Hold(v.dc.Cache, pic, func() (code, int64) {
		return code{pic, boardview.Code(pic.url, pic.w, pic.h)}, 4 << 10
	})
}
