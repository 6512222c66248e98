package frame

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
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
	case unicode.IsControl(r):
		return "", 0, text[size:]
	}
	cluster, width = ansi.FirstGraphemeCluster(text, ansi.GraphemeWidth)
	if len(cluster) == 0 || strings.ContainsFunc(cluster, unsafeRune) { // its first rune alone
		cluster, width = ansi.FirstGraphemeCluster(text[:size], ansi.GraphemeWidth)
	}
	rest = text[max(len(cluster), size):]
	if width <= 0 || unsafeRune(r) {
		return "", 0, rest
	}
	return cluster, min(width, 2), rest
}

// unsafeRune tells the runes that no cell may hold: controls and the marks
// that turn the direction of what follows.
func unsafeRune(r rune) bool {
	return r == utf8.RuneError || unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
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
