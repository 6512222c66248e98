package sheet

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// look is what the values of a column look like.
type look int

const (
	lookEmpty look = iota
	lookNumber
	lookTime
	lookMail
	lookID  // codes and addresses, each another
	lookFew // a few values over and over
	lookName
	lookText
)

// values are the looks of single cells.
var (
	numberForm = regexp.MustCompile(`^[+-]?[\d\s.,]*\d\s*%?$`)
	timeForm   = regexp.MustCompile(`(?i)^\D{0,12}\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T,]+\d{1,2}[:.]\d{2}.*)?$|^\d{1,2}[:.]\d{2}([:.]\d{2})?\s*(am|pm|fm|em)?$|^[a-zåäö]{3,9}\.? [a-zåäö]{3,9}\.? \d{1,2},? \d{4}.*$|^\d{1,2} [a-zåäö]{3,9}\.? \d{4}.*$`)
	mailForm   = regexp.MustCompile(`^[^\s@]+@[^\s@]+\.[^\s@]+$`)
	codeForm   = regexp.MustCompile(`^(https?://\S+|[0-9a-fA-F]{8,}(-[0-9a-fA-F]+)*|[A-Za-z0-9_-]*\d[A-Za-z0-9_-]*\d[A-Za-z0-9_-]*)$`)
)

func lookOf(cell string) look {
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

// looksLikeName tells whether a cell is one to four words that each begin with
// a capital, without digits or punctuation of sentences.
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

// enoughRows is how many rows tell what a column looks like.
const enoughRows = 500

// some is a sample of rows from all of the file, the same at each call.
func some(rows []record) []record {
	if len(rows) <= enoughRows {
		return rows
	}
	out := make([]record, enoughRows)
	for i := range out {
		out[i] = rows[i*len(rows)/enoughRows]
	}
	return out
}

// columnLook is what most of a column's values look like, and how long they
// are on average.
func columnLook(rows []record, i int) (l look, average int) {
	rows = some(rows)
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
	for _, l := range []look{lookNumber, lookTime, lookMail, lookID} {
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

// wordy tells whether a column may hold ideas by its look.
func (l look) wordy() bool { return l == lookText || l == lookName || l == lookFew }
