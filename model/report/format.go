package report

import (
	"fmt"

	"verkstad/model"
)

// Format is a format in which a workshop can be exported, and the extension of the file.
type Format string

// The formats.
const (
	FormatMarkdown Format = "md"
	FormatHTML     Format = "html"
	FormatWord     Format = "docx"
	FormatCSV      Format = "csv"
	FormatJSON     Format = "json"
)

// Formats returns all formats. The first is the default.
func Formats() []Format {
	return []Format{FormatMarkdown, FormatHTML, FormatWord, FormatCSV, FormatJSON}
}

// Binary reports whether the format is a file that cannot be read as text.
func (f Format) Binary() bool { return f == FormatWord }

// WriteFile is [Write] for a file that a person opens: the table is that of [Spreadsheet].
func WriteFile(b *model.Board, v model.Actor, w Words, f Format) ([]byte, error) {
	if f == FormatCSV {
		return Spreadsheet(b, v, w)
	}
	return Write(b, v, w, f)
}

// Write writes the workshop in a format as v may see it. It returns an error for a format
// that is not one of [Formats].
func Write(b *model.Board, v model.Actor, w Words, f Format) ([]byte, error) {
	switch f {
	case FormatMarkdown:
		return []byte(Markdown(b, v, w)), nil
	case FormatHTML:
		return HTML(b, v, w)
	case FormatWord:
		return Word(b, v, w)
	case FormatCSV:
		return CSV(b, v, w)
	case FormatJSON:
		return b.Document(v).JSON()
	}
	return nil, fmt.Errorf("write a workshop as %q: no such format", f)
}
