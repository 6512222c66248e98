package sheet

import (
	"strings"
	"unicode/utf8"
)

// headRows is how many rows from the top are searched for headings.
const headRows = 12

// findHead finds the row of headings, drops what is above it, and returns what is below.
// Without headings, head is empty.
func (t *Table) findHead(rows []record, o Options) (head record, below []record) {
	at := -1
	switch o.Heading {
	case HeadingNo:
	case HeadingYes:
		at = max(0, knownHead(rows))
	default:
		at = t.guessHead(rows, o)
	}
	if at < 0 {
		return record{}, rows
	}
	for _, r := range rows[:at] {
		t.LeftOut = append(t.LeftOut, LeftOut{Line: r.line, Reason: AboveHead, Text: excerpt(strings.Join(r.cells, " "))})
	}
	head, below = rows[at], rows[at+1:]
	t.Head = head.line
	if len(below) > 0 && isSubhead(below[0]) {
		t.LeftOut = append(t.LeftOut, LeftOut{Line: below[0].line, Reason: SubHead, Text: excerpt(strings.Join(below[0].cells, " "))})
		below = below[1:]
	}
	return head, below
}

// guessHead returns the index of the row of headings, or -1.
func (t *Table) guessHead(rows []record, o Options) int {
	if at := knownHead(rows); at >= 0 {
		return at
	}
	if o.Column != "" && headingKey(o.Column) != "" { // it names a heading
		for at, r := range rows[:min(len(rows), headRows)] {
			for _, c := range r.cells {
				if headingKey(c) == headingKey(firstOf(o.Column)) {
					return at
				}
			}
		}
	}
	at := firstWide(rows)
	if at < 0 {
		return -1 // one idea on each line
	}
	switch headByLook(rows[at], rows[at+1:]) {
	case HeadingYes:
		return at
	case HeadingNo:
		return -1
	}
	t.doubt(DoubtHeading, "--heading", "--no-heading")
	return at
}

func firstOf(columns string) string {
	first, _, _ := strings.Cut(columns, "|")
	return first
}

// knownHead returns the index of the first row that is recognised by known headings, with
// at most a few titles above it; -1 if there is none.
func knownHead(rows []record) int {
	for at, r := range rows[:min(len(rows), headRows)] {
		if titlesOnly(rows[:at], r.filled()) && isKnownHead(r, rows, at) {
			return at
		}
	}
	return -1
}

func isKnownHead(r record, rows []record, at int) bool {
	filled := r.filled()
	if filled == 1 { // one idea on each line, under a heading
		return at <= 2 && width(rows) == 1 && isText(r)
	}
	if !headingLike(r) || repeats(r, rows[at+1:]) {
		return false
	}
	n, topics := knownIn(r)
	switch {
	case n >= 2, topics >= 2 && topics*2 >= filled:
		return true
	case hasQuestion(r, rows[at+1:]):
		return true
	case n == 1 && filled <= 3:
		return columnsDiffer(r, rows[at+1:]) != HeadingNo
	}
	return false
}

// repeats reports whether one of the row's cells occurs again further down in its column,
// which headings do not.
func repeats(r record, below []record) bool {
	for i, c := range r.cells {
		if c = strings.TrimSpace(c); c == "" {
			continue
		}
		for _, other := range below {
			if strings.TrimSpace(other.cell(i)) == c {
				return true
			}
		}
	}
	return false
}

// width returns the number of cells in the widest of some rows.
func width(rows []record) int {
	w := 0
	for _, r := range rows {
		w = max(w, len(r.cells))
	}
	return w
}

// isText reports whether a row's only cell is a heading of ideas.
func isText(r record) bool {
	for _, c := range r.cells {
		if k, ok := knowHeading(c); ok && k.role == Text && len(c) <= maxHeading {
			return true
		}
	}
	return false
}

// hasQuestion reports whether a cell of the row is a question that ideas answer, and not
// one of many questions in a column.
func hasQuestion(r record, below []record) bool {
	for i, c := range r.cells {
		if asksFor(c) > 0 && share(below, i, func(s string) bool { return asksFor(s) > 0 }) < 30 {
			return true
		}
	}
	return false
}

// titlesOnly reports whether no row above the headings can be an idea with its other
// columns.
func titlesOnly(above []record, filled int) bool {
	for _, r := range above {
		if n := r.filled(); n > 1 && n*2 >= filled {
			return false
		}
	}
	return true
}

// headingLike reports whether every cell of a row could be a heading: no number, time or
// address, and none twice.
func headingLike(r record) bool {
	seen := map[string]bool{}
	for _, c := range r.cells {
		c = strings.TrimSpace(c)
		if c == "" {
			continue
		}
		switch lookOf(c) {
		case lookTime, lookMail, lookNumber:
			return false
		}
		if utf8.RuneCountInString(c) > 300 || seen[c] {
			return false
		}
		seen[c] = true
	}
	return true
}

// firstWide returns the index of the first row with two cells or more; -1 if there is none.
func firstWide(rows []record) int {
	for at, r := range rows[:min(len(rows), headRows)] {
		if r.filled() > 1 {
			return at
		}
	}
	return -1
}

// headByLook reports, by what the columns look like, whether a row is one of headings.
func headByLook(first record, below []record) Heading {
	if len(below) == 0 || !headingLike(first) {
		return HeadingNo
	}
	return columnsDiffer(first, below)
}

// columnsDiffer reports whether the columns below a row look different from the row's
// cells: HeadingYes if one certainly does, HeadingNo if the row is certainly like the
// others, and HeadingByLook if it is uncertain.
func columnsDiffer(first record, below []record) Heading {
	same := false
	for i := range first.cells {
		cell := strings.TrimSpace(first.cell(i))
		if cell == "" {
			continue
		}
		switch l, _ := columnLook(below, i); l {
		case lookNumber, lookTime, lookMail:
			if lookOf(cell) != l {
				return HeadingYes
			}
			same = true
		case lookFew:
			for _, r := range below {
				if strings.TrimSpace(r.cell(i)) == cell {
					same = true // a value like the others
				}
			}
			if !same {
				return HeadingYes
			}
		}
	}
	if same {
		return HeadingNo
	}
	return HeadingByLook
}

// isSubhead reports whether a row is a second row of headings.
func isSubhead(r record) bool {
	if r.blank() {
		return false
	}
	for _, c := range r.cells {
		if strings.TrimSpace(c) != "" && !subheads[headingKey(c)] {
			return false
		}
	}
	return true
}

// excerpt returns the beginning of a text, on one line.
func excerpt(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if runes := []rune(s); len(runes) > 60 {
		return string(runes[:59]) + "…"
	}
	return s
}
