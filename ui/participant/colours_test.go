package participant_test

import (
	"image/color"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
	"verkstad/ui/theme"
)

// terminal tells an app what a terminal would say of itself; nil is no answer.
func terminal(a *stage.App, p colorprofile.Profile, ground color.Color) {
	stagetest.Send(a, tea.ColorProfileMsg{Profile: p})
	if ground != nil {
		stagetest.Send(a, tea.BackgroundColorMsg{Color: ground})
	}
}

// TestColoursFollowTheTerminal holds that a terminal of which nothing is known is not
// taken for a dark one, and that few colours have a palette of their own.
func TestColoursFollowTheTerminal(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Talking)
	for _, c := range []struct {
		profile colorprofile.Profile
		ground  color.Color
		want    *theme.Theme
	}{
		{colorprofile.TrueColor, nil, theme.For(theme.Unknown, theme.Millions)},
		{colorprofile.TrueColor, color.White, theme.For(theme.Light, theme.Millions)},
		{colorprofile.ANSI256, color.Black, theme.For(theme.Dark, theme.Palette256)},
		{colorprofile.ANSI, nil, theme.For(theme.Unknown, theme.Palette16)},
		{colorprofile.ANSI, color.White, theme.For(theme.Light, theme.Palette16)},
		{colorprofile.ASCII, color.White, theme.For(theme.Light, theme.Mono)},
		{colorprofile.NoTTY, nil, theme.For(theme.Unknown, theme.Mono)},
	} {
		a := seated(t, r, 0)
		terminal(a, c.profile, c.ground)
		if a.Env.Theme != c.want {
			t.Errorf("%v on %v: theme %d, want %d", c.profile, c.ground, a.Env.Theme.ID(), c.want.ID())
		}
	}
}

// TestColoursThatWereChosenAreKept holds that the key goes through all choices and back
// to the terminal's own, that each is said, and that whoever has chosen finds their
// colours again at another terminal, and nobody else does.
func TestColoursThatWereChosenAreKept(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Talking)
	a := seated(t, r, 0)
	terminal(a, colorprofile.ANSI256, color.White)
	for _, want := range []struct {
		said  string
		theme *theme.Theme
	}{
		{"Färger: för ljus bakgrund", theme.For(theme.Light, theme.Palette256)},
		{"Färger: för mörk bakgrund", theme.For(theme.Dark, theme.Palette256)},
		{"Färger: stark kontrast", theme.For(theme.Light, theme.Contrast256)},
		{"Inga färger", theme.For(theme.Light, theme.Mono)},
		{"Färger: som terminalen säger", theme.For(theme.Light, theme.Palette256)},
	} {
		stagetest.Press(a, "ctrl+x")
		stagetest.Shows(t, a, want.said)
		if a.Env.Theme != want.theme {
			t.Errorf("%s: theme %d, want %d", want.said, a.Env.Theme.ID(), want.theme.ID())
		}
		again := seated(t, r, 0)
		terminal(again, colorprofile.ANSI256, color.White)
		if again.Env.Theme != want.theme {
			t.Errorf("%s: at another terminal it is theme %d", want.said, again.Env.Theme.ID())
		}
	}
	stagetest.Press(a, "ctrl+x", "ctrl+x") // dark, and the terminal says that it is light
	terminal(a, colorprofile.TrueColor, color.White)
	if want := theme.For(theme.Dark, theme.Millions); a.Env.Theme != want {
		t.Errorf("a choice gives way to the terminal: theme %d, want %d", a.Env.Theme.ID(), want.ID())
	}
	other := seated(t, r, 1)
	terminal(other, colorprofile.TrueColor, color.White)
	if want := theme.For(theme.Light, theme.Millions); other.Env.Theme != want {
		t.Errorf("another's theme is %d, want %d", other.Env.Theme.ID(), want.ID())
	}
}
