package theme

import (
	"verkstad/model"
	"verkstad/ui/frame"
)

// Accent returns the style of an activity, by its name, as its description in
// [method.Descriptions] says. Any other name gives Title.
func (t *Theme) Accent(activity string) frame.Style {
	if s, ok := t.sets.activities[activity]; ok {
		return s
	}
	return t.Title
}

// Sectors is the number of sectors.
const Sectors = 5

// sectorMarks are the shapes that go with the colours.
var sectorMarks = [Sectors]string{"●", "▲", "■", "◆", "☼"}

// Sector returns the style of sector n, counted from 0; Muted for any other n.
func (t *Theme) Sector(n int) frame.Style {
	if n < 0 || n >= Sectors {
		return t.Muted
	}
	return t.sets.sectors[n]
}

// SectorMark returns the shape of sector n, counted from 0, one cell wide; "·" for any
// other n.
func (t *Theme) SectorMark(n int) string {
	if n < 0 || n >= Sectors {
		return "·"
	}
	return sectorMarks[n]
}

// goals is the number of global goals.
const goals = model.GoalCount

// Goal returns the style of global goal n, from 1 to 17: black or white, whichever is
// easier to read, on the goal's own colour. Any other n gives Muted.
func (t *Theme) Goal(n int) frame.Style {
	if n < 1 || n > goals {
		return t.Muted
	}
	c := model.GoalColors[n-1]
	bg := frame.RGB(uint8(c>>16), uint8(c>>8), uint8(c))
	black, white := frame.RGB(0, 0, 0), frame.RGB(255, 255, 255)
	if t.sets.colours == Mono {
		return t.Strong
	}
	fg := white
	if frame.Contrast(black, bg) > frame.Contrast(white, bg) {
		fg = black
	}
	if t.sets.wall { // the numbers on the official colours are 4.5:1 at least, and no more
		bg = firm(bg, fg)
	}
	return frame.Style{Fg: fg, Bg: bg, Attrs: frame.Bold}
}
