// Package sheet reads lists of ideas as they really come: what forms,
// spreadsheets, retrospective tools and text editors write, and what Verkstad's
// own CSV export writes.
//
// [Read] goes from bytes to ideas in steps, each in a file of its own:
//
//	encoding.go   bytes → characters; workbook.go reads the rows of a workbook
//	separator.go  what parts the cells, by the shape of all lines
//	records.go    characters → rows of cells
//	heading.go    which row has the headings
//	roles.go      what each column is for; knowledge.go and looks.go tell
//	rows.go       rows of cells → ideas, and what was left out
//	plan.go       ideas → what a certain board would take in
//
// A step that cannot be sure adds a [Doubt] and goes on with what is likeliest,
// so that a person can be shown a preview and decide. Nothing here writes.
package sheet

import (
	"fmt"
	"strings"

	"verkstad/model"
)

// Bounds on a file. It may have more rows than a board takes ideas, since not
// every row is one; far more are no list, and would only cost time.
const (
	MaxFile = 8 << 20 // bytes
	MaxRows = 5 * model.MaxItems
)

// Role is what a column is for.
type Role string

// The roles of columns.
const (
	Text     Role = "text"  // the idea
	Title    Role = "title" // put above the text of the same row
	Author   Role = "author"
	Surname  Role = "surname" // put behind the author of the same row
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
	From     Role = "from" // what a question words better, or a commitment answers
	Who      Role = "who"
	When     Role = "when"
	Status   Role = "status"
	Remark   Role = "remark" // on a commitment
	ID       Role = "id"     // of Verkstad's own export, for Merged to name
	Merged   Role = "merged" // the ID of the idea that it became part of
	Ignored  Role = ""
)

// Why says why a column is ignored, or how its role was found.
type Why string

// Why a column is ignored.
const (
	WhyNone    Why = ""
	WhyID      Why = "id"
	WhyTime    Why = "time"
	WhyMail    Why = "mail"
	WhyNumber  Why = "number" // votes, points, scores
	WhyFew     Why = "few"    // a few values over and over
	WhyPrivate Why = "private"
	WhyOther   Why = "other"
	WhyEmpty   Why = "empty"
	WhyAnew    Why = "anew"  // people are asked again here
	WhyAsked   Why = "asked" // a person said so
)

// Column is one column of a table.
type Column struct {
	Name    string // its heading; empty if there is none
	Role    Role
	Why     Why
	Samples []string // its first values
}

// RowKind is what a row is.
type RowKind string

// The kinds of rows. Files that are not Verkstad's own have ideas alone.
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
	Unknown  string // what stands for the sector and is none; else empty
	Category string
	Cluster  string
	Phase    string
	Session  string
	Goals    []int
	Targets  []model.Target
	Hidden   bool
	Parked   bool
	Note     bool
	Broken   bool // has a character that could not be read; ? stands for it
	Short    bool // was shortened

	Chosen  bool
	Support int
	Who     string
	When    string
	Status  string
	Remark  string

	id, merged, cluster, from string // ids within Verkstad's own export
}

// Reason says why a row was left out.
type Reason string

// The reasons.
const (
	TooLong   Reason = "long"
	NoText    Reason = "notext"
	NoIdea    Reason = "noidea" // a question, a task, a comment, …
	AboveHead Reason = "above"  // a title above the headings
	SubHead   Reason = "subhead"
	Surplus   Reason = "surplus" // cells beyond the last column, which cannot be put anywhere
)

// LeftOut is a row that gives no idea.
type LeftOut struct {
	Line   int
	Reason Reason
	Text   string // how it begins, or what kind it is
	Runes  int    // of a text that is too long
	Most   int    // that it may have
}

// DoubtKind is what could not be decided.
type DoubtKind string

// The kinds of doubts, each with the flag that decides.
const (
	DoubtEncoding  DoubtKind = "encoding"
	DoubtSeparator DoubtKind = "separator"
	DoubtHeading   DoubtKind = "heading"
	DoubtColumn    DoubtKind = "column"
)

// Doubt is a decision that a person should take.
type Doubt struct {
	Kind    DoubtKind
	Choices []string // what it could be, likeliest first
}

