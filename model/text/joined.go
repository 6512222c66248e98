package text

import (
	"strings"
	"unicode"
)

// joiner is the zero width joiner, which makes one figure of several pictographs: a family of
// people, a person of a computer and a woman.
const joiner = '\u200d'

// family is the one pictograph that stands for people who are joined.
const family = '\U0001F46A'

// unjoin replaces pictographs that are joined by one: people by a family, and all others by
// their first. Terminals disagree about their width, and without the joiners each would stand
// by itself, a family as four people.
func unjoin(s string) string {
	if !strings.ContainsRune(s, joiner) {
		return s
	}
	var out []rune
	joined := false // the rune before was a joiner after a pictograph
	base := -1      // where in out the pictograph lies that others are joined to
	for _, r := range s {
		switch {
		case r == joiner && base >= 0:
			joined = true
		case joined && isPictograph(r):
			if isPerson(r) && isPerson(out[base]) {
				out[base] = family
			}
			joined = false
		case base >= 0 && (isSkinTone(r) || r == '\uFE0F'):
		default:
			out = append(out, r)
			joined, base = false, -1
			if isPictograph(r) {
				base = len(out) - 1
			}
		}
	}
	return string(out)
}

// isPictograph reports whether r can be joined to others.
func isPictograph(r rune) bool { return r >= 0x2190 && unicode.IsSymbol(r) && !isSkinTone(r) }

// isPerson reports whether r is a person, an adult or a child, or already a family.
func isPerson(r rune) bool {
	return r >= 0x1F466 && r <= 0x1F469 || r >= 0x1F9D1 && r <= 0x1F9D2 || r == family
}

func isSkinTone(r rune) bool { return r >= 0x1F3FB && r <= 0x1F3FF }
