package stage

import (
	"slices"
	"testing"
)

// TestFooterKeepsTheHelp holds that a footer gives up other keys before the one
// that lists them all, except where it is narrow.
func TestFooterKeepsTheHelp(t *testing.T) {
	// 24, 28 and 6 cells, and 3 between two.
	next, projector, help := keyHint{"n", "the next step in there"}, keyHint{"p", "the projector for the room"}, keyHint{"?", "help"}
	hints := []keyHint{next, projector, help}
	for w, want := range map[int][]keyHint{
		64: hints, 63: {next, help}, 60: {next, help}, 59: {next, projector}, 30: {next}, 20: {},
	} {
		if got := fitting(hints, w); !slices.Equal(got, want) {
			t.Errorf("in %d cells: hints %v, want %v", w, got, want)
		}
	}
	if got := fitting(hints[:2], 60); !slices.Equal(got, hints[:2]) {
		t.Errorf("without a help: %v", got)
	}
	if got := fitting(nil, 80); len(got) != 0 {
		t.Errorf("of nothing: %v", got)
	}
}
