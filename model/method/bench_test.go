package method

import "testing"

func BenchmarkParse(b *testing.B) {
	raw, err := builtin.ReadFile("methods/colab.toml")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Parse(raw); err != nil {
			b.Fatal(err)
		}
	}
}
