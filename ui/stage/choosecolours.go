package stage

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"verkstad/model"
	"verkstad/ui/theme"
)

// themeSlot is where a person's choice of colours is kept, among their drafts, since
// SSH carries nothing of the kind.
const themeSlot = "theme" + model.ChoiceSlot

// coloursKey goes on to the next choice of colours.
const coloursKey = "ctrl+x"

// The colours that a person can choose, as they are kept.
const (
	autoColours    = "auto" // what the terminal says
	lightGround    = "light"
	darkGround     = "dark"
	strongColours  = "contrast"
	withoutColours = "none"
)

// colourChoices is in the order of the key, each with what is said of it.
var colourChoices = [...]struct{ choice, said string }{
	{autoColours, "app.colours.auto"},
	{lightGround, "app.colours.light"},
	{darkGround, "app.colours.dark"},
	{strongColours, "app.colours.contrast"},
	{withoutColours, "app.colours.none"},
}

// colourChoiceAt is a choice's place in colourChoices; -1 for any other text.
func colourChoiceAt(choice string) int {
	for i, c := range colourChoices {
		if c.choice == choice {
			return i
		}
	}
	return -1
}

// colours is what is known of a terminal's colours, and what its person has chosen.
type colours struct {
	ground  theme.Ground
	profile colorprofile.Profile // the zero value is taken for all colours
	choice  string               // one of colourChoices; empty is the first of them
}

// theme is the one for such a terminal.
func (c colours) theme() *theme.Theme {
	ground, palette := c.ground, theme.Millions
	switch c.profile {
	case colorprofile.ANSI256:
		palette = theme.Palette256
	case colorprofile.ANSI:
		palette = theme.Palette16
	case colorprofile.ASCII, colorprofile.NoTTY:
		palette = theme.Mono
	}
	switch c.choice {
	case lightGround:
		ground = theme.Light
	case darkGround:
		ground = theme.Dark
	case strongColours:
		palette = stronger(palette)
	case withoutColours:
		palette = theme.Mono
	}
	return theme.For(ground, palette)
}

// stronger is the palette of strong contrast for as many colours. Of the 16 nobody
// knows what they look like: text in the terminal's own colour is the strongest.
func stronger(p theme.Colours) theme.Colours {
	switch p {
	case theme.Millions:
		return theme.Contrast
	case theme.Palette256:
		return theme.Contrast256
	}
	return theme.Mono
}

// onBackground takes the answer of a terminal that was asked for its background.
func (e *Env) onBackground(msg tea.BackgroundColorMsg) {
	e.colours.ground = theme.Light
	if msg.IsDark() {
		e.colours.ground = theme.Dark
	}
	e.Theme = e.colours.theme()
}

// onProfile takes how many colours the terminal shows.
func (e *Env) onProfile(p colorprofile.Profile) {
	e.colours.profile = p
	e.Theme = e.colours.theme()
}

// chooseColours has the terminal, and all others of its person, in these colours.
func (e *Env) chooseColours(choice string) {
	e.colours.choice = choice
	e.Theme = e.colours.theme()
	if e.Room != nil && e.Me.Person != 0 {
		e.Room.SaveDraft(e.Me.Person, themeSlot, choice)
	}
}

// rememberColours brings a person's choice to the terminal that they sit down at,
// unless one was made at it.
func (e *Env) rememberColours() {
	if e.colours.choice != "" {
		e.chooseColours(e.colours.choice)
		return
	}
	if kept := e.Room.Draft(e.Me.Person, themeSlot); colourChoiceAt(kept) >= 0 {
		e.colours.choice = kept
		e.Theme = e.colours.theme()
	}
}

// otherColours goes on to the next choice, and says which it is.
func (a *App) otherColours() tea.Cmd {
	at := max(0, colourChoiceAt(a.Env.colours.choice))
	next := colourChoices[(at+1)%len(colourChoices)]
	a.Env.chooseColours(next.choice)
	return tea.Batch(a.screen.Update(ThemeMsg{}), a.show(ToastMsg{Text: a.Env.Words.T(next.said), Quiet: true}))
}
