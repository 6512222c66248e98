package theme

import (
	"sync"

	"verkstad/ui/frame"
)

// WallContrast is the least contrast that anything on a wall is read with, on a terminal
// that shows 256 colours or more.
const WallContrast = 7

// walls are the walls of each ground, as they are and painted.
var walls = sync.OnceValue(func() (themes [grounds][palettes][2]*Theme) {
	for g := range themes {
		for c := range themes[g] {
			for painted := range themes[g][c] {
				themes[g][c][painted] = newWall(Ground(g), Colours(c), painted == 1)
			}
		}
	}
	return themes
})

// Wall returns the theme of a wall on the same terminal: what it shows can be read from
// the back of a room. Where the terminal's background is not known, the wall has one of its
// own.
func (t *Theme) Wall() *Theme {
	if t.sets.ground == Unknown {
		return t.WallOn(Dark)
	}
	return walls()[t.sets.ground][t.sets.colours][0]
}

// WallOn is Wall with a light or dark background of its own, on a terminal that shows 256
// colours or more.
func (t *Theme) WallOn(g Ground) *Theme {
	painted := 1
	if t.sets.colours == Mono || t.sets.colours == Palette16 {
		painted = 0
	}
	return walls()[g][t.sets.colours][painted]
}

// newWall makes one wall.
func newWall(g Ground, c Colours, painted bool) *Theme {
	strong := c
	switch c {
	case Millions:
		strong = Contrast
	case Palette256:
		strong = Contrast256
	}
	t := *For(g, strong)
	if strong == Contrast || strong == Contrast256 {
		for _, s := range []*frame.Style{&t.Faint, &t.Border, &t.CardBorder, &t.Dim} {
			s.Fg = firm(s.Fg, behind(g))
		}
	}
	t.sets.wall = true
	t.sets.id = ID(grounds*palettes + 2*(int(g)*palettes+int(c)))
	if painted {
		t.sets.id++
		t.sets.paint, t.sets.text = behind(g), frame.RGB(0x10, 0x13, 0x1f)
		if g != Light {
			t.sets.text = frame.RGB(0xf2, 0xf4, 0xff)
		}
	}
	return &t
}

// IsPainted reports whether the theme has a background of its own.
func (t *Theme) IsPainted() bool { return t.sets.paint != 0 }

// OnGround gives s the theme's own colours where it has the terminal's. It is for
// Canvas.Restyle, and changes nothing where the theme is not painted.
func (t *Theme) OnGround(s frame.Style) frame.Style {
	if !t.IsPainted() {
		return s
	}
	if s.Fg == 0 {
		s.Fg = t.sets.text
	}
	if s.Bg == 0 {
		s.Bg = t.sets.paint
	}
	return s
}

// GoalBar is the style of a length in a diagram of global goal n, as in Goal.
func (t *Theme) GoalBar(n int) frame.Style {
	bar := frame.Style{Fg: t.Goal(n).Bg}
	if t.sets.wall && bar.Fg != 0 {
		bar.Fg = firm(bar.Fg, behind(t.sets.ground))
	}
	return bar
}

// firm moves a colour towards black or white, as little as it takes to have
// [WallContrast] against another.
func firm(c, against frame.Color) frame.Color {
	end := frame.RGB(0xff, 0xff, 0xff)
	if frame.Luminance(against) > middle {
		end = frame.RGB(0, 0, 0)
	}
	const steps = 64
	for i := range steps {
		if next := blend(c, end, i, steps); c != 0 && frame.Contrast(next, against) >= WallContrast {
			return next
		}
	}
	return c
}

// blend is i of n steps from one colour to another.
func blend(from, to frame.Color, i, n int) frame.Color {
	if from == 0 || i == 0 {
		return from
	}
	r1, g1, b1, _ := from.Color().RGBA()
	r2, g2, b2, _ := to.Color().RGBA()
	mix := func(a, b uint32) uint8 { return uint8((int(a>>8)*(n-i) + int(b>>8)*i) / n) }
	return frame.RGB(mix(r1, r2), mix(g1, g2), mix(b1, b2))
}
