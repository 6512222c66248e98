// Package xlsx reads the values of a workbook as spreadsheets save it (Office Open XML,
// ECMA-376): the texts, numbers, dates and results of formulas of one sheet, within bounds
// that hold whatever a file claims to contain.
package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
	"time"
)

// Bounds of a workbook. It is compressed, so a small file can contain a lot.
type Bounds struct {
	Bytes   int64 // of all parts that are read, uncompressed
	Cells   int   // with a value, and in all rows that are made, empty ones in between included
	Columns int   // with a value
	Rows    int
}

// Errors of [Read].
var (
	ErrDamaged = errors.New("xlsx: not a workbook, or damaged")
	ErrLarge   = errors.New("xlsx: larger than its bounds when it is unpacked")
	ErrColumns = errors.New("xlsx: more columns than its bounds")
	ErrCells   = errors.New("xlsx: more cells than its bounds")
	ErrRows    = errors.New("xlsx: more rows than its bounds")
)

// Row is one row of a sheet that is not blank.
type Row struct {
	Line  int // from 1
	Cells []string
}

// workbook is an Office Open XML workbook (.xlsx, ECMA-376) while it is read: the values of
// one sheet, as they were when it was saved.
type workbook struct {
	parts  map[string]*zip.File
	left   Bounds // what is left of the bounds
	shared []string
	dates  map[int]bool // styles of cells that are dates or times
	since  time.Time    // day 0
}

// Read returns the rows of the first visible sheet that has any, its name, and the names of
// the other visible sheets that have some. Blank rows are left out. Its errors are
// ErrDamaged, ErrLarge, ErrColumns, ErrCells and ErrRows.
func Read(raw []byte, most Bounds) (rows []Row, sheet string, others []string, err error) {
	files, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, "", nil, ErrDamaged
	}
	w := &workbook{parts: map[string]*zip.File{}, left: most, dates: map[int]bool{}}
	for _, f := range files.File {
		w.parts[strings.TrimPrefix(f.Name, "/")] = f
	}
	names, parts, err := w.sheets()
	for i := 0; err == nil && i < len(names); i++ {
		var some []sparse
		if some, err = w.rows(parts[i], rows == nil); len(some) == 0 || err != nil {
			continue
		}
		if rows == nil {
			sheet = names[i]
			rows, err = layOut(some, most)
		} else {
			others = append(others, names[i])
		}
	}
	switch {
	case errors.Is(err, ErrLarge), errors.Is(err, ErrRows), errors.Is(err, ErrColumns), errors.Is(err, ErrCells):
		return nil, "", nil, err
	case err != nil:
		return nil, "", nil, ErrDamaged
	}
	return rows, sheet, others, nil
}

// each calls f for the start of every element of a part; a part that does not exist has
// none. f may read on.
func (w *workbook) each(name string, f func(*xml.Decoder, xml.StartElement) error) error {
	part := w.parts[name]
	if part == nil {
		return nil
	}
	in, err := part.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	d := xml.NewDecoder(&boundedReader{in, &w.left.Bytes})
	for {
		token, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if start, ok := token.(xml.StartElement); ok {
			if err := f(d, start); err != nil {
				return err
			}
		}
	}
}

// boundedReader returns an error if more than the bound is read.
type boundedReader struct {
	in   io.Reader
	left *int64
}

func (b *boundedReader) Read(p []byte) (int, error) {
	n, err := b.in.Read(p)
	if *b.left -= int64(n); *b.left < 0 {
		return 0, ErrLarge
	}
	return n, err
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// sheets returns the visible sheets in order, with their parts, and reads what their cells
// refer to.
func (w *workbook) sheets() (names, parts []string, err error) {
	targets := map[string]string{}
	err = w.each("xl/_rels/workbook.xml.rels", func(_ *xml.Decoder, e xml.StartElement) error {
		target := attribute(e, "Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join("xl", target)
		}
		targets[attribute(e, "Id")] = strings.TrimPrefix(target, "/")
		return nil
	})
	w.since = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	err = errors.Join(err, w.each("xl/workbook.xml", func(_ *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			if on := attribute(e, "date1904"); on == "1" || on == "true" {
				w.since = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
			}
		case "sheet":
			if state := attribute(e, "state"); state == "" || state == "visible" {
				id := ""
				for _, a := range e.Attr { // r:id, not sheetId
					if a.Name.Local == "id" {
						id = a.Value
					}
				}
				names, parts = append(names, attribute(e, "name")), append(parts, targets[id])
			}
		}
		return nil
	}))
	err = errors.Join(err, w.styles(), w.each("xl/sharedStrings.xml", func(d *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		said, err := textOf(d)
		w.shared = append(w.shared, said)
		return err
	}))
	return names, parts, err
}
