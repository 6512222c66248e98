package theme

import (
	"image/color"
	"math"

	"github.com/charmbracelet/x/ansi"
	"github.com/lucasb-eyer/go-colorful"

	"verkstad/ui/frame"
)

// rgb is a colour of 24 bits.
type rgb = colorful.Color

// hex reads a colour of this package, or of a description of an activity.
func hex(s string) rgb {
	c, ok := colorful.MakeColor(parse(s))
	if !ok {
		panic("theme: " + s + " is no colour")
	}
	return c
}

func colourOf(c rgb) frame.Color {
	r, g, b := c.Clamped().RGB255()
	return frame.RGB(r, g, b)
}

// behind is a ground's colour that text is held against: the lightest of dark
// grounds in use, and white.
func behind(g Ground) frame.Color {
	if g == Light {
		return frame.RGB(0xff, 0xff, 0xff)
	}
	return frame.RGB(0x1a, 0x1b, 0x26)
}

// contrast is that of a colour with a ground; with an unknown one the lesser of
// those with black and with white.
func contrast(c frame.Color, g Ground) float64 {
	if g != Unknown {
		return frame.Contrast(c, behind(g))
	}
	return min(frame.Contrast(c, frame.RGB(0, 0, 0)), frame.Contrast(c, frame.RGB(0xff, 0xff, 0xff)))
}

func contrastOn(g Ground, s string) float64 { return contrast(colourOf(hex(s)), g) }

// middle is the luminance that has the same contrast with black and with white, 4.58.
var middle = math.Sqrt(1.05*0.05) - 0.05

// onBoth is the colour of c's hue that can be read on black and on white.
func onBoth(c rgb) rgb {
	_, chroma, hue := c.OkLch()
	low, high := 0.0, 1.0
	for range 24 {
		l := (low + high) / 2
		if frame.Luminance(colourOf(inGamut(l, chroma, hue))) < middle {
			low = l
		} else {
			high = l
		}
	}
	return inGamut((low+high)/2, chroma, hue)
}

// strengthened is c, made lighter on a dark ground or darker on a light one until it
// has a contrast.
func strengthened(c rgb, g Ground, least float64) rgb {
	l, chroma, hue := c.OkLch()
	step := 0.01
	if g == Light {
		step = -0.01
	}
	for ; contrast(colourOf(c), g) < least && l > 0 && l < 1; l += step {
		c = inGamut(l+step, chroma, hue)
	}
	return c
}

// inGamut is the colour of a lightness and a hue with as much chroma as there is, at
// most as asked for.
func inGamut(l, chroma, hue float64) rgb {
	for ; chroma > 0.005; chroma -= 0.005 {
		if c := colorful.OkLch(l, chroma, hue); c.IsValid() {
			return c
		}
	}
	return colorful.OkLch(l, 0, hue).Clamped()
}

// nearest256 is the colour of the cube and the greys among the 256 that looks most
// like c and has a contrast with the ground, or that has the most. The first 16 are
// left out: terminals change them.
func nearest256(c rgb, g Ground, least float64) frame.Color {
	best, nearest := frame.Color(0), math.Inf(1)
	most := 0.0
	for i := 16; i < 256; i++ {
		p := frame.ColorOf(ansi.IndexedColor(i))
		most = max(most, contrast(p, g))
	}
	for i := 16; i < 256; i++ {
		p := frame.ColorOf(ansi.IndexedColor(i))
		if contrast(p, g) < min(least, most) {
			continue
		}
		if d := unlike(c, p.Color()); d < nearest {
			best, nearest = p, d
		}
	}
	return best
}

// unlike is how much two colours differ: their distance in OKLab, in which losing the
// hue counts more than being lighter or darker.
func unlike(a rgb, other color.Color) float64 {
	b, _ := colorful.MakeColor(other)
	al, aa, ab := a.OkLab()
	bl, ba, bb := b.OkLab()
	return (al-bl)*(al-bl) + 4*((aa-ba)*(aa-ba)+(ab-bb)*(ab-bb))
}

// indexed is one of the 256 colours.
func indexed(n uint8) frame.Color { return frame.ColorOf(ansi.IndexedColor(n)) }

// basic is one of the 16 colours.
func basic(n int8) frame.Color { return frame.ColorOf(ansi.BasicColor(uint8(n))) }

// nearestHue is that of some of the 16 colours whose hue is nearest to a colour's, as
// xterm shows them.
func nearestHue(s string, among ...int8) int8 {
	_, _, hue := hex(s).OkLch()
	best, nearest := among[0], math.Inf(1)
	for _, n := range among {
		c, _ := colorful.MakeColor(ansi.BasicColor(uint8(n)))
		_, _, h := c.OkLch()
		if d := math.Abs(math.Mod(h-hue+540, 360) - 180); d < nearest {
			best, nearest = n, d
		}
	}
	return best
}
