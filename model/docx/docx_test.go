package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"verkstad/model/docx"
)

func runs(s string) []docx.Run { return []docx.Run{{Text: s}} }

// sample has one part of each kind, and what XML and word processors stumble over.
func sample() *docx.Document {
	d := &docx.Document{Title: "Åtaganden & <annat>", Lang: "sv-SE"}
	d.Heading(1, runs(d.Title))
	d.Paragraph([]docx.Run{{Text: "Vi "}, {Text: "lovar", Bold: true}, {Text: "\ndetta\x00\x0b\ufffe", Italic: true}})
	for level := range 4 {
		d.Heading(level+1, runs("Rubrik"))
	}
	for depth := range 4 {
		d.Item(depth, runs("Punkt\nrad två"))
	}
	d.Unmarked(runs("☑ Klart"))
	for range 2 {
		d.Table(docx.Table{
			Name: "Löften", Head: [][]docx.Run{runs("Vad"), runs("Antal")}, Right: []bool{false, true},
			Rows: [][][]docx.Run{{runs("Ringer"), runs("12")}, {runs(strings.Repeat("lång text ", 30)), nil}},
		})
	}
	return d
}

// unpacked returns the parts of a document by name.
func unpacked(t *testing.T, raw []byte) map[string][]byte {
	t.Helper()
	pack, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{}
	for _, f := range pack.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if parts[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return parts
}

// element is an element with the attributes that the test looks at.
type element struct{ name, val, target, id string }

// elements returns all elements of a part, which must be well-formed.
func elements(t *testing.T, name string, raw []byte) (all []element) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(raw))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("%s: %v in\n%s", name, err, raw)
		}
		if start, ok := token.(xml.StartElement); ok {
			e := element{name: start.Name.Local}
			for _, a := range start.Attr {
				switch a.Name.Local {
				case "val":
					e.val = a.Value
				case "Target", "PartName":
					e.target = a.Value
				case "styleId":
					e.id = a.Value
				}
			}
			all = append(all, e)
		}
	}
}

func TestAPackageIsWhole(t *testing.T) {
	raw, err := sample().Bytes()
	if err != nil {
		t.Fatal(err)
	}
	again, err := sample().Bytes()
	if err != nil || !bytes.Equal(raw, again) {
		t.Errorf("the same document is written otherwise a second time (%v)", err)
	}
	parts := unpacked(t, raw)
	styles := map[string]bool{}
	for _, e := range elements(t, "styles", parts["word/styles.xml"]) {
		if e.name == "style" {
			styles[e.id] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		for _, e := range elements(t, name, parts[name]) {
			switch {
			case e.name == "pStyle" || e.name == "tblStyle":
				if !styles[e.val] {
					t.Errorf("%s uses the style %q, which is not there", name, e.val)
				}
			case e.name == "Override" && parts[strings.TrimPrefix(e.target, "/")] == nil:
				t.Errorf("%s names %s, which is not there", name, e.target)
			case e.name == "Relationship":
				if at := path.Join(path.Dir(path.Dir(name)), e.target); parts[at] == nil {
					t.Errorf("%s leads to %s, which is not there", name, at)
				}
			}
		}
	}
	if !strings.Contains(string(parts["word/styles.xml"]), `w:val="sv-SE"`) {
		t.Error("the language is not told")
	}
}

// TestTablesAreWhole holds that each row has a cell for each column, with a paragraph in it,
// that columns are together as wide as the text, and that two tables are parted.
func TestTablesAreWhole(t *testing.T) {
	raw, err := sample().Bytes()
	if err != nil {
		t.Fatal(err)
	}
	body := string(unpacked(t, raw)["word/document.xml"])
	if strings.Contains(body, "</w:tbl><w:tbl>") {
		t.Error("two tables are one")
	}
	for table := range strings.SplitSeq(body, "<w:tbl>") {
		table, _, isTable := strings.Cut(table, "</w:tbl>")
		if !isTable {
			continue
		}
		sum, rest := 0, table
		for {
			_, after, found := strings.Cut(rest, `<w:gridCol w:w="`)
			if !found {
				break
			}
			var w int
			if _, err := fmt.Sscanf(after, "%d", &w); err != nil {
				t.Fatal(err)
			}
			sum, rest = sum+w, after
		}
		if sum < 9860 || sum > 9864 {
			t.Errorf("the columns are %d wide, the text 9864", sum)
		}
		if rows, cells := strings.Count(table, "<w:tr>"), strings.Count(table, "<w:tc>"); cells != 2*rows || cells != strings.Count(table, "<w:p>") {
			t.Errorf("%d rows have %d cells in\n%s", rows, cells, table)
		}
		if strings.Count(table, "<w:tblHeader>") != 1 {
			t.Error("the headings are not repeated on each page")
		}
	}
}
