package question

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

// labelled is a question whose faults a person has written down.
type labelled struct {
	Lang, Text string
	Open       bool
	Faults     []Fault
}

func readLabelled(t *testing.T, file string) []labelled {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Skipf("the labelled questions are not here: %v", err)
	}
	defer f.Close()
	var out []labelled
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var l labelled
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		out = append(out, l)
	}
	return out
}

// score is how often a kind was right.
type score struct{ hit, said, there int }

func (s score) precision() float64 { return float64(s.hit) / float64(max(1, s.said)) }
func (s score) recall() float64    { return float64(s.hit) / float64(max(1, s.there)) }

func measure(t *testing.T, set []labelled) (openRight float64, kinds map[Fault]score) {
	kinds = map[Fault]score{}
	right := 0
	for _, l := range set {
		got := Examine(l.Text, "")
		if got.Open == l.Open {
			right++
		} else {
			t.Logf("open %v, want %v: %s", got.Open, l.Open, l.Text)
		}
		for _, f := range faults {
			s, said, there := kinds[f], slices.Contains(got.Faults, f), slices.Contains(l.Faults, f)
			if said {
				s.said++
			}
			if there {
				s.there++
			}
			if said && there {
				s.hit++
			}
			kinds[f] = s
			if said != there {
				t.Logf("%s %v, want %v: %s", f, said, there, l.Text)
			}
		}
	}
	return float64(right) / float64(len(set)), kinds
}

// TestLabelled holds the aims on every set of labelled questions: those given
// to the project, and our own.
func TestLabelled(t *testing.T) {
	for _, file := range []string{"../../../shared/data/questions.jsonl", "testdata/questions.jsonl", "testdata/heldout.jsonl", "testdata/heldout2.jsonl"} {
		t.Run(file, func(t *testing.T) {
			set := readLabelled(t, file)
			open, kinds := measure(t, set)
			t.Logf("%d questions, open or not %.3f", len(set), open)
			if open < 0.95 {
				t.Errorf("open or not: %.3f right, want 0.95", open)
			}
			for _, f := range faults {
				s := kinds[f]
				t.Logf("%-15s precision %.2f recall %.2f (%d of %d said, %d there)", f, s.precision(), s.recall(), s.hit, s.said, s.there)
				if s.precision() < 0.85 || s.recall() < 0.6 {
					t.Errorf("%s: precision %.2f, recall %.2f; want 0.85 and 0.60", f, s.precision(), s.recall())
				}
			}
		})
	}
}

// TestSpellingIsNoFault holds that a good question stays one without its mark
// and in lower case or capitals.
func TestSpellingIsNoFault(t *testing.T) {
	for _, l := range readLabelled(t, "testdata/questions.jsonl") {
		if !l.Open || len(l.Faults) > 0 {
			continue
		}
		bare := strings.TrimRight(l.Text, "?")
		for _, text := range []string{bare, strings.ToLower(bare), strings.ToUpper(l.Text), "  " + l.Text + " \n", "1. " + l.Text} {
			if got := Examine(text, ""); !got.Open || got.Faults != nil {
				t.Errorf("%q: open %v, faults %v", text, got.Open, got.Faults)
			}
		}
	}
}

// TestOddTexts holds that nothing that a person may send breaks it.
func TestOddTexts(t *testing.T) {
	for _, s := range []string{"", " ", "?", "???", "'", "-", "hur", "how?", "å", "\xff", "🙂?", "12", "och", "Hur?", "i vilken", strings.Repeat("hur ", 400), strings.Repeat("å", 4000), "eller?", ", eller?"} {
		for _, lang := range []string{"sv", "en", ""} {
			Examine(s, lang)
		}
	}
	if got := Examine(" \n", "sv"); got.Open || got.Faults != nil {
		t.Errorf("nothing: %+v", got)
	}
}
