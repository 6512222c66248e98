package report_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

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
