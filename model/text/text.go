// Package text cleans what people type before it enters the model, and applies the same
// policy again where text is drawn or exported.
//
// Participants are strangers whose text appears on everyone's terminal, so the policy is a
// list of what is allowed: letters, numbers, punctuation, symbols, spaces and a bounded
// number of combining marks, in Unicode normalization form C. Control sequences, invisible
// characters, direction overrides and characters whose width terminals disagree about are
// dropped.
//
// Everything here is pure. Each cleaner is idempotent: cleaning its result returns the same
// string and no error.
package text

import (
	"errors"
	"strings"
	"unicode/utf8"
)

// Bounds of what a person may write.
const (
	MaxBytes = 4096 // raw input of any field, before cleaning

	MaxIdeaRunes = 500
	MaxIdeaLines = 8
	MaxNameCells = 32 // terminal cells, of which a Chinese character takes two: enough for 29 letters
	maxNameBytes = 256

	maxMarks     = 4 // combining marks on one base character
	maxNameMarks = 2
)

var (
	// ErrEmpty is returned when nothing visible is left after cleaning.
	ErrEmpty = errors.New("text: empty")
	// ErrTooLong is returned when the raw input or the cleaned text is too long. Nothing is
	// cut off: the person is asked to shorten it.
	ErrTooLong = errors.New("text: too long")
	// ErrNotAllowed is returned for a name with characters that no name may
	// have: only punctuation, mixed directions, or code points that the PRECIS
	// nickname profile (RFC 8266) refuses.
	ErrNotAllowed = errors.New("text: not allowed in a name")
	// ErrMixedScripts is returned for a name with a word that mixes writing systems, such
	// as Latin with a Cyrillic letter that looks the same, or with words in more than two.
	ErrMixedScripts = errors.New("text: name mixes scripts")
	// ErrRole is returned for a name that reads as a role ("facilitator").
	ErrRole = errors.New("text: name reads as a role")
)

// Idea cleans a text of several lines, such as an idea or a note. Spaces are squeezed and
// empty lines dropped; from the eighth line on, lines are joined, so that no word is lost.
// Errors: ErrEmpty, ErrTooLong.
func Idea(s string) (string, error) {
	if len(s) > MaxBytes {
		return "", ErrTooLong
	}
	var lines []string
	for line := range strings.SplitSeq(clean(s, maxMarks, true), "\n") {
		if line = squeeze(line); line != "" {
			lines = append(lines, line)
		}
	}
	if len(lines) == 0 {
		return "", ErrEmpty
	}
	if len(lines) > MaxIdeaLines {
		rest := strings.Join(lines[MaxIdeaLines-1:], " ")
		lines = append(lines[:MaxIdeaLines-1], rest)
	}
	s = strings.Join(lines, "\n")
	if utf8.RuneCountInString(s) > MaxIdeaRunes {
		return "", ErrTooLong
	}
	return s, nil
}

// Line cleans text of one line: cluster names, questions, wordings, feedback.
// Line breaks become spaces. maxRunes bounds the cleaned text, in runes.
// Errors: ErrEmpty, ErrTooLong.
func Line(s string, maxRunes int) (string, error) {
	if len(s) > MaxBytes {
		return "", ErrTooLong
	}
	s = squeeze(clean(s, maxMarks, false))
	switch {
	case s == "":
		return "", ErrEmpty
	case utf8.RuneCountInString(s) > maxRunes:
		return "", ErrTooLong
	}
	return s, nil
}

// squeeze trims s and replaces each run of spaces by one space.
func squeeze(s string) string {
	return strings.Join(strings.Fields(s), " ")
}
