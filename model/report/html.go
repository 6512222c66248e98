package report

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"

	"github.com/yuin/goldmark/ast"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"verkstad/model"
	"verkstad/model/text"
)

//go:embed page.html
var pageSource string

// page has the templates "page" and "chart".
var page = template.Must(template.New("page").Parse(pageSource))

// HTML writes the document of the workshop, like [Markdown], as one self-contained page: no
// script, no fonts, no pictures from elsewhere. It is read on a phone and on a screen, can
// be printed on A4, and follows the reader's choice of light or dark.
func HTML(b *model.Board, v model.Actor, w Words) ([]byte, error) {
	p := &docWriter{b: b, v: v, w: w}
	p.write()
	return htmlPage(b.Title, w.Lang(), p.out.String(), p.footer(), p.placedCharts())
}

// htmlPage returns a page of a document in Markdown, with charts at their places and a last
// line.
func htmlPage(title, lang, md, last string, charts []placedChart) ([]byte, error) {
	var body, foot, out bytes.Buffer
	for _, part := range []struct {
		to *bytes.Buffer
		tree
	}{{&body, treeOf(md, charts)}, {&foot, treeOf(last, nil)}} {
		if err := markdown.Renderer().Render(part.to, part.src, part.root); err != nil {
			return nil, fmt.Errorf("write HTML: %w", err)
		}
	}
	err := page.Execute(&out, map[string]any{
		"Lang": lang, "Title": text.OneLine(title), "Body": template.HTML(body.String()), "Foot": template.HTML(foot.String()),
	})
	if err != nil {
		return nil, fmt.Errorf("write HTML: %w", err)
	}
	return out.Bytes(), nil
}

// pageNodes writes the nodes that goldmark does not write as a page needs them.
var pageNodes = renderer.WithNodeRenderers(util.Prioritized(nodeWriter{}, 100))

type nodeWriter struct{}

// RegisterFuncs says which nodes are written here.
func (nodeWriter) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(tables.KindTable, writeTable)
	r.Register(tables.KindTableCell, writeCell)
	r.Register(tables.KindTaskCheckBox, writeTick)
	r.Register(kindLongWord, writeLong)
	r.Register(kindChart, writeChart)
}

// attribute returns an attribute of a node that [marker] gave; "" for none.
func attribute(n ast.Node, name string) string {
	v, _ := n.AttributeString(name)
	s, _ := v.(string)
	return s
}

// writeTable writes a table in a region of its own, which is scrolled by touch and by keys
// where the screen is narrower than the table.
func writeTable(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, _ = w.WriteString("</table></div>\n")
		return ast.WalkContinue, nil
	}
	_, _ = fmt.Fprintf(w, `<div class="table" role="region" tabindex="0" aria-labelledby="%s"><table`, attribute(n, attrHeading))
	if class := attribute(n, attrClass); class != "" {
		_, _ = fmt.Fprintf(w, ` class="%s"`, class)
	}
	_, _ = w.WriteString(">\n")
	return ast.WalkContinue, nil
}

func writeCell(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	tag, scope := "td", attribute(n, attrScope)
	if scope != "" {
		tag = "th"
	}
	if !entering {
		if scope == "col" {
			_, _ = w.WriteString("</span>")
		}
		_, _ = w.WriteString("</" + tag + ">\n")
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString("<" + tag)
	if scope != "" {
		_, _ = fmt.Fprintf(w, ` scope="%s"`, scope)
	}
	if class := attribute(n, attrClass); class != "" {
		_, _ = fmt.Fprintf(w, ` class="%s"`, class)
	}
	// The words of a heading that is turned on paper stand in a box of their own.
	if _ = w.WriteByte('>'); scope == "col" {
		_, _ = w.WriteString("<span>")
	}
	return ast.WalkContinue, nil
}

// writeTick writes the box of a point that was ticked, or not.
func writeTick(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(`<span class="tick">` + tick(n) + `</span> `)
	}
	return ast.WalkContinue, nil
}

// tick returns the sign for a box that is ticked, or not.
func tick(n ast.Node) string {
	if n.(*tables.TaskCheckBox).IsChecked {
		return "☑"
	}
	return "☐"
}

func writeLong(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(`<span class="long">`)
	} else {
		_, _ = w.WriteString("</span>")
	}
	return ast.WalkContinue, nil
}

func writeChart(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	return ast.WalkContinue, page.ExecuteTemplate(w, "chart", n.(*chartNode).chart)
}
