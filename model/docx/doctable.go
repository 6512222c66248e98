package docx

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Table is a table with a row of headings, which is repeated on each page.
type Table struct {
	Name  string // read out for those who cannot see it
	Head  [][]Run
	Rows  [][][]Run
	Right []bool // columns of numbers
}

// Table adds a table as wide as the text.
func (d *Document) Table(t Table) {
	d.leadsIn()
	widths, turned := t.widths()
	out := table{Props: tableProps{
		Style: val{"Table"}, Width: width{textWidth, "dxa"}, Layout: layout{"fixed"}, Look: look{FirstRow: "1"}, Caption: val{t.Name},
	}}
	for _, w := range widths {
		out.Grid.Columns = append(out.Grid.Columns, column{w})
	}
	head := row{Props: rowProps{Whole: &on{}, Head: &on{}}}
	if turned {
		head.Props.Height = &val{strconv.Itoa(t.turnedHeight())}
	}
	for i, text := range t.Head {
		c := t.cell(i, widths, text, turned && t.Right[i])
		if c.Props.Align == nil {
			c.Props.Align = &val{"bottom"}
		}
		head.Cells = append(head.Cells, c)
	}
	out.Rows = append(out.Rows, head)
	for _, cells := range t.Rows {
		r := row{Props: rowProps{Whole: &on{}}}
		for i, cell := range cells {
			if i < len(widths) {
				r.Cells = append(r.Cells, t.cell(i, widths, cell, false))
			}
		}
		out.Rows = append(out.Rows, r)
	}
	d.parts = append(d.parts, out)
}

// leadsIn keeps the paragraph before a table on its page, and parts two tables, which would
// be one without anything between.
func (d *Document) leadsIn() {
	if len(d.parts) == 0 {
		return
	}
	last := len(d.parts) - 1
	p, ok := d.parts[last].(paragraph)
	if !ok {
		d.add(styled("", nil))
		return
	}
	if p.Props == nil {
		p.Props = &paragraphProps{}
	}
	p.Props.Keep = &on{}
	d.parts[last] = p
}

func (t Table) cell(i int, widths []int, runs []Run, turned bool) cell {
	p := styled("", runs)
	c := cell{Props: cellProps{Width: width{widths[i], "dxa"}}, Text: p}
	switch {
	case turned:
		c.Props.Direction, c.Props.Align = &val{"btLr"}, &val{"center"}
	case t.Right[i]:
		c.Text.Props = &paragraphProps{Align: &val{"right"}}
	}
	return c
}

// Widths in twentieths of a point: of a character in a table, also where the computer has
// no font but a wide one; of the space beside a cell's text; of a column whose heading is
// turned.
const (
	character   = 138
	besideText  = 180
	turnedWidth = 560
)

// mostWord is how many characters of a word count for the width of a column: a longer one is
// broken.
const mostWord = 34

// widths returns the widths of the columns: each at least as wide as its longest word, the
// rest by how much is written in it; and whether the headings of numbers are turned since
// they would not fit otherwise.
func (t Table) widths() (widths []int, turned bool) {
	least, sum := t.leastWidths(false)
	if sum > textWidth {
		turned = true
		least, sum = t.leastWidths(true)
	}
	if sum > textWidth { // words are broken, evenly
		for i := range least {
			least[i] = least[i] * textWidth / sum
		}
		return least, turned
	}
	weights, all := make([]float64, len(least)), 0.0
	for i := range least {
		if !t.Right[i] {
			weights[i] = math.Sqrt(float64(t.written(i)))
			all += weights[i]
		}
	}
	if all == 0 {
		weights[0], all = 1, 1
	}
	rest := textWidth - sum
	for i := range least {
		least[i] += int(float64(rest) * weights[i] / all)
	}
	return least, turned
}

// turnedHeight returns how high the row of headings is where those of numbers are turned.
func (t Table) turnedHeight() int {
	longest := 0
	for i, cell := range t.Head {
		if t.Right[i] {
			longest = max(longest, utf8.RuneCountInString(textOf(cell)))
		}
	}
	return min(longest*character+besideText, pageHeight/4)
}

// leastWidths returns what each column needs for its longest word, and their sum.
func (t Table) leastWidths(turned bool) (least []int, sum int) {
	for i := range t.Head {
		longest := 3
		cells := t.column(i)
		if turned && t.Right[i] {
			cells = cells[1:]
		}
		for _, text := range cells {
			for word := range strings.FieldsSeq(text) {
				if n := utf8.RuneCountInString(word); n <= mostWord {
					longest = max(longest, n)
				}
			}
		}
		w := longest*character + besideText
		if turned && t.Right[i] {
			w = max(w, turnedWidth)
		}
		least, sum = append(least, w), sum+w
	}
	return least, sum
}

// written returns how many characters the longest cell of a column has.
func (t Table) written(i int) (n int) {
	for _, text := range t.column(i) {
		n = max(n, utf8.RuneCountInString(text))
	}
	return n
}

// column returns the texts of a column, its heading first.
func (t Table) column(i int) []string {
	texts := []string{textOf(t.Head[i])}
	for _, r := range t.Rows {
		if i < len(r) {
			texts = append(texts, textOf(r[i]))
		}
	}
	return texts
}

func textOf(runs []Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

type table struct {
	XMLName xml.Name   `xml:"w:tbl"`
	Props   tableProps `xml:"w:tblPr"`
	Grid    struct {
		Columns []column `xml:"w:gridCol"`
	} `xml:"w:tblGrid"`
	Rows []row
}

type tableProps struct {
	Style   val    `xml:"w:tblStyle"`
	Width   width  `xml:"w:tblW"`
	Layout  layout `xml:"w:tblLayout"`
	Look    look   `xml:"w:tblLook"`
	Caption val    `xml:"w:tblCaption"`
}

type width struct {
	W    int    `xml:"w:w,attr"`
	Type string `xml:"w:type,attr"`
}

type layout struct {
	Type string `xml:"w:type,attr"`
}

type look struct {
	FirstRow string `xml:"w:firstRow,attr"`
}

type column struct {
	W int `xml:"w:w,attr"`
}

type row struct {
	XMLName xml.Name `xml:"w:tr"`
	Props   rowProps `xml:"w:trPr"`
	Cells   []cell
}

type rowProps struct {
	Whole  *on  `xml:"w:cantSplit"`
	Height *val `xml:"w:trHeight"`
	Head   *on  `xml:"w:tblHeader"`
}

type cell struct {
	XMLName xml.Name  `xml:"w:tc"`
	Props   cellProps `xml:"w:tcPr"`
	Text    paragraph
}

type cellProps struct {
	Width     width `xml:"w:tcW"`
	Direction *val  `xml:"w:textDirection"`
	Align     *val  `xml:"w:vAlign"`
}
