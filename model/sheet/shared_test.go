package sheet_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"verkstad/model/sheet"
)

// say writes a row in one line: text, then what it has besides.
func say(r sheet.Row) string {
	out := strings.TrimSpace(string(r.Kind) + " " + r.Text)
	for _, more := range [][2]string{{"by", r.Author}, {"sector", r.Sector.String()}, {"category", r.Category}, {"cluster", r.Cluster}, {"phase", r.Phase}} {
		if more[1] != "" {
			out += " | " + more[0] + " " + more[1]
		}
	}
	for i, on := range []bool{r.Hidden, r.Parked, r.Note, r.Broken} {
		if on {
			out += " | " + []string{"hidden", "parked", "note", "broken"}[i]
		}
	}
	return out
}

func said(t *sheet.Table) []string {
	var out []string
	for _, r := range t.Rows {
		out = append(out, say(r))
	}
	return out
}

// reads holds that a file gives exactly these ideas, without a doubt.
func reads(t *testing.T, name string, raw []byte, o sheet.Options, want ...string) *sheet.Table {
	t.Helper()
	table, err := sheet.Read(raw, o)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return nil
	}
	if got := said(table); !slices.Equal(got, want) {
		t.Errorf("%s gives\n\t%s\nwant\n\t%s", name, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
	if !table.Sure() {
		t.Errorf("%s is in doubt of %+v", name, table.Doubts)
	}
	return table
}

// TestTheCollectedFiles holds the lists that were collected for issue 9 to what
// their README says. They lie beside the repository, not in it.
func TestTheCollectedFiles(t *testing.T) {
	folder := filepath.Join("..", "..", "..", "shared", "data", "imports")
	if _, err := os.Stat(folder); err != nil {
		t.Skip("the collected files are not here: ", folder)
	}
	for _, c := range collected {
		raw, err := os.ReadFile(filepath.Join(folder, c.file))
		if err != nil {
			t.Fatal(err)
		}
		table := reads(t, c.file, raw, sheet.Options{}, c.want...)
		if table != nil && table.Encoding != c.encoding {
			t.Errorf("%s is read as %s, want %s", c.file, table.Encoding, c.encoding)
		}
	}
	entries, _ := os.ReadDir(folder)
	for _, e := range entries {
		if e.Name() != "README.md" && !slices.ContainsFunc(collected, func(c collectedFile) bool { return c.file == e.Name() }) {
			t.Errorf("nothing is said of %s", e.Name())
		}
	}
}

type collectedFile struct {
	file     string
	encoding sheet.Encoding
	want     []string
}

var collected = []collectedFile{
	{"plain.txt", sheet.UTF8, []string{"Gratis kaffe, te och bullar", "Verktygspool i varje by", "Möten på lunchen, inte på kvällen"}},
	{"sv_excel_one.csv", sheet.Windows1252, []string{"Gratis kaffe, te och bullar", "Verktygspool i varje by", "Barn, unga och äldre tillsammans"}},
	{"sv_excel_two.csv", sheet.Windows1252, []string{"Gratis kaffe, te och bullar | by Åsa", "Verktygspool i varje by | by Bo"}},
	{"sep.csv", sheet.Windows1252, []string{"Lagarkafé | by Åsa", "Cykelkök | by Bo"}},
	{"parabol.csv", sheet.UTF8, []string{"Kaffet var gott | category Glad | cluster Kaffe", "Kaffet tog slut | category Sad | cluster Kaffe", "För många möten | category Sad | cluster Möten"}},
	{"easyretro.csv", sheet.UTF8, []string{"Good coffee | category Went well", "Too many meetings | category To improve", "Book a room | category Action items",
		"Nice weather | category Went well", "Noise, all day | category To improve", "Late start | category To improve"}},
	{"google_forms_sv.csv", sheet.UTF8, []string{"Lagarkafé | by Åsa", "Cykelkök | by Bo"}},
	{"ms_forms_sv.csv", sheet.UTF8, []string{"Lagarkafé", "Cykelkök"}},
	{"polis_seed.csv", sheet.UTF8, []string{"First, a statement", "Another great idea"}},
	{"gsheet.tsv", sheet.UTF8, []string{`Ett "fritt" rum | by Åsa`, "Cykelkök | by Bo"}},
	{"quote_start.tsv", sheet.UTF8, []string{`"Fritt" rum | by Åsa`, "Cykelkök | by Bo"}},
	{"tsv_empty_first.tsv", sheet.UTF8, []string{"Lagarkafé | by Åsa", "Cykelkök"}},
	{"tsv_empty_mid.tsv", sheet.UTF8, []string{"Lagarkafé | by Åsa", "Cykelkök | by Bo | sector academia"}},
	{"name_first.csv", sheet.UTF8, []string{"Lagarkafé | by Åsa"}},
	{"mac_cr.csv", sheet.UTF8, []string{"Återbruk för alla", "Cykelkök"}},
	{"dos850.csv", sheet.CP850, []string{"Återbruk för alla", "Cykelkök på lördag"}},
	{"utf16le.csv", sheet.UTF16LE, []string{"Återbruk för alla | by Åsa"}},
	{"onebad.csv", sheet.UTF8, []string{"Återbruk för alla", "trasig ? rad | broken", "Cykelkök"}},
	{"title_row.csv", sheet.UTF8, []string{"Lagarkafé | by Åsa"}},
	{"comhairle.csv", sheet.UTF8, []string{"I trust the service", "I want to know how often"}},
	{"vsts_noquote.csv", sheet.UTF8, []string{"Good coffee | by Bo | category Went well", "Too many meetings | by Eva | category Improve"}},
}
