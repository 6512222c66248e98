package text

import (
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

func TestIdea(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain", "Verktygspool i varje by", "Verktygspool i varje by"},
		{"spaces squeezed", "  a \t b  ", "a b"},
		{"line breaks of every kind", "a\r\nb\rc\u2028d\u2029e\u0085f", "a\nb\nc\nd\ne\nf"},
		{"empty lines dropped", "a\n\n \nb", "a\nb"},
		{"ninth line joins the eighth", "1\n2\n3\n4\n5\n6\n7\n8\n9", "1\n2\n3\n4\n5\n6\n7\n8 9"},
		{"OSC 52 sets the clipboard", "A\x1b]52;c;cm0=\x07B", "AB"},
		{"OSC 52 in C1 loses its controls", "A\u009d52;c;cm0=\u009cB", "A52;c;cm0=B"},
		{"DCS asks the terminal", "A\x1bP$qm\x1b\\B", "AB"},
		{"CSI clears the screen", "A\x1b[2JB", "AB"},
		{"OSC 8 hyperlink", "\x1b]8;;http://x\x1b\\here\x1b]8;;\x1b\\", "here"},
		{"raw C1 byte is not UTF-8", "A\x9d52;c;x\x9cB", "A52;c;xB"},
		{"bell and backspace", "a\a\bb", "ab"},
		{"right-to-left override", "A\u202Egnp.exe\u202CB", "Agnp.exeB"},
		{"zero width space", "ad\u200bmin", "admin"},
		{"zalgo", "Z" + strings.Repeat("\u0301", 200) + "B", "\u0179\u0301\u0301\u0301\u0301B"},
		{"marks before any base", "\u0301\u0301a", "a"},
		{"spacing marks are marks", "क" + strings.Repeat("ा", 50), "क" + strings.Repeat("ा", 4)},
		{"Thai am", "น้ำ", "น้ำ"},
		{"Thai am repeated", "น" + strings.Repeat("ำ", 50), "นำำำำ"},
		{"endless conjunct", strings.Repeat("क्", 7) + "क", "क्क्क्कक्क्क्क"},
		{"real conjunct", "लक्ष्म्य", "लक्ष्म्य"},
		{"leading jamo pile up", strings.Repeat("\u1100", 50) + "a", "a"},
		{"modern Korean composes", "\u1112\u1161\u11ab", "한"},
		{"family is one figure", "👨\u200d👩\u200d👧", "👪"},
		{"family with skin tones", "Vi 👩🏽\u200d👩🏽\u200d👦🏽 här", "Vi 👪 här"},
		{"two people who are not joined", "👨👩", "👨👩"},
		{"person at a computer", "👩🏿\u200d💻!", "👩!"},
		{"flag of several colours", "🏳\uFE0F\u200d🌈", "🏳"},
		{"heart on fire", "❤\uFE0F\u200d🔥", "❤"},
		{"joiner between letters", "a\u200db 👩\u200db", "ab 👩b"},
		{"skin tone", "👍🏽", "👍"},
		{"heart loses its selector", "❤\ufe0f", "❤"},
		{"tag characters", "A\U000E0041B", "AB"},
		{"private use", "A\ue000B", "AB"},
		{"enclosing mark", "1\u20e3", "1"},
		{"composed", "a\u030aker", "åker"},
		{"control parts base and mark", "a\u200b\u030aker", "åker"},
		{"Hebrew points stay", "נִקּוּד", "נִקּוּד"},
		{"Swedish quotes stay", "”Åäö – é”", "”Åäö – é”"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Idea(tt.in)
			if err != nil || got != nfc(tt.want) {
				t.Fatalf("Idea(%q) = %q, %v; want %q", tt.in, got, err, tt.want)
			}
		})
	}
}

func TestBounds(t *testing.T) {
	idea := func(s string) error { _, err := Idea(s); return err }
	line := func(s string) error { _, err := Line(s, 10); return err }
	name := func(s string) error { _, _, err := Name(s); return err }
	tests := []struct {
		name string
		err  error
		want error
	}{
		{"idea of 500", idea(strings.Repeat("å", 500)), nil},
		{"idea of 501", idea(strings.Repeat("å", 501)), ErrTooLong},
		{"idea over 4 KB raw", idea(strings.Repeat("\x00", 4097)), ErrTooLong},
		{"idea of nothing", idea(" \n\u3164\u200b\x1b[2J"), ErrEmpty},
		{"line of 10", line("åäöåäöåäöå"), nil},
		{"line of 11", line("åäöåäöåäöåä"), ErrTooLong},
		{"line of nothing", line("\t\u2800"), ErrEmpty},
		{"name of 32 cells", name(strings.Repeat("山", 16)), nil},
		{"name of 34 cells", name(strings.Repeat("山", 17)), ErrTooLong},
		{"name of nothing", name("\u3164"), ErrEmpty},
	}
	for _, tt := range tests {
		if !errors.Is(tt.err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, tt.err, tt.want)
		}
	}
}

func TestLineJoinsLines(t *testing.T) {
	if got, err := Line("Hur\nkan\r\nvi", 20); err != nil || got != "Hur kan vi" {
		t.Fatalf("got %q, %v", got, err)
	}
}

func TestDraw(t *testing.T) {
	for _, s := range []string{"", "plain", "två\nrader", "  indraget", "山田 太郎", "👍 ok"} {
		if got := Draw(s); got != s {
			t.Errorf("Draw(%q) = %q, want it unchanged", s, got)
		}
	}
	for in, want := range map[string]string{
		"a\x1b[2Jb":     "ab",
		"a\u202eb":      "ab",
		"a\tb":          "a b",
		"a\u00a0b":      "a b",
		"a\u030a":       "å",
		"a\xffb":        "ab",
		"x\u0338\u0338": "x\u0338\u0338",
	} {
		if got := Draw(in); got != want {
			t.Errorf("Draw(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDrawAllocatesNothingForCleanText(t *testing.T) {
	for _, s := range []string{"Verktygspool i varje by", "Återbruk på skolgården – två rader\noch ett kök"} {
		if n := testing.AllocsPerRun(100, func() { Draw(s) }); n != 0 {
			t.Errorf("Draw(%q): %v allocations, want 0", s, n)
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	for b.Loop() {
		Draw("Återbruk på skolgården – två rader\noch ett kök")
	}
}

func nfc(s string) string { return clean(s, 1000, true) }

// holdsPolicy fails if s is anything that must not reach a terminal.
func holdsPolicy(t *testing.T, s string, marks int, multi bool) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Fatalf("not UTF-8: %q", s)
	}
	for _, r := range s {
		if r == '\n' && multi {
			continue
		}
		if unicode.In(r, unicode.C, unicode.Zl, unicode.Zp, unicode.Me) || r >= 0xFE00 && r <= 0xFE0F {
			t.Fatalf("%U in %q", r, s)
		}
	}
	seg := graphemes.FromString(s)
	for seg.Next() {
		n := 0
		for _, r := range seg.Value() {
			if unicode.Is(unicode.M, r) {
				n++
			}
		}
		if longest := (maxLinks + 1) * (1 + marks); n > longest || utf8.RuneCountInString(seg.Value()) > longest {
			t.Fatalf("grapheme %q of %d marks in %q", seg.Value(), n, s)
		}
	}
}
