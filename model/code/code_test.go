package code_test

import (
	"strings"
	"testing"

	"verkstad/model/code"
)

func TestNormalise(t *testing.T) {
	for _, c := range []struct {
		typed, want string
		ok          bool
	}{
		{"KRABBA", "KRABBA", true},
		{"krabba", "KRABBA", true},
		{"oil0-1l", "011011", true},
		{"7 k 3-m2", "7K3M2", true},
		{"humla", "HUM1A", true},
		{"", "", false},
		{" - ", "", false},
		{"kråka", "", false},
		{"a\x1bb", "", false},
		{"K\u212a", "", false},
		{strings.Repeat("a", code.MaxLength), strings.Repeat("A", code.MaxLength), true},
		{strings.Repeat("a", code.MaxLength+1), "", false},
	} {
		got, ok := code.Normalise(c.typed)
		if got != c.want || ok != c.ok {
			t.Errorf("Normalise(%q) = %q, %v; want %q, %v", c.typed, got, ok, c.want, c.ok)
		}
	}
}

func TestEqual(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"KRABBA", "krabba", true},
		{"0I1L", "o1-li", true},
		{"KRABBA", "KRABB", false},
		{"KRABBA", "KRABBB", false},
		{"", "", false},
		{"å", "å", false},
		{"å", "", false},
	} {
		if got := code.Equal(c.a, c.b); got != c.want {
			t.Errorf("Equal(%q, %q) = %v", c.a, c.b, got)
		}
	}
}

func TestFromBytesUsesTheWholeAlphabetAndStaysAsItIs(t *testing.T) {
	all := make([]byte, 32)
	for i := range all {
		all[i] = byte(i) | 0xe0 // the high bits must not matter
	}
	got := code.FromBytes(all)
	if got != code.Alphabet {
		t.Errorf("FromBytes = %q, want the alphabet", got)
	}
	if n, ok := code.Normalise(got); n != got || !ok {
		t.Errorf("Normalise changed a drawn code: %q, %v", n, ok)
	}
}

func FuzzNormalise(f *testing.F) {
	f.Add("KRABBA")
	f.Add("o-il u\x00å")
	f.Fuzz(func(t *testing.T, typed string) {
		once, ok := code.Normalise(typed)
		if !ok {
			if code.Equal(typed, typed) {
				t.Errorf("%q is no code, yet equals itself", typed)
			}
			return
		}
		if twice, ok := code.Normalise(once); twice != once || !ok {
			t.Errorf("Normalise(%q) = %q, then %q", typed, once, twice)
		}
		if !code.Equal(typed, once) {
			t.Errorf("%q does not equal its own normal form %q", typed, once)
		}
	})
}
