package projector

import (
	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// clockBlock is the clock in a size, with what stands under it.
type clockBlock struct {
	clock   boardview.Clock
	size    boardview.Size
	figures int // cells of the figures
	notes   clockNotes
}

// clockNotes is what stands under the clock: the step and what is left of it, and the
// step after it; or why the clock stands, or that time is over.
type clockNotes struct{ now, left, then string }

// lines is how many rows they take.
func (n clockNotes) lines() (lines int) {
	if n.now != "" {
		lines++
	}
	if n.then != "" {
		lines++
	}
	return lines
}

// width is the cells of the longest.
func (n clockNotes) width() int {
	return max(frame.Width(n.now)+2+frame.Width(n.left), frame.Width(n.then))
}

// Draw draws the notes below each other.
func (n clockNotes) Draw(dc stage.DrawContext, c *frame.Canvas) {
	x := c.TextIn(0, 0, c.W()-frame.Width(n.left)-2, dc.Accent.With(frame.Bold), n.now)
	if n.left != "" {
		c.Text(x+2, 0, dc.Theme.Strong, n.left)
	}
	if n.then != "" {
		c.TextIn(0, 1, c.W(), dc.Theme.Muted, n.then)
	}
}

// width is the cells of the block; 0 where there is no clock.
func (b clockBlock) width() int {
	if b.clock.Text == "" {
		return 0
	}
	if b.notes.lines() == 0 {
		return b.figures
	}
	return max(b.figures, min(b.notes.width(), mostNotes))
}

// mostNotes is the widest that what stands under the clock is let to be, in cells.
const mostNotes = 34

// height is the rows of the block.
func (b clockBlock) height() int {
	if b.clock.Text == "" {
		return 0
	}
	if n := b.notes.lines(); n > 0 {
		return b.size.Rows() + min(1, int(b.size)) + n
	}
	return b.size.Rows()
}

// taken is the cells that the block takes with the gutter beside it, on a wall of w
// cells.
func (b clockBlock) taken(w int) int {
	if b.width() == 0 {
		return 0
	}
	return b.width() + gutter(w)
}

// clockBlocks is the clock in all sizes that it may have in r, the largest first. They
// depend on the phase's whole time, so that the clock does not change size as it runs.
func (v *view) clockBlocks(r frame.Rect) (blocks []clockBlock) {
	k := boardview.ReadClock(v.board, v.now)
	if k.Text == "" {
		return []clockBlock{{}}
	}
	widest := "00:00"
	for _, text := range []string{k.Text, stage.FormatClock(v.board.Phase().Planned())} {
		if len(text) > len(widest) {
			widest = text
		}
	}
	largest := boardview.Largest(widest, r.W*2/5, max(1, r.H/4))
	for _, size := range []boardview.Size{20, 15, 10, 5, 3, 0} {
		if size <= largest {
			w := size.Width(widest)
			if k.Paused {
				w += boardview.PauseWidth(size)
			}
			blocks = append(blocks, clockBlock{k, size, w, v.clockNotes(k)})
		}
	}
	return blocks
}

// clock draws the clock at the top of r, and the notes below it.
func (v *view) clock(r frame.Rect, b clockBlock) {
	v.clockRows = b.size.Rows()
	at, below := r.SplitTop(b.size.Rows())
	at.W = min(r.W, b.figures)
	v.add(at, boardview.FiguresPicture{Clock: b.clock, Size: b.size, Bars: true})
	if n := b.notes.lines(); n > 0 {
		if below.H > n && b.size > 0 {
			_, below = below.SplitTop(1)
		}
		below.H = min(below.H, n)
		v.add(below, b.notes)
	}
}

// clockNotes is the notes to a clock; the zero value where there are none.
func (v *view) clockNotes(k boardview.Clock) clockNotes {
	w, stands := v.dc.Words, ""
	switch {
	case k.Over:
		stands = w.T("projector.over")
	case k.Paused && k.Text != "":
		stands = w.T("projector.paused")
	}
	step, ok := boardview.ReadStep(v.dc, v.board, v.now)
	if !ok {
		return clockNotes{now: stands}
	}
	n := clockNotes{now: step.Title, left: step.Left, then: stands}
	if stands == "" && step.Next != "" {
		n.then = w.T("projector.nextstep", "Step", step.Next)
	}
	return n
}
