package report_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
)

// meetings are two that wrote a position paper and one on Agenda 2030.
func meetings(t *testing.T) []*model.Board {
	t.Helper()
	var boards []*model.Board
	for i, id := range []string{"positionspapper", "positionspapper", "agenda2030"} {
		m, _ := method.Get(id)
		r := held(t, m)
		r.b.ID, r.b.Node = "01DOC"+string(rune('A'+i)), []string{"Svalöv", "Lund", "Kristianstad"}[i]
		boards = append(boards, r.b)
	}
	return boards
}

var (
	sourced = regexp.MustCompile(`\*\[(Svalöv|Lund|Kristianstad), .*, 2026-11-23 #\d+\]\*$`)
	within  = regexp.MustCompile(`\*\[#\d+\]\*$`)
)

// TestEachLineOfAPositionPaperSaysWhereItWasSaid holds each line to a node, a
// workshop, a day and an item; what stands under one to its item there.
func TestEachLineOfAPositionPaperSaysWhereItWasSaid(t *testing.T) {
	boards := meetings(t)
	md := report.Paper(boards, swedish(), "Positionspapper om återbruk")
	golden(t, "documents/paper.sv.md", md)
	text, _, _ := strings.Cut(md, "\n## Globala mål")
	n := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(line, "- "):
			n++
			if !sourced.MatchString(line) {
				t.Errorf("%s\nsays not where it was said", line)
			}
		case strings.HasPrefix(line, "  - ") && !within.MatchString(line):
			t.Errorf("%s\nsays not which item it was", line)
		}
	}
	if n < 20 {
		t.Errorf("the paper has %d lines", n)
	}
	for _, b := range boards {
		if !strings.Contains(md, b.Node+", 2026-11-23") {
			t.Errorf("%s is not among the sources", b.Node)
		}
	}
}

func TestAPageOverSeveralMeetingsNeedsNothingElse(t *testing.T) {
	boards := meetings(t)
	raw, err := report.AcrossHTML(boards, report.Paper(boards, swedish(), "Papper"), "Papper", swedish())
	if err != nil {
		t.Fatal(err)
	}
	alone(t, "paper", string(raw))
	for _, want := range []string{"Idéer efter sektor", "12 Hållbar konsumtion och produktion", "#BF8B2E"} {
		if !strings.Contains(string(raw), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if dir := os.Getenv("VERKSTAD_SHOT"); dir != "" { // to be looked at in a browser
		if err := os.WriteFile(filepath.Join(dir, "paper.html"), raw, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// A question that was asked in two nodes is one, in whatever words; one that
// says the opposite in the same words is another.
func TestWhatIsAskedInSeveralPlaces(t *testing.T) {
	asked := func(node, question string) *model.Board {
		m, _ := method.Get("colab")
		r := &room{t: t, b: model.Empty(), now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
		r.do(model.Host, model.CreateWorkshop{ID: "01" + node, Title: "Återbruk", Method: m.ID, Node: node, Lang: "sv", Code: "KRABBA", Phases: m.Agenda(1)})
		r.enter(method.Define)
		r.do(r.join("Åsa", model.Sectors[0]), model.AskQuestion{Text: question})
		return r.b
	}
	first := "Hur lånar vi ut verktyg på biblioteket?"
	for question, want := range map[string]bool{
		"Hur lånar biblioteken ut verktygen?":          true,
		"Hur lånar vi inte ut verktyg på biblioteket?": false,
		"Vad gör vi med matsvinnet i skolan?":          false,
	} {
		md := report.Overview([]*model.Board{asked("Lund", first), asked("Svalöv", question)}, swedish())
		if got := strings.Contains(md, "## Frågas på flera håll"); got != want {
			t.Errorf("%q is taken to be %q: %v", question, first, got)
		}
	}
}
