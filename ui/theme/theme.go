// Package theme holds the colours and styles of every screen: for dark and light
// terminals and those of which that is not known, in all colours, in 256, in 16 and
// in none. Colour never stands alone: what matters is told apart by bold, underline
// or reverse too, and by letters and shapes.
package theme

import (
	"sync"

	"verkstad/model/method"
	"verkstad/ui/frame"
)

// Ground is what lies behind the text of a terminal.
type Ground uint8

// The grounds. Of a terminal that does not answer when it is asked, nothing is known.
const (
	Unknown Ground = iota
	Light
	Dark
	grounds = iota
)

// Colours is how many colours a terminal shows, and how strong they are to be.
type Colours uint8

// The palettes. Contrast holds 7:1 with its ground, the others 4.5:1 where the
// terminal says which colours it shows.
const (
	Millions Colours = iota // 24 bits
	Palette256
	Palette16
	Mono     // attributes alone
	Contrast // 24 bits
	Contrast256
	palettes = iota
)

// ID distinguishes themes in the keys of panes.
type ID uint8

// Theme is the look of one terminal. It never changes.
type Theme struct {
	Text   frame.Style // running text, in the terminal's own colour
	Muted  frame.Style // secondary text: counts, times, names
	Faint  frame.Style // what is not available now
	Strong frame.Style // emphasised text
	Title  frame.Style // headings

	Ok     frame.Style // done, connected
	Warn   frame.Style // soon over, nearly full
	Danger frame.Style // over, broken, about to be lost
	Secret frame.Style // hidden until the round closes

	Selected frame.Style // the row that keys act on
	Focus    frame.Style // border of the pane that receives keys
	Border   frame.Style // other borders and rules
	Key      frame.Style // a key in the help line
	KeyLabel frame.Style // what the key does
	Dim      frame.Style // what is under a dialog

	CardText   frame.Style
	CardBorder frame.Style
	Dot        frame.Style // a vote
	Bar        frame.Style // lengths in a diagram

	sets sets
}

// sets are the styles that are looked up by name or number.
type sets struct {
	id         ID
	ground     Ground
	colours    Colours
	wall       bool
	paint      frame.Color // what is painted behind everything; 0 is the terminal's own
	text       frame.Color // of text in the terminal's own colour, where there is paint
	activities map[string]frame.Style
	sectors    [Sectors]frame.Style
}

// all is every theme. They are few, and shared by all terminals.
var all = sync.OnceValue(func() (themes [grounds][palettes]*Theme) {
	for g := range themes {
		for p := range themes[g] {
			themes[g][p] = newTheme(Ground(g), Colours(p))
		}
	}
	return themes
})

// For is the theme for a ground and a number of colours.
func For(g Ground, c Colours) *Theme { return all()[g][c] }

// New is the theme for a dark or a light terminal that shows all colours.
func New(dark bool) *Theme {
	if dark {
		return For(Dark, Millions)
	}
	return For(Light, Millions)
}

// newTheme makes one theme.
func newTheme(g Ground, c Colours) *Theme {
	ink := func(i ink) frame.Style { return i.on(g, c) }
	t := &Theme{
		Text:   frame.Style{},
		Muted:  ink(muted),
		Faint:  ink(faint),
		Strong: frame.Style{Attrs: frame.Bold},
		Title:  ink(title).With(frame.Bold),

		Ok:     ink(ok),
		Warn:   ink(warn).With(frame.Underline),
		Danger: ink(danger).With(frame.Bold | frame.Underline),
		Secret: ink(secret).With(frame.Reverse),

		Focus:      ink(blue).With(frame.Bold),
		Border:     ink(border),
		Key:        ink(blue).With(frame.Bold),
		KeyLabel:   ink(muted),
		Dim:        ink(dim),
		CardText:   frame.Style{},
		CardBorder: ink(cardBorder),
		Dot:        ink(dot).With(frame.Bold),
		Bar:        ink(blue),
	}
	t.Selected = selection(g, c)
	t.sets = sets{id: ID(int(g)*palettes + int(c)), ground: g, colours: c, activities: map[string]frame.Style{}}
	for _, d := range method.Descriptions() {
		t.sets.activities[string(d.Name)] = accent(d.Light, d.Dark).on(g, c)
	}
	for i, s := range sectorInks {
		t.sets.sectors[i] = s.on(g, c)
	}
	if c == Mono || c == Palette16 && g == Unknown {
		t.sets.sectors[Sectors-1] = t.Strong
	}
	return t
}

// ID returns a small value that differs between themes.
func (t *Theme) ID() ID { return t.sets.id }

// IsDark reports whether the theme is for a dark terminal, or for one of which that
// is not known.
func (t *Theme) IsDark() bool { return t.sets.ground != Light }

// Select gives s the look of the selected row, and keeps its text colour if that can be
// read on the tint. It is for Canvas.Restyle.
func (t *Theme) Select(s frame.Style) frame.Style {
	out := t.Selected
	if out.Fg != 0 && s.Attrs&frame.Reverse == 0 && s.Fg != 0 && frame.Contrast(s.Fg, out.Fg) >= 4.5 {
		out.Bg = s.Fg
	}
	return out.With(s.Attrs & (frame.Underline | frame.Strike | frame.Italic))
}
