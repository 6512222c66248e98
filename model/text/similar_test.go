package text

import (
	"strings"
	"testing"
)

func TestSimilar(t *testing.T) {
	tests := []struct {
		a, b     string
		min, max float64
	}{
		{"Verktygspool i varje by", "verktygspool i varje by!", 1, 1},
		{"Verktygspooler i byarna", "Verktygspool i byn", 0.6, 1},
		{"Låna ut verktygen på biblioteket", "Biblioteken lånar ut verktyg", 0.6, 1},
		{"Repair café in the library", "A repair cafe at libraries", 0.5, 1},
		{"Sharing tools between neighbours", "Neighbours share their tools", 0.6, 1},
		{"Verktygspool i varje by", "Matsvinn från skolkök", 0, 0.2},
		{"", "", 0, 0},
		{"a", "", 0, 0},
	}
	for _, tt := range tests {
		got := Similar(tt.a, tt.b)
		if got < tt.min || got > tt.max {
			t.Errorf("Similar(%q, %q) = %.2f, want %.2f to %.2f", tt.a, tt.b, got, tt.min, tt.max)
		}
		if back := Similar(tt.b, tt.a); back != got {
			t.Errorf("Similar(%q, %q) is %.2f one way, %.2f the other", tt.a, tt.b, got, back)
		}
	}
}

func TestPrintIsBounded(t *testing.T) {
	p := NewPrint(strings.Repeat("abcdefghij", 100_000))
	if n := len(p.triples); n > maxPrintRunes+2 {
		t.Fatalf("%d triples of a text of a million letters", n)
	}
}

func BenchmarkNewPrint(b *testing.B) {
	for b.Loop() {
		NewPrint("Byggmaterial från rivning borde gå att låna ut till föreningar i kommunen")
	}
}

func BenchmarkSimilar(b *testing.B) {
	p, q := NewPrint("Byggmaterial från rivning till föreningar"), NewPrint("Föreningar får rivningsmaterial")
	for b.Loop() {
		p.Similar(q)
	}
}
