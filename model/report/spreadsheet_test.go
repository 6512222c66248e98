package report_test

import (
	"encoding/csv"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/model/sheet"
	"verkstad/ui/i18n"
)

// TestSpreadsheetOfAColab holds what Excel opens: in both languages with the mark that it
// knows UTF-8 by, semicolons, headings and values in the language, and no cell that would be
// a formula, also where a semicolon or a line break begins another cell.
func TestSpreadsheetOfAColab(t *testing.T) {
	r, people := colab(t, false)
	r.do(model.Host, model.EditIdea{ID: 1, Text: "Sagt \"så\"; =1+1\n@SUM(A1)\n-2"})
	r.finish(people)
	for _, lang := range i18n.Languages {
		raw, err := report.Spreadsheet(r.b, model.Host, i18n.For(lang))
		if err != nil {
			t.Fatal(err)
		}
		golden(t, "colab.people."+lang+".csv", string(raw))
		rest, marked := strings.CutPrefix(string(raw), "\ufeff")
		if !marked {
			t.Errorf("%s: Excel will not know that it is UTF-8", lang)
		}
		read := csv.NewReader(strings.NewReader(rest))
		read.Comma = ';'
		table, err := read.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range table {
			for _, cell := range row {
				for part := range strings.FieldsFuncSeq(cell, func(r rune) bool { return strings.ContainsRune(";\n", r) }) {
					if strings.ContainsAny(strings.TrimSpace(part)[:1], "=+-@") {
						t.Errorf("%s: the cell %q has a formula", lang, cell)
					}
				}
			}
		}
		plain, err := report.CSV(r.b, model.Host, i18n.For(lang))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := readBack(t, raw), readBack(t, plain); got != want {
			t.Errorf("%s reads back as\n%s\nthe plain one as\n%s", lang, got, want)
		}
	}
}

// readBack is all that a table says when it is read in.
func readBack(t *testing.T, raw []byte) string {
	t.Helper()
	table, err := sheet.Read(raw, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !table.Own || !table.Sure() || len(table.LeftOut) > 0 {
		t.Errorf("it is read as own %v, with doubts %v and %v left out", table.Own, table.Doubts, table.LeftOut)
	}
	var b strings.Builder
	for _, row := range table.Rows {
		row.Line = 0
		b.WriteString(strings.Join([]string{string(row.Kind), row.Text, row.Author, row.Sector.String(), row.Cluster, row.Phase, row.Who, row.When, row.Status, row.Remark}, "|") + "\n")
	}
	return b.String()
}

// TestWhoMayTakeOutWhichNames holds the one rule for names over all formats: those who were
// there, who promised, and who wrote in another's name stand in all of them; whose an idea, a
// note, a cluster or a question is only in those for programs, and there for whoever leads
// and for oneself.
func TestWhoMayTakeOutWhichNames(t *testing.T) {
	r := newRoom(t, false)
	asa, bo := r.join("Åsa", model.CivilSociety), r.join("Bo", model.PublicSector)
	r.enter(method.Gather)
	r.do(asa, model.AddIdea{Text: "Pool"})
	r.do(bo, model.AddIdea{Text: "Lager"})
	r.do(model.Host, model.Reveal{})
	r.enter(method.Cluster)
	r.do(asa, model.CreateCluster{Title: "Hög", Ideas: []model.ItemID{1, 2}})
	r.enter(method.Define)
	r.do(asa, model.AskQuestion{Text: "Hur?"})
	texts := map[string]bool{"Pool": true, "Lager": false, "Hur?": true} // whether it is Åsa's
	leads := model.Host
	for viewer, v := range map[string]model.Actor{"whoever leads": leads, "Åsa": asa, "Bo": bo, "a projector": {Role: model.Observer}} {
		d := r.b.Document(v)
		of := map[string]model.PersonID{}
		for _, i := range d.Ideas {
			of[i.Text] = i.By
		}
		for _, q := range d.Questions {
			of[q.Text] = q.By
			if q.Sector != model.CivilSociety && q.By == 0 {
				t.Errorf("%s is not told the sector of a question", viewer)
			}
		}
		for _, c := range d.Clusters {
			if (c.By != 0) != (v == leads || v == asa) {
				t.Errorf("JSON for %s: the cluster is %d's", viewer, c.By)
			}
		}
		raw, err := report.CSV(r.b, v, swedish())
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(strings.NewReader(string(raw))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		author := map[string]string{}
		for _, row := range rows[1:] {
			author[row[2]] = row[4]
		}
		for text, isAsas := range texts {
			told := v == leads || isAsas && v == asa || !isAsas && v == bo
			if (author[text] != "") != told {
				t.Errorf("CSV for %s: %q is by %q", viewer, text, author[text])
			}
			if (of[text] != 0) != told {
				t.Errorf("JSON for %s: %q is by %d", viewer, text, of[text])
			}
		}
	}
	for _, f := range []report.Format{report.FormatMarkdown, report.FormatHTML} {
		raw, err := report.Write(r.b, leads, swedish(), f)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(raw), "Åsa"); n != 1 {
			t.Errorf("%s has Åsa %d times, want once: among those who were there", f, n)
		}
	}
}
