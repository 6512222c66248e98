package sheet

import (
	"strings"
	"unicode/utf8"
)

// headRows is how many rows from the top the headings are looked for in.
const headRows = 12

// findHead finds the row of headings, leaves out what stands above, and gives
// what comes below. Without headings, head is empty.
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
		t.LeftOut = append(t.LeftOut, LeftOut{Line: r.line, Reason: AboveHead, Text: begin(strings.Join(r.cells, " "))})
	}
	head, below = rows[at], rows[at+1:]
	t.Head = head.line
	if len(below) > 0 && isSubhead(below[0]) {
		t.LeftOut = append(t.LeftOut, LeftOut{Line: below[0].line, Reason: SubHead, Text: begin(strings.Join(below[0].cells, " "))})
		below = below[1:]
	}
	return head, below
}

// guessHead is the index of the row of headings, or -1.
func (t *Table) guessHead(rows []record, o Options) int {
	if at := knownHead(rows); at >= 0 {
		return at
	}
	if o.Column != "" && key(o.Column) != "" { // it names a heading
		for at, r := range rows[:min(len(rows), headRows)] {
			for _, c := range r.cells {
				if key(c) == key(firstOf(o.Column)) {
					return at
				}
			}
		}
	}
	at := firstWide(rows)
	if at < 0 {
		return -1 // an idea a line
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

// knownHead is the index of the first row whose cells are headings by what is
// known of them, below at most a few titles; -1 if there is none.
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
	if filled == 1 { // an idea a line, with what they are called above
		return at <= 2 && width(rows) == 1 && isText(r)
	}
	if !headingLike(r) || repeats(r, rows[at+1:]) {
		return false
	}
	n, topics := knownIn(r)
	switch {
	case n >= 2, topics >= 2 && topics*2 >= filled:
		return true
	case asks(r, rows[at+1:]):
		return true
	case n == 1 && filled <= 3:
		return columnsDiffer(r, rows[at+1:]) != HeadingNo
	}
	return false
}

// repeats tells whether one of the row's cells comes again further down in its
// column, which headings do not.
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

// width is how many cells the widest of some rows has.
func width(rows []record) int {
	w := 0
	for _, r := range rows {
		w = max(w, len(r.cells))
	}
	return w
}

// isText tells whether a row's only cell is a heading of ideas.
func isText(r record) bool {
	for _, c := range r.cells {
		if k, ok := knowHeading(c); ok && k.role == Text && len(c) <= maxHeading {
			return true
		}
	}
	return false
}

// asks tells whether a cell of the row is a question that ideas answer, and not
// one of many questions below each other.
func asks(r record, below []record) bool {
	for i, c := range r.cells {
		if asksFor(c) > 0 && share(below, i, func(s string) bool { return asksFor(s) > 0 }) < 30 {
			return true
		}
	}
	return false
}

// titlesOnly tells whether nothing above the headings can be a row of ideas
// with its other columns.
func titlesOnly(above []record, filled int) bool {
	for _, r := range above {
		if n := r.filled(); n > 1 && n*2 >= filled {
			return false
		}
	}
	return true
}

// headingLike tells whether every cell of a row could be a heading: no number,
// time or address, and none twice.
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

// firstWide is the index of the first row with two cells or more; -1 if none.
func firstWide(rows []record) int {
	for at, r := range rows[:min(len(rows), headRows)] {
		if r.filled() > 1 {
			return at
		}
	}
	return -1
}

// headByLook tells by the look of the columns whether a row is one of headings.
func headByLook(first record, below []record) Heading {
	if len(below) == 0 || !headingLike(first) {
		return HeadingNo
	}
	return columnsDiffer(first, below)
}

// columnsDiffer tells whether the columns below a row look like something else
// than its cells: HeadingYes if one surely does, HeadingNo if the row surely is
// like the others, and HeadingByLook where it cannot be told.
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
					same = true // a value as the others
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

// isSubhead tells whether a row goes on with the headings.
func isSubhead(r record) bool {
	if r.blank() {
		return false
	}
	for _, c := range r.cells {
		if strings.TrimSpace(c) != "" && !subheads[key(c)] {
			return false
		}
	}
	return true
}

// begin is how a text begins, in one line.
func begin(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if runes := []rune(s); len(runes) > 60 {
		return string(runes[:59]) + "…"
	}
	return s
}
