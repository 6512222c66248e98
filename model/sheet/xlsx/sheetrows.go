package xlsx

import (
	"encoding/xml"
	"errors"
	"maps"
	"slices"
	"strconv"
)

// sparse is a row as it is read: only the cells with a value, and their columns.
type sparse struct {
	line  int // from 1
	cells []value
}

// value is the value of a cell, and its column from 0.
type value struct {
	column int
	said   string
}

// rows reads the rows of a sheet that are not blank: all of them, or only the first, to
// find out whether there is one.
func (w *workbook) rows(part string, all bool) (rows []sparse, err error) {
	enough := errors.New("enough")
	line := 0
	var row *sparse
	err = w.each(part, func(d *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "row":
			if row != nil && len(row.cells) > 0 {
				rows = append(rows, *row)
				if !all {
					return enough
				}
				if len(rows) > w.left.Rows {
					return ErrRows
				}
			}
			if n, err := strconv.Atoi(attribute(e, "r")); err == nil && n > line {
				line = n
			} else {
				line++
			}
			row = &sparse{line: line}
		case "c":
			if row == nil {
				break
			}
			said, err := w.cell(d, e)
			if err != nil || said == "" {
				return err
			}
			if w.left.Cells--; w.left.Cells < 0 {
				return ErrCells
			}
			row.cells = append(row.cells, value{columnOf(attribute(e, "r"), row.next()), said})
		}
		return nil
	})
	if row != nil && len(row.cells) > 0 && !errors.Is(err, enough) {
		rows = append(rows, *row)
	}
	if errors.Is(err, enough) {
		err = nil
	}
	return rows, err
}

// next returns the column after the last one.
func (r *sparse) next() int {
	if n := len(r.cells); n > 0 {
		return r.cells[n-1].column + 1
	}
	return 0
}

// columnOf returns the column of a cell by its name ("AB12" is 27), or next if it has none.
func columnOf(name string, next int) int {
	n := 0
	for i := 0; i < len(name) && name[i] >= 'A' && name[i] <= 'Z' && n < 1<<20; i++ {
		n = n*26 + int(name[i]-'A') + 1
	}
	if n == 0 {
		return next
	}
	return n - 1
}

// layOut puts the values of rows in their columns. If a sheet has more columns than the
// bounds, for example because something was written in its last column, columns without any
// value are left out.
func layOut(some []sparse, most Bounds) ([]Row, error) {
	used := map[int]bool{}
	far, cells := 0, 0 // the last column, and the number of cells in all rows
	for _, r := range some {
		last := 0
		for _, c := range r.cells {
			used[c.column] = true
			last = max(last, c.column)
		}
		far, cells = max(far, last), cells+last+1
	}
	if len(used) > most.Columns {
		return nil, ErrColumns
	}
	place := func(column int) int { return column }
	if far >= most.Columns || cells > most.Cells {
		columns := slices.Sorted(maps.Keys(used))
		place = func(column int) int { at, _ := slices.BinarySearch(columns, column); return at }
	}
	rows, left := make([]Row, 0, len(some)), most.Cells
	for _, r := range some {
		row := Row{Line: r.line}
		for _, c := range r.cells {
			at := place(c.column)
			if left -= max(0, at+1-len(row.Cells)); left < 0 {
				return nil, ErrCells
			}
			for len(row.Cells) <= at {
				row.Cells = append(row.Cells, "")
			}
			row.Cells[at] = c.said
		}
		rows = append(rows, row)
	}
	return rows, nil
}
