package report

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	source "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// tree is a document in Markdown as its parts. What is written as a page and for word
// processors is made from it, so that all forms of a document say the same.
type tree struct {
	root ast.Node
	src  []byte
}

// markdown reads Markdown with tables and ticked lists, and writes it as HTML.
var markdown = goldmark.New(
	goldmark.WithExtensions(extension.Table, extension.TaskList),
	goldmark.WithParserOptions(parser.WithASTTransformers(util.Prioritized(marker{}, 900))),
	goldmark.WithRendererOptions(pageNodes),
)

// treeOf reads a document in Markdown, with charts at their places in it.
func treeOf(md string, charts []placedChart) tree {
	t := tree{src: []byte(md)}
	t.root = markdown.Parser().Parse(source.NewReader(t.src))
	for _, c := range charts {
		t.insert(c)
	}
	return t
}

// insert puts a chart before the first part that begins where it was placed, or after it.
func (t tree) insert(c placedChart) {
	for n := t.root.FirstChild(); n != nil; n = n.NextSibling() {
		if at, ok := begins(n); ok && at >= c.at {
			t.root.InsertBefore(t.root, n, &chartNode{chart: c.chart})
			return
		}
	}
	t.root.AppendChild(t.root, &chartNode{chart: c.chart})
}

// begins returns where the text of a node begins in the source, if it has any.
func begins(n ast.Node) (at int, ok bool) {
	if text, isText := n.(*ast.Text); isText {
		return text.Segment.Start, true
	}
	if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
		return n.Lines().At(0).Start, true
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if at, ok = begins(c); ok {
			return at, true
		}
	}
	return 0, false
}

// plain returns the text of a node as it is read, without marks.
func plain(n ast.Node, src []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if text, ok := n.(*ast.Text); ok && entering {
			b.WriteString(unescaped(text.Segment.Value(src)))
			if text.SoftLineBreak() || text.HardLineBreak() {
				b.WriteByte('\n')
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// unescaped returns a text of Markdown without backslashes and entities.
func unescaped(raw []byte) string {
	return string(util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(raw))))
}

// longWord is a word that is longer than any that people write in earnest, such as an
// address. It may be broken anywhere; no other word is.
type longWord struct{ ast.BaseInline }

// chartNode is a chart at its place in a document.
type chartNode struct {
	ast.BaseBlock
	chart chart
}

// The kinds of our own nodes.
var (
	kindLongWord = ast.NewNodeKind("LongWord")
	kindChart    = ast.NewNodeKind("Chart")
)

// Kind returns the kind of the node.
func (*longWord) Kind() ast.NodeKind  { return kindLongWord }
func (*chartNode) Kind() ast.NodeKind { return kindChart }

// Dump is for debugging.
func (n *longWord) Dump(src []byte, level int)  { ast.DumpHelper(n, src, level, nil, nil) }
func (n *chartNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// Names of attributes that [marker] gives.
const (
	attrID      = "id"              // of a heading
	attrHeading = "aria-labelledby" // of a table: the heading that it stands under
	attrClass   = "class"
	attrScope   = "scope" // of a cell that is the head of its column or row
)

// marker marks what Markdown leaves open: headings get ids, tables their heading, columns
// of numbers and the heads of rows and columns their names, long words a place to break.
type marker struct{}

// Transform marks the parts of one document.
func (marker) Transform(doc *ast.Document, reader source.Reader, _ parser.Context) {
	src, heading := reader.Source(), 0
	var texts []*ast.Text
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			heading++
			n.SetAttributeString(attrID, headingID(heading))
		case *tables.Table:
			n.SetAttributeString(attrHeading, headingID(heading))
			markTable(n, src)
		case *ast.Text:
			texts = append(texts, n)
		}
		return ast.WalkContinue, nil
	})
	for _, n := range texts {
		markLong(n, src)
	}
}

func headingID(n int) string { return "s" + strconv.Itoa(n) }

// Letters of the longest words of all columns together from which a table is wide on
// paper, and from which its headings of numbers are turned.
const (
	wideTable   = 64
	widestTable = 84
)

// markTable marks the heads and the numbers of a table, and how wide it is.
func markTable(table *tables.Table, src []byte) {
	longest := make([]int, len(table.Alignments))
	head := -1 // the column with the heads of rows: the first text beside numbers
	numbers := 0
	for i, a := range table.Alignments {
		if a == tables.AlignRight {
			numbers++
		} else if head < 0 {
			head = i
		}
	}
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		i := 0
		for c := row.FirstChild(); c != nil && i < len(longest); c = c.NextSibling() {
			cell := c.(*tables.TableCell)
			for word := range strings.FieldsSeq(plain(cell, src)) {
				if n := utf8.RuneCountInString(word); n <= longestWord {
					longest[i] = max(longest[i], n)
				}
			}
			if cell.Alignment == tables.AlignRight {
				cell.SetAttributeString(attrClass, "n")
			}
			switch {
			case row.Kind() == tables.KindTableHeader:
				cell.SetAttributeString(attrScope, "col")
			case i == head && numbers > 0:
				cell.SetAttributeString(attrScope, "row")
			}
			i++
		}
	}
	sum := 0
	for _, n := range longest {
		sum += n + 2 // and the space between
	}
	switch {
	case sum > widestTable:
		table.SetAttributeString(attrClass, "wide turned")
	case sum > wideTable:
		table.SetAttributeString(attrClass, "wide")
	}
}

// longestWord is the number of characters that a word may have without being broken.
const longestWord = 34

// markLong puts the words of a text that are longer than any should be into nodes of their own.
func markLong(n *ast.Text, src []byte) {
	rest := n.Segment
	value := rest.Value(src)
	for at := 0; at < len(value); {
		space := strings.IndexAny(string(value[at:]), " \t\n")
		end := len(value)
		if space >= 0 {
			end = at + space
		}
		if utf8.RuneCount(value[at:end]) > longestWord {
			word := &longWord{}
			word.AppendChild(word, ast.NewTextSegment(source.NewSegment(n.Segment.Start+at, n.Segment.Start+end)))
			parent := ast.Node(n.Parent())
			if from := rest.Start; from < n.Segment.Start+at {
				parent.InsertBefore(parent, n, ast.NewTextSegment(source.NewSegment(from, n.Segment.Start+at)))
			}
			parent.InsertBefore(parent, n, word)
			rest = source.NewSegment(n.Segment.Start+end, n.Segment.Stop)
		}
		at = end + 1
	}
	n.Segment = rest
}
