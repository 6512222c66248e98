package alike

import "testing"

// adjustedRand is the adjusted Rand index of two sortings (Hubert & Arabie
// 1985): 1 for the same, 0 for what chance gives.
func adjustedRand(a, b []string) float64 {
	type cell struct{ a, b string }
	cells, rows, columns := map[cell]int{}, map[string]int{}, map[string]int{}
	for i := range a {
		cells[cell{a[i], b[i]}]++
		rows[a[i]]++
		columns[b[i]]++
	}
	pairs := func(n int) float64 { return float64(n*(n-1)) / 2 }
	var both, inA, inB float64
	for _, n := range cells {
		both += pairs(n)
	}
	for _, n := range rows {
		inA += pairs(n)
	}
	for _, n := range columns {
		inB += pairs(n)
	}
	chance := inA * inB / pairs(len(a))
	return (both - chance) / ((inA+inB)/2 - chance)
}

// sorted is the cluster of each text, one of its own for what is in none.
func sorted(n int, clusters [][]int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = "alone" + string(rune(i))
	}
	for c, members := range clusters {
		for _, i := range members {
			out[i] = string(rune(c))
		}
	}
	return out
}

func gold(ideas []labelled) []string {
	out := make([]string, len(ideas))
	for i, l := range ideas {
		if out[i] = "alone" + string(rune(i)); l.Cluster != nil {
			out[i] = *l.Cluster
		}
	}
	return out
}

// TestFirstSorting holds that the first sorting is clearly better than average
// link on plain n-grams at the cut that suits that best: on each set that was
// given to the project, and on its own on average.
func TestFirstSorting(t *testing.T) {
	ahead, sets := 0.0, 0.0
	for _, set := range labelledSets {
		t.Run(set.name, func(t *testing.T) {
			ideas := readLines[labelled](t, set.folder+"ideas-"+set.name+".jsonl")
			s := NewSet(texts(ideas))
			var ours [][]int
			for _, c := range s.Clusters() {
				ours = append(ours, c.Members)
				t.Logf("%s: %v", c.Name, c.Members)
			}
			bestOf := func(m matrix) (top float64) {
				for left := 2; left < m.n; left++ {
					top = max(top, adjustedRand(gold(ideas), sorted(len(ideas), averageLink(m, left))))
				}
				return top
			}
			got, plain := adjustedRand(gold(ideas), sorted(len(ideas), ours)), bestOf(s.grams)
			t.Logf("adjusted Rand %.2f, best cut %.2f, n-grams at their best cut %.2f", got, bestOf(s.topics()), plain)
			if set.folder == given && got < plain+0.15 {
				t.Errorf("adjusted Rand %.2f, n-grams %.2f", got, plain)
			}
			if set.folder == own {
				ahead, sets = ahead+got-plain, sets+1
			}
		})
	}
	if sets > 0 && ahead/sets < 0.1 {
		t.Errorf("adjusted Rand is %.2f ahead of n-grams on average, want 0.10", ahead/sets)
	}
}
