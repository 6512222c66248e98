package alike

import "testing"

// TestMeanings holds that words for one thing, compounds and kindred subjects are
// nearer than words of different subjects, in both languages, and that the two
// languages' lines are told apart.
func TestMeanings(t *testing.T) {
	for _, c := range []struct{ lang, word, near, far string }{
		{"sv", "lasarett", "sjukhus", "gräsmatta"},
		{"sv", "telefon", "mobil", "soppa"},
		{"sv", "cykelställ", "cykel", "läkare"},
		{"sv", "nattbuss", "buss", "potatis"},
		{"en", "clinic", "hospital", "lawn"},
		{"en", "moped", "scooter", "soup"},
	} {
		web := thesauri()[c.lang].web
		word, near, far := web.word(stemOf(c.word, c.lang)), web.word(stemOf(c.near, c.lang)), web.word(stemOf(c.far, c.lang))
		if word == nil || near == nil || far == nil {
			t.Fatalf("%v: one of them means nothing", c)
		}
		if x, y := word.cosine(near), word.cosine(far); x < y+0.2 {
			t.Errorf("%s is %.2f %s and %.2f %s", c.word, x, c.near, y, c.far)
		}
	}
	sv, en := thesauri()["sv"].web, thesauri()["en"].web
	if len(sv.lines) > linesOfLanguage || len(en.lines) > linesOfLanguage {
		t.Errorf("%d and %d lines, want at most %d", len(sv.lines), len(en.lines), linesOfLanguage)
	}
}

func stemOf(word, lang string) string {
	tk := token{form: word}
	tk.settle(lang)
	return tk.stem
}

// TestTwoWordsTellMoreThanOne holds that two ideas that share one word alone are less
// sure than two that share that and something kindred.
func TestTwoWordsTellMoreThanOne(t *testing.T) {
	s := NewSet([]string{"Frukost till alla som inte ätit", "Inget socker i frukosten", "servera frukost åt den som är hungrig på morgonen",
		"Solceller på taket", "Bättre mobiltäckning i dalen", "Cykelväg till stationen", "Öppna biblioteket på söndagar", "Laga gropen på Storgatan"})
	if one, two := s.Sure(0, 1), s.Sure(0, 2); one >= Enough || two <= one {
		t.Errorf("one word %.2f sure, two %.2f", one, two)
	}
}

// TestSlips is a table of words that a slip of the finger is between.
func TestSlips(t *testing.T) {
	for _, c := range []struct {
		a, b string
		slip bool
	}{
		{"gymmpa", "gympa", true},
		{"biblotek", "bibliotek", true},
		{"anonnym", "anonym", true},
		{"laramote", "läramöte", true},
		{"boll", "bolt", false},
		{"expect", "expert", false},
		{"skolan", "skylan", false},
	} {
		if got := slip(c.a, c.b); got != c.slip {
			t.Errorf("%s and %s: %v, want %v", c.a, c.b, got, c.slip)
		}
	}
}

// TestKnownWordsAreNoSlips holds that of two words that are known, none is a slip of
// the other, and that of one that is not, it may be.
func TestKnownWordsAreNoSlips(t *testing.T) {
	s := NewSet([]string{"the contact", "the contract", "the contrct"})
	if x := s.words.at(0, 1); x != 0 {
		t.Errorf("a contact and a contract share %.2f", x)
	}
	if s.words.at(1, 2) == 0 {
		t.Error("a slip shares nothing with what was meant")
	}
}
