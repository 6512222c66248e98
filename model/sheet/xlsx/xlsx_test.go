package xlsx_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"verkstad/model/sheet/xlsx"
)

var most = xlsx.Bounds{Bytes: 1 << 20, Cells: 10_000, Columns: 100, Rows: 1000}

// TestWhatLibreOfficeWrites reads workbooks that LibreOffice Calc has saved: texts
// with line breaks, numbers, dates, times, booleans, what formulas came to, an
// empty first sheet, a hidden one.
func TestWhatLibreOfficeWrites(t *testing.T) {
	for file, want := range map[string]struct {
		rows   []xlsx.Row
		sheet  string
		others []string
	}{
		"form.xlsx": {[]xlsx.Row{
			{1, []string{"Tidstämpel", "Idé", "Namn", "Poäng", "När", "Ja"}},
			{2, []string{"2026-11-01 10:30", "Bänkar, i solen", "Åsa", "3.5", "2026-12-24", "3"}},
			{3, []string{"2026-11-02 11:00", "Träd\nlängs gatan", "Bo", "4", "2026-12-25", "true"}},
			{4, []string{"", "Lagarkafé", "Cia", "0.1"}},
		}, "a", nil},
		"sheets.xlsx": {[]xlsx.Row{{3, []string{"", "Idé"}}, {5, []string{"", "En damm"}}}, "Svar", []string{"Mer"}},
	} {
		raw, err := os.ReadFile(filepath.Join("testdata", file))
		if err != nil {
			t.Fatal(err)
		}
		rows, sheet, others, err := xlsx.Read(raw, most)
		if err != nil || sheet != want.sheet || !reflect.DeepEqual(others, want.others) || !reflect.DeepEqual(rows, want.rows) {
			t.Errorf("%s: %q with %q beside, %v\n%+v\nwant\n%+v", file, sheet, others, err, rows, want.rows)
		}
	}
}

