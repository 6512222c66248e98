package theme

import (
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/lucasb-eyer/go-colorful"

	"verkstad/model/method"
	"verkstad/ui/frame"
)

// grounds are what a terminal's own background is like.
var grounds = map[bool]frame.Color{true: frame.RGB(0x1a, 0x1b, 0x26), false: frame.RGB(0xff, 0xff, 0xff)}

// both runs a test for the dark and the light theme.
func both(t *testing.T, test func(t *testing.T, th *Theme, ground frame.Color)) {
	for dark, name := range map[bool]string{true: "dark", false: "light"} {
		t.Run(name, func(t *testing.T) { test(t, New(dark), grounds[dark]) })
	}
}

// TestEveryActivityHasAColour holds that accents are those of the descriptions.
func TestEveryActivityHasAColour(t *testing.T) {
	both(t, func(t *testing.T, th *Theme, _ frame.Color) {
		for _, a := range method.Activities() {
			if th.Accent(string(a)) == th.Title {
				t.Errorf("%s has no colour of its own", a)
			}
		}
	})
}

func TestTextCanBeRead(t *testing.T) {
	both(t, func(t *testing.T, th *Theme, ground frame.Color) {
		styles := map[string]frame.Style{
			"muted": th.Muted, "title": th.Title, "ok": th.Ok, "warn": th.Warn, "danger": th.Danger, "secret": th.Secret,
			"focus": th.Focus, "key": th.Key, "key label": th.KeyLabel, "dot": th.Dot, "bar": th.Bar,
		}
		for _, a := range method.Activities() {
			styles[string(a)] = th.Accent(string(a))
		}
		for n := range Sectors {
			styles["sector "+th.SectorMark(n)] = th.Sector(n)
		}
		for name, s := range styles {
			if c := frame.Contrast(s.Fg, ground); c < 4.5 {
				t.Errorf("%s has a contrast of %.2f", name, c)
			}
		}
		for name, s := range map[string]frame.Style{"faint": th.Faint} {
			if c := frame.Contrast(s.Fg, ground); c < 3 {
				t.Errorf("%s has a contrast of %.2f", name, c)
			}
		}
		for _, s := range []frame.Style{th.Selected, th.Select(th.Muted), th.Select(th.Sector(4)), th.Select(th.Goal(3)), th.Select(frame.Style{})} {
			if c := frame.Contrast(s.Fg, s.Bg); c < 4.5 {
				t.Errorf("a selected row %+v has a contrast of %.2f", s, c)
			}
		}
		for n := 1; n <= Goals; n++ {
			if s := th.Goal(n); frame.Contrast(s.Fg, s.Bg) < 4.5 {
				t.Errorf("goal %d has a contrast of %.2f", n, frame.Contrast(s.Fg, s.Bg))
			}
		}
	})
}

// Without colours the roles that must not be confused differ in attributes.
func TestToldApartWithoutColour(t *testing.T) {
	both(t, func(t *testing.T, th *Theme, _ frame.Color) {
		seen := map[frame.Attr]string{}
		for name, s := range map[string]frame.Style{
			"text": th.Text, "strong": th.Strong, "warn": th.Warn, "danger": th.Danger, "secret": th.Secret, "selected": th.Selected,
		} {
			if other, ok := seen[s.Attrs]; ok {
				t.Errorf("%s looks like %s", name, other)
			}
			seen[s.Attrs] = name
		}
		if th.Select(th.Warn).Attrs == th.Select(th.Text).Attrs {
			t.Error("a selected warning looks like any selected row")
		}
	})
}

