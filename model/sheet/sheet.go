// Package sheet reads lists of ideas as they come in practice: what forms, spreadsheets,
// retrospective tools and text editors write, and what Verkstad's own CSV export writes.
//
// [Read] goes from bytes to ideas in steps, each in a file of its own:
//
//	encoding.go   bytes → characters; workbook.go reads the rows of a workbook
//	separator.go  finds the separator of cells, by the shape of all lines
//	records.go    characters → rows of cells
//	heading.go    finds the row of headings
//	roles.go      finds what each column is for, with knowledge.go and looks.go
//	rows.go       rows of cells → ideas, and what was left out
//	plan.go       ideas → what a certain board would take in
//
// A step that cannot be certain adds a [Doubt] and goes on with what is likeliest, so that
// a person can be shown a preview and decide. Nothing here writes.
package sheet

import (
	"fmt"
	"strings"

	"verkstad/model"
)

// Bounds of a file. It may have more rows than a board takes ideas, since not every row is
// one; a file with far more is not a list, and would only cost time.
const (
	MaxFile = 8 << 20 // bytes
	MaxRows = 5 * model.MaxItems
)

// Role is what a column is for.
type Role string

// The roles of columns.
const (
	Text     Role = "text"  // the idea
	Title    Role = "title" // put before the text of the same row
	Author   Role = "author"
	Surname  Role = "surname" // put after the author of the same row
	Sector   Role = "sector"
	Category Role = "category"
	Cluster  Role = "cluster"
	Kind     Role = "kind" // idea, note, cluster, …: only some rows are ideas
	Hidden   Role = "hidden"
	Parked   Role = "parked"
	Note     Role = "note"
	Phase    Role = "phase"
	Session  Role = "session"
	Goals    Role = "goals"
	Targets  Role = "targets"
	Chosen   Role = "chosen"
	Support  Role = "support"
	From     Role = "from" // what a question rewords, or a commitment answers
	Who      Role = "who"
	When     Role = "when"
	Status   Role = "status"
	Remark   Role = "remark" // on a commitment
	About    Role = "about"  // what a note is about
	ID       Role = "id"     // in Verkstad's own export, for Merged to refer to
	Merged   Role = "merged" // the ID of the idea that it was merged into
	Ignored  Role = ""
)

// Why is why a column is ignored, or how its role was found.
type Why string

// Reasons why a column is ignored.
const (
	WhyNone    Why = ""
	WhyID      Why = "id"
	WhyTime    Why = "time"
	WhyMail    Why = "mail"
	WhyNumber  Why = "number" // votes, points, scores
	WhyFew     Why = "few"    // a few values repeated
	WhyPrivate Why = "private"
	WhyOther   Why = "other"
	WhyEmpty   Why = "empty"
	WhyAnew    Why = "anew"  // people are asked again here
	WhyAsked   Why = "asked" // a person decided it
)

// Column is one column of a table.
type Column struct {
	Name    string // its heading; empty if there is none
	Role    Role
	Why     Why
	Samples []string // its first values
}

// RowKind is the kind of a row.
type RowKind string

// The kinds of rows. Files that are not Verkstad's own have only ideas.
const (
	Idea       RowKind = ""
	Question   RowKind = "question"
	Commitment RowKind = "commitment"
)

// Row is one idea of a file, or a question or a commitment of Verkstad's own.
type Row struct {
	Line     int // of the file, from 1
	Kind     RowKind
	Text     string
	Author   string
	Sector   model.Sector
	Unknown  string // the text in place of the sector if it is none; otherwise empty
	Category string
	Cluster  string
	Phase    string
	Session  string
	Goals    []int
	Targets  []model.Target
	Hidden   bool
	Parked   bool
	Note     bool
	Broken   bool // has a character that could not be decoded, and was replaced by ?
	Short    bool // it was shortened

	Chosen  bool
	Support int
	Who     string
	When    string
	Status  string
	Remark  string

	id, merged, cluster, from, about string // ids in Verkstad's own export
}

// Reason is why a row was left out.
type Reason string

// The reasons.
const (
	TooLong   Reason = "long"
	NoText    Reason = "notext"
	NoIdea    Reason = "noidea" // a question, a task, a comment, …
	AboveHead Reason = "above"  // a title above the headings
	SubHead   Reason = "subhead"
	Surplus   Reason = "surplus" // cells beyond the last column
)

// LeftOut is a row that did not become an idea.
type LeftOut struct {
	Line   int
	Reason Reason
	Text   string // its beginning, or its kind
	Runes  int    // length of a text that is too long
	Most   int    // the maximum length
}

// DoubtKind is a kind of decision that could not be made with certainty.
type DoubtKind string

// The kinds of doubts, each with the flag that decides it.
const (
	DoubtEncoding  DoubtKind = "encoding"
	DoubtSeparator DoubtKind = "separator"
	DoubtHeading   DoubtKind = "heading"
	DoubtColumn    DoubtKind = "column"
)

// Doubt is a decision that a person should make.
type Doubt struct {
	Kind    DoubtKind
	Choices []string // possibilities, the likeliest first
}

// Heading says whether a table has a row of headings.
type Heading int

