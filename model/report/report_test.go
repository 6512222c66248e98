package report_test

import (
	"encoding/csv"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/model/sheet"
	"verkstad/ui/i18n"
)

var update = flag.Bool("update", false, "write the golden files")

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is otherwise:\n%s", name, got)
	}
}

func TestReportOfAColab(t *testing.T) {
	r, people := colab(t, false)
	r.finish(people)
	for _, lang := range i18n.Languages {
		golden(t, "colab."+lang+".md", report.Markdown(r.b, model.Host, i18n.For(lang)))
	}
	raw, err := report.CSV(r.b, model.Host, i18n.For("sv"))
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "colab.csv", string(raw))
}

// forms is everything that can be had of a board.
func forms(t *testing.T, b *model.Board, v model.Actor) map[string]string {
	t.Helper()
	raw, err := b.Document(v).JSON()
	if err != nil {
		t.Fatal(err)
	}
	table, err := report.CSV(b, v, i18n.For("sv"))
	if err != nil {
		t.Fatal(err)
	}
	return map[string]string{"json": string(raw), "csv": string(table), "markdown": report.Markdown(b, v, swedish())}
}

func viewers(people []model.Actor) []model.Actor {
	return []model.Actor{model.Host, people[0], people[1], {Role: model.Observer}}
}

// TestNothingOfASecretRound holds that whatever the ballots are, the forms of
// an open secret round are the same.
func TestNothingOfASecretRound(t *testing.T) {
	r, people := colab(t, false)
	open := r.b.OpenRound()
	if open == nil || !open.Secret {
		t.Fatal("the round is not open and secret")
	}
	before := r.b
	candidates := open.Candidates
	r.do(people[0], model.CastBallot{After: model.AfterAny, Voter: model.Token{1}, Dots: []model.Dot{{ID: candidates[2].ID, N: 2}}})
	for _, v := range viewers(people) {
		a, b := forms(t, before, v), forms(t, r.b, v)
		for form := range a {
			x := strings.NewReplacer(`"events": `+strconv.FormatUint(before.Events(), 10), "", strconv.FormatUint(before.Events(), 10)+" händelser", "").Replace(a[form])
			y := strings.NewReplacer(`"events": `+strconv.FormatUint(r.b.Events(), 10), "", strconv.FormatUint(r.b.Events(), 10)+" händelser", "").Replace(b[form])
			if x != y {
				t.Errorf("%s for %v tells of a ballot in an open secret round:\n%s\n---\n%s", form, v, x, y)
			}
		}
	}
}

func TestNoNamesWhereAnonymous(t *testing.T) {
	r, people := colab(t, true)
	r.finish(people)
	for _, v := range viewers(people) {
		for form, s := range forms(t, r.b, v) {
			for _, name := range []string{"Åsa", "Bosse", "Cilla", "Doris", "Utomstående", "key-"} {
				if strings.Contains(s, name) {
					t.Errorf("%s for %v has the name %q:\n%s", form, v, name, s)
				}
			}
			if strings.Contains(s, `"by": 1`) || strings.Contains(s, `"by": 2`) {
				t.Errorf("%s for %v tells who wrote what:\n%s", form, v, s)
			}
		}
	}
}

func TestNoNamesOfAnAnonymousPhase(t *testing.T) {
	r := newRoom(t, false)
	asa := r.join("Åsa", model.Academia)
	phases := make([]model.Phase, 0, len(r.b.Phases()))
	for _, ph := range r.b.Phases() {
		p := *ph
		p.Anonymous = ph.Is(method.Gather)
		phases = append(phases, p)
	}
	r.do(model.Host, model.ChangeAgenda{Phases: phases})
	r.enter(method.Gather)
	r.do(asa, model.AddIdea{Text: "Utan avsändare"})
	for _, i := range r.b.Document(model.Host).Ideas {
		if i.By != 0 {
			t.Errorf("idea %d tells that %d wrote it", i.ID, i.By)
		}
	}
	raw, err := report.CSV(r.b, model.Host, i18n.For("sv"))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(raw), "Åsa") {
		t.Errorf("the table has the author of an anonymous phase:\n%s", raw)
	}
}

