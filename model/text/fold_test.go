package text

import "testing"

func TestFoldedTextsAreTheSameHoweverTheyWereTyped(t *testing.T) {
	const composed, apart = "Återbruk", "A\u030aterbruk"
	if Fold(composed) != Fold(apart) || Fold(apart) != "återbruk" {
		t.Errorf("%q and %q", Fold(composed), Fold(apart))
	}
	if !Same(composed, apart) || !Same("ÅTERBRUK", apart) || Same("Aterbruk", composed) {
		t.Error("Same takes them for others than they are")
	}
	if Bare(composed) != "aterbruk" || Bare(apart) != "aterbruk" || Bare("Żółć") != "zołc" {
		t.Errorf("bare, they are %q, %q, %q", Bare(composed), Bare(apart), Bare("Żółć"))
	}
}
