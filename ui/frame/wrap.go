package frame

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/unicode/norm"
)

const ellipsis = "…"

// nextCluster cuts the first grapheme cluster off text and gives its width in
// cells: 0 (not drawn), 1 or 2. It is the one rule for widths: tabs and line
// breaks count as a space, other control characters and lone combining marks
// as nothing, broken UTF-8 as U+FFFD.
func nextCluster(text string) (cluster string, width int, rest string) {
	b := text[0]
	if b < utf8.RuneSelf && (len(text) == 1 || text[1] < utf8.RuneSelf) {
		switch {
		case b == '\t' || b == '\n':
			return " ", 1, text[1:]
		case b < ' ' || b == 0x7f:
			return "", 0, text[1:]
		}
		return text[:1], 1, text[1:]
	}
	r, size := utf8.DecodeRuneInString(text)
	switch {
	case r == utf8.RuneError:
		return "\ufffd", 1, text[size:]
	case r == '\t' || r == '\n':
		return " ", 1, text[1:]
	}
	if unsafeRune(r) || joins(r) {
		return "", 0, text[size:]
	}
	cluster, width = ansi.FirstGraphemeCluster(text, ansi.GraphemeWidth)
	rest = text[len(cluster):]
	if n := safePrefix(cluster); n < len(cluster) {
		if whole := norm.NFC.String(cluster); utf8.RuneCountInString(whole) == 1 { // a syllable in its parts
			return whole, min(width, 2), rest
		}
		cluster, rest = text[:n], text[n:]
		_, width = ansi.FirstGraphemeCluster(cluster, ansi.GraphemeWidth)
	}
	if width <= 0 {
		return "", 0, rest
	}
	return cluster, min(width, 2), rest
}

// maxRunes bounds what one cell may hold: what text that was cleaned has, and
// no pile of marks that would cover the rows above and below.
const maxRunes = 8

// safePrefix is how many bytes of a cluster may stand in one cell. It is at
// least the first rune, which is safe.
func safePrefix(cluster string) int {
	n := 0
	for i, r := range cluster {
		if n == maxRunes || n > 0 && (unsafeRune(r) || isLead(r) || isVowel(r)) {
			return i
		}
		n++
	}
	return len(cluster)
}

// isLead reports whether a letter begins a Korean syllable, and isVowel whether it
// continues one. Any number of them is one cluster, and no two terminals agree
// on how wide that is: only whole syllables are drawn.
func isLead(r rune) bool { return r >= 0x1100 && r <= 0x115f || r >= 0xa960 && r <= 0xa97c }

func isVowel(r rune) bool { return r >= 0x1160 && r <= 0x11ff || r >= 0xd7b0 && r <= 0xd7fb }

// joins reports whether a terminal may take a rune for a part of the one before
// it, which another person may have written. Such a rune does not begin a cell.
func joins(r rune) bool {
	switch r {
	case 0x0e33, 0x0eb3, 0xff9e, 0xff9f: // letters that are drawn as marks
		return true
	}
	return r >= 0x300 && (isVowel(r) || unicode.In(r, unicode.Mn, unicode.Mc))
}

// unsafeRune reports whether no cell may hold a rune: controls, what is not seen
// but joins or turns its neighbours, and what changes their width in one
// terminal and not in another: selectors, the grapheme joiner, skin tones and enclosing marks.
func unsafeRune(r rune) bool {
	switch {
	case r < 0x300:
		return !unicode.IsGraphic(r)
	case r == utf8.RuneError, r == 0x34f, r >= 0x1f3fb && r <= 0x1f3ff:
		return true
	}
	return !unicode.IsGraphic(r) || unicode.In(r, unicode.Variation_Selector, unicode.Me)
}

// runeWidths is how wide a cluster is on a terminal that measures each rune by
// itself.
func runeWidths(cluster string, m ansi.Method) (n int) {
	for _, r := range cluster {
		n += m.StringWidth(string(r))
	}
	return n
}

// Width is the number of cells that text takes on one line. Escape sequences
// are not understood: this is for plain text.
func Width(text string) int {
	n := 0
	for len(text) > 0 {
		var w int
		_, w, text = nextCluster(text)
		n += w
	}
	return n
}

// Truncate cuts text to at most w cells; where it does not fit, the last of
// them is "…".
func Truncate(text string, w int) string {
	if w <= 0 {
		return ""
	}
	var (
		rest = text
		used int
		keep int // bytes of text that leave room for the ellipsis
	)
	for len(rest) > 0 {
		var cw int
		_, cw, rest = nextCluster(rest)
		used += cw
		if used > w {
			return text[:keep] + ellipsis
		}
		if used <= w-1 {
			keep = len(text) - len(rest)
		}
	}
	return text
}

// WrapLines breaks text into lines of at most w cells, between words where it
// can and inside them where it must. A line break in text is a line break in
// the result. Empty text, or w below 1, gives no lines.
func WrapLines(text string, w int) []string {
	if w < 1 || text == "" {
		return nil
	}
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		lines = wrapParagraph(lines, paragraph, w)
	}
	return lines
}

// wrapParagraph appends the lines of one paragraph, at least one.
func wrapParagraph(lines []string, text string, w int) []string {
	var (
		line  strings.Builder
		width int
	)
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\t' || r == '\r' }) {
		ww := Width(word)
		if width > 0 && width+1+ww > w {
			lines = append(lines, line.String())
			line.Reset()
			width = 0
		}
		if width > 0 {
			line.WriteByte(' ')
			width++
		}
		if width+ww <= w {
			line.WriteString(word)
			width += ww
			continue
		}
		for len(word) > 0 {
			cluster, cw, rest := nextCluster(word)
			if width > 0 && width+cw > w {
				lines = append(lines, line.String())
				line.Reset()
				width = 0
			}
			line.WriteString(cluster)
			width += cw
			word = rest
		}
	}
	return append(lines, line.String())
}
