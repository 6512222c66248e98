package projector_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"verkstad/ui/frame"
	"verkstad/ui/projector"
	"verkstad/ui/stage/stagetest"
)

// wallScenes are the scenes of a co-lab whose largest text is measured.
var wallScenes = []struct {
	name  string
	until stagetest.Moment
}{
	{"welcome", stagetest.Waiting},
	{"check-in", stagetest.CheckingIn},
	{"talk", stagetest.Talking},
	{"gathering", stagetest.Gathering},
	{"ideas are shown", stagetest.Revealed},
	{"sorting", stagetest.Clustering},
	{"questions", stagetest.Defining},
	{"vote", stagetest.Voting},
	{"result", stagetest.Counted},
	{"promises", stagetest.Committing},
	{"feedback", stagetest.Rating},
	{"end", stagetest.Ended},
}

// figuresFile is where the table stands.
const figuresFile = "../../docs/room.md"

// TestTheTableOfLargestTexts measures the largest text of each scene and holds the table in
// the docs to it; -update writes the table anew.
func TestTheTableOfLargestTexts(t *testing.T) {
	var table strings.Builder
	for _, scene := range wallScenes {
		r := stagetest.CoLab(t, scene.until)
		e := stagetest.Env(r, observer)
		a := stagetest.App(t, e, projector.New(e, nil))
		fmt.Fprintf(&table, "| %s |", scene.name)
		what := ""
		for _, size := range [][2]int{{120, 34}, {200, 56}} {
			stagetest.Resize(a, size[0], size[1])
			stagetest.Screen(a)
			laid := projector.Lay(a.Screen(), frame.Rect{W: size[0], H: size[1] - 1})
			rows := 1
			for _, h := range laid.Heads {
				rows = max(rows, h.Rows)
				what = h.Text
			}
			fmt.Fprintf(&table, " %.1f |", 100*float64(rows)/float64(size[1]))
		}
		fmt.Fprintf(&table, " %s |\n", what)
	}
	doc, err := os.ReadFile(figuresFile)
	if err != nil {
		t.Fatal(err)
	}
	const head = "| scene | 120×34 | 200×56 | the last line of it |\n|---|---|---|---|\n"
	before, rest, found := strings.Cut(string(doc), head)
	if !found {
		t.Fatal("the docs have no such table")
	}
	now, after, _ := strings.Cut(rest, "\n\n")
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(figuresFile, []byte(before+head+table.String()+"\n"+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if now+"\n" != table.String() {
		t.Errorf("docs/room.md has another table than\n%s", table.String())
	}
}
