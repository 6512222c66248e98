// Package text cleans what people type before it enters the model, and holds
// the same policy again where text is drawn or exported.
//
// Participants are strangers whose text appears on everyone's terminal, so
// the policy is a list of what may pass: letters, numbers, punctuation,
// symbols, spaces and a bounded number of combining marks, in Unicode
// normalization form C. Control sequences, invisible characters, direction
// overrides and characters whose width terminals disagree on are dropped.
//
// Everything here is pure. Each cleaner is idempotent: cleaning what it
// returned gives the same string back and no error.
package text

import (
	"errors"
	"strings"
	"unicode/utf8"
)

// Bounds on what a person may write.
const (
	MaxBytes = 4096 // raw input of any field, before cleaning

	MaxIdeaRunes = 500
	MaxIdeaLines = 8
	MaxNameCells = 32 // terminal cells, of which a Chinese character takes two: 29 letters and a little
	maxNameBytes = 256

	maxMarks     = 4 // combining marks on one base character
	maxNameMarks = 2
)

var (
	// ErrEmpty is returned when nothing visible is left after cleaning.
	ErrEmpty = errors.New("text: empty")
	// ErrTooLong is returned when the raw input or the cleaned text is over
	// its bound. Nothing is cut: the person is asked to shorten it.
	ErrTooLong = errors.New("text: too long")
	// ErrNotAllowed is returned for a name with characters that no name may
	// have: only punctuation, mixed directions, or code points that the PRECIS
	// nickname profile (RFC 8266) refuses.
	ErrNotAllowed = errors.New("text: not allowed in a name")
	// ErrMixedScripts is returned for a name that mixes writing systems in a
	// word, such as Latin with a Cyrillic letter that looks the same, or that has
	// words in more than two.
	ErrMixedScripts = errors.New("text: name mixes scripts")
	// ErrRole is returned for a name that reads as a role ("facilitator").
	ErrRole = errors.New("text: name reads as a role")
)

// Idea cleans text of several lines, as an idea or a note has it. Spaces are
// squeezed and empty lines dropped; from the eighth line on, lines are joined,
// so that no word is lost. Errors: ErrEmpty, ErrTooLong.
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

// squeeze trims s and makes each run of spaces one space.
func squeeze(s string) string {
	return strings.Join(strings.Fields(s), " ")
}
