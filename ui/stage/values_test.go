package stage_test

import (
	"slices"
	"testing"

	"verkstad/ui/stage"
)

// TestValuesAreComparedByWhatTheyHold holds that lists of all lengths come out as
// they went in, and are equal exactly if all of their values are.
func TestValuesAreComparedByWhatTheyHold(t *testing.T) {
	for n := range 40 {
		in := make([]string, n)
		for i := range in {
			in[i] = string(rune('a' + i))
		}
		v := stage.ValuesOf(in)
		if got := v.Slice(); !slices.Equal(got, in) || v.Len() != n {
			t.Fatalf("%d values came out as %q", n, got)
		}
		if v != stage.ValuesOf(slices.Clone(in)) {
			t.Errorf("two lists of the same %d values differ", n)
		}
		for i := range in {
			other := slices.Clone(in)
			other[i] = "?"
			if v == stage.ValuesOf(other) {
				t.Errorf("%d values are equal to those with another in place %d", n, i)
			}
		}
		if v == stage.ValuesOf(append(slices.Clone(in), "")) {
			t.Errorf("%d values are equal to those with an empty one after them", n)
		}
	}
}
