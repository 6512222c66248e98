// Package ballotfile reads votes that are to be counted: Pabulib's .pb files
// (Faliszewski et al., Participatory Budgeting: Data, Tools, and Analysis,
// 2023), lines of JSON, and Verkstad's own JSON export (docs/export.md).
package ballotfile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"verkstad/model/tally"
)

// Vote is one vote of a file.
type Vote struct {
	Number     int // the line of a .jsonl file, or the round of an export; 0 of a .pb file
	Election   tally.Election
	Seats      int // 0 if the file does not say
	Candidates []Candidate
	// Sums is how it came out where there are no ballots: by candidate, and nil
	// where there are.
	Sums []tally.Sum
	// Groups is the sectors' shares of each candidate, by candidate and then in
	// the order of Sectors; nil if the file has none.
	Groups  [][]tally.Share
	Sectors [][]string   // of each group, as the export names them; "" is none
	Differs []Difference // where the file's own sums are not those of its ballots
}

// Candidate is what was voted on.
type Candidate struct {
	ID    string // as the file has it
	Title string // empty if it has none
}

// Difference is a sum of a .pb file that its ballots do not give.
type Difference struct {
	Candidate     int
	Column        string // votes or score
	Said, Counted int
}

// File is what was read.
type File struct {
	Kind    Kind
	Votes   []Vote
	Without []Without // rounds of an export that have nothing to count
}

// Kind is the form of a file.
type Kind string

// The forms.
const (
	Pabulib Kind = "pb"
	Lines   Kind = "jsonl"
	Export  Kind = "json"
)

// Without is a round that has no result, and why.
type Without struct {
	Round int
	Void  bool // its ballots cannot be read
	Open  bool // it goes on
}

// Code is what is wrong with a file.
type Code string

// What can be wrong.
const (
	Unknown    Code = "unknown"    // it is none of the forms
	Empty      Code = "empty"      // there is no vote in it
	NotJSON    Code = "json"       // the line is no JSON object
	Candidates Code = "candidates" // the number of candidates is missing or out of bounds
	Seats      Code = "seats"      // the number of seats is not from 1 to that of the candidates
	NoBallots  Code = "ballots"    // there are none, or too many
	Form       Code = "form"       // a ballot is in neither form
	Stranger   Code = "stranger"   // a ballot has a candidate that there is none of
	Twice      Code = "twice"      // a ballot has a candidate twice
	Dots       Code = "dots"       // not a whole number of dots from 0 to tally.MaxDots
	Points     Code = "points"     // not as many points as projects
	Column     Code = "column"     // a column is missing
	Ordinal    Code = "ordinal"    // the ballots are rankings
	VoteType   Code = "type"       // the ballots are of a kind that is not known
)

// Error says what is wrong with a file.
type Error struct {
	Line  int // from 1; 0 if it is the whole
	Code  Code
	Value string // what is wrong there, if it is one thing
}

func (e *Error) Error() string {
	return fmt.Sprintf("ballotfile: line %d: %s %s", e.Line, e.Code, e.Value)
}

// Read reads a file of at most [tally.MaxCandidates] candidates and
// [tally.MaxBallots] ballots a vote. The name's ending says which form it has,
// or else what is in it does. Its errors are *Error.
func Read(name string, raw []byte) (*File, error) {
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	kind := kindOf(name, raw)
	f := &File{Kind: kind}
	var err error
	switch {
	case len(bytes.TrimSpace(raw)) == 0:
		return nil, &Error{Code: Empty}
	case kind == Pabulib:
		f.Votes, err = readPabulib(string(raw))
	case kind == Lines:
		f.Votes, err = readLines(raw)
	case kind == Export:
		f.Votes, f.Without, err = readExport(raw)
	default:
		err = &Error{Code: Unknown}
	}
	if err != nil {
		return nil, err
	}
	return f, nil
}

func kindOf(name string, raw []byte) Kind {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".pb":
		return Pabulib
	case ".jsonl", ".ndjson":
		return Lines
	}
	start := bytes.TrimSpace(raw)
	if bytes.HasPrefix(bytes.ToUpper(start[:min(len(start), 4)]), []byte("META")) {
		return Pabulib
	}
	var board struct{ Format string }
	if json.Unmarshal(start, &board) == nil && strings.HasPrefix(board.Format, "verkstad/") {
		return Export
	}
	if bytes.HasPrefix(start, []byte("{")) {
		return Lines
	}
	return ""
}

// faults are the codes of what can be wrong with a ballot.
var faults = map[tally.Fault]Code{tally.Stranger: Stranger, tally.Twice: Twice, tally.Dots: Dots}

// ballot puts votes in order; of those without dots nothing is left. id names a
// candidate for the error.
func ballot(line, candidates int, votes []tally.Vote, id func(int) string) (tally.Ballot, error) {
	none := map[int]bool{}
	for i, v := range votes {
		if v.Dots == 0 {
			none[v.Candidate], votes[i].Dots = true, 1
		}
	}
	b, err := tally.NewBallot(candidates, votes)
	if wrong, ok := err.(*tally.BallotError); ok {
		value := id(wrong.Of.Candidate)
		if wrong.Fault == tally.Dots {
			value = fmt.Sprint(wrong.Of.Dots)
		}
		return b, &Error{line, faults[wrong.Fault], value}
	}
	b.Votes = slices.DeleteFunc(b.Votes, func(v tally.Vote) bool { return none[v.Candidate] })
	return b, err
}
