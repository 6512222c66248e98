package docx

import (
	"encoding/xml"
	"strings"
)

// The elements of WordprocessingML that are written, with the prefix that the standard
// uses. Their fields are in the order of its schema.

const (
	mainNamespace     = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	relationNamespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// A4 with margins, in twentieths of a point.
const (
	pageWidth, pageHeight = 11906, 16838
	sideMargin, topMargin = 1021, 1134 // 18 and 20 mm
	textWidth             = pageWidth - 2*sideMargin
)

// val is an element with nothing but a value.
type val struct {
	Val string `xml:"w:val,attr"`
}

func (v *val) value() string {
	if v == nil {
		return ""
	}
	return v.Val
}

// on is an element that is there or not.
type on struct{}

type spacing struct {
	Before int `xml:"w:before,attr"`
}

type paragraph struct {
	XMLName xml.Name        `xml:"w:p"`
	Props   *paragraphProps `xml:"w:pPr"`
	Parts   []any
}

type paragraphProps struct {
	Style   *val     `xml:"w:pStyle"`
	Keep    *on      `xml:"w:keepNext"` // on the page of what follows
	Spacing *spacing `xml:"w:spacing"`
	Align   *val     `xml:"w:jc"`
}

type run struct {
	XMLName xml.Name  `xml:"w:r"`
	Props   *runProps `xml:"w:rPr"`
	Break   *on       `xml:"w:br"`
	Tab     *on       `xml:"w:tab"`
	Text    *said     `xml:"w:t"`
}

type runProps struct {
	Bold   *on `xml:"w:b"`
	Italic *on `xml:"w:i"`
}

type said struct {
	Space string `xml:"xml:space,attr"`
	Text  string `xml:",chardata"`
}

// field is text that the word processor fills in: PAGE, NUMPAGES.
type field struct {
	XMLName xml.Name `xml:"w:fldSimple"`
	What    string   `xml:"w:instr,attr"`
	Runs    []run
}

// styled returns a paragraph in a style; "" is ordinary text.
func styled(style string, runs []Run) paragraph {
	p := paragraph{Parts: runsOf(runs)}
	if style != "" {
		p.Props = &paragraphProps{Style: &val{style}}
	}
	return p
}

// runsOf returns runs as they are marshalled: each line of a text is a run of its own, the
// later ones after a break.
func runsOf(runs []Run) (out []any) {
	for _, r := range runs {
		var props *runProps
		if r.Bold || r.Italic {
			props = &runProps{Bold: onIf(r.Bold), Italic: onIf(r.Italic)}
		}
		for i, line := range strings.Split(r.Text, "\n") {
			if line == "" && i == 0 {
				continue
			}
			out = append(out, run{Props: props, Break: onIf(i > 0), Text: &said{"preserve", line}})
		}
	}
	return out
}

func onIf(b bool) *on {
	if b {
		return &on{}
	}
	return nil
}

type document struct {
	XMLName xml.Name `xml:"w:document"`
	W       string   `xml:"xmlns:w,attr"`
	R       string   `xml:"xmlns:r,attr"`
	Body    body     `xml:"w:body"`
}

type body struct {
	Parts   []any
	Section section `xml:"w:sectPr"`
}

type section struct {
	Footer struct {
		Type string `xml:"w:type,attr"`
		ID   string `xml:"r:id,attr"`
	} `xml:"w:footerReference"`
	Size struct {
		W int `xml:"w:w,attr"`
		H int `xml:"w:h,attr"`
	} `xml:"w:pgSz"`
	Margins struct {
		Top    int `xml:"w:top,attr"`
		Right  int `xml:"w:right,attr"`
		Bottom int `xml:"w:bottom,attr"`
		Left   int `xml:"w:left,attr"`
		Header int `xml:"w:header,attr"`
		Footer int `xml:"w:footer,attr"`
		Gutter int `xml:"w:gutter,attr"`
	} `xml:"w:pgMar"`
}

func bodyOf(d *Document) document {
	doc := document{W: mainNamespace, R: relationNamespace, Body: body{Parts: d.parts}}
	s := &doc.Body.Section
	s.Footer.Type, s.Footer.ID = "default", "rId3"
	s.Size.W, s.Size.H = pageWidth, pageHeight
	m := &s.Margins
	m.Top, m.Bottom, m.Left, m.Right, m.Header, m.Footer = topMargin, topMargin, sideMargin, sideMargin, topMargin/2, topMargin/2
	return doc
}

type footer struct {
	XMLName xml.Name `xml:"w:ftr"`
	W       string   `xml:"xmlns:w,attr"`
	Parts   []any
}

// footerOf has the title, and the page of how many.
func footerOf(d *Document) footer {
	text := func(s string) run { return run{Text: &said{"preserve", s}} }
	p := styled("Footer", []Run{{Text: d.Title}})
	p.Parts = append(p.Parts, run{Tab: &on{}},
		field{What: "PAGE", Runs: []run{text("1")}}, text(" ("), field{What: "NUMPAGES", Runs: []run{text("1")}}, text(")"))
	return footer{W: mainNamespace, Parts: []any{p}}
}

// core is what is told about the document.
type core struct {
	XMLName  xml.Name `xml:"cp:coreProperties"`
	CP       string   `xml:"xmlns:cp,attr"`
	DC       string   `xml:"xmlns:dc,attr"`
	Title    string   `xml:"dc:title"`
	Language string   `xml:"dc:language"`
}

func coreOf(d *Document) core {
	return core{
		CP: "http://schemas.openxmlformats.org/package/2006/metadata/core-properties", DC: "http://purl.org/dc/elements/1.1/",
		Title: d.Title, Language: d.Lang,
	}
}
