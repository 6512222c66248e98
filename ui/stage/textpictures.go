package stage

import (
	"verkstad/ui/frame"
)

// LinePicture is a text on one line, cut where there is no room for all of it.
type LinePicture struct {
	Text  string
	Style frame.Style
	Inset int // blank cells at the left and the right
}

// Draw draws the line.
func (p LinePicture) Draw(_ DrawContext, c *frame.Canvas) {
	c.TextIn(p.Inset, 0, c.W()-2*p.Inset, p.Style, p.Text)
}

// WrappedPicture is a text in as many lines as it takes.
type WrappedPicture struct {
	Text  string
	Style frame.Style
	Inset int // blank cells at the left and the right
}

// Draw draws the lines.
func (p WrappedPicture) Draw(_ DrawContext, c *frame.Canvas) {
	c.Wrap(frame.Rect{X: p.Inset, W: c.W() - 2*p.Inset, H: c.H()}, p.Style, p.Text)
}

// CenteredPicture is a text in the middle of a screen that has nothing else to show.
type CenteredPicture struct {
	Text  string
	Style frame.Style
}

// Draw draws the lines.
func (p CenteredPicture) Draw(_ DrawContext, c *frame.Canvas) {
	lines := frame.WrapLines(p.Text, min(60, c.W()-4))
	for i, line := range lines {
		c.TextCenter(c.Bounds(), c.H()/2-len(lines)/2+i, p.Style, line)
	}
}

// BlankPicture is nothing: it covers what lies under it.
type BlankPicture struct{}

// Draw leaves the canvas as it is.
func (BlankPicture) Draw(DrawContext, *frame.Canvas) {}

// SearchPane is the line in which a search is typed, or says what was searched for
// where in is nil; margin is blank cells at the left and the right.
func SearchPane(dc DrawContext, r frame.Rect, margin int, in *Input, found string) frame.Pane {
	p := searchPicture{margin: margin, found: found}
	if in != nil {
		in.Place(frame.Rect{X: r.X + margin + 2, Y: r.Y, W: max(1, r.W-2*margin-2), H: 1})
		p.typing, p.found, p.field = true, "", in.Shown()
	}
	return dc.Pane(r, p)
}

// searchPicture is the line of a search.
type searchPicture struct {
	margin int
	typing bool
	field  InputPicture // while it is typed
	found  string
}

func (p searchPicture) Draw(dc DrawContext, c *frame.Canvas) {
	c.Text(p.margin, 0, dc.Theme.Key, "/")
	x, w := p.margin+2, c.W()-2*p.margin-2
	if p.typing {
		p.field.Draw(dc, c.Sub(frame.Rect{X: x, W: max(1, w), H: 1}))
		return
	}
	c.TextIn(x, 0, w, dc.Theme.Strong, p.found)
}
