package sshserver

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/charmbracelet/colorprofile"
)

func TestAbilityAndColours(t *testing.T) {
	for term, want := range map[string]struct {
		ability ability
		profile colorprofile.Profile
	}{
		"":                {fullTerminal, colorprofile.NoTTY},
		"dumb":            {lineTerminal, colorprofile.NoTTY},
		"unknown":         {lineTerminal, colorprofile.ANSI},
		"xterm":           {fullTerminal, colorprofile.ANSI},
		"xterm-256color":  {fullTerminal, colorprofile.ANSI256},
		"xterm-direct":    {fullTerminal, colorprofile.TrueColor},
		"screen":          {fullTerminal, colorprofile.ANSI256},
		"screen-256color": {fullTerminal, colorprofile.ANSI256},
		"tmux-256color":   {fullTerminal, colorprofile.ANSI256},
		"linux":           {basicTerminal, colorprofile.ANSI},
		"ansi":            {basicTerminal, colorprofile.ANSI},
		"vt100":           {basicTerminal, colorprofile.ASCII},
		"vt220":           {basicTerminal, colorprofile.ASCII},
		"vte-256color":    {fullTerminal, colorprofile.ANSI256},
		"hpterm":          {fullTerminal, colorprofile.ANSI},
		"rubbish":         {fullTerminal, colorprofile.ANSI},
	} {
		if got := abilityOf(term); got != want.ability {
			t.Errorf("%q is taken for %d, want %d", term, got, want.ability)
		}
		if got := profileOf([]string{"TERM=" + term}); got != want.profile {
			t.Errorf("%q has the colours %v, want %v", term, got, want.profile)
		}
	}
	for term, want := range map[string]colorprofile.Profile{
		"nsterm": colorprofile.ANSI, "nsterm-256color": colorprofile.ANSI256, "st": colorprofile.TrueColor,
		"st-256color": colorprofile.TrueColor, "stterm": colorprofile.TrueColor, "xterm-kitty": colorprofile.TrueColor,
		"foot-extra": colorprofile.TrueColor, "st52": colorprofile.ANSI, "priority": colorprofile.ANSI, "xterm-mono": colorprofile.ASCII,
		"screen.xterm-256color": colorprofile.ANSI256, "konsole-direct": colorprofile.TrueColor, "barefoot": colorprofile.ANSI,
		"tmux-256color": colorprofile.ANSI256, "xterm": colorprofile.ANSI,
	} {
		if got := profileOf([]string{"TERM=" + term}); got != want {
			t.Errorf("%s has %v, want %v", term, got, want)
		}
	}
	if got := profileOf([]string{"TERM=xterm-256color", "COLORTERM=truecolor", "NO_COLOR=nej"}); got != colorprofile.ASCII {
		t.Errorf("NO_COLOR leaves %v", got)
	}
}

// TestTypist holds what is read and echoed of what is typed.
func TestTypist(t *testing.T) {
	for _, c := range []struct{ typed, read, echoed string }{
		{"hej\r", "hej\n", "hej\n"},
		{"hej\r\ndu\n", "hej\ndu\n", "hej\ndu\n"},
		{"heå\x7fj\r", "hej\n", "heå\b \bj\n"},
		{"語\x7f\x7f\r", "\n", "語\b \b\b \b\n"},
		{"ab\x15c\r", "c\n", "ab\b \b\b \bc\n"},
		{"a\x1b[A\x1bOP\x1b[1;5Cb\r", "ab\n", "ab\n"},
		{"a\x1b]0;x\x07\x00\x9b\u202e\u200bb\r", "a0;x›b\n", "a0;x›b\n"},
		{"\xc3\xc3\xa5\r", "Ãå\n", "Ãå\n"},
		{"p\xe5\x7f\xe5 \xf6\r", "på ö\n", "på\b \bå ö\n"},
		{"x\x04y\r\x04z\r", "xy\n", "xy\n\n"},
		{"x\x03y\r", "", "x\n"},
		{"0123456789\r", "01234567\n", "01234567\n"},
		{"cut", "", "cut"},
	} {
		var echo bytes.Buffer
		read, err := io.ReadAll(newLineEditor(iotest.OneByteReader(strings.NewReader(c.typed)), &echo, 8))
		if err != nil || string(read) != c.read || echo.String() != c.echoed {
			t.Errorf("%q is read as %q and echoed as %q, %v; want %q and %q", c.typed, read, echo.String(), err, c.read, c.echoed)
		}
	}
}
