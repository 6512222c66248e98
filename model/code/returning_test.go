package code_test

import (
	"crypto/rand"
	"strings"
	"testing"

	"verkstad/model/code"
)

// draw draws return codes until one is good.
func draw(t *testing.T) string {
	t.Helper()
	for range 100 {
		var random [code.ReturnLength - 1]byte
		_, _ = rand.Read(random[:])
		if symbols, ok := code.NewReturn(random); ok {
			return symbols
		}
	}
	t.Fatal("no code in a hundred draws")
	return ""
}

func TestAReturnCodeIsKnownHoweverItIsTyped(t *testing.T) {
	for range 500 {
		symbols := draw(t)
		shown := code.Return(symbols)
		zeros := strings.NewReplacer("0", "o", "1", "l").Replace(shown)
		for _, typed := range []string{symbols, shown, strings.ToLower(shown), " " + strings.ReplaceAll(shown, "-", " "), "KRABBA+" + symbols, zeros} {
			if kind, got := code.Typed(typed); kind != code.Returning || got != symbols {
				t.Fatalf("%q, of %s, is of kind %v: %q", typed, shown, kind, got)
			}
		}
	}
}

func TestASlipOfTheHandIsFound(t *testing.T) {
	for range 50 {
		symbols := draw(t)
		for i := range len(symbols) {
			for _, other := range code.Alphabet {
				wrong := symbols[:i] + string(other) + symbols[i+1:]
				if kind, _ := code.Typed(code.Return(wrong)); wrong != symbols && kind != code.Mistyped {
					t.Fatalf("%s for %s is of kind %v", wrong, symbols, kind)
				}
			}
			if i == 0 || symbols[i] == symbols[i-1] {
				continue
			}
			swapped := symbols[:i-1] + symbols[i:i+1] + symbols[i-1:i] + symbols[i+1:]
			if kind, _ := code.Typed(code.Return(swapped)); kind != code.Mistyped {
				t.Fatalf("%s for %s is of kind %v", swapped, symbols, kind)
			}
		}
	}
}

func TestNamesAreNoCodes(t *testing.T) {
	for _, name := range []string{
		"Anna", "Åsa", "Margareta", "Alexandra", "Christina", "Gabriella", "Anna-Lena", "Eva Britt", "Bo", "Martin",
		"3D-Studion", "Andreas07", "Karl-Erik", "Ann-Marie", "Anna 2", "Lars-Erik-Olof", "Jean-Luc-P", "Margaretha", "", "Åsa 3", "O'Brien",
	} {
		if kind, _ := code.Typed(name); kind != code.None {
			t.Errorf("%q is of kind %v", name, kind)
		}
	}
	for typed, want := range map[string]code.Kind{"7Q2MX-B4KPN": code.Ticketed, "krabba+7q2mxb4kpn": code.Ticketed, "X7K2M9": code.OldReturn} {
		if kind, _ := code.Typed(typed); kind != want {
			t.Errorf("%q is of kind %v, want %v", typed, kind, want)
		}
	}
}

func TestACodeIsKnownWhereItCannotBeLookedUp(t *testing.T) {
	if kind, _ := code.Typed("X7K2M94QE"); kind != code.Mistyped {
		t.Errorf("a return code with a slip, without hyphens, is of kind %v", kind)
	}
	for typed, want := range map[string]bool{
		"7Q2MX-B4KPN": true, "7q2mxb4kpn": true, "KRABBA+7Q2MX-B4KPN": true, "Margareta1": false, "Anna-Lena3": false, "X7K-2M9-4QD": false,
	} {
		if got := code.LooksLikeTicket(typed); got != want {
			t.Errorf("%q looks like a ticket: %v, want %v", typed, got, want)
		}
	}
}
