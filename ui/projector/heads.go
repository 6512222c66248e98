package projector

import (
	"strings"

	"verkstad/ui/bigtype"
	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// head is a text that is set large, all over the width.
type head struct {
	text string
	y    int // from the upper edge of the first
	w, h int // in cells
	rows int // of a line
}

// heads are texts that are set equally large, one below the other.
type heads []head

// rows is the rows of a line; 0 where there are none.
func (h heads) rows() int {
	if len(h) == 0 {
		return 0
	}
	return h[0].rows
}

// height is the rows of all.
func (h heads) height() int {
	if len(h) == 0 {
		return 0
	}
	last := h[len(h)-1]
	return last.y + last.h
}

// width is the cells of the widest.
func (h heads) width() (w int) {
	for _, one := range h {
		w = max(w, one.w)
	}
	return w
}

// plain is what they say.
func (h heads) plain() string {
	var texts []string
	for _, one := range h {
		texts = append(texts, one.text)
	}
	return plainOf(texts)
}

// plainOf is texts below each other, marked where there are several.
func plainOf(texts []string) string {
	if len(texts) > 1 {
		return "– " + strings.Join(texts, "\n– ")
	}
	return strings.Join(texts, "")
}

// shownHead is what is set large on the wall, and where.
type shownHead struct {
	at   frame.Rect
	text string
	rows int
}

// readable is the least rows of a line that is read from the back of the room, on a
// wall of h rows: 6 % of its height.
func readable(h int) int { return max(5, (6*h+99)/100) }

// shownHeads is the heads of a moment that are shown if nothing can be set large: all of
// them if there are few, else one after the other.
func (v *view) shownHeads(m moment) []string {
	if len(m.heads) <= 2 {
		return m.heads
	}
	return m.heads[v.turn(len(m.heads)):][:1]
}

// turn is which of n things that are shown one after the other is shown now.
func (v *view) turn(n int) int { return int(v.now.Unix() / boardview.PageTime % int64(max(1, n))) }

// setHeads sets the heads of a moment in r as large as so many rows allow: all of them
// if they can be read from the back of the room, else one after the other.
func (v *view) setHeads(m moment, r frame.Rect, rows int) heads {
	if v.dc.Plain {
		return nil
	}
	most := max(readable(v.screenH), r.H/3)
	switch {
	case m.titled && !m.alone && r.H < lowWall:
		return nil
	case m.titled && !m.alone:
		most = readable(v.screenH)
	case m.alone || m.first:
		most = r.H / 2
	}
	most = max(5, v.look.smaller(most))
	all := v.setAll(m.heads, r.W, rows, most)
	if len(m.heads) < 2 || all.rows() >= readable(v.screenH) {
		return all
	}
	if one := v.setAll(m.heads[v.turn(len(m.heads)):][:1], r.W, rows, most); len(one) > 0 {
		return one
	}
	return all
}

// setKey is what the setting of texts follows from.
type setKey struct {
	texts         stage.Values[string]
	w, room, most int
}

// setAll sets texts equally large below each other, in room rows and lines of at most
// so many rows. It returns none if they do not fit.
func (v *view) setAll(texts []string, w, room, most int) heads {
	return frame.Hold(v.dc.Cache, setKey{stage.ValuesOf(texts), w, room, most}, func() (heads, int64) {
		for rows := min(most, room); rows > 0; {
			set, least := setIn(texts, w, room, rows)
			switch {
			case set != nil:
				return set, int64(200 * len(set))
			case least == 0:
				return nil, 0
			}
			rows = min(rows-1, least)
		}
		return nil, 0
	})
}

// setIn sets texts in lines of exactly so many rows. Where they do not fit, it returns
// none, and the rows of the smallest of them that does by itself.
func setIn(texts []string, w, room, rows int) (all heads, least int) {
	y, least := 0, rows
	for _, text := range texts {
		s := bigtype.Set(text, w, room, rows)
		if s == nil {
			return nil, 0
		}
		if least = min(least, s.Rows()); y > 0 {
			y += (rows + 3) / 4
		}
		all = append(all, head{text, y, s.W(), s.H(), s.Rows()})
		y += s.H()
	}
	if least < rows || y > room {
		return nil, least
	}
	return all, least
}

// headPicture is a text in lines of so many rows, as high as the canvas.
type headPicture struct {
	text string
	rows int
}

// Draw sets the text.
func (p headPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	if s := bigtype.Set(p.text, c.W(), c.H(), p.rows); s != nil {
		s.Draw(c, 0, 0, dc.Theme.Title)
	}
}

// labelPicture is the line over the head.
type labelPicture struct{ text string }

// Draw draws the line.
func (p labelPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.TextIn(0, 0, c.W(), dc.Accent.With(frame.Bold), p.text)
}

// tallyPicture is what the figures above it count.
type tallyPicture struct{ said string }

// Draw draws it.
func (p tallyPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.Wrap(c.Bounds(), dc.Theme.Strong, p.said)
}
