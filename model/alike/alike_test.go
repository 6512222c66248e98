package alike

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"testing"
)

// labelled is an idea that a person has sorted.
type labelled struct {
	ID        int     `json:"id"`
	Text      string  `json:"text"`
	Cluster   *string `json:"cluster"`
	Duplicate *int    `json:"duplicate_of"`
}

// trap is a pair that shares words and means different things.
type trap struct {
	Set  string
	A, B int
}

func readLines[T any](t testing.TB, file string) []T {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Skipf("the labelled ideas are not here: %v", err)
	}
	defer f.Close()
	var out []T
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var l T
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		out = append(out, l)
	}
	return out
}

// labelledSets is where each set of labelled ideas lies: A, B, E were given to
// the project, S and W are its own.
var labelledSets = []struct{ name, folder string }{
	{"A", "../../../shared/data/"}, {"B", "../../../shared/data/"}, {"E", "../../../shared/data/"}, {"S", "testdata/"}, {"W", "testdata/"},
}

func texts(ideas []labelled) []string {
	var out []string
	for _, i := range ideas {
		out = append(out, i.Text)
	}
	return out
}

// isPair tells duplicates, also two of the same third.
func isPair(a, b labelled) bool {
	root := func(l labelled) int {
		if l.Duplicate != nil {
			return *l.Duplicate
		}
		return l.ID
	}
	return root(a) == root(b)
}

// found is how well pairs were found.
type found struct{ hit, said, there int }

func (f found) precision() float64 { return float64(f.hit) / float64(max(1, f.said)) }
func (f found) recall() float64    { return float64(f.hit) / float64(max(1, f.there)) }
func (f found) f1() float64        { return 2 * float64(f.hit) / float64(max(1, f.said+f.there)) }
func (f found) String() string {
	return fmt.Sprintf("precision %.2f recall %.2f F1 %.2f (%d of %d said, %d there)", f.precision(), f.recall(), f.f1(), f.hit, f.said, f.there)
}

// count counts the pairs that score at least enough.
func count(ideas []labelled, score func(i, j int) float64, enough float64) found {
	var f found
	for i := range ideas {
		for j := i + 1; j < len(ideas); j++ {
			pair, said := isPair(ideas[i], ideas[j]), score(i, j) >= enough
			if pair {
				f.there++
			}
			if said {
				f.said++
			}
			if pair && said {
				f.hit++
			}
		}
	}
	return f
}

// best is the threshold with the highest F1, which flatters whatever is
// measured so: used for the plain n-grams only.
func best(ideas []labelled, score func(i, j int) float64) found {
	var top found
	for enough := 0.05; enough < 1; enough += 0.01 {
		if f := count(ideas, score, enough); f.f1() > top.f1() {
			top = f
		}
	}
	return top
}

func TestDuplicates(t *testing.T) {
	for _, set := range labelledSets {
		t.Run(set.name, func(t *testing.T) {
			ideas := readLines[labelled](t, set.folder+"ideas-"+set.name+".jsonl")
			s := NewSet(texts(ideas))
			ours := count(ideas, s.Sure, Enough)
			plain := best(ideas, s.grams.at)
			t.Logf("ours %v; best %v; n-grams %v", ours, best(ideas, s.Sure), plain)
			for i := range ideas {
				for j := i + 1; j < len(ideas); j++ {
					if pair, sure := isPair(ideas[i], ideas[j]), s.Sure(i, j); pair != (sure >= Enough) {
						t.Logf("%v %.2f like %.2f (words %.2f %.2f grams %.2f contrast %.2f) %d %s | %d %s", pair, sure, s.likeness(i, j), s.words.at(i, j), s.words.at(j, i), s.grams.at(i, j), s.contrast(i, j), ideas[i].ID, ideas[i].Text, ideas[j].ID, ideas[j].Text)
					}
				}
			}
			if ours.precision() < 0.8 || ours.recall() < 0.4 {
				t.Errorf("%v; want 0.80 and 0.40", ours)
			}
			fooled := 0
			for _, tr := range readLines[trap](t, set.folder+"traps.jsonl") {
				if tr.Set == set.name && s.Sure(tr.A-1, tr.B-1) >= Enough {
					fooled++
					t.Logf("trap: %s | %s", ideas[tr.A-1].Text, ideas[tr.B-1].Text)
				}
			}
			if fooled > 1 {
				t.Errorf("%d traps called the same", fooled)
			}
		})
	}
}
