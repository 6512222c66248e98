package command

import (
	"slices"
	"strings"
)

// mostMeant is how many words are named that may be meant by another.
const mostMeant = 3

// Nearest is which of the names somebody may have meant by a word, whatever its case:
// those that are the fewest slips away, if they are few for its length, else those that
// begin with it, at most three.
// A slip is a letter that is missing, too many or another, or two that have changed
// places (optimal string alignment). The names keep their order.
func Nearest(word string, names []string) []string {
	word = strings.ToLower(word)
	letters := len([]rune(word))
	least := 1
	if letters > 4 {
		least = 2
	}
	if letters < 3 {
		return nil
	}
	var out []string
	for _, name := range names {
		n := slips(word, name)
		if n > least || slices.Contains(out, name) {
			continue
		}
		if n < least {
			out, least = nil, n
		}
		out = append(out, name)
	}
	if len(out) == 0 {
		out = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !strings.HasPrefix(name, word) })
		slices.Sort(out)
		out = slices.Compact(out)
	}
	return out[:min(len(out), mostMeant)]
}

// slips is the optimal string alignment distance of two words.
func slips(from, to string) int {
	a, b := []rune(from), []rune(to)
	var before, last []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		before, last, row = last, row, make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			other := 1
			if a[i] == b[j] {
				other = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+other)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(b)]
}
