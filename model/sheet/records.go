package sheet

import "strings"

// record is a row of cells.
type record struct {
	line  int // line on which it begins, from 1
	cells []string
}

// blank reports whether all cells are empty.
func (r record) blank() bool { return r.filled() == 0 }

// filled returns how many cells are not empty.
func (r record) filled() int {
	n := 0
	for _, c := range r.cells {
		if strings.TrimSpace(c) != "" {
			n++
		}
	}
	return n
}

// eachRecord calls yield with the rows of a text; their cells are valid until the next
// call. Separator 0 means that each line is one cell.
//
// A cell is quoted if it begins with a quotation mark whose closing one comes before a
// separator or the end of the line (RFC 4180); all other quotation marks are ordinary
// characters, and so is an opening one that is never closed.
func eachRecord(text string, sep rune, yield func(r record, quoted int)) {
	var cells []string
	for line := 1; text != ""; {
		begin, quoted := line, 0
		cells = cells[:0]
		for more := true; more; {
			cell, rest, closed := nextCell(text, sep)
			if closed {
				quoted++
			}
			cells = append(cells, cell)
			line += strings.Count(text[:len(text)-len(rest)], "\n")
			text, more = cutSeparator(rest, sep)
		}
		if text != "" { // the line break
			text = text[1:]
			line++
		}
		yield(record{begin, cells}, quoted)
	}
}

// cutSeparator removes a separator, which is always ASCII, from the beginning.
func cutSeparator(s string, sep rune) (string, bool) {
	if sep == 0 || s == "" || s[0] != byte(sep) {
		return s, false
	}
	return s[1:], true
}

// nextCell returns the first cell, and the rest, beginning with what ends the cell.
func nextCell(text string, sep rune) (cell, rest string, quoted bool) {
	if inside, rest, ok := quotedCell(text, sep); ok {
		return inside, rest, true
	}
	for i := range len(text) {
		if b := text[i]; b == '\n' || sep != 0 && b == byte(sep) {
			return text[:i], text[i:], false
		}
	}
	return text, "", false
}

// quotedCell returns the content of a cell in quotation marks.
func quotedCell(text string, sep rune) (inside, rest string, ok bool) {
	trimmed := strings.TrimLeft(text, " ")
	if !strings.HasPrefix(trimmed, `"`) {
		return "", "", false
	}
	body, doubled := trimmed[1:], false
	for at := 0; ; {
		i := strings.IndexByte(body[at:], '"')
		if i < 0 {
			return "", "", false
		}
		at += i
		if strings.HasPrefix(body[at+1:], `"`) {
			doubled = true
			at += 2
			continue
		}
		inside, rest = body[:at], strings.TrimLeft(body[at+1:], " ")
		break
	}
	if _, ends := cutSeparator(rest, sep); !ends && rest != "" && rest[0] != '\n' {
		return "", "", false
	}
	if doubled {
		inside = strings.ReplaceAll(inside, `""`, `"`)
	}
	return inside, rest, true
}

// parse returns all rows of a text but the blank ones.
func parse(text string, sep rune) []record {
	var out []record
	eachRecord(text, sep, func(r record, _ int) {
		if !r.blank() {
			out = append(out, record{r.line, append([]string(nil), r.cells...)})
		}
	})
	return out
}

// trim removes columns that are empty in all rows. Rows may still differ in length.
func trim(rows []record) []record {
	width := 0
	for _, r := range rows {
		width = max(width, len(r.cells))
	}
	used := make([]bool, width)
	for _, r := range rows {
		for i, c := range r.cells {
			used[i] = used[i] || strings.TrimSpace(c) != ""
		}
	}
	for at, r := range rows {
		var kept []string
		for i, c := range r.cells {
			if used[i] {
				kept = append(kept, c)
			}
		}
		rows[at].cells = kept
	}
	return rows
}

// cell returns a cell of a row; "" if the row is shorter.
func (r record) cell(i int) string {
	if i < 0 || i >= len(r.cells) {
		return ""
	}
	return r.cells[i]
}
