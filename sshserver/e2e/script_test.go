package e2e

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
)

// script is what the twelve people say.
type script struct {
	title       string
	texts       []string // 39
	clusters    []string
	questions   []string
	commitments []string
	heap        func(text string) int // the cluster that a text belongs in
}

// theScript is the real dialogue where its file lies beside the project, and
// the demo's made-up co-lab where it does not and for pictures.
func theScript(t *testing.T) script {
	t.Helper()
	if *pictures == "" {
		if s, ok := london(t); ok {
			return s
		}
		t.Log("the real ideas are not here; made-up ones are typed instead")
	}
	return reuse(t)
}

// london is a real dialogue of 39 statements, oldest first.
func london(t *testing.T) (script, bool) {
	t.Helper()
	f, err := os.Open(filepath.FromSlash("../../../shared/data/london-youth-policing.comments.csv"))
	if err != nil {
		return script{}, false
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) != 40 {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	s := script{
		title:    "Youth and policing",
		clusters: []string{"Power to decide", "Trust first", "Talk and listen", "Training", "Open data"},
		questions: []string{
			"How might young people decide with the police?", "How might we build trust before we ask for scrutiny?",
			"What would make every meeting worth coming to?", "How might officers learn from those they meet?",
		},
		commitments: []string{"Invite the borough commander", "Book the youth club", "Write to the council"},
		heap:        func(text string) int { return len(text) % 5 },
	}
	for _, row := range rows[1:] {
		s.texts = append(s.texts, row[7])
	}
	slices.Reverse(s.texts)
	return s, true
}

// reuse is what the demo's people say.
func reuse(t *testing.T) script {
	t.Helper()
	raw, err := os.ReadFile(filepath.FromSlash("../demo/content/en.toml"))
	if err != nil {
		t.Fatal(err)
	}
	var content struct {
		People []struct {
			Ideas      []string
			Commitment struct{ What string }
		}
		Clusters []struct {
			Title, Question string
			Ideas           []string
		}
	}
	if err := toml.Unmarshal(raw, &content); err != nil {
		t.Fatal(err)
	}
	s := script{title: "Reuse and the circular village"}
	for _, p := range content.People {
		s.texts = append(s.texts, p.Ideas...)
		s.commitments = append(s.commitments, p.Commitment.What)
	}
	for n := 1; len(s.texts) < 39; n++ {
		s.texts = append(s.texts, fmt.Sprintf("%d more things to lend", n))
	}
	s.texts, s.commitments = s.texts[:39], s.commitments[:3]
	for _, c := range content.Clusters {
		s.clusters = append(s.clusters, c.Title)
		s.questions = append(s.questions, c.Question)
	}
	s.questions = s.questions[:4]
	s.heap = func(text string) int {
		for i, c := range content.Clusters {
			if slices.ContainsFunc(c.Ideas, func(begins string) bool { return strings.HasPrefix(text, begins) }) {
				return i
			}
		}
		return len(text) % len(content.Clusters)
	}
	return s
}
