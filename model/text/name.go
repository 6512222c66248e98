package text

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/secure/bidirule"
	"golang.org/x/text/secure/precis"
	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
)

// Name cleans a participant's name. It returns the name to show, at most MaxNameCells wide
// and each word in one script, and a key: names whose keys are [Alike] look alike, so a
// workshop accepts only one of them. The key is opaque and may be stored. Errors: ErrEmpty,
// ErrTooLong, ErrNotAllowed, ErrMixedScripts, ErrRole.
func Name(s string) (display, key string, err error) {
	if len(s) > maxNameBytes {
		return "", "", ErrTooLong
	}
	if display, err = nickname(s); err != nil {
		return "", "", err
	}
	switch {
	case ansi.StringWidth(display) > MaxNameCells:
		return "", "", ErrTooLong
	case !hasContent(display) || !bidiOK(display):
		return "", "", ErrNotAllowed
	case !oneScriptEach(display):
		return "", "", ErrMixedScripts
	case readsAsRole(display):
		return "", "", ErrRole
	}
	return display, NameKey(display), nil
}

// nickname cleans s and applies the nickname profile of RFC 8266 until nothing changes any
// more: compatibility forms can create new spaces and marks.
func nickname(s string) (string, error) {
	for range 5 {
		cleaned := squeeze(clean(s, maxNameMarks, false))
		if cleaned == "" {
			return "", ErrEmpty
		}
		enforced, err := precis.Nickname.String(cleaned)
		if err != nil {
			return "", ErrNotAllowed
		}
		if enforced == s {
			return s, nil
		}
		s = enforced
	}
	return "", ErrNotAllowed
}

// hasContent reports whether s has a letter, a number or a pictogram in it, so that it can
// be called a name at all.
func hasContent(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsNumber(r) || r >= 0x1F300 && r <= 0x1FAFF
	})
}

// bidiOK applies the Bidi rule of RFC 5893, which is for labels without spaces, to each
// word with right-to-left characters.
func bidiOK(s string) bool {
	for word := range strings.FieldsSeq(s) {
		if strings.ContainsFunc(word, rightToLeft) && !bidirule.ValidString(word) {
			return false
		}
	}
	return true
}

func rightToLeft(r rune) bool {
	properties, _ := bidi.LookupRune(r)
	class := properties.Class()
	return class == bidi.R || class == bidi.AL || class == bidi.AN
}

// writing are the writing systems that use several scripts, after UTS 39.
var writing = [][]*unicode.RangeTable{
	{unicode.Latin},
	{unicode.Han, unicode.Hiragana, unicode.Katakana},
	{unicode.Han, unicode.Hangul},
	{unicode.Han, unicode.Bopomofo},
}

// oneScript reports whether s is written in one writing system. Characters common to all
// scripts, such as digits and the hyphen, are allowed in any.
func oneScript(s string) bool {
	own := strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Common, unicode.Inherited) {
			return -1
		}
		return r
	}, s)
	if own == "" {
		return true
	}
	for _, tables := range writing {
		if allIn(own, tables...) {
			return true
		}
	}
	for _, table := range unicode.Scripts {
		if allIn(own, table) {
			return true
		}
	}
	return false
}

// allIn reports whether every rune of s is in one of tables.
func allIn(s string, tables ...*unicode.RangeTable) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.In(r, tables...) })
}

// Plain returns a name without what people leave out when they write another's name: letter
// case and diacritics. Åsa and asa are the same.
func Plain(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s))
	return norm.NFC.String(strings.Join(strings.Fields(s), " "))
}
