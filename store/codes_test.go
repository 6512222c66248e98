package store

import (
	"testing"

	"verkstad/model/code"
)

func TestACodeIsDrawnFromTheWholeAlphabet(t *testing.T) {
	seen := map[byte]bool{}
	codes := map[string]bool{}
	for range 2000 {
		c := newJoinCode()
		if n, ok := code.Normalise(c); !ok || n != c || len(c) != code.JoinLength {
			t.Fatalf("%q is no code", c)
		}
		for i := range len(c) {
			seen[c[i]] = true
		}
		codes[c] = true
	}
	if len(seen) != 32 || len(codes) < 1990 {
		t.Errorf("%d symbols and %d codes in 2000 draws", len(seen), len(codes))
	}
}
