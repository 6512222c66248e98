package text

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// CSVCell protects a cell of a CSV file from being taken for a formula when the file is
// opened in a spreadsheet: if a cell starts with = + - or @ (or their fullwidth forms),
// also after spaces and quotes, an apostrophe is put in front. A cell starts at the
// beginning, and also after a line break, a tab or a semicolon: a spreadsheet in Swedish
// takes semicolons for separators, even in quotes. Quoting is left to encoding/csv.
// [CSVText] is the inverse. See OWASP, "CSV Injection".
func CSVCell(s string) string {
	return eachCell(s, func(b *strings.Builder, cell string) {
		if isFormula(cell) {
			b.WriteByte('\'')
		}
		b.WriteString(cell)
	})
}

// CSVText returns the text of a cell that [CSVCell] may have protected.
func CSVText(s string) string {
	return eachCell(s, func(b *strings.Builder, cell string) {
		if rest, guarded := strings.CutPrefix(cell, "'"); guarded && isFormula(rest) {
			cell = rest
		}
		b.WriteString(cell)
	})
}

// cellBreaks are characters that a spreadsheet may take for the end of a cell.
const cellBreaks = ";\t\n\r"

// eachCell returns s with each of its cells rewritten by write, and everything between
// cells unchanged.
func eachCell(s string, write func(b *strings.Builder, cell string)) string {
	var b strings.Builder
	for {
		i := strings.IndexAny(s, cellBreaks)
		if i < 0 {
			write(&b, s)
			return b.String()
		}
		write(&b, s[:i])
		b.WriteByte(s[i])
		s = s[i+1:]
	}
}

func isFormula(cell string) bool {
	first, size := utf8.DecodeRuneInString(strings.TrimLeft(cell, " \u00a0\u3000\"'"))
	return size > 0 && strings.ContainsRune("=+-@＝＋－＠", first)
}

// EscapeJSON returns equivalent JSON that may be shown on a terminal: every character that
// [Draw] would remove, such as a control character or a direction override, is written as
// \u and four hexadecimal digits.
func EscapeJSON(raw []byte) []byte {
	shown := func(r rune) bool { return r == '\n' || isAllowed(r) }
	if bytes.IndexFunc(raw, func(r rune) bool { return !shown(r) }) < 0 {
		return raw
	}
	out := make([]byte, 0, len(raw)+64)
	for _, r := range string(raw) {
		switch high, low := utf16.EncodeRune(r); {
		case shown(r):
			out = utf8.AppendRune(out, r)
		case r > 0xffff:
			out = fmt.Appendf(out, `\u%04x\u%04x`, high, low)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
	}
	return out
}

// MarkdownEscape escapes s so that a CommonMark or GitHub renderer shows it as plain text:
// no heading, list, link, image, code, table or HTML. Newlines stay newlines; spaces at the
// beginning of a line are removed, since four of them would make a code block.
func MarkdownEscape(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = escapeLine(strings.Trim(line, " \t"))
	}
	return strings.Join(lines, "\n")
}

// inlineMarks have a meaning in Markdown anywhere in a line.
const inlineMarks = "\\`*_[]<>&~|$#!"

// escapeLine puts a backslash before every character of one line that Markdown
// would act on.
func escapeLine(line string) string {
	var b strings.Builder
	at := blockMark(line)
	for i := range len(line) {
		if i == at || strings.IndexByte(inlineMarks, line[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(line[i])
	}
	return b.String()
}

// blockMark returns where in line stands a character that would make the line
// a list item, an underline or a rule, or -1.
func blockMark(line string) int {
	digits := 0
	for digits < len(line) && line[digits] >= '0' && line[digits] <= '9' {
		digits++
	}
	switch {
	case digits == len(line):
		return -1
	case digits == 0 && strings.IndexByte("+-=:", line[0]) >= 0:
		return 0
	case digits > 0 && (line[digits] == '.' || line[digits] == ')'):
		return digits
	}
	return -1
}
