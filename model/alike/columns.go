package alike

import (
	"cmp"
	"slices"
)

// Free is the column of a text that nobody has placed.
const Free = -1

// MostColumns is how many columns are worth marking for a card that is held.
const MostColumns = 3

// Columns is the columns where text i may belong, the likeliest first, at most
// [MostColumns], learned from what people have put together: column[j] is that
// of text j, or [Free]. A column's title counts as a text in it, if the set has
// it. Where the text has nothing in common with any there is none.
//
// A column's score is how alike in topic the two nearest of its texts are, and
// a part of the mean of all, so that neither one chance likeness nor a wide
// column wins.
func (s *Set) Columns(column []int, i int) []int {
	like := map[int][]float64{}
	for j, c := range column[:min(len(column), len(s.ideas))] {
		if c != Free && j != i {
			like[c] = append(like[c], s.topic(i, j))
		}
	}
	type scored struct {
		column int
		score  float64
	}
	var all []scored
	for c, x := range like {
		slices.SortFunc(x, func(a, b float64) int { return cmp.Compare(b, a) })
		sum := 0.0
		for _, v := range x {
			sum += v
		}
		score := x[0] + meanWeight*sum/float64(len(x))
		if len(x) > 1 {
			score += secondWeight * x[1]
		}
		if score > 0 {
			all = append(all, scored{c, score})
		}
	}
	slices.SortFunc(all, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.column, b.column))
	})
	var out []int
	for _, c := range all[:min(len(all), MostColumns)] {
		out = append(out, c.column)
	}
	return out
}

// What counts beside the nearest text of a column.
const (
	secondWeight = 0.5
	meanWeight   = 3.0
)
