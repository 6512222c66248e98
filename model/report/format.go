package report

import (
	"fmt"

	"verkstad/model"
	"verkstad/model/lineage"
)

// Format is a format in which a workshop can be exported.
type Format string

// The formats.
const (
	FormatMarkdown Format = "md"
	FormatHTML     Format = "html"
	FormatWord     Format = "docx"
	FormatSummary  Format = "summary"
	FormatCSV      Format = "csv"
	FormatCalendar Format = "ics"
	FormatJSON     Format = "json"
)

// Formats returns all formats. The first is the default.
func Formats() []Format {
	return []Format{FormatMarkdown, FormatHTML, FormatWord, FormatSummary, FormatCSV, FormatCalendar, FormatJSON}
}

// Extension returns what the name of a file in the format ends in.
func (f Format) Extension() string {
	if f == FormatSummary {
		return "txt"
	}
	return string(f)
}

// Binary reports whether the format is a file that cannot be read as text.
func (f Format) Binary() bool { return f == FormatWord }

// WriteFile is [Write] for a file that a person opens: the table is that of [Spreadsheet],
// and next, which may be nil, is the meeting that a summary names as the next one.
func WriteFile(b *model.Board, v model.Actor, w Words, f Format, next *model.Board) ([]byte, error) {
	switch f {
	case FormatCSV:
		return Spreadsheet(b, v, w)
	case FormatSummary:
		return []byte(Summary(b, v, w, next)), nil
	}
	return Write(b, v, w, f)
}

// Write writes the workshop in a format as v may see it. It returns [model.ErrNoDates] for a
// calendar without a day, and an error for a format that is not one of [Formats].
func Write(b *model.Board, v model.Actor, w Words, f Format) ([]byte, error) {
	switch f {
	case FormatMarkdown:
		return []byte(Markdown(b, v, w)), nil
	case FormatHTML:
		return HTML(b, v, w)
	case FormatWord:
		return Word(b, v, w)
	case FormatSummary:
		return []byte(Summary(b, v, w, nil)), nil
	case FormatCSV:
		return CSV(b, v, w)
	case FormatCalendar:
		return DueDates(b, w)
	case FormatJSON:
		return b.Document(v).JSON()
	}
	return nil, fmt.Errorf("write a workshop as %q: no such format", f)
}

// NextOf returns, of the meetings of a series, the one that follows on a workshop and is
// planned; nil if there is none.
func NextOf(b *model.Board, series []lineage.Meeting) *model.Board {
	for _, m := range series {
		if n := m.Board; n.Number == b.Number+1 && b.Number > 0 && !n.Start.IsZero() {
			return n
		}
	}
	return nil
}
