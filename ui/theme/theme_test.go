package theme

import (
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/lucasb-eyer/go-colorful"

	"verkstad/model/method"
	"verkstad/ui/frame"
)

// each runs a test for the themes whose colours do not depend on the terminal.
func each(t *testing.T, test func(t *testing.T, th *Theme, g Ground)) {
	for g, ground := range map[Ground]string{Unknown: "unknown", Light: "light", Dark: "dark"} {
		for c, colours := range map[Colours]string{Millions: "millions", Palette256: "256", Contrast: "contrast", Contrast256: "contrast 256"} {
			t.Run(ground+", "+colours, func(t *testing.T) { test(t, For(g, c), g) })
		}
	}
}

// hasColours reports whether a theme has any; one of strong contrast for an unknown
// ground has not.
func hasColours(th *Theme) bool { return th.Key.Fg != 0 }

// texts is every style of text of a theme.
func texts(th *Theme) map[string]frame.Style {
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
	return styles
}

// lines is every style of what may be weaker.
func lines(th *Theme) map[string]frame.Style {
	return map[string]frame.Style{"faint": th.Faint, "border": th.Border, "card border": th.CardBorder, "dim": th.Dim}
}

// TestEveryActivityHasAColour holds that accents are those of the descriptions.
func TestEveryActivityHasAColour(t *testing.T) {
	each(t, func(t *testing.T, th *Theme, _ Ground) {
		for _, a := range method.Activities() {
			if hasColours(th) && th.Accent(string(a)) == th.Title {
				t.Errorf("%s has no colour of its own", a)
			}
		}
	})
}

func TestTextCanBeRead(t *testing.T) {
	each(t, func(t *testing.T, th *Theme, g Ground) {
		least := 4.5
		if th.sets.colours >= Contrast {
			least = 7
		}
		for name, s := range texts(th) {
			if c := contrast(s.Fg, g); s.Fg != 0 && c < least {
				t.Errorf("%s has a contrast of %.2f", name, c)
			}
		}
		if c := contrast(th.Faint.Fg, g); th.Faint.Fg != 0 && c < 3 {
			t.Errorf("faint has a contrast of %.2f", c)
		}
		for _, s := range []frame.Style{th.Selected, th.Select(th.Muted), th.Select(th.Sector(4)), th.Select(th.Goal(3)), th.Select(th.Dot), th.Select(frame.Style{})} {
			if c := frame.Contrast(s.Fg, s.Bg); s.Fg != 0 && c < 4.5 {
				t.Errorf("a selected row %+v has a contrast of %.2f", s, c)
			}
		}
		for n := 1; n <= goals; n++ {
			if s := th.Goal(n); frame.Contrast(s.Fg, s.Bg) < 4.5 {
				t.Errorf("goal %d has a contrast of %.2f", n, frame.Contrast(s.Fg, s.Bg))
			}
		}
	})
}

// sixteen is what some terminals show as the 16 colours. Of each the first is its
// usual dark ground, and white the light one.
var sixteen = map[string][16]uint32{
	"xterm":   {0, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff},
	"PuTTY":   {0, 0xbb0000, 0x00bb00, 0xbbbb00, 0x0000bb, 0xbb00bb, 0x00bbbb, 0xbbbbbb, 0x555555, 0xff5555, 0x55ff55, 0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff},
	"console": {0, 0xaa0000, 0x00aa00, 0xaa5500, 0x0000aa, 0xaa00aa, 0x00aaaa, 0xaaaaaa, 0x555555, 0xff5555, 0x55ff55, 0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff},
	"Windows": {0x0c0c0c, 0xc50f1f, 0x13a10e, 0xc19c00, 0x0037da, 0x881798, 0x3a96dd, 0xcccccc, 0x767676, 0xe74856, 0x16c60c, 0xf9f1a5, 0x3b78ff, 0xb4009e, 0x61d6d6, 0xf2f2f2},
	"VTE":     {0x171421, 0xc01c28, 0x26a269, 0xa2734c, 0x12488b, 0xa347ba, 0x2aa1b3, 0xd0cfcc, 0x5e5c64, 0xf66151, 0x33d17a, 0xe9ad0c, 0x2a7bde, 0xc061cb, 0x33c7de, 0xffffff},
}

