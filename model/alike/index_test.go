package alike

import (
	"fmt"
	"testing"
)

// TestNearest takes each labelled duplicate as it is written, against all ideas
// that came before it: what is found is about as right as [Set.Pairs] is.
func TestNearest(t *testing.T) {
	for _, folder := range []string{given, own} {
		t.Run(folder, func(t *testing.T) {
			var all found
			for _, set := range labelledSets {
				if set.folder != folder {
					continue
				}
				ideas := readLines[labelled](t, set.folder+"ideas-"+set.name+".jsonl")
				x := NewIndex()
				for n, idea := range ideas {
					for _, before := range ideas[:n] {
						if isPair(before, idea) {
							all.there++
							break
						}
					}
					if place, _ := x.Nearest(idea.Text); place >= 0 {
						all.said++
						if isPair(ideas[place], idea) {
							all.hit++
						}
					}
					x.Add(idea.Text)
				}
			}
			t.Log(all)
			if all.precision() < 0.75 || all.recall() < 0.4 {
				t.Errorf("%v; want 0.75 and 0.40", all)
			}
		})
	}
}

func TestIndexForgets(t *testing.T) {
	x := NewIndex()
	if place, _ := x.Nearest("Fler bänkar längs ån"); place != -1 {
		t.Error("something is found in nothing")
	}
	first := x.Add("Fler bänkar längs ån")
	if place, sure := x.Nearest("fler bänker längst ån"); place != first || sure < Enough {
		t.Errorf("found %d, %.2f sure", place, sure)
	}
	if place, _ := x.Nearest("Färre bänkar längs ån"); place != -1 {
		t.Error("the opposite is called the same")
	}
	x.Remove(first)
	if place, _ := x.Nearest("fler bänker längst ån"); place != -1 {
		t.Error("what was removed is found")
	}
	for _, odd := range []string{"", " ", "?", "och", "\xff", "🙂"} {
		x.Add(odd)
		x.Nearest(odd)
	}
}

// BenchmarkNearest compares one text with 5,000.
func BenchmarkNearest(b *testing.B) {
	x := NewIndex()
	all := mixedTexts(b, 5000)
	for _, text := range all {
		x.Add(text)
	}
	b.ResetTimer()
	for n := 0; b.Loop(); n++ {
		x.Nearest(all[n*31%len(all)] + fmt.Sprint(" ", n))
	}
}

// BenchmarkIndex reads 5,000 texts.
func BenchmarkIndex(b *testing.B) {
	all := mixedTexts(b, 5000)
	for b.Loop() {
		x := NewIndex()
		for _, text := range all {
			x.Add(text)
		}
	}
}
