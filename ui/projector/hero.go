package projector

import (
	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// speech is what the phase says to the room.
type speech struct{ prompt, instruction, aside string }

func (v *view) speech() speech {
	ph := v.board.Phase()
	s := speech{v.dc.Local(ph.Prompt), v.dc.Local(ph.Instruction), v.backAt()}
	if s.prompt == "" {
		s.prompt = v.dc.PhaseTitle(ph)
	}
	return s
}

// textWidth is the widest line that is pleasant to read.
const textWidth = 64

// Draw draws it from the top, as much as there is room for.
func (s speech) Draw(dc stage.DrawContext, c *frame.Canvas) {
	w := min(c.W(), textWidth)
	y := c.Wrap(frame.Rect{W: w, H: c.H()}, dc.Theme.Title, s.prompt)
	if s.aside != "" {
		y += 1 + c.Wrap(frame.Rect{Y: y + 1, W: w, H: c.H() - y - 1}, dc.Accent.With(frame.Bold), s.aside)
	}
	if s.instruction != "" && c.H()-y >= 2 {
		gap := 1
		if c.H()-y-1 < len(frame.WrapLines(s.instruction, w)) {
			gap = 0
		}
		c.Wrap(frame.Rect{Y: y + gap, W: w, H: c.H() - y - gap}, dc.Theme.Text, s.instruction)
	}
}

// height is the rows that Draw takes in w cells.
func (s speech) height(w int) int {
	w = min(w, textWidth)
	h := len(frame.WrapLines(s.prompt, w))
	if s.aside != "" {
		h += 2
	}
	if s.instruction != "" {
		h += 1 + len(frame.WrapLines(s.instruction, w))
	}
	return h
}

// clockSize is the size of the clock in w×h cells. It depends on the phase's
// whole time, so that the clock does not change size as it runs, nor from one
// phase to the next.
func (v *view) clockSize(now boardview.Clock, w, h int) (size boardview.Size, width int) {
	if now.Text == "" {
		return 0, 0
	}
	widest := "00:00"
	for _, text := range []string{now.Text, stage.FormatClock(v.board.Phase().Planned())} {
		if len(text) > len(widest) {
			widest = text
		}
	}
	size = boardview.Largest(widest, w, h)
	return size, size.Width(widest)
}

// clock draws the clock at the top left of r, and the step below it.
func (v *view) clock(r frame.Rect, k boardview.Clock, size boardview.Size) {
	v.add(frame.Rect{X: r.X, Y: r.Y, W: r.W, H: size.Rows()}, boardview.FiguresPicture{Clock: k, Size: size})
	note := v.clockNote(k)
	below := frame.Rect{X: r.X, Y: r.Y + size.Rows() + 1, W: r.W, H: 1}
	if note != (clockNote{}) && below.Bottom() <= r.Bottom() {
		v.add(below, note)
	}
}

// clockNote is what stands under the clock: the step and what is left of it, or
// why the clock stands.
type clockNote struct{ now, left string }

func (n clockNote) Draw(dc stage.DrawContext, c *frame.Canvas) {
	x := c.TextIn(0, 0, c.W()-frame.Width(n.left)-1, dc.Accent.With(frame.Bold), n.now)
	if n.left != "" {
		c.Text(x+2, 0, dc.Theme.Strong, n.left)
	}
}

// clockNote is the note to a clock; the zero value where there is none.
func (v *view) clockNote(k boardview.Clock) clockNote {
	if step, ok := boardview.ReadStep(v.dc, v.board, v.now); ok {
		return clockNote{step.Title, step.Left}
	}
	switch {
	case k.Over:
		return clockNote{now: v.dc.Words.T("projector.over")}
	case k.Paused && k.Text != "":
		return clockNote{now: v.dc.Words.T("projector.paused")}
	}
	return clockNote{}
}

// hero draws the clock and what the phase says, side by side if there is room,
// in at most h rows and the clock in at most clockW cells. It gives what is
// left under it.
func (v *view) hero(r frame.Rect, h, clockW int) frame.Rect {
	k := boardview.ReadClock(v.board, v.now)
	say := v.speech()
	size, width := v.clockSize(k, clockW, h)
	if over, _ := v.clockSize(k, r.W, h-say.height(r.W)-3); over > size && over > 5 {
		return v.stacked(frame.Rect{X: r.X, Y: r.Y, W: r.W, H: h}, r, k, over)
	}
	clockRows := size.Rows()
	if h > clockRows+1 && size > 0 {
		clockRows += 2
	}
	at := frame.Rect{X: r.X, Y: r.Y, W: r.W, H: h}
	if width > 0 {
		if width < 28 && h > size.Rows()+1 {
			width = min(28, r.W/2) // the note needs it
		}
		left, right := at.SplitLeft(width)
		v.clock(left, k, size)
		gap := 3
		if r.W >= 100 {
			gap = 6
		}
		_, at = right.SplitLeft(gap)
	}
	need := min(h, say.height(at.W))
	at.H = need
	v.add(at, say)
	_, rest := r.SplitTop(max(need, min(h, clockRows)))
	return rest
}

// stacked draws the clock over what the phase says, where it can be larger so.
func (v *view) stacked(at, r frame.Rect, k boardview.Clock, size boardview.Size) frame.Rect {
	say := v.speech()
	top, under := at.SplitTop(size.Rows() + 2)
	v.clock(top, k, size)
	if v.clockNote(k) != (clockNote{}) {
		_, under = under.SplitTop(1)
	}
	under.H = min(under.H, say.height(under.W))
	v.add(under, say)
	_, rest := r.SplitTop(under.Bottom() - r.Y)
	return rest
}
