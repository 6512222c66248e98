package text

import (
	"strings"
	"unicode/utf8"
)

// CSVCell guards a cell of a CSV file against being taken for a formula when
// the file is opened in a spreadsheet: a cell that starts with = + - or @
// (or their fullwidth forms, or a tab or carriage return), also after spaces,
// gets an apostrophe in front. Quoting is left to encoding/csv.
// See OWASP, "CSV Injection".
func CSVCell(s string) string {
	first, size := utf8.DecodeRuneInString(strings.TrimLeft(s, " \u00a0\u3000"))
	if size > 0 && strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) {
		return "'" + s
	}
	return s
}

// MarkdownEscape returns s so that a CommonMark or GitHub renderer shows it as
// the plain text it is: no heading, list, link, image, code, table or HTML.
// Newlines stay newlines; spaces that begin a line are taken away, since four
// of them would make a code block.
func MarkdownEscape(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = escapeLine(strings.Trim(line, " \t"))
	}
	return strings.Join(lines, "\n")
}

// inlineMarks mean something to Markdown anywhere in a line.
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
