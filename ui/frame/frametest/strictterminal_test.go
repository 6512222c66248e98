package frametest

import (
	"strings"
	"testing"

	"verkstad/model/text/hostile"
)

// TestTheTerminalIsStrict holds that what Verkstad never writes is found out.
func TestTheTerminalIsStrict(t *testing.T) {
	for _, bad := range []string{
		"\x1b[31", "\x1b[5m", "\x1b]0;x\a", "\x1b]52;c;x\a", "\x1bc", "\x1b[6n", "\x1b[?1000h", "\x1b[99;1H", "\x1b[1;99H",
		"\x1bPq\x1b\\", "\t", "\x7f", "\u009b", "\u202e", "\u200d", "\ufe0f", "\ue000", "\xff", "\x1b[1m", "\x1b[?2026h", "\x1b[?7l",
		"\x1b[1;10Hxy", strings.Repeat("x", 11), "\x1b]2;\u202e\a", "\xc3",
	} {
		for _, m := range []Measure{ByCluster, ByRune} {
			term := New(10, 3, m)
			_, _ = term.Write([]byte("\x1b[?1049h" + bad))
			if term.Err() == nil {
				t.Errorf("%q is taken", bad)
			}
		}
	}
	term := New(10, 3, ByCluster)
	_, err := term.Write([]byte("\x1b[?1049h\x1b[?25l\x1b[m\x1b[H\x1b[2J\x1b[2;3H\x1b[1;38;2;1;2;3;48;5;7må漢\x1b[m\x1b[9Gx\x1b[K\x1b]2;Verkstad\a"))
	if got, want := term.Plain(), "          \n  å漢   x \n          "; err != nil || term.Err() != nil || got != want {
		t.Errorf("shows %q, want %q: %v, %v", got, want, err, term.Err())
	}
}

// TestLinesArePrintedOutsideOfTheScreen holds what may stand there.
func TestLinesArePrintedOutsideOfTheScreen(t *testing.T) {
	term := New(10, 3, ByCluster)
	if _, err := term.Write([]byte("a\tb\r\nHej då\r\n")); err != nil || term.Printed != "a\tb\nHej då\n" {
		t.Errorf("printed %q, %v", term.Printed, err)
	}
	if _, err := term.Write([]byte("a\bb")); err == nil {
		t.Error("a backspace is taken")
	}
}

// TestEveryControlOfTheCorpusIsFoundOut holds that a text of the corpus with an
// escape character would not get through the terminal unnoticed.
func TestEveryControlOfTheCorpusIsFoundOut(t *testing.T) {
	for _, h := range hostile.Texts() {
		if !strings.Contains(h.Text, "\x1b") {
			continue
		}
		term := New(4000, 3, ByCluster)
		_, _ = term.Write([]byte("\x1b[?1049h" + h.Text))
		if term.Err() == nil {
			t.Errorf("%s is taken: %q", h.Name, h.Text)
		}
	}
}

// A write may end in the midst of a character, as a packet does.
func TestACharacterMayComeInTwoWrites(t *testing.T) {
	const text = "\x1b[?1049h──é한"
	for at := range len(text) {
		term := New(10, 3, ByCluster)
		for _, part := range []string{text[:at], text[at:]} {
			if _, err := term.Write([]byte(part)); err != nil {
				t.Fatalf("parted at %d: %v", at, err)
			}
		}
		if got := strings.TrimSpace(term.Plain()); got != "──é한" {
			t.Errorf("parted at %d it shows %q", at, got)
		}
	}
}
