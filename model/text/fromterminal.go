package text

import (
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// FromTerminal returns what was typed or pasted in a terminal, or came as a line. It should
// be UTF-8; a byte that is not is read as Windows-1252, which has the letters of Latin-1 at
// the same places, since some terminals still write that. A letter and a mark are composed
// to one character (NFC).
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

// FromLatin1 returns the character that a byte is in Windows-1252.
func FromLatin1(b byte) rune { return charmap.Windows1252.DecodeByte(b) }

// WholeLetters returns raw without an incomplete UTF-8 character at its end.
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
