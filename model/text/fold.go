package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold returns a text as searches and filters compare it: in lower case, and with å as one
// character however it was typed. Some keyboards, and file names of macOS, have it as a and
// a ring.
func Fold(s string) string { return strings.ToLower(norm.NFC.String(s)) }

// Same reports whether two texts are the same except for letter case and how their letters
// are composed.
func Same(a, b string) bool { return strings.EqualFold(norm.NFC.String(a), norm.NFC.String(b)) }

// Bare is Fold without diacritics, for people who type aterbruk for Återbruk.
func Bare(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s)))
}
