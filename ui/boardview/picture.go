package boardview

import (
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// wallKey decides how a scene is laid out.
type wallKey struct {
	workshop stage.WorkshopEpoch
	scene    Scene
	w, h     int
	context  stage.ContextID
}

// Wall lays the scene of a snapshot out in w×h cells. As long as nothing of it
// changes it is one and the same, so that props can point to it.
func (s Scene) Wall(dc stage.DrawContext, snap stage.Snapshot, w, h int) *Wall {
	return frame.Hold(dc.Cache, wallKey{snap.Workshop, s, w, h, dc.ID()}, func() (*Wall, int64) {
		wall := Fit(s.Blocks(dc, snap.Board), w, h, s.Forms(w)...)
		return wall, wall.bytes()
	})
}

// bytes is about how much memory a wall takes.
func (w *Wall) bytes() int64 {
	n := int64(100)
	for _, s := range w.spots {
		n += 200
		for _, r := range s.rows {
			n += int64(250 + len(r.text))
		}
	}
	return n
}

// WallPicture is one page of a wall.
type WallPicture struct {
	Wall  *Wall
	Page  int    // from 0
	Empty string // said where nothing hangs there
}

// Draw draws the page.
func (p WallPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	p.Wall.Draw(c, p.Page)
	c.Wrap(frame.Rect{W: min(c.W(), 60), H: c.H()}, dc.Theme.Muted, p.Empty)
}

// FiguresPicture is a clock in large figures.
type FiguresPicture struct {
	Clock Clock
	Size  Size
	Bars  bool // draw the sign of a pause after a clock that stands
}

// Draw draws the figures from the top left, and after them the sign of a pause where
// the clock stands.
func (p FiguresPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	style := p.Clock.Style(dc.Theme, dc.Accent)
	drawFigures(c, 0, 0, p.Size, style, p.Clock.Text)
	if p.Bars && p.Clock.Paused {
		drawPause(c, p.Size.Width(p.Clock.Text)+PauseWidth(p.Size), p.Size, style)
	}
}
