package sheet

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// valueLook is what the values of a column look like.
type valueLook int

const (
	lookEmpty valueLook = iota
	lookNumber
	lookTime
	lookMail
	lookID  // codes and addresses, all different
	lookFew // a few values repeated
	lookName
	lookText
)

// Patterns of the values of single cells.
var (
	numberForm = regexp.MustCompile(`^[+-]?[\d\s.,]*\d\s*%?$`)
	timeForm   = regexp.MustCompile(`(?i)^\D{0,12}\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T,]+\d{1,2}[:.]\d{2}.*)?$|^\d{1,2}[:.]\d{2}([:.]\d{2})?\s*(am|pm|fm|em)?$|^[a-zåäö]{3,9}\.? [a-zåäö]{3,9}\.? \d{1,2},? \d{4}.*$|^\d{1,2} [a-zåäö]{3,9}\.? \d{4}.*$`)
	mailForm   = regexp.MustCompile(`^[^\s@]+@[^\s@]+\.[^\s@]+$`)
	codeForm   = regexp.MustCompile(`^(https?://\S+|[0-9a-fA-F]{8,}(-[0-9a-fA-F]+)*|[A-Za-z0-9_-]*\d[A-Za-z0-9_-]*\d[A-Za-z0-9_-]*)$`)
)

func lookOf(cell string) valueLook {
	switch {
	case cell == "":
		return lookEmpty
	case len(cell) > 200:
		return lookText
	case numberForm.MatchString(cell):
		return lookNumber
	case timeForm.MatchString(cell):
		return lookTime
	case mailForm.MatchString(cell):
		return lookMail
	case codeForm.MatchString(cell):
		return lookID
	case looksLikeName(cell):
		return lookName
	}
	return lookText
}

// looksLikeName reports whether a cell is one to four capitalised words, without digits or
// sentence punctuation.
func looksLikeName(s string) bool {
	words := strings.Fields(s)
	if len(words) > 4 || utf8.RuneCountInString(s) > 40 || strings.ContainsAny(s, "0123456789,;:!?()\"/") {
		return false
	}
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && w != "von" && w != "af" && w != "de" && w != "van" {
			return false
		}
	}
	return true
}

// enoughRows is how many rows are examined to see what a column looks like.
const enoughRows = 500

// sampleRows returns a sample of rows from the whole file, the same at each call.
func sampleRows(rows []record) []record {
	if len(rows) <= enoughRows {
		return rows
	}
	out := make([]record, enoughRows)
	for i := range out {
		out[i] = rows[i*len(rows)/enoughRows]
	}
	return out
}

// columnLook returns what most of a column's values look like, and their average length.
func columnLook(rows []record, i int) (l valueLook, average int) {
	rows = sampleRows(rows)
	var n [lookText + 1]int
	filled, runes := 0, 0
	distinct := map[string]bool{}
	for _, r := range rows {
		cell := strings.TrimSpace(r.cell(i))
		if cell == "" {
			continue
		}
		filled++
		runes += utf8.RuneCountInString(cell)
		if len(distinct) <= 12 {
			distinct[cell] = true
		}
		n[lookOf(cell)]++
	}
	if filled == 0 {
		return lookEmpty, 0
	}
	average = runes / filled
	for _, l := range []valueLook{lookNumber, lookTime, lookMail, lookID} {
		if n[l]*10 >= filled*8 {
			return l, average
		}
	}
	if few := len(distinct) <= 2 && filled > 2 || len(distinct) <= 12 && filled >= 3*len(distinct) && average < 60; few {
		return lookFew, average
	}
	if n[lookName]*10 >= filled*8 {
		return lookName, average
	}
	return lookText, average
}

// wordy reports whether a column that looks like this may contain ideas.
func (l valueLook) wordy() bool { return l == lookText || l == lookName || l == lookFew }
