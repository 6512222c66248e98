package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"verkstad/model/sheet/xlsx"
)

// workbookBounds are the bounds of a workbook. As XML it takes more space than the text
// that is read from it.
var workbookBounds = xlsx.Bounds{Bytes: 4 * MaxFile, Cells: 2_000_000, Columns: 1000, Rows: MaxRows}

// readWorkbook returns the rows of a workbook's first sheet that has any, and begins the
// table.
func readWorkbook(raw []byte) ([]record, *Table, error) {
	rows, name, others, err := xlsx.Read(raw, workbookBounds)
	switch {
	case errors.Is(err, xlsx.ErrLarge):
		return nil, nil, &Problem{Code: ProblemUnpacked, Args: []string{strconv.FormatInt(workbookBounds.Bytes, 10)}}
	case errors.Is(err, xlsx.ErrColumns):
		return nil, nil, &Problem{Code: ProblemColumns, Args: []string{strconv.Itoa(workbookBounds.Columns)}}
	case errors.Is(err, xlsx.ErrCells):
		return nil, nil, &Problem{Code: ProblemCells, Args: []string{strconv.Itoa(workbookBounds.Cells)}}
	case errors.Is(err, xlsx.ErrRows):
		return nil, nil, &Problem{Code: ProblemRows}
	case err != nil:
		return nil, nil, &Problem{Code: ProblemDamaged}
	}
	t := &Table{Sheet: name, Sheets: others}
	var records []record
	for _, r := range rows {
		for i, cell := range r.Cells {
			r.Cells[i] = norm.NFC.String(cell)
		}
		records = append(records, record{r.Line, r.Cells})
	}
	return slices.DeleteFunc(records, record.blank), t, nil
}

// isPacked reports whether a file is a zip archive.
func isPacked(raw []byte) bool { return bytes.HasPrefix(raw, []byte("PK\x03\x04")) }

// archiveKind returns the problem with a zip archive, and the first list in it. The code is
// "" for a workbook that can be read.
func archiveKind(raw []byte) (code, inside string) {
	files, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return ProblemDamaged, ""
	}
	code = ProblemZip
	for _, f := range files.File {
		switch name := f.Name; {
		case name == "xl/workbook.xml":
			return "", ""
		case strings.HasPrefix(name, "word/"):
			return ProblemDocument, ""
		case name == "xl/workbook.bin", strings.HasPrefix(name, "Index/"), name == "Index.zip":
			code = ProblemWorkbook
		case name == "mimetype" && f.UncompressedSize64 < 200:
			if in, err := f.Open(); err == nil {
				kind, _ := io.ReadAll(io.LimitReader(in, 200))
				_ = in.Close()
				if code = ProblemDocument; bytes.Contains(kind, []byte("spreadsheet")) {
					code = ProblemWorkbook
				}
			}
		case inside == "" && slices.Contains([]string{".csv", ".tsv", ".txt", ".xlsx"}, strings.ToLower(path.Ext(name))):
			inside = path.Base(name)
		}
	}
	return code, inside
}