// perceived is how a colour looks to those who lack one kind of cone, after
// Viénot, Brettel and Mollon, "Digital video colourmaps for checking the
// legibility of displays by dichromats", Color Research & Application 24
// (1999).
func perceived(c frame.Color, kind string) colorful.Color {
	col, _ := colorful.MakeColor(c.Color())
	r, g, b := col.LinearRgb()
	l := 17.8824*r + 43.5161*g + 4.11935*b
	m := 3.45565*r + 27.1554*g + 3.86714*b
	s := 0.0299566*r + 0.184309*g + 1.46709*b
	switch kind {
	case "protanopia":
		l = 2.02344*m - 2.52581*s
	case "deuteranopia":
		m = 0.494207*l + 1.24827*s
	}
	return colorful.LinearRgb(
		0.080944*l-0.130504*m+0.116721*s,
		-0.0102485*l+0.0540194*m-0.113615*s,
		-0.000365294*l-0.00412163*m+0.693513*s,
	).Clamped()
}

func TestSectorsForTheColourBlind(t *testing.T) {
	const least = 0.08 // CIEDE2000 on a scale of 1: clearly different side by side
	both(t, func(t *testing.T, th *Theme, _ frame.Color) {
		for _, kind := range []string{"all cones", "protanopia", "deuteranopia"} {
			for a := range Sectors {
				for b := range a {
					ca, cb := perceived(th.Sector(a).Fg, kind), perceived(th.Sector(b).Fg, kind)
					if d := ca.DistanceCIEDE2000(cb); d < least {
						t.Errorf("with %s, sectors %d and %d are %.3f apart", kind, b, a, d)
					}
				}
			}
		}
	})
}

func TestAccentsDiffer(t *testing.T) {
	both(t, func(t *testing.T, th *Theme, _ frame.Color) {
		for i, a := range method.Activities() {
			for _, b := range method.Activities()[:i] {
				ca, _ := colorful.MakeColor(th.Accent(string(a)).Fg.Color())
				cb, _ := colorful.MakeColor(th.Accent(string(b)).Fg.Color())
				if d := ca.DistanceCIEDE2000(cb); d < 0.08 {
					t.Errorf("%s and %s are %.3f apart", a, b, d)
				}
			}
		}
	})
}

func TestMarks(t *testing.T) {
	th := New(true)
	seen := map[string]bool{}
	for n := -1; n <= Sectors; n++ {
		m := th.SectorMark(n)
		if frame.Width(m) != 1 {
			t.Errorf("mark %q is not one cell", m)
		}
		seen[m] = true
	}
	if len(seen) != Sectors+1 {
		t.Errorf("marks repeat: %v", seen)
	}
}

func TestOutOfRange(t *testing.T) {
	th := New(false)
	if th.Sector(-1) != th.Muted || th.Sector(Sectors) != th.Muted || th.Goal(0) != th.Muted || th.Goal(Goals+1) != th.Muted || th.Accent("none") != th.Title {
		t.Error("an unknown number has a colour of its own")
	}
}

func TestGoalColoursAreOfficial(t *testing.T) {
	th := New(true)
	for n, want := range map[int]frame.Color{
		1: frame.RGB(0xE5, 0x24, 0x3B), 11: frame.RGB(0xFD, 0x9D, 0x24), 17: frame.RGB(0x19, 0x48, 0x6A),
	} {
		if got := th.Goal(n).Bg; got != want {
			t.Errorf("goal %d is %06x", n, uint32(got)&0xffffff)
		}
	}
}

func TestID(t *testing.T) {
	dark, again, light := New(true), New(true), New(false)
	if dark.ID() == light.ID() || dark.ID() != again.ID() || !dark.IsDark() || light.IsDark() {
		t.Error("the ID does not tell dark from light")
	}
}

// TestTheSelectionIsBlueInFewerColoursToo holds that the tint of what is
// selected does not turn into teal where there are 256 colours or 16: it stays
// nearer to blue than to green.
func TestTheSelectionIsBlueInFewerColoursToo(t *testing.T) {
	for _, dark := range []bool{true, false} {
		tint := New(dark).Selected.Fg.Color()
		for _, p := range []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI256, colorprofile.ANSI} {
			r, g, b, _ := p.Convert(tint).RGBA()
			if b <= g || b < r {
				t.Errorf("dark %v: in %v the selection is %02x%02x%02x", dark, p, r>>8, g>>8, b>>8)
			}
		}
	}
}