// pack makes a workbook of parts.
func pack(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	all := map[string]string{
		"xl/workbook.xml":            `<workbook><sheets><sheet name="Ett" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>`,
	}
	for name, part := range parts {
		all[name] = part
	}
	for name, part := range all {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(part))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const sheet = "xl/worksheets/sheet1.xml"

// TestCellsAsOtherToolsWriteThem reads what Excel, Google and libraries write that
// LibreOffice does not.
func TestCellsAsOtherToolsWriteThem(t *testing.T) {
	raw := pack(t, map[string]string{
		"xl/workbook.xml": `<workbook xmlns:r="x"><workbookPr date1904="1"/><sheets><sheet name="Dold" state="hidden" r:id="r0"/><sheet name="Ett" r:id="r1"/></sheets></workbook>`,
		"xl/sharedStrings.xml": `<sst><si><r><t>Fet </t></r><r><t xml:space="preserve">och mager</t></r><rPh><t>uttal</t></rPh></si><si><t>a_x000D_
b</t></si></sst>`,
		"xl/styles.xml": `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-41D]d mmmm yyyy"/><numFmt numFmtId="165" formatCode="0.0&quot;days&quot;"/></numFmts>` +
			`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/></cellXfs></styleSheet>`,
		sheet: `<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>99</v></c></row>` +
			`<row r="7"><c r="B7" t="inlineStr"><is><t>I raden</t></is></c><c r="C7" s="1"><v>365</v></c><c r="D7" s="2"><v>1.5</v></c><c r="E7" s="3"><v>0.5</v></c>` +
			`<c r="F7" t="e"><v>#REF!</v></c><c r="G7" t="d"><v>2026-11-01T10:00:00</v></c><c r="H7"><f>1/3</f><v>0.30000000000000004</v></c></row></sheetData></worksheet>`,
	})
	rows, name, _, err := xlsx.Read(raw, most)
	want := []xlsx.Row{{1, []string{"Fet och mager", "a\nb"}}, {7, []string{"", "I raden", "1904-12-31", "1.5", "12:00", "", "2026-11-01 10:00:00", "0.3"}}}
	if err != nil || name != "Ett" || !reflect.DeepEqual(rows, want) {
		t.Errorf("%q, %v\n%+v\nwant\n%+v", name, err, rows, want)
	}
}

// TestBoundsHold holds that a small file cannot claim much: not by what is packed
// in it, nor by how far out a cell stands.
func TestBoundsHold(t *testing.T) {
	for name, c := range map[string]struct {
		parts map[string]string
		want  error
	}{
		"a bomb in the sheet":   {map[string]string{sheet: "<worksheet>" + strings.Repeat(" ", 3<<20) + "</worksheet>"}, xlsx.ErrLarge},
		"a bomb in the strings": {map[string]string{"xl/sharedStrings.xml": "<sst><si><t>" + strings.Repeat("a", 3<<20) + "</t></si></sst>"}, xlsx.ErrLarge},
		"a bomb in the styles":  {map[string]string{"xl/styles.xml": strings.Repeat("<a/>", 1<<20)}, xlsx.ErrLarge},
		"many columns":          {map[string]string{sheet: "<worksheet><row>" + strings.Repeat(`<c><v>1</v></c>`, 101) + "</row></worksheet>"}, xlsx.ErrColumns},
		"many cells":            {map[string]string{sheet: "<worksheet>" + strings.Repeat("<row>"+strings.Repeat(`<c><v>1</v></c>`, 60)+"</row>", 200) + "</worksheet>"}, xlsx.ErrCells},
		"one cell many times":   {map[string]string{sheet: "<worksheet><row>" + strings.Repeat(`<c r="A1"><v>1</v></c>`, 10_001) + "</row></worksheet>"}, xlsx.ErrCells},
		"wide rows of all":      {map[string]string{sheet: "<worksheet><row>" + strings.Repeat(`<c><v>1</v></c>`, 100) + "</row>" + strings.Repeat(`<row><c r="CV1"><v>1</v></c></row>`, 200) + "</worksheet>"}, xlsx.ErrCells},
		"many rows":             {map[string]string{sheet: "<worksheet>" + strings.Repeat(`<row><c><v>1</v></c></row>`, 1002) + "</worksheet>"}, xlsx.ErrRows},
		"broken off":            {map[string]string{sheet: "<worksheet><row><c><v>1"}, xlsx.ErrDamaged},
		"not XML":               {map[string]string{sheet: "<<<"}, xlsx.ErrDamaged},
		"deep":                  {map[string]string{"xl/sharedStrings.xml": "<sst><si>" + strings.Repeat("<r>", 100_000)}, xlsx.ErrDamaged},
	} {
		if rows, _, _, err := xlsx.Read(pack(t, c.parts), most); !errors.Is(err, c.want) || rows != nil {
			t.Errorf("%s: %d rows, %v, want %v", name, len(rows), err, c.want)
		}
	}
	if _, _, _, err := xlsx.Read([]byte("PK\x03\x04"), most); !errors.Is(err, xlsx.ErrDamaged) {
		t.Errorf("no archive: %v", err)
	}
}

// What stands far out is read with the columns that have something, and what
// stands within the bounds in its place.
func TestWhatStandsFarOutIsRead(t *testing.T) {
	far := `<worksheet><row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>2</v></c></row><row r="1048576"><c r="XFD1048576"><v>3</v></c></row></worksheet>`
	wide := "<worksheet>" + strings.Repeat(`<row><c r="CU1"><v>1</v></c></row>`, 200) + "</worksheet>"
	near := `<worksheet><row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>2</v></c></row></worksheet>`
	for part, want := range map[string][]xlsx.Row{
		far:  {{1, []string{"1", "2"}}, {1048576, []string{"", "", "3"}}},
		near: {{1, []string{"1", "", "2"}}},
		wide: nil,
	} {
		rows, _, _, err := xlsx.Read(pack(t, map[string]string{sheet: part}), most)
		if err != nil || want != nil && !reflect.DeepEqual(rows, want) {
			t.Errorf("%v\n%+v\nwant\n%+v", err, rows, want)
		}
		if want == nil && (len(rows) != 200 || len(rows[7].Cells) != 1) {
			t.Errorf("%d rows of %d cells", len(rows), len(rows[7].Cells))
		}
	}
}

// FuzzRead holds that no parts break the reading.
func FuzzRead(f *testing.F) {
	f.Add(`<worksheet><row r="2"><c r="B2" t="s" s="1"><f>1</f><v>0</v></c></row></worksheet>`, `<sst><si><t>a</t></si></sst>`, `<cellXfs><xf numFmtId="14"/></cellXfs>`)
	f.Fuzz(func(t *testing.T, rows, strings, styles string) {
		_, _, _, _ = xlsx.Read(pack(t, map[string]string{sheet: rows, "xl/sharedStrings.xml": strings, "xl/styles.xml": styles}), most)
	})
}
