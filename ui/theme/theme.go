// Package theme has the colours and styles of every screen, for dark and for light
// terminals. Colour never stands alone: what matters also differs by bold, underline or
// reverse, and by letters and shapes.
package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"

	"verkstad/model/method"
	"verkstad/ui/frame"
)

// ID distinguishes themes in the keys of panes.
type ID uint8

// The themes.
const (
	Light ID = iota
	Dark
)

// Theme is the styles of one terminal. It is not changed after New.
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
	activities map[string]frame.Style
	sectors    [Sectors]frame.Style
}

// New returns the theme for a dark or a light terminal.
func New(dark bool) *Theme {
	pick := lipgloss.LightDark(dark)
	ink := func(light, dark string) frame.Style {
		return frame.FromLipgloss(lipgloss.NewStyle().Foreground(pick(lipgloss.Color(light), lipgloss.Color(dark))))
	}
	t := &Theme{
		Text:   frame.Style{},
		Muted:  ink("#5C6370", "#9AA5CE"),
		Faint:  ink("#8A8F9C", "#6B7394"),
		Strong: frame.Style{Attrs: frame.Bold},
		Title:  ink("#1F2335", "#E6EAFF").With(frame.Bold),

		Ok:     ink("#2F6F1E", "#9ECE6A"),
		Warn:   ink("#8A5A00", "#E0AF68").With(frame.Underline),
		Danger: ink("#B3261E", "#FF7A85").With(frame.Bold | frame.Underline),
		Secret: ink("#5A4A8A", "#BB9AF7").With(frame.Reverse),

		Focus:      ink("#2A5DB0", "#7AA2F7").With(frame.Bold),
		Border:     ink("#B4B8C5", "#3B4261"),
		Key:        ink("#2A5DB0", "#7AA2F7").With(frame.Bold),
		KeyLabel:   ink("#5C6370", "#9AA5CE"),
		Dim:        ink("#8A8F9C", "#565F89"),
		CardText:   frame.Style{},
		CardBorder: ink("#9AA0AE", "#545C7E"),
		Dot:        ink("#B02A4C", "#F7768E").With(frame.Bold),
		Bar:        ink("#2A5DB0", "#7AA2F7"),
	}
	t.Selected = selected(pick(lipgloss.Color("#D6E2FA"), lipgloss.Color("#303C78")),
		pick(lipgloss.Color("#10131F"), lipgloss.Color("#FFFFFF")))
	t.sets.activities = make(map[string]frame.Style)
	for _, d := range method.Descriptions() {
		t.sets.activities[string(d.Name)] = ink(d.Light, d.Dark)
	}
	for i, c := range sectorInks {
		t.sets.sectors[i] = ink(c.light, c.dark)
	}
	if dark {
		t.sets.id = Dark
	}
	return t
}

// selected is text on a tint. It is expressed in reverse, so that a terminal without
// colours shows it too.
func selected(tint, text color.Color) frame.Style {
	return frame.Style{Fg: frame.ColorOf(tint), Bg: frame.ColorOf(text), Attrs: frame.Reverse | frame.Bold}
}

// ID returns a small value that differs between themes.
func (t *Theme) ID() ID { return t.sets.id }

// IsDark reports whether the theme is for a dark terminal.
func (t *Theme) IsDark() bool { return t.sets.id == Dark }

// Select gives s the look of the selected row, and keeps its text colour if that can be
// read on the tint. It is for Canvas.Restyle.
func (t *Theme) Select(s frame.Style) frame.Style {
	out := t.Selected
	if s.Attrs&frame.Reverse == 0 && s.Fg != 0 && frame.Contrast(s.Fg, out.Fg) >= 4.5 {
		out.Bg = s.Fg
	}
	return out.With(s.Attrs & (frame.Underline | frame.Strike | frame.Italic))
}

// DimAll returns the style of what is under a dialog for any style. It is for
// Canvas.Restyle.
func (t *Theme) DimAll(frame.Style) frame.Style { return t.Dim }
