package projector

import (
	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
	"verkstad/ui/theme"
)

// speech is what the phase says to the room.
type speech struct{ prompt, instruction, aside string }

func (p *page) speech() speech {
	ph := p.b.Phase()
	s := speech{p.env.Local(ph.Prompt), p.env.Local(ph.Instruction), p.backAt()}
	if s.prompt == "" {
		s.prompt = p.env.PhaseTitle(ph)
	}
	return s
}

// textWidth is the widest line that is pleasant to read.
const textWidth = 64

// draw draws it from the top, as much as there is room for, and gives the rows
// it took.
func (s speech) draw(c *frame.Canvas, title, text, accent frame.Style) int {
	w := min(c.W(), textWidth)
	y := c.Wrap(frame.Rect{W: w, H: c.H()}, title, s.prompt)
	if s.aside != "" {
		y += 1 + c.Wrap(frame.Rect{Y: y + 1, W: w, H: c.H() - y - 1}, accent, s.aside)
	}
	if s.instruction != "" && c.H()-y >= 2 {
		gap := 1
		if c.H()-y-1 < len(frame.WrapLines(s.instruction, w)) {
			gap = 0
		}
		y += gap + c.Wrap(frame.Rect{Y: y + gap, W: w, H: c.H() - y - gap}, text, s.instruction)
	}
	return y
}

// height is the rows that draw takes in w cells.
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
func (p *page) clockSize(now boardview.Clock, w, h int) (size boardview.Size, width int) {
	if now.Text == "" {
		return 0, 0
	}
	widest := "00:00"
	for _, text := range []string{now.Text, stage.FormatClock(p.b.Phase().Planned())} {
		if len(text) > len(widest) {
			widest = text
		}
	}
	size = boardview.Largest(widest, w, h)
	return size, size.Width(widest)
}

// clock draws the clock at the top left of r, and the step below it.
func (p *page) clock(r frame.Rect, k boardview.Clock, size boardview.Size) {
	style := k.Style(p.env.Theme, p.accent)
	type extra struct {
		k    boardview.Clock
		size boardview.Size
	}
	p.add(frame.Rect{X: r.X, Y: r.Y, W: r.W, H: size.Rows()}, "clock", p.b.Revs.Agenda, extra{k, size}, func(c *frame.Canvas) {
		boardview.DrawFigures(c, 0, 0, size, style, k.Text)
	})
	note := p.note(k)
	below := frame.Rect{X: r.X, Y: r.Y + size.Rows() + 1, W: r.W, H: 1}
	if note != (noted{}) && below.Bottom() <= r.Bottom() {
		t, accent := p.env.Theme, p.accent
		p.add(below, "note", p.b.Revs.Agenda, note, func(c *frame.Canvas) {
			x := c.TextIn(0, 0, c.W()-frame.Width(note.left)-1, accent.With(frame.Bold), note.now)
			if note.left != "" {
				c.Text(x+2, 0, t.Strong, note.left)
			}
		})
	}
}

// noted is what stands under the clock.
type noted struct{ now, left string }

func (p *page) note(k boardview.Clock) noted {
	if step, ok := boardview.ReadStep(p.env); ok {
		return noted{step.Title, step.Left}
	}
	switch {
	case k.Over:
		return noted{now: p.env.Words.T("projector.over")}
	case k.Paused && k.Text != "":
		return noted{now: p.env.Words.T("projector.paused")}
	}
	return noted{}
}

// hero draws the clock and what the phase says, side by side if there is room,
// in at most h rows and the clock in at most clockW cells. It gives what is
// left under it.
func (p *page) hero(r frame.Rect, h, clockW int) frame.Rect {
	k := boardview.ReadClock(p.env)
	say, t := p.speech(), p.env.Theme
	size, width := p.clockSize(k, clockW, h)
	if over, _ := p.clockSize(k, r.W, h-say.height(r.W)-3); over > size && over > 5 {
		return p.stacked(frame.Rect{X: r.X, Y: r.Y, W: r.W, H: h}, r, k, over)
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
		p.clock(left, k, size)
		gap := 3
		if r.W >= 100 {
			gap = 6
		}
		_, at = right.SplitLeft(gap)
	}
	need := min(h, say.height(at.W))
	at.H = need
	p.say(at, say, t)
	_, rest := r.SplitTop(max(need, min(h, clockRows)))
	return rest
}

// stacked draws the clock over what the phase says, where it can be larger so.
func (p *page) stacked(at, r frame.Rect, k boardview.Clock, size boardview.Size) frame.Rect {
	say := p.speech()
	top, under := at.SplitTop(size.Rows() + 2)
	p.clock(top, k, size)
	if p.note(k) != (noted{}) {
		_, under = under.SplitTop(1)
	}
	under.H = min(under.H, say.height(under.W))
	p.say(under, say, p.env.Theme)
	_, rest := r.SplitTop(under.Bottom() - r.Y)
	return rest
}

func (p *page) say(at frame.Rect, say speech, t *theme.Theme) {
	accent := p.accent.With(frame.Bold)
	p.add(at, "speech", p.b.Revs.Agenda, say, func(c *frame.Canvas) { say.draw(c, t.Title, t.Text, accent) })
}
