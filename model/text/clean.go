package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/unicode/norm"
)

// maxLinks bounds how many consonants a chain of viramas may join into one grapheme. Real
// conjuncts in Indic scripts join at most four; without the bound a terminal and this
// program could disagree about the width of a line.
const maxLinks = 3

// lineBreaks makes every kind of line break a newline, and a tab a space.
var lineBreaks = strings.NewReplacer(
	"\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n",
	"\u0085", "\n", "\u2028", "\n", "\u2029", "\n", "\t", " ",
)

// allowed are the Unicode categories that may reach storage and screens, except fillers and
// Me (enclosing marks).
var allowed = []*unicode.RangeTable{unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Zs}

// fillers are in allowed categories and dropped all the same: they are blank, only change
// how a neighbour is drawn, or join any number of characters into one grapheme.
var fillers = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x034F, Hi: 0x034F, Stride: 1}, // combining grapheme joiner
		{Lo: 0x0D4E, Hi: 0x0D4E, Stride: 1}, // Malayalam dot reph: joins with what follows
		{Lo: 0x115F, Hi: 0x1160, Stride: 1}, // Hangul fillers
		{Lo: 0x17B4, Hi: 0x17B5, Stride: 1}, // Khmer inherent vowels
		{Lo: 0x180B, Hi: 0x180F, Stride: 1}, // Mongolian selectors
		{Lo: 0x2800, Hi: 0x2800, Stride: 1}, // blank Braille pattern
		{Lo: 0x3164, Hi: 0x3164, Stride: 1}, // Hangul filler
		{Lo: 0xFE00, Hi: 0xFE0F, Stride: 1}, // variation selectors
		{Lo: 0xFFA0, Hi: 0xFFA0, Stride: 1}, // halfwidth Hangul filler
		{Lo: 0xFFFC, Hi: 0xFFFD, Stride: 1}, // object and decoding replacements
	},
	R32: []unicode.Range32{
		{Lo: 0x111C2, Hi: 0x111C3, Stride: 1}, // prefixes that join with what follows …
		{Lo: 0x113D1, Hi: 0x113D1, Stride: 1},
		{Lo: 0x1193F, Hi: 0x11941, Stride: 2},
		{Lo: 0x11A3A, Hi: 0x11A3A, Stride: 1},
		{Lo: 0x11A84, Hi: 0x11A89, Stride: 1},
		{Lo: 0x11D46, Hi: 0x11D46, Stride: 1},
		{Lo: 0x11F02, Hi: 0x11F02, Stride: 1}, // … to here
		{Lo: 0x1F3FB, Hi: 0x1F3FF, Stride: 1}, // skin tones: widths differ
		{Lo: 0xE0000, Hi: 0xE0FFF, Stride: 1}, // tags, more variation selectors
	},
}

// jamo are conjoining Hangul letters. Those of modern Korean are composed to syllables by
// NFC; others would pile up in one cell.
var jamo = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x1100, Hi: 0x11FF, Stride: 1},
		{Lo: 0xA960, Hi: 0xA97C, Stride: 1},
		{Lo: 0xD7B0, Hi: 0xD7FB, Stride: 1},
	},
}

// isAllowed reports whether the policy allows r.
func isAllowed(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= ' ' && r != 0x7F
	}
	return unicode.In(r, allowed...) && !unicode.Is(unicode.Me, r) && !unicode.Is(fillers, r)
}

// isMark reports whether r is drawn onto the character before it.
func isMark(r rune) bool {
	switch r {
	case 0x0E33, 0x0EB3, // Thai and Lao am: letters that extend a grapheme
		0xFF9E, 0xFF9F: // halfwidth voicing marks
		return true
	}
	return r >= 0x0300 && unicode.Is(unicode.M, r)
}

// isVirama reports whether mark r joins its neighbouring consonants. All viramas, and only
// they, have canonical combining class 9.
func isVirama(r rune) bool {
	return norm.NFC.PropertiesString(string(r)).CCC() == 9
}

// clean applies the policy: it makes the text valid UTF-8, removes escape sequences,
// unifies line breaks and spaces, keeps only allowed characters and at most marks combining
// marks on a base, and normalises to NFC. Newlines stay if multi is true, or else become
// spaces.
func clean(s string, marks int, multi bool) string {
	s = strings.ToValidUTF8(s, "")
	s = ansi.Strip(s) // removes whole sequences; other control characters are dropped below
	s = unjoin(lineBreaks.Replace(s))
	// Dropping comes before composing: a control character can separate a base from its
	// mark.
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' && multi:
			return r
		case r == '\n', unicode.Is(unicode.Zs, r):
			return ' '
		case !isAllowed(r):
			return -1
		}
		return r
	}, s)
	s = norm.NFC.String(s)
	bound := graphemeBound{max: marks, marks: marks}
	s = strings.Map(func(r rune) rune {
		if bound.keeps(r) {
			return r
		}
		return -1
	}, s)
	return norm.NFC.String(s)
}

// graphemeBound decides, rune by rune of normalised text, which runes to drop so that no
// grapheme gets too long. It starts with marks at max, since no mark may come first.
type graphemeBound struct {
	max    int // marks allowed on one base
	marks  int // marks on the current base
	links  int // viramas in the current chain of consonants
	linked bool
}

// keeps reports whether the next rune stays.
func (g *graphemeBound) keeps(r rune) bool {
	switch {
	case r < 0x0300:
		g.marks, g.links, g.linked = 0, 0, false
		if r == ' ' || r == '\n' {
			g.marks = g.max
		}
		return true
	case unicode.Is(jamo, r):
		return false
	case !isMark(r):
		if !g.linked {
			g.links = 0
		}
		g.marks, g.linked = 0, false
		return true
	}
	virama := isVirama(r)
	if g.marks >= g.max || virama && g.links >= maxLinks {
		return false
	}
	g.marks++
	if virama {
		g.links++
		g.linked = true
	}
	return true
}