// Flag is the flag that takes the decision.
func (d Doubt) Flag() string {
	if d.Kind == DoubtHeading {
		return "--heading, --no-heading"
	}
	return "--" + string(d.Kind)
}

// Heading says whether a table has a row of headings.
type Heading int

// Whether there are headings.
const (
	HeadingByLook Heading = iota
	HeadingYes
	HeadingNo
)

// Options are decisions that a person has taken. The zero Options are none.
type Options struct {
	Encoding  string // as [ParseEncoding] reads it
	Separator string // as [ParseSeparator] reads it
	Heading   Heading
	// Column names the column of the ideas, by its heading or its number from
	// 1; several with | between, whose headings are then topics of their cards.
	Column string
	// The others are named in the same way; "-" is no column.
	Author, Sector, Category, Cluster string
	// Roles are what single columns, from 0, are for; they go before the rest.
	Roles map[int]Role
	// Shorten takes in texts that are too long, shortened, instead of leaving
	// them out.
	Shorten bool
}

// Table is a file that was read.
type Table struct {
	Encoding  Encoding // empty for a workbook
	Sheet     string   // of a workbook, that was read; empty for a text
	Sheets    []string // its other sheets that have something
	Separator rune     // what parts the cells; 0 is nothing: an idea a line
	Head      int      // the line of the headings; 0 is none
	Own       bool     // Verkstad's own export
	Columns   []Column
	Rows      []Row
	LeftOut   []LeftOut
	Repaired  []int // lines with more separators than columns, taken into the text
	Doubts    []Doubt

	clusters   map[string]cluster // of Verkstad's own export, by id
	clusterIDs map[string]string  // by what ideas call them
	order      []string           // their ids
}

// Sure tells whether nothing is left for a person to decide.
func (t *Table) Sure() bool { return len(t.Doubts) == 0 }

// Cards tells whether several columns hold ideas, with their topics above them.
func (t *Table) Cards() bool {
	n := 0
	for _, c := range t.Columns {
		if c.Role == Text {
			n++
		}
	}
	return n > 1
}

// Count is how many rows were left out for a reason.
func (t *Table) Count(r Reason) int {
	n := 0
	for _, l := range t.LeftOut {
		if l.Reason == r {
			n++
		}
	}
	return n
}

// Broken is the lines with a character that could not be read.
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
	ProblemUnpacked  = "unpacked"  // a workbook that is too large unpacked; Args: the most bytes
	ProblemColumns   = "columns"   // a workbook with too many columns; Args: the most
	ProblemCells     = "cells"     // a workbook with too many cells; Args: the most
	ProblemRows      = "rows"      // over MaxRows
	ProblemEmpty     = "empty"     // no text in it
	ProblemWorkbook  = "workbook"  // a spreadsheet's own file, of a kind that is not read
	ProblemDamaged   = "damaged"   // a workbook or an archive that is broken
	ProblemOld       = "old"       // an office file of before 2007, or one with a password
	ProblemDocument  = "document"  // of a word processor
	ProblemPage      = "page"      // a web page, or other marked-up text
	ProblemZip       = "zip"       // Args: the list that is in it, or empty
	ProblemPDF       = "pdf"       //
	ProblemJSON      = "json"      // perhaps an exported board
	ProblemBinary    = "binary"    // no text
	ProblemEncoding  = "encoding"  // Args: what was asked for
	ProblemSeparator = "separator" // Args: what was asked for
	ProblemColumn    = "column"    // Args: what was asked for, then the headings
)

func (p *Problem) Error() string { return fmt.Sprintf("sheet: %s %q", p.Code, p.Args) }

// Read reads a file. Errors are of type *[Problem].
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
	if rows, err = t.findRoles(head, rows, o); err != nil {
		return nil, err
	}
	t.read(rows, o)
	return t, nil
}

// recordsOf gives the rows of a file, and begins the table.
func recordsOf(raw []byte, o Options) ([]record, *Table, error) {
	if isPacked(raw) {
		if code, _ := packed(raw); code == "" {
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
	records, err := t.part(text, o)
	return records, t, err
}

func (t *Table) doubt(kind DoubtKind, choices ...string) {
	t.Doubts = append(t.Doubts, Doubt{kind, choices})
}