func TestWhatParticipantsMayNotSee(t *testing.T) {
	r, people := colab(t, false)
	r.finish(people)
	for form, s := range forms(t, r.b, people[0]) {
		if strings.Contains(s, "Doldord") {
			t.Errorf("%s for a participant has a hidden idea:\n%s", form, s)
		}
		if strings.Contains(s, "En pool till") {
			t.Errorf("%s for a participant has a text that was changed since:\n%s", form, s)
		}
	}
	if s := forms(t, r.b, model.Host)["json"]; !strings.Contains(s, "Doldord") || !strings.Contains(s, "En pool till") {
		t.Error("the facilitator's export lacks a hidden idea, or what a text was before")
	}
}

// TestHiddenAfterTheVote hides an idea that had been voted on, alone and in a
// cluster.
func TestHiddenAfterTheVote(t *testing.T) {
	r := newRoom(t, false)
	asa := r.join("Åsa", model.Academia)
	r.enter(method.Gather)
	bad, good := r.do(asa, model.AddIdea{Text: "Doldord"}), r.do(asa, model.AddIdea{Text: "Gott"})
	r.do(model.Host, model.Reveal{})
	r.enter(method.Cluster)
	heap := r.do(asa, model.CreateCluster{Title: "Hög", Ideas: []model.ItemID{bad}})
	r.enter(method.Vote)
	r.do(model.Host, model.OpenRound{Candidates: []model.ItemID{bad, good, heap}, Dots: 3, Open: true})
	r.do(model.Host, model.CloseRound{})
	r.do(model.Host, model.HideIdea{ID: bad, Hidden: true})
	for form, s := range forms(t, r.b, asa) {
		if strings.Contains(s, "Doldord") || !strings.Contains(s, "Gott") {
			t.Errorf("%s for a participant:\n%s", form, s)
		}
	}
	if s := forms(t, r.b, model.Host)["markdown"]; !strings.Contains(s, "| Doldord |") {
		t.Error("the facilitator's report lacks the candidate")
	}
}

func TestUnrevealedIdeasAreTheirAuthors(t *testing.T) {
	r := newRoom(t, false)
	asa, bosse := r.join("Åsa", model.Academia), r.join("Bosse", model.Business)
	r.enter(method.Gather)
	r.do(asa, model.AddIdea{Text: "Hemligt än"})
	for form, s := range forms(t, r.b, bosse) {
		if strings.Contains(s, "Hemligt än") {
			t.Errorf("%s shows an idea before the reveal:\n%s", form, s)
		}
	}
	for form, s := range forms(t, r.b, asa) {
		if !strings.Contains(s, "Hemligt än") {
			t.Errorf("%s lacks one's own idea:\n%s", form, s)
		}
	}
}

func TestCSVReadsBackAsIdeas(t *testing.T) {
	r, people := colab(t, false)
	r.finish(people)
	raw, err := report.CSV(r.b, model.Host, i18n.For("sv"))
	if err != nil {
		t.Fatal(err)
	}
	table, err := csv.NewReader(strings.NewReader(string(raw))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range table {
		for _, cell := range row {
			if strings.HasPrefix(cell, "=") {
				t.Errorf("the cell %q would be a formula", cell)
			}
		}
	}
	ideas, err := sheet.Read(raw, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if i := ideas.Rows[1]; !ideas.Own || !ideas.Sure() || len(ideas.Rows) != 10 || i.Text != "=SUMMA(A1) från rivning" || i.Author != "Bosse" || i.Sector != model.PublicSector {
		t.Errorf("read back as %d rows, the second %+v", len(ideas.Rows), i)
	}
}

// TestManyExportAtOnce has the race detector see two who export the same board.
func TestManyExportAtOnce(t *testing.T) {
	r, _ := colab(t, false)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for _, lang := range []string{"sv", "en"} {
				w := i18n.For(lang)
				if _, err := report.CSV(r.b, model.Host, w); err != nil || report.Markdown(r.b, model.Host, w) == "" {
					t.Errorf("an export of several: %v", err)
				}
			}
		})
	}
	all.Wait()
}
