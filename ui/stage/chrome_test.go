package stage

import (
	"slices"
	"testing"
)

// TestFooterKeepsTheHelp holds that a footer gives up other keys before the one
// that lists them all, except where it is narrow.
func TestFooterKeepsTheHelp(t *testing.T) {
	// 24, 28 and 6 cells, and 3 between two.
	hints := []string{"n", "the next step in there", "p", "the projector for the room", "?", "help"}
	for w, want := range map[int][]int{64: {0, 2, 4}, 63: {0, 4}, 60: {0, 4}, 59: {0, 2}, 30: {0}, 20: {}} {
		if got := fitting(hints, w); !slices.Equal(got, want) {
			t.Errorf("in %d cells: hints %v, want %v", w, got, want)
		}
	}
	if got := fitting(hints[:4], 60); !slices.Equal(got, []int{0, 2}) {
		t.Errorf("without a help: %v", got)
	}
	if got := fitting(nil, 80); len(got) != 0 {
		t.Errorf("of nothing: %v", got)
	}
}
