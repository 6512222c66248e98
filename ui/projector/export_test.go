package projector

import (
	"strings"

	"verkstad/ui/bigtype"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// Head is what a wall has set large.
type Head struct {
	Text string
	At   frame.Rect // all over the width
	W    int        // of the longest line
	Rows int        // of a line
	// Picture is its rows as they are to be seen.
	Picture []string
}

// Laid is what a wall shows in an area.
type Laid struct {
	Heads []Head
	Clock int  // rows of the figures
	Alone bool // nothing hangs below the heads
}

// Lay lays a wall out.
func Lay(s stage.Screen, r frame.Rect) (laid Laid) {
	v := s.(*screen).lay(r)
	laid.Clock, laid.Alone = v.clockRows, v.alone
	for _, h := range v.shown {
		set := bigtype.Set(h.text, h.at.W, h.at.H, h.rows)
		f := frame.Draw(h.at.W, h.at.H, func(c *frame.Canvas) { set.Draw(c, 0, 0, frame.Style{}) })
		laid.Heads = append(laid.Heads, Head{h.text, h.at, set.W(), set.Rows(), strings.Split(f.Plain(), "\n")})
	}
	return laid
}