// Whether there are headings.
const (
	HeadingByLook Heading = iota
	HeadingYes
	HeadingNo
)

// Options are decisions that a person has made. The zero Options has none.
type Options struct {
	Encoding  string // as [parseEncoding] reads it
	Separator string // as [parseSeparator] reads it
	Heading   Heading
	// Column is the heading of the column with the ideas, or its number from 1. It may be
	// several columns separated by |, whose headings are then topics of their cards.
	Column string
	// The others are given in the same way; "-" means no column.
	Author, Sector, Category, Cluster string
	// Roles are the roles of single columns, by index; they take precedence over the rest.
	Roles map[int]Role
	// Shorten shortens texts that are too long, instead of leaving them out.
	Shorten bool
}

// Table is the result of reading a file.
type Table struct {
	Encoding  Encoding // empty for a workbook
	Sheet     string   // name of the workbook's sheet that was read; empty for a text
	Sheets    []string // its other sheets that are not empty
	Separator rune     // separator of cells; 0 means one idea on each line
	Head      int      // the line of the headings; 0 if there are none
	Own       bool     // it is Verkstad's own export
	Columns   []Column
	Rows      []Row
	LeftOut   []LeftOut
	Repaired  []int // lines with more separators than columns, which were taken as part of the text
	Doubts    []Doubt

	clusters   map[string]cluster // of Verkstad's own export, by id
	clusterIDs map[string]string  // by the names under which ideas refer to them
	order      []string           // their ids
}

// Sure reports whether nothing is left for a person to decide.
func (t *Table) Sure() bool { return len(t.Doubts) == 0 }

// Cards reports whether several columns contain ideas, with topics as headings.
func (t *Table) Cards() bool {
	n := 0
	for _, c := range t.Columns {
		if c.Role == Text {
			n++
		}
	}
	return n > 1
}

// Count returns how many rows were left out for a reason.
func (t *Table) Count(r Reason) int {
	n := 0
	for _, l := range t.LeftOut {
		if l.Reason == r {
			n++
		}
	}
	return n
}

// Broken returns the lines with a character that could not be decoded.
func (t *Table) Broken() []int {
	var lines []int
	for _, r := range t.Rows {
		if r.Broken {
			lines = append(lines, r.Line)
		}
	}
	return lines
}

// Problem is a file or an option that cannot be used at all.
type Problem struct {
	Code string // one of the constants below
	Args []string
}

// Codes of problems.
const (
	ProblemLarge     = "large"     // over MaxFile
	ProblemUnpacked  = "unpacked"  // a workbook that is too large unpacked; Args: the maximum in bytes
	ProblemColumns   = "columns"   // a workbook with too many columns; Args: the maximum
	ProblemCells     = "cells"     // a workbook with too many cells; Args: the maximum
	ProblemRows      = "rows"      // over MaxRows
	ProblemEmpty     = "empty"     // no text in it
	ProblemWorkbook  = "workbook"  // a file of a spreadsheet program in an unsupported format
	ProblemDamaged   = "damaged"   // a workbook or an archive that is damaged
	ProblemOld       = "old"       // an office file from before 2007, or one with a password
	ProblemDocument  = "document"  // a document of a word processor
	ProblemPage      = "page"      // a web page, or other marked-up text
	ProblemZip       = "zip"       // an archive; Args: the list that is in it, or empty
	ProblemPDF       = "pdf"       //
	ProblemJSON      = "json"      // perhaps an exported board
	ProblemBinary    = "binary"    // not text
	ProblemEncoding  = "encoding"  // Args: what was asked for
	ProblemSeparator = "separator" // Args: what was asked for
	ProblemColumn    = "column"    // Args: what was asked for, then the headings
)

func (p *Problem) Error() string { return fmt.Sprintf("sheet: %s %q", p.Code, p.Args) }

// Read reads a file. Its errors are of type *[Problem].
func Read(raw []byte, o Options) (*Table, error) {
	if len(raw) > MaxFile {
		return nil, &Problem{Code: ProblemLarge}
	}
	records, t, err := recordsOf(raw, o)
	if err != nil {
		return nil, err
	}
	if len(records) == 0 {
		return nil, &Problem{Code: ProblemEmpty}
	}
	head, rows := t.findHead(trim(records), o)
	stableNames(head, rows)
	if rows, err = t.findRoles(head, rows, o); err != nil {
		return nil, err
	}
	t.readIdeas(rows, o)
	return t, nil
}

// recordsOf returns the rows of a file, and begins the table.
func recordsOf(raw []byte, o Options) ([]record, *Table, error) {
	if isPacked(raw) {
		if code, _ := archiveKind(raw); code == "" {
			return readWorkbook(raw)
		}
	}
	text, t, err := decode(raw, o)
	if err != nil {
		return nil, nil, err
	}
	if strings.Count(text, "\n") > MaxRows {
		return nil, nil, &Problem{Code: ProblemRows}
	}
	records, err := t.splitRows(text, o)
	return records, t, err
}

func (t *Table) doubt(kind DoubtKind, choices ...string) {
	t.Doubts = append(t.Doubts, Doubt{kind, choices})
}
