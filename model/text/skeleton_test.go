package text

import (
	"errors"
	"fmt"
	"testing"
)

// TestNamesThatReadTheSame holds which names a workshop lets in beside each other.
func TestNamesThatReadTheSame(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"HANNA", "ΗΑΝΝΑ", true}, // Greek
		{"Hanna", "ΗΑΝΝΑ", true},
		{"hanna", "ΗΑΝΝΑ", true},
		{"HANNA", "НАННА", true}, // Cyrillic
		{"Hanna", "Нанна", true},
		{"ΗΑΝΝΑ", "НАННА", true},
		{"Hanna", "ʜᴀɴɴᴀ", true},
		{"Hanna", "hanna", true},
		{"Bo", "Во", true},
		{"OTTO", "ΟΤΤΟ", true},
		{"Pia", "Ріа", true},
		{"Adam", "Adarn", true},
		{"lina", "Iina", true},
		{"Oscar", "0scar", true},
		{"Åsa", "ÅSA", true},
		{"Anna", "Анна (Anna)", true}, // a part of the one is the other
		{"Анна", "Anna (Анна)", true},

		{"Lina", "Iina", false}, // are two Finnish names
		{"Åsa", "Asa", false},
		{"Hanna", "Nanna", false},
		{"Ali", "Alla", false},
		{"Владимир", "Vladimir", false},
		{"Владимир (Vladimir)", "Vladimir Ek", false},
		{"Anna", "Hanna", false},
		{"山田太郎", "山田次郎", false},
	} {
		a, b := NameKey(c.a), NameKey(c.b)
		if Alike(a, b) != c.same || Alike(b, a) != c.same {
			t.Errorf("%q and %q: %v, want %v", c.a, c.b, !c.same, c.same)
		}
		if !Alike(a, a) {
			t.Errorf("%q is not like itself", c.a)
		}
	}
}

// TestNamesThatPeopleHave holds that names of real people pass, and that no two of
// them are taken for one.
func TestNamesThatPeopleHave(t *testing.T) {
	names := []string{
		"Åsa-Märta Öberg", "Ó Súilleabháin", "Nguyễn Thị Minh Khai", "عبد الرحمن", "Владимир (Vladimir)", "山田太郎", "Jean-Luc O'Neill",
		"Þórdís Kolbrún", "Łukasz Wiśniewski", "Željko Đurić", "Ștefan Țepeș", "İbrahim Yıldız", "Iina", "Lina", "Müge Şahin", "Ngũgĩ wa Thiong’o",
		"Jokūbas", "Ågot Brønlund", "Zoë", "Renée", "Σωκράτης Παπαδόπουλος", "Олена Шевченко", "Բագրատ", "ქეთევან", "שרה לוי", "فاطمة الزهراء",
		"ابراهیم", "सुनीता शर्मा", "অমর্ত্য সেন", "ਗੁਰਪ੍ਰੀਤ", "தமிழ்ச்செல்வி", "ശ്രീജ", "ආනන්ද", "สมชาย", "ພອນ", "အောင်ဆန်း", "សុខា", "ትግስት", "박서준", "李小龍",
		"さくら", "タナカ 一郎", "王伟 (Wei Wang)", "김민준 (Min-jun)", "Αννα Ek", "محمد (Mohammed)", "Ana María del Carmen", "Maria-Magdalena Lundström-Ek",
		"Wolfeschlegelsteinhausenberge", "X Æ A-12", "Bo", "Li", "Ng", "Ö",
	}
	keys := map[string]string{}
	for _, name := range names {
		display, key, err := Name(name)
		if err != nil {
			t.Errorf("%q: %v", name, err)
			continue
		}
		for other, k := range keys {
			if Alike(k, key) {
				t.Errorf("%q is taken for %q", display, other)
			}
		}
		keys[display] = key
	}
	for _, mixed := range []string{"Annа", "Иvan", "Владиmir", "Анна Αννα Anna"} {
		if _, _, err := Name(mixed); !errors.Is(err, ErrMixedScripts) {
			t.Errorf("%q: %v", mixed, err)
		}
	}
}

// TestTheTableIsInOrder holds what the search in it needs.
func TestTheTableIsInOrder(t *testing.T) {
	for i := 1; i < len(confusables); i++ {
		if confusables[i-1].from >= confusables[i].from {
			t.Fatalf("%U stands after %U", confusables[i].from, confusables[i-1].from)
		}
	}
	if len(confusables) < 6000 {
		t.Errorf("only %d", len(confusables))
	}
}

// TestOldKeysAreMadeAnew holds that names of old logs are compared as all others.
func TestOldKeysAreMadeAnew(t *testing.T) {
	if key := CurrentKey("Hanna", "hanna"); !Alike(key, NameKey("ΗΑΝΝΑ")) {
		t.Errorf("the key is %q", key)
	}
	if CurrentKey("", "") != "" || Alike("", "") {
		t.Error("those without a name are one")
	}
}

func BenchmarkAlike(b *testing.B) {
	keys := make([]string, 1000)
	for i := range keys {
		keys[i] = NameKey(fmt.Sprint("Gäst ", i))
	}
	mine := NameKey("Åsa")
	for b.Loop() {
		for _, k := range keys {
			Alike(k, mine)
		}
	}
}

func BenchmarkName(b *testing.B) {
	for b.Loop() {
		_, _, _ = Name("Åsa-Märta Öberg")
	}
}
