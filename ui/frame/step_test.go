package frame

import (
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
)

// The bytes of steps, written out.
func TestStepBytes(t *testing.T) {
	line := func(s Style, text string) *Frame {
		return Draw(40, 1, func(c *Canvas) { c.Text(0, 0, s, text) })
	}
	orange := Style{Fg: RGB(0xE6, 0x9F, 0x00), Attrs: Bold}
	for name, test := range map[string]struct {
		from, to *Frame
		profile  colorprofile.Profile
		edge     bool
		want     string
	}{
		"nothing":                     {line(Style{}, "hej"), line(Style{}, "hej"), colorprofile.TrueColor, false, ""},
		"one letter":                  {line(Style{}, "hej"), line(Style{}, "hen"), colorprofile.TrueColor, false, "\x1b[3;7Hn"},
		"a short gap is written":      {line(Style{}, "06:12 kvar"), line(Style{}, "05:11 kvar"), colorprofile.TrueColor, false, "\x1b[3;6H5:11"},
		"a long gap is jumped":        {line(Style{}, "abcdefghijkl"), line(Style{}, "xbcdefghijkx"), colorprofile.TrueColor, false, "\x1b[3;5Hx\x1b[16Gx"},
		"without colours, as in 1978": {line(Style{}, "abcdefghijkl"), line(Style{}, "xbcdefghijkx"), colorprofile.ASCII, false, "\x1b[3;5Hx\x1b[3;16Hx"},
		"colour":                      {nil, line(orange, "x"), colorprofile.TrueColor, false, "\x1b[3;5H\x1b[1;38;2;230;159;0mx\x1b[m"},
		"256 colours":                 {nil, line(orange, "x"), colorprofile.ANSI256, false, "\x1b[3;5H\x1b[1;38;5;178mx\x1b[m"},
		"no colour keeps bold":        {nil, line(orange, "x"), colorprofile.NoTTY, false, "\x1b[3;5H\x1b[1mx\x1b[m"},
		"blank rest in the middle":    {line(Style{}, "hejsan"), line(Style{}, ""), colorprofile.TrueColor, false, "\x1b[3;5H      "},
		"blank rest at the edge":      {line(Style{}, "hejsan"), line(Style{}, ""), colorprofile.TrueColor, true, "\x1b[3;5H\x1b[K"},
		"wide ones are placed anew":   {nil, line(Style{}, "漢x"), colorprofile.TrueColor, false, "\x1b[?7l\x1b[3;5H漢\x1b[3;7Hx\x1b[?7h"},
		"what it may spill is redone": {line(Style{}, "  abcdef"), line(Style{}, "🇸🇪abcdef"), colorprofile.TrueColor, false, "\x1b[?7l\x1b[3;5H  \x1b[3;5H🇸🇪\x1b[3;7Hab\x1b[?7h"},
		"a mark that stays loose":     {nil, line(Style{}, "x\u0302y"), colorprofile.TrueColor, false, "\x1b[?7l\x1b[3;5H \x1b[3;5Hx\u0302\x1b[3;6Hy\x1b[?7h"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := string(encodeStep(test.from, test.to, 4, 2, test.profile, test.edge).bytes); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// Two colours that fall together in few colours leave the text readable.
func TestTextStaysReadable(t *testing.T) {
	for _, p := range []colorprofile.Profile{colorprofile.ANSI256, colorprofile.ANSI} {
		for i := range 256 {
			v := uint8(i)
			s := Style{Fg: RGB(v, v, 10), Bg: RGB(v, 10, v)}.in(p)
			if i != 10 && s.Fg == s.Bg {
				t.Errorf("grey %d becomes %+v in %v", i, s, p)
			}
		}
	}
}

func TestTitleIsCleaned(t *testing.T) {
	var b strings.Builder
	painter := NewPainter(&b, NewCache(0), colorprofile.TrueColor)
	must(t, painter.Paint(Layout{W: 3, H: 1, Title: "a\x1b]52;c;x\x07b"}))
	if got := b.String(); !strings.Contains(got, "\x1b]2;a]52;c;xb\a") {
		t.Errorf("%q", got)
	}
}
