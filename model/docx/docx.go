// Package docx writes documents for word processors: Office Open XML (ECMA-376,
// WordprocessingML) with the styles that word processors know, on A4.
package docx

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"encoding/xml"
	"fmt"
	"strings"
)

// Run is a text in one style. A line break in it is a line break in the paragraph.
type Run struct {
	Text         string
	Bold, Italic bool
}

// Document is a document that is being written. Its methods add a part at its end.
type Document struct {
	Title string
	Lang  string // of the text: "sv-SE", "en-GB"

	parts []any // paragraph or table, as they are marshalled
}

// Heading adds a heading: level 1 is the title of the document, 2 to 4 are the headings 1
// to 3 of word processors.
func (d *Document) Heading(level int, runs []Run) {
	style := "Title"
	if level > 1 {
		style = fmt.Sprintf("Heading%d", min(level-1, 3))
	}
	d.add(styled(style, runs))
}

// Paragraph adds an ordinary paragraph.
func (d *Document) Paragraph(runs []Run) { d.add(styled("", runs)) }

// Item adds an item of a list; depth 0 is the outermost.
func (d *Document) Item(depth int, runs []Run) {
	style := "ListBullet"
	if depth > 0 {
		style = fmt.Sprintf("ListBullet%d", min(depth+1, 3))
	}
	d.add(styled(style, runs))
}

// Unmarked adds an item of a list that has no bullet, since its text begins with a sign.
func (d *Document) Unmarked(runs []Run) { d.add(styled("List", runs)) }

// add adds a paragraph; after a table it stands some way below.
func (d *Document) add(p paragraph) {
	if n := len(d.parts); n > 0 {
		if _, after := d.parts[n-1].(table); after && (p.Props == nil || !strings.HasPrefix(p.Props.Style.value(), "Heading")) {
			if p.Props == nil {
				p.Props = &paragraphProps{}
			}
			p.Props.Spacing = &spacing{Before: afterTable}
		}
	}
	d.parts = append(d.parts, p)
}

// afterTable is the space below a table in twentieths of a point.
const afterTable = 160

//go:embed parts/styles.xml
var styles string

//go:embed parts/numbering.xml
var numbering string

// Fixed parts of the package.
const (
	contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
		`<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>` +
		`<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>` +
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`
	packageRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`
	documentRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>` +
		`<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>`
)

// Bytes returns the file. Equal documents have equal bytes. Characters that XML cannot hold
// become U+FFFD.
func (d *Document) Bytes() ([]byte, error) {
	var out bytes.Buffer
	pack := zip.NewWriter(&out)
	for _, part := range []struct {
		name string
		made any // a string, or what is marshalled
	}{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageRels},
		{"docProps/core.xml", coreOf(d)},
		{"word/_rels/document.xml.rels", documentRels},
		{"word/document.xml", bodyOf(d)},
		{"word/styles.xml", strings.ReplaceAll(styles, "LANGUAGE", d.Lang)},
		{"word/numbering.xml", numbering},
		{"word/footer1.xml", footerOf(d)},
	} {
		if err := writePart(pack, part.name, part.made); err != nil {
			return nil, fmt.Errorf("write %s: %w", part.name, err)
		}
	}
	if err := pack.Close(); err != nil {
		return nil, fmt.Errorf("write the package: %w", err)
	}
	return out.Bytes(), nil
}

// writePart writes one part of the package, without a time.
func writePart(pack *zip.Writer, name string, made any) error {
	w, err := pack.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	if _, err := w.Write([]byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n")); err != nil {
		return err
	}
	if fixed, ok := made.(string); ok {
		_, err = w.Write([]byte(fixed))
		return err
	}
	return xml.NewEncoder(w).Encode(made)
}
