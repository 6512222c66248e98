package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"

	"verkstad/ui/frame"
)

// own stands for the terminal's own colour of text among the 16.
const own = -1

// ink is one colour on each ground: as 24 bits on a white and on a dark one, from
// which it is worked out for an unknown ground and for 256 colours, and chosen by
// hand among the 16, whose look differs much between terminals.
type ink struct {
	light, dark string
	least       float64        // the contrast with the ground that it needs at least
	sixteen     [grounds]int8  // by ground, unknown first
	plain       frame.Attr     // attributes where there is no colour
	picked      [grounds]uint8 // among the 256; 0 leaves it to nearest256
	strong      [grounds]uint8 // the same, for strong contrast
	neutral     bool           // on an unknown ground it is the terminal's own colour of text
}

// text is an ink of text.
func text(light, dark string, unknown, onLight, onDark int8) ink {
	return ink{light: light, dark: dark, least: 4.5, sixteen: [grounds]int8{unknown, onLight, onDark}}
}

// quiet is an ink of lines and of what cannot be done, which may be weaker.
func quiet(light, dark string, unknown, onLight, onDark int8) ink {
	i := text(light, dark, unknown, onLight, onDark)
	i.least = min(3, contrastOn(Light, light), contrastOn(Dark, dark))
	return i
}

// In the 16 colours, red, blue and magenta can be read on a white ground, and
// neither green nor yellow nor cyan can. Bright red, bright blue and magenta can on
// both grounds, nearly everywhere.
var (
	muted      = neutral(text("#5C6370", "#9AA5CE", own, own, 7))
	faint      = faded(quiet("#8A8F9C", "#6B7394", own, 8, 8))
	title      = neutral(text("#1F2335", "#E6EAFF", own, own, 15))
	ok         = text("#2F6F1E", "#9ECE6A", own, own, 10)
	warn       = text("#8A5A00", "#E0AF68", own, 5, 11)
	danger     = text("#B3261E", "#FF7A85", 9, 1, 9)
	secret     = text("#5A4A8A", "#BB9AF7", own, 5, 13)
	blue       = text("#2A5DB0", "#7AA2F7", 12, 4, 14)
	border     = quiet("#B4B8C5", "#3B4261", own, 8, 8)
	dim        = faded(quiet("#8A8F9C", "#565F89", own, 8, 8))
	cardBorder = quiet("#9AA0AE", "#545C7E", own, 8, 7)
	dot        = text("#B02A4C", "#F7768E", 5, 1, 13)
)

// neutral is an ink of text whose colour says nothing. What can be read on black and on
// white is grey on both, and whole instructions are set in it.
func neutral(i ink) ink {
	i.neutral = true
	return i
}

// faded is an ink that is set faint where it has no colour.
func faded(i ink) ink {
	i.plain = frame.Faint
	return i
}

// sectorInks come from Okabe and Ito's palette for the colour-blind
// (https://jfly.uni-koeln.de/color/), lightened for dark backgrounds and darkened for white
// grounds and darkened for white ones. Those of the 256 were searched for: the
// nearest five that can be read and are told apart with any kind of cones, where
// the ground is known. Order: civil society, public, business, academia, social
// entrepreneur.
var sectorInks = [Sectors]ink{
	sector(text("#B34700", "#E69F00", 9, 1, 11), [grounds]uint8{131, 130, 214}, [grounds]uint8{0, 124, 214}),     // vermillion; orange
	sector(text("#0072B2", "#56B4E9", 12, 4, 14), [grounds]uint8{63, 25, 74}, [grounds]uint8{0, 24, 75}),         // blue; sky blue
	sector(text("#00785A", "#1FBF92", own, 8, 10), [grounds]uint8{29, 29, 36}, [grounds]uint8{0, 23, 43}),        // bluish green
	sector(text("#A8327A", "#DD8FBC", 5, 5, 13), [grounds]uint8{163, 89, 175}, [grounds]uint8{0, 125, 218}),      // reddish purple
	sector(text("#4A4A4A", "#F0E442", own, own, 15), [grounds]uint8{243, 239, 227}, [grounds]uint8{0, 238, 227}), // black; yellow
}

func sector(i ink, picked, strong [grounds]uint8) ink {
	i.picked, i.strong = picked, strong
	return i
}

// accent is the ink of an activity. Among the 16 it is the one with the nearest hue.
func accent(light, dark string) ink {
	return text(light, dark,
		nearestHue(dark, 9, 12, 5), nearestHue(light, 1, 4, 5), nearestHue(dark, 9, 10, 11, 12, 13, 14))
}

// on is the style of the ink on a ground.
func (i ink) on(g Ground, c Colours) frame.Style {
	plain := frame.Style{Attrs: i.plain}
	if g == Unknown && i.neutral {
		return plain
	}
	switch c {
	case Mono:
		return plain
	case Palette16:
		if n := i.sixteen[g]; n != own {
			return frame.Style{Fg: basic(n)}
		}
		return plain
	case Contrast, Contrast256:
		if g == Unknown {
			return frame.Style{}
		}
		if n := i.strong[g]; n != 0 {
			return frame.Style{Fg: indexed(n)}
		}
		rgb := strengthened(i.rgb(g), g, 7)
		if c == Contrast256 {
			return frame.Style{Fg: nearest256(rgb, g, 7)}
		}
		return frame.Style{Fg: colourOf(rgb)}
	}
	switch n := i.picked[g]; {
	case c == Palette256 && n != 0:
		return frame.Style{Fg: indexed(n)}
	case c == Palette256:
		return frame.Style{Fg: nearest256(i.rgb(g), g, i.least)}
	}
	return frame.Style{Fg: colourOf(i.rgb(g))}
}

// rgb is the ink's colour on a ground.
func (i ink) rgb(g Ground) rgb {
	switch g {
	case Light:
		return hex(i.light)
	case Dark:
		return hex(i.dark)
	}
	return onBoth(hex(i.light))
}

// selection is text on a tint. It is said in reverse, so that a terminal
// colours shows it too.
func selection(g Ground, c Colours) frame.Style {
	style := frame.Style{Attrs: frame.Reverse | frame.Bold}
	tint, text := "#2A5DB0", "#FFFFFF" // can be seen on both grounds
	switch {
	case c == Palette16 || c == Mono || (c == Contrast || c == Contrast256) && g == Unknown:
		return style
	case g == Light && (c == Contrast || c == Contrast256), g == Dark && (c == Contrast || c == Contrast256):
		tint = "#0B2A66"
	case g == Light:
		tint, text = "#D6E2FA", "#10131F"
	case g == Dark:
		tint = "#303C78"
	}
	style.Fg, style.Bg = frame.ColorOf(parse(tint)), frame.ColorOf(parse(text))
	return style
}

func parse(s string) color.Color { return lipgloss.Color(s) }
