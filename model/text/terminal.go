package text

import (
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// FromTerminal is what was typed or pasted in a terminal, or came in a line. It
// should be UTF-8; a byte that is not is read as Windows-1252, which has the
// letters of Latin-1 at the same places, since some terminals still write that. What
// is composed of a letter and a mark becomes one character (NFC).
func FromTerminal(raw []byte) string {
	if utf8.Valid(raw) {
		return norm.NFC.String(string(raw))
	}
	out := make([]byte, 0, len(raw)+len(raw)/4)
	for len(raw) > 0 {
		r, size := utf8.DecodeRune(raw)
		if r == utf8.RuneError && size == 1 {
			r = FromLatin1(raw[0])
		}
		out = utf8.AppendRune(out, r)
		raw = raw[size:]
	}
	return norm.NFC.String(string(out))
}

// FromLatin1 is the character that a byte is in Windows-1252.
func FromLatin1(b byte) rune { return charmap.Windows1252.DecodeByte(b) }

// WholeLetters is raw without a letter of UTF-8 that it ends in the middle of.
func WholeLetters(raw []byte) []byte {
	for n := 1; n < utf8.UTFMax && n <= len(raw); n++ {
		if tail := raw[len(raw)-n:]; utf8.RuneStart(tail[0]) {
			if !utf8.FullRune(tail) {
				return raw[:len(raw)-n]
			}
			break
		}
	}
	return raw
}
