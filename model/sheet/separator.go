package sheet

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// separators are the possible separators of cells; a comma is last, since texts contain
// commas.
var separators = []rune{'\t', ';', '|', ','}

// separatorNames are the names that people use for them.
var separatorNames = map[string]rune{
	",": ',', ";": ';', "|": '|', "\t": '\t', `\t`: '\t', "tab": '\t', "tabb": '\t', "comma": ',', "komma": ',',
	"semicolon": ';', "semikolon": ';', "pipe": '|', "none": 0, "ingen": 0, "-": 0,
}

// parseSeparator parses a separator: the character itself, its name, or "none" for one idea
// on each line.
func parseSeparator(s string) (rune, bool) {
	r, ok := separatorNames[strings.ToLower(s)]
	return r, ok
}

// SeparatorName returns a name that [parseSeparator] parses.
func SeparatorName(sep rune) string {
	switch sep {
	case 0:
		return "none"
	case '\t':
		return "tab"
	}
	return string(sep)
}

// splitRows finds the separator and returns the rows.
func (t *Table) splitRows(text string, o Options) ([]record, error) {
	said, text, lines := sepLine(text)
	switch {
	case o.Separator != "":
		sep, ok := parseSeparator(o.Separator)
		if !ok {
			return nil, &Problem{Code: ProblemSeparator, Args: []string{o.Separator}}
		}
		t.Separator = sep
	case said != 0:
		t.Separator = said
	default:
		var others []rune
		if t.Separator, others = guessSeparator(text); len(others) > 0 {
			choices := []string{SeparatorName(t.Separator)}
			for _, r := range others {
				choices = append(choices, SeparatorName(r))
			}
			t.doubt(DoubtSeparator, choices...)
		}
	}
	records := parse(text, t.Separator)
	for i := range records {
		records[i].line += lines
	}
	if t.Separator == '|' {
		records = slices.DeleteFunc(records, isRule)
	}
	return records, nil
}

// isRule reports whether a row is the line under the headings of a Markdown table.
func isRule(r record) bool {
	return strings.Trim(strings.Join(r.cells, ""), "-: ") == "" && strings.Contains(strings.Join(r.cells, ""), "--")
}

// sepLine removes a first line such as sep=; with which a file gives its separator, as
// Excel reads it.
func sepLine(text string) (sep rune, rest string, lines int) {
	line, rest, _ := strings.Cut(text, "\n")
	line = strings.Trim(line, `" ;,`+"\t")
	value, ok := strings.CutPrefix(strings.ToLower(line), "sep=")
	if !ok {
		return 0, text, 0
	}
	if value == "" { // the separator itself was trimmed
		first, _, _ := strings.Cut(text, "\n")
		value = strings.Trim(first[strings.Index(strings.ToLower(first), "sep=")+4:], `" `)
	}
	r, size := utf8.DecodeRuneInString(value)
	if size == 0 || size != len(value) || !slices.Contains(separators, r) {
		return 0, text, 0
	}
	return r, rest, 1
}

// shape describes the rows that a separator gives.
type shape struct {
	sep       rune
	records   int // rows that are not blank
	mode      int // number of cells that most rows have
	atMode    int // number of rows with that many cells
	known     int // number of known headings in the row near the top that has most
	splits    int // separators outside quotation marks
	spaced    int // number of them followed by a space
	quoted    int // cells in quotation marks
	headWidth int // number of cells in the row with the known headings
}

func shapeOf(text string, sep rune) shape {
	s := shape{sep: sep}
	widths := map[int]int{}
	eachRecord(text, sep, func(r record, quoted int) {
		if r.blank() {
			return
		}
		s.quoted += quoted
		if s.records++; s.records <= headRows && len(r.cells) > 1 {
			if n, ofTopics := knownIn(r); max(n, ofTopics) > s.known {
				s.known, s.headWidth = max(n, ofTopics), len(r.cells)
			}
		}
		widths[len(r.cells)]++
		for _, c := range r.cells[1:] {
			s.splits++
			if strings.HasPrefix(c, " ") {
				s.spaced++
			}
		}
	})
	for width, n := range widths {
		if n > s.atMode || n == s.atMode && width < s.mode {
			s.mode, s.atMode = width, n
		}
	}
	return s
}

// even reports whether at least percent of the rows have the same number of cells.
func (s shape) even(percent int) bool { return s.mode > 1 && s.atMode*100 >= s.records*percent }

// prose reports whether the separators look like those in sentences.
func (s shape) prose() bool {
	return (s.sep == ',' || s.sep == ';') && s.quoted == 0 && s.spaced*10 >= s.splits*8
}

// strong reports whether it certainly is a table.
func (s shape) strong() bool {
	switch {
	case s.known >= 2:
		return true
	case s.known == 1 && s.headWidth == s.mode && s.even(80):
		return true
	case s.sep == '\t':
		return s.even(60)
	}
	return s.records > 1 && s.even(90) && !s.prose()
}

// weak reports whether it could be a table.
func (s shape) weak() bool {
	if s.sep == ',' || s.sep == ';' && s.prose() {
		return s.records > 1 && s.even(100) || s.quoted > 1 && s.even(50)
	}
	return s.even(50)
}

// guessSeparator guesses the separator by the shape of all lines, and what else it could
// be.
func guessSeparator(text string) (sep rune, others []rune) {
	var strong []shape
	var weak []rune
	for _, sep := range separators {
		if !strings.ContainsRune(text, sep) {
			continue
		}
		switch s := shapeOf(text, sep); {
		case s.strong():
			strong = append(strong, s)
		case s.weak():
			weak = append(weak, sep)
		}
	}
	if len(strong) > 0 {
		slices.SortStableFunc(strong, func(a, b shape) int { return cmp.Compare(b.known, a.known) })
		return strong[0].sep, nil
	}
	return 0, weak
}
