package projector

import (
	"verkstad/ui/frame"
)

// poster is how a moment is laid out: the head over the whole width, below it a row
// of clock, texts and tally, and below that the room for what hangs on the wall.
type poster struct {
	label int   // rows of the line over the head, with the blank one below it
	heads heads // empty where nothing is set large
	clock clockBlock
	texts texts // without the plain head where there is no room for it
	textW int   // cells that the texts have
	tally heads // the figures of the tally; empty where they are not set large
	block int   // rows of clock, texts and tally
	gap   int   // blank rows between head, block and board
}

// gutter is the blank cells between clock, texts and tally on a wall of w cells.
func gutter(w int) int {
	if w >= 100 {
		return 6
	}
	return 3
}

// keptRows is the rows of h that are kept for what hangs on the wall: enough for a card on
// a low wall, and about a third of a high one.
func keptRows(h int) int {
	switch {
	case h < 12:
		return 3
	case h < 20:
		return 5
	}
	return max(6, 6+(h-26)*9/20)
}

// lay lays a moment out in r: with the largest clock that leaves the head the largest
// thing on the wall.
func (v *view) lay(r frame.Rect, m moment) poster {
	kept := 0
	switch {
	case m.first:
		kept = 4
	case !m.alone:
		kept = keptRows(r.H)
		kept -= kept * v.look.scale / (maxScale + 1)
	case v.counting() && r.H >= 20:
		kept = 4
	case v.counting():
		kept = 2
	}
	var best poster
	for i, clock := range v.clockBlocks(r) {
		p := v.layWith(r, m, clock, kept)
		if i == 0 || p.betters(best, m.alone || r.H >= lowWall, r.H-leastBoard) {
			best = p
		}
	}
	return best
}

// lowWall is the rows below which a wall has no room for a head and for what hangs below
// it, unless both are short.
const lowWall = 20

// betters reports whether p is better than a poster with a larger clock, in room for so
// many rows. Where that is not for the sake of the head, the clock is made smaller only
// so that texts have room.
func (p poster) betters(other poster, head bool, room int) bool {
	size := other.clock.size.Rows()
	crowds := size > 3 && 2*size > other.heads.rows()+2
	return head && len(p.heads) > 0 && (crowds || p.heads.rows() > other.heads.rows()) ||
		other.textW < leastText && p.textW > other.textW ||
		other.block > room && p.block < other.block
}

// layWith lays a moment out with a clock and so many rows kept for what hangs below.
func (v *view) layWith(r frame.Rect, m moment, clock clockBlock, kept int) poster {
	p := poster{clock: clock, gap: 1, texts: m.texts, textW: r.W - clock.taken(r.W)}
	if r.H >= 40 {
		p.gap = 2
	}
	if r.H >= 20 {
		p.texts.gap = 1
	}
	if m.label != "" && r.H >= 12 {
		p.label = 2
	}
	if r.W >= 100 && r.H >= 20 && m.tally.figures != "" && !v.dc.Plain {
		p.tally = v.setAll([]string{m.tally.figures}, r.W/4, 8, max(5, min(8, clock.size.Rows()+1)))
		p.textW -= max(p.tally.width(), tallyText) + gutter(r.W)
	}
	room := r.H - p.label - p.gap - kept
	if kept > 0 {
		room -= p.gap
	}
	shown := v.shownHeads(m)
	p.texts.plain = plainOf(shown)
	p.block = max(clock.height(), p.texts.height(p.columns()), p.tally.height()+min(2, 2*len(p.tally)))
	if p.heads = v.setHeads(m, r, v.scaled(room-p.block, r.H, m)); len(p.heads) > 0 {
		if p.texts.plain = p.heads.plain(); !m.listed {
			return p
		}
	}
	bare := p
	bare.texts.plain = ""
	bare.block = max(clock.height(), bare.texts.height(bare.columns()), p.tally.height()+min(2, 2*len(p.tally)))
	if bare.heads = v.setHeads(m, r, v.scaled(room-bare.block, r.H, m)); len(bare.heads) > 0 {
		return bare
	}
	p.heads, p.texts.plain = nil, plainOf(shown)
	return p
}

// scaled is the rows that the head may take of the room that there is.
func (v *view) scaled(room, h int, m moment) int {
	most := h * 7 / 10
	if !m.alone && !m.first {
		most = max(5, h*2/5+h/5*max(0, v.look.scale))
	}
	return v.look.smaller(min(room, most))
}

// Widths of the texts, in cells: the widest line that is pleasant to read, the widest
// of a text that would be too high else, and the least that a clock leaves them. The
// words of a tally have tallyText.
const (
	textWidth = 64
	wideText  = 100
	leastText = 36
	tallyText = 16
)

// columns is the width that the texts are set in.
func (p poster) columns() int {
	w := min(p.textW, textWidth)
	if p.texts.height(w) > max(6, p.clock.height()) {
		w = min(p.textW, wideText)
	}
	return max(1, w)
}

// poster shows a moment in r, and gives what is left under it.
func (v *view) poster(r frame.Rect, m moment) frame.Rect {
	p := v.lay(r, m)
	if p.label > 0 {
		v.add(frame.Rect{X: r.X, Y: r.Y, W: r.W, H: 1}, labelPicture{m.label})
		_, r = r.SplitTop(p.label)
	}
	if len(p.heads) > 0 {
		for _, h := range p.heads {
			at := frame.Rect{X: r.X, Y: r.Y + h.y, W: r.W, H: h.h}
			v.shown = append(v.shown, shownHead{at, h.text, h.rows})
			v.add(at, headPicture{h.text, h.rows})
		}
		_, r = r.SplitTop(p.heads.height() + p.gap)
	}
	block, rest := r.SplitTop(min(p.block, r.H))
	v.block(block, p, m)
	if rest.H > p.gap {
		_, rest = rest.SplitTop(p.gap)
	}
	return rest
}

// block shows clock, texts and tally side by side.
func (v *view) block(r frame.Rect, p poster, m moment) {
	if v.tallied = len(p.tally) > 0; v.tallied {
		w := max(p.tally.width(), tallyText)
		at := frame.Rect{X: r.Right() - w, Y: r.Y, W: w, H: p.tally.height()}
		v.add(at, headPicture{m.tally.figures, p.tally.rows()})
		at.Y, at.H = at.Bottom(), min(2, r.Bottom()-at.Bottom())
		v.add(at, tallyPicture{m.tally.said})
	}
	if p.clock.width() > 0 {
		v.clock(frame.Rect{X: r.X, Y: r.Y, W: p.clock.width(), H: r.H}, p.clock)
	}
	v.add(frame.Rect{X: r.X + p.clock.taken(r.W), Y: r.Y, W: p.columns(), H: r.H}, p.texts)
}
