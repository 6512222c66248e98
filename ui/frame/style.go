package frame

import (
	"image/color"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// Color is a terminal colour that can be compared and takes four bytes: the
// terminal's own default (the zero value), one of the 256 of the palette, or
// 24-bit RGB.
type Color uint32

const (
	paletteColor Color = 1 << 24 // low byte: index 0–255
	rgbColor     Color = 2 << 24 // low three bytes: red, green, blue
	kindMask     Color = 0xff << 24
)

// ColorOf turns any colour into a Color. Nil, lipgloss.NoColor and fully
// transparent colours become the terminal's default.
func ColorOf(c color.Color) Color {
	switch c := c.(type) {
	case nil, lipgloss.NoColor:
		return 0
	case ansi.BasicColor:
		return paletteColor | Color(c)
	case ansi.IndexedColor:
		return paletteColor | Color(c)
	}
	r, g, b, a := c.RGBA()
	if a == 0 {
		return 0
	}
	return RGB(uint8(r>>8), uint8(g>>8), uint8(b>>8))
}

// RGB is a 24-bit colour.
func RGB(r, g, b uint8) Color {
	return rgbColor | Color(r)<<16 | Color(g)<<8 | Color(b)
}

// Color gives the standard library's form of c; nil for the default.
func (c Color) Color() color.Color {
	switch c & kindMask {
	case paletteColor:
		if i := uint8(c); i >= 16 {
			return ansi.IndexedColor(i)
		}
		return ansi.BasicColor(uint8(c))
	case rgbColor:
		return color.RGBA{uint8(c >> 16), uint8(c >> 8), uint8(c), 0xff}
	}
	return nil
}

// in gives the nearest colour that a terminal of profile p can show.
func (c Color) in(p colorprofile.Profile) Color {
	if c == 0 || p <= colorprofile.ASCII {
		return 0
	}
	if p >= colorprofile.TrueColor || p == colorprofile.ANSI256 && c&kindMask == paletteColor {
		return c
	}
	return ColorOf(p.Convert(c.Color()))
}

// Attr is a set of text attributes. They are what a terminal without colours
// still shows.
type Attr uint8

// The attributes. Blinking and hidden text are left out on purpose.
const (
	Bold Attr = 1 << iota
	Faint
	Italic
	Underline
	Reverse
	Strike
)

// Style is how a cell looks. The zero value is the terminal's own default.
// Styles compare with ==.
type Style struct {
	Fg, Bg Color
	Attrs  Attr
}

// With adds attributes.
func (s Style) With(a Attr) Style { s.Attrs |= a; return s }

// Without takes attributes away.
func (s Style) Without(a Attr) Style { s.Attrs &^= a; return s }

// fromUV reads the style of a cell that Ultraviolet parsed.
func fromUV(u uv.Style) Style {
	s := Style{Fg: ColorOf(u.Fg), Bg: ColorOf(u.Bg)}
	for _, a := range [...]struct {
		on   bool
		attr Attr
	}{
		{u.Attrs&uv.AttrBold != 0, Bold}, {u.Attrs&uv.AttrFaint != 0, Faint},
		{u.Attrs&uv.AttrItalic != 0, Italic}, {u.Underline != uv.UnderlineNone, Underline},
		{u.Attrs&uv.AttrReverse != 0, Reverse}, {u.Attrs&uv.AttrStrikethrough != 0, Strike},
	} {
		if a.on {
			s.Attrs |= a.attr
		}
	}
	return s
}

// onBlank is what is left of s on a space: without underline, reverse or
// strike-through only the background shows.
func (s Style) onBlank() Style {
	if s.Attrs&(Underline|Reverse|Strike) != 0 {
		return s
	}
	return Style{Bg: s.Bg}
}

// in gives the nearest style that a terminal of profile p can show. Where two
// colours fall together, the text becomes black or white so that it can still
// be read.
func (s Style) in(p colorprofile.Profile) Style {
	out := Style{s.Fg.in(p), s.Bg.in(p), s.Attrs}
	if out.Fg != 0 && out.Fg == out.Bg && s.Fg != s.Bg {
		const black, white = paletteColor, paletteColor | 15
		out.Fg = white
		if Luminance(s.Bg) > 0.18 {
			out.Fg = black
		}
	}
	return out
}
