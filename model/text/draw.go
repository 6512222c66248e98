package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Draw applies the cleaning policy again where text is drawn, so that a text that reached
// storage in another way (an import, an older release) still reaches no terminal with
// control characters. Newlines stay; spaces are not squeezed and nothing is refused. Clean
// text, which is nearly all text, is returned as it is without allocating.
func Draw(s string) string {
	if drawable(s) {
		return s
	}
	return clean(s, maxMarks, true)
}

// drawable reports whether clean would leave s unchanged. It may return false for text that
// is clean, never true for text that is not.
func drawable(s string) bool {
	ascii := true
	for i := range len(s) {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			ascii = false
		case c < ' ' && c != '\n' || c == 0x7F:
			return false
		}
	}
	if ascii {
		return true
	}
	if !utf8.ValidString(s) || norm.NFC.QuickSpanString(s) != len(s) {
		return false
	}
	bound := graphemeBound{max: maxMarks, marks: maxMarks}
	for _, r := range s {
		if r == '\n' {
			bound.keeps(r)
			continue
		}
		if !isAllowed(r) || r != ' ' && unicode.Is(unicode.Zs, r) || !bound.keeps(r) {
			return false
		}
	}
	return true
}

// OneLine returns a text on one line, safe for any terminal and without tabs.
func OneLine(s string) string { return strings.Join(strings.Fields(Draw(s)), " ") }
