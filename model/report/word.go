package report

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	tables "github.com/yuin/goldmark/extension/ast"

	"verkstad/model"
	"verkstad/model/docx"
	"verkstad/model/text"
)

// wordLanguages are the languages of texts as word processors name them.
var wordLanguages = map[string]string{"sv": "sv-SE", "en": "en-GB"}

// Word writes the document of the workshop, like [Markdown], for word processors: with their
// own styles of titles, headings, lists and tables, on A4 with page numbers, without charts.
// Equal boards give equal bytes.
func Word(b *model.Board, v model.Actor, w Words) ([]byte, error) {
	return wordOf(b.Title, w.Lang(), Markdown(b, v, w))
}

// AcrossWord converts the result of [Paper] or [Overview] for word processors.
func AcrossWord(md, title string, w Words) ([]byte, error) { return wordOf(title, w.Lang(), md) }

// wordOf converts a document in Markdown.
func wordOf(title, lang, md string) ([]byte, error) {
	t := treeOf(md, nil)
	d := wordWriter{src: t.src}
	d.Title, d.Lang = text.OneLine(title), wordLanguages[lang]
	for n := t.root.FirstChild(); n != nil; n = n.NextSibling() {
		d.block(n)
	}
	raw, err := d.Bytes()
	if err != nil {
		return nil, fmt.Errorf("write a document for word processors: %w", err)
	}
	return raw, nil
}

// wordWriter writes the parts of a tree.
type wordWriter struct {
	docx.Document
	src     []byte
	heading string // under which it writes
}

// block writes a part of the document.
func (d *wordWriter) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		d.heading = plain(n, d.src)
		d.Heading(n.Level, d.runs(n))
	case *ast.List:
		d.list(n, 0)
	case *tables.Table:
		d.table(n)
	default:
		d.Paragraph(d.runs(n))
	}
}

// list writes the items of a list with those below them.
func (d *wordWriter) list(list *ast.List, depth int) {
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		for n := item.FirstChild(); n != nil; n = n.NextSibling() {
			if below, ok := n.(*ast.List); ok {
				d.list(below, depth+1)
				continue
			}
			if _, box := n.FirstChild().(*tables.TaskCheckBox); box {
				d.Unmarked(d.runs(n))
			} else {
				d.Item(depth, d.runs(n))
			}
		}
	}
}

func (d *wordWriter) table(table *tables.Table) {
	out := docx.Table{Name: d.heading}
	for _, a := range table.Alignments {
		out.Right = append(out.Right, a == tables.AlignRight)
	}
	for r := table.FirstChild(); r != nil; r = r.NextSibling() {
		var cells [][]docx.Run
		for c := r.FirstChild(); c != nil; c = c.NextSibling() {
			cells = append(cells, d.runs(c))
		}
		if r.Kind() == tables.KindTableHeader {
			out.Head = cells
		} else {
			out.Rows = append(out.Rows, cells)
		}
	}
	d.Table(out)
}

// runs returns the text of a part in its styles.
func (d *wordWriter) runs(n ast.Node) (out []docx.Run) {
	bold, italic := 0, 0
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		step := -1
		if entering {
			step = 1
		}
		switch n := n.(type) {
		case *ast.Emphasis:
			if n.Level > 1 {
				bold += step
			} else {
				italic += step
			}
		case *tables.TaskCheckBox:
			if entering {
				out = append(out, docx.Run{Text: tick(n) + " "})
			}
		case *ast.Text:
			if entering {
				out = append(out, docx.Run{Text: d.line(n), Bold: bold > 0, Italic: italic > 0})
			}
		}
		return ast.WalkContinue, nil
	})
	return out
}

// line returns a text with the break that follows it.
func (d *wordWriter) line(n *ast.Text) string {
	said := unescaped(n.Segment.Value(d.src))
	switch {
	case n.HardLineBreak():
		return strings.TrimRight(said, " ") + "\n"
	case n.SoftLineBreak():
		return said + " "
	}
	return said
}
