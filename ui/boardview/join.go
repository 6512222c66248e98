package boardview

import (
	"strings"

	"verkstad/model/workshop"
	"verkstad/ui/widget"
)

// JoinLine is the best line to type, or empty.
func JoinLine(j workshop.Join) string {
	if len(j.Lines) == 0 {
		return ""
	}
	return j.Lines[0]
}

// Code is a QR code of the way in, at most w×h cells: twice as large where
// there is room for it, nothing where there is none.
func Code(url string, w, h int) []string {
	if url == "" {
		return nil
	}
	rows := widget.QR(url)
	if len(rows) == 0 || len(rows) > h || len([]rune(rows[0])) > w {
		return nil
	}
	if 2*len(rows) <= h && 2*len([]rune(rows[0])) <= w {
		return enlarge(rows)
	}
	return rows
}

// halves say which half of a cell is ink.
var halves = map[rune][2]string{'█': {"██", "██"}, '▀': {"██", "  "}, '▄': {"  ", "██"}, ' ': {"  ", "  "}}

// enlarge doubles rows of half blocks in both directions.
func enlarge(rows []string) []string {
	var out []string
	for _, row := range rows {
		var top, bottom strings.Builder
		for _, r := range row {
			top.WriteString(halves[r][0])
			bottom.WriteString(halves[r][1])
		}
		out = append(out, top.String(), bottom.String())
	}
	return out
}
