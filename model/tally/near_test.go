package tally

import (
	"slices"
	"testing"
)

// With one dot each and backers that have nothing to do with each other, the sums say
// what the ballots say: 20 of 40 back the first and as many another, ten of them both.
func TestNearBySums(t *testing.T) {
	sums := func(dots ...int) (all []Sum) {
		for _, n := range dots {
			all = append(all, Sum{Dots: n, Voters: n})
		}
		return all
	}
	for _, c := range []struct {
		about string
		sums  []Sum
		voted int
		seats int
		want  Nearness
	}{
		// 20 + 16 - 2·20·16/40 = 20, and 16 times 41/40 is less; 20 + 15 - 15 = 20, and 25 is more.
		{"within one deviation and beyond", sums(20, 16, 15), 40, 1, Nearness{[]int{1}, []int{0, 1}}},
		{"equal, be they backed by all", sums(40, 40, 3), 40, 1, Nearness{[]int{1}, []int{0, 1}}},
		{"a dot apart, and nearly all back both", sums(40, 39, 38), 40, 1, Nearness{[]int{}, []int{}}},
		{"all go on", sums(20, 18), 40, 2, Nearness{[]int{1}, []int{}}},
		{"no dots", sums(20, 0), 40, 1, Nearness{[]int{}, []int{}}},
		// 40·40/20 + 30·30/20 - 2·40·30/40 = 65, and 100 times 41/40 is more.
		// 80 + 32·32/20 - 2·40·32/40 = 67.2, and 64 times 41/40 is less.
		{"two dots each", []Sum{{40, 20}, {30, 20}}, 40, 1, Nearness{[]int{}, []int{}}},
		{"fewer dots of more", []Sum{{40, 20}, {32, 20}}, 40, 1, Nearness{[]int{1}, []int{0, 1}}},
	} {
		got := NearBySums(c.sums, c.voted, c.seats)
		if !slices.Equal(got.First, c.want.First) || !slices.Equal(got.Cut, c.want.Cut) {
			t.Errorf("%s: near are %v, want %v", c.about, got, c.want)
		}
	}
}
