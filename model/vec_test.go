package model

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestVecIsASliceThatNeverChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var v Vec[int]
		var want []int
		for i := range rapid.IntRange(0, 200).Draw(t, "steps") {
			old, oldWant := v, slices.Clone(want)
			if len(want) > 0 && rapid.Bool().Draw(t, "set") {
				at := rapid.IntRange(0, len(want)-1).Draw(t, "at")
				v = v.Set(at, i)
				want[at] = i
			} else {
				v = v.Append(i)
				want = append(want, i)
			}
			if !slices.Equal(slices.Collect(values(old)), oldWant) {
				t.Fatal("an older sequence changed")
			}
		}
		if !slices.Equal(slices.Collect(values(v)), want) || v.Len() != len(want) {
			t.Fatalf("got %v, want %v", slices.Collect(values(v)), want)
		}
	})
}
