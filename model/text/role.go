package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// roleWords are refused as a word of a name and, if they have at least seven letters,
// anywhere in one ("Facilitator2", "theModerator").
var roleWords = foldAll(
	"admin", "administrator", "administratör", "facilitator", "facilitatör",
	"moderator", "organiser", "organizer", "arrangör", "observer", "observatör",
	"processledare", "workshopledare", "samtalsledare", "mötesledare", "kursledare", "handledare",
	"operator", "operatör", "sysop", "superuser", "verkstad",
)

// roleNames are refused as a whole name only: as a part of one they are surnames or
// everyday words.
var roleNames = foldAll(
	"host", "system", "server", "root", "owner", "ägare", "leader", "ledare", "ledaren",
	"värd", "värden", "värdinna", "projector", "projektor",
)

const longRole = 7

// readsAsRole reports whether a name would be read as a role, despite its case, accents,
// look-alike letters, digits for letters, spacing or ornament.
func readsAsRole(name string) bool {
	words := strings.FieldsFunc(name, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsPunct(r) && r != '@' && r != '!'
	})
	words = append(words, name)
	for i, word := range words {
		whole := i == len(words)-1 || len(words) == 2
		for _, folded := range []string{fold(word), fold(strings.TrimFunc(word, notLetter))} {
			if roleWords[folded] || whole && roleNames[folded] {
				return true
			}
			for role := range roleWords {
				if len(role) >= longRole && strings.Contains(folded, role) {
					return true
				}
			}
		}
	}
	return false
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

func foldAll(words ...string) map[string]bool {
	folded := make(map[string]bool, len(words))
	for _, word := range words {
		folded[fold(word)] = true
	}
	return folded
}

// fold reduces a name to what is seen at a glance: base letters only, with look-alikes
// unified. It is for comparing, never for showing.
func fold(s string) string {
	s = strings.Map(func(r rune) rune {
		r = leet(lookalike(unicode.ToLower(lookalike(r))))
		if !unicode.IsLetter(r) {
			return -1 // also drops accents: NFD has separated them from their letters
		}
		return r
	}, norm.NFKD.String(s))
	return pairs.Replace(s)
}

// pairs look like one letter in many fonts.
var pairs = strings.NewReplacer("rn", "m", "vv", "w")

// leet maps digits and signs that are written for letters. The letter i becomes l, as their
// capital and small forms look the same.
func leet(r rune) rune {
	switch r {
	case '0':
		return 'o'
	case '1', '!', 'i', '|':
		return 'l'
	case '3', '€':
		return 'e'
	case '4', '@':
		return 'a'
	case '5', '$':
		return 's'
	case '7':
		return 't'
	case '8':
		return 'b'
	case 'ø':
		return 'o'
	case 'ł':
		return 'l'
	}
	return r
}

// lookalike maps a letter of another script, or a Latin small capital, that looks like a
// plain Latin letter to that letter, from the data of UTS 39.
func lookalike(r rune) rune {
	if r < 0x0100 {
		return r
	}
	if latin, ok := lookalikes[r]; ok {
		return latin
	}
	if to := prototype(r); len(to) == 1 && unicode.IsLetter(rune(to[0])) {
		return unicode.ToLower(rune(to[0]))
	}
	return r
}

var lookalikes = lookalikeTable(map[rune]string{
	'a': "аɑαᴀΑА", 'b': "ЬʙᏏΒВ", 'c': "сϲᴄС", 'd': "ԁᴅ", 'e': "еҽᴇΕЕ", 'f': "ꜰ",
	'g': "ɡɢց", 'h': "һʜհΗН", 'i': "іıɪιӏΙІ", 'j': "јᴊ", 'k': "кκᴋΚК", 'l': "ʟⅼ",
	'm': "мᴍΜМ", 'n': "ոɴηΝ", 'o': "оοօᴏΟО", 'p': "рρᴘΡР", 'q': "ԛ", 'r': "гʀᴦ",
	's': "ѕꜱЅ", 't': "тτᴛΤТ", 'u': "υսᴜ", 'v': "ѵνᴠ", 'w': "ԝᴡω", 'x': "хχΧХ",
	'y': "уγʏΥУ", 'z': "ᴢΖ",
})

func lookalikeTable(of map[rune]string) map[rune]rune {
	table := make(map[rune]rune)
	for latin, others := range of {
		for _, other := range others {
			table[other] = latin
		}
	}
	return table
}