// TestTheSixteenCanBeRead holds the styles for 16 colours to what terminals make of
// them. Which colours those are differs: text keeps 3:1 everywhere, which is enough
// for bold, and lines 2.5:1.
func TestTheSixteenCanBeRead(t *testing.T) {
	shown := func(name string, c frame.Color) frame.Color {
		v := sixteen[name][c&0xff]
		return frame.RGB(uint8(v>>16), uint8(v>>8), uint8(v))
	}
	white := frame.RGB(0xff, 0xff, 0xff)
	for terminal := range sixteen {
		for g, behind := range map[Ground][]frame.Color{
			Light: {white}, Dark: {shown(terminal, 0)}, Unknown: {white, shown(terminal, 0)},
		} {
			if g == Unknown && (terminal == "Windows" || terminal == "VTE") {
				continue // they say what their ground is
			}
			th := For(g, Palette16)
			for _, set := range []struct {
				styles map[string]frame.Style
				least  float64
			}{{texts(th), 3}, {lines(th), 2.5}} {
				for name, s := range set.styles {
					if s.Fg == 0 {
						continue // the terminal's own
					}
					if s.Fg&0xffffff > 15 {
						t.Fatalf("%s is none of the 16: %x", name, s.Fg)
					}
					for _, b := range behind {
						if c := frame.Contrast(shown(terminal, s.Fg), b); c < set.least {
							t.Errorf("%s, ground %d: %s has a contrast of %.2f with %06x", terminal, g, name, c, b&0xffffff)
						}
					}
				}
			}
			for a := range Sectors {
				for b := range a {
					if th.Sector(a) == th.Sector(b) {
						t.Errorf("ground %d: sectors %d and %d look alike", g, b, a)
					}
				}
			}
		}
	}
}

// TestWithoutColours holds that a monochrome terminal is sent none.
func TestWithoutColours(t *testing.T) {
	for g := range Ground(grounds) {
		th := For(g, Mono)
		styles := texts(th)
		for n := 1; n <= goals; n++ {
			styles[strconv.Itoa(n)] = th.Goal(n)
		}
		for name, s := range lines(th) {
			styles[name] = s
		}
		styles["selected"] = th.Selected
		for name, s := range styles {
			if s.Fg != 0 || s.Bg != 0 {
				t.Errorf("%s has a colour: %+v", name, s)
			}
		}
	}
}

// Without colours the roles that must not be confused differ in attributes.
func TestToldApartWithoutColour(t *testing.T) {
	each(t, func(t *testing.T, th *Theme, _ Ground) {
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
	each(t, func(t *testing.T, th *Theme, g Ground) {
		if !hasColours(th) {
			return
		}
		kinds := []string{"all cones", "protanopia", "deuteranopia"}
		if g == Unknown {
			kinds = kinds[:1] // all are equally light there; the marks tell them apart
		}
		for _, kind := range kinds {
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
	each(t, func(t *testing.T, th *Theme, _ Ground) {
		if th.sets.colours != Millions || th.sets.ground == Unknown {
			return // few colours have to do; the name of the phase is there, too
		}
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
	if th.Sector(-1) != th.Muted || th.Sector(Sectors) != th.Muted || th.Goal(0) != th.Muted || th.Goal(goals+1) != th.Muted || th.Accent("none") != th.Title {
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
	seen := map[ID]bool{}
	for g := range Ground(grounds) {
		for c := range Colours(palettes) {
			th := For(g, c)
			if seen[th.ID()] || th != For(g, c) || th.IsDark() != (g != Light) {
				t.Errorf("ground %d, colours %d: ID %d", g, c, th.ID())
			}
			seen[th.ID()] = true
		}
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

// The marks are of characters that every terminal's font has: those of code page 437, which
// WGL4 and thus all fonts of Windows and macOS contain, or DEC's special graphics, of which
// the diamond is the first.
func TestSectorMarksAreInEveryFont(t *testing.T) {
	const everywhere = "☺☻♥♣♠•◘○◙♂♀♪♫☼►◄↕▬↨↑↓→←∟↔▲▼" + "■" + "◆" + "●"
	th := For(Dark, Millions)
	seen := map[string]bool{}
	for n := range Sectors {
		mark := th.SectorMark(n)
		if !strings.Contains(everywhere, mark) || seen[mark] {
			t.Errorf("sector %d has the mark %q, which fonts may lack or another sector has", n, mark)
		}
		seen[mark] = true
	}
}
