package text

import (
	"errors"
	"testing"
)

func TestName(t *testing.T) {
	tests := []struct{ name, in, display, key string }{
		{"plain", "Åsa Öberg", "Åsa Öberg", "åsa öberg"},
		{"trimmed and squeezed", "  Jürgen \t Müller ", "Jürgen Müller", "jürgen müller"},
		{"fullwidth", "Ａｎｎａ", "Anna", "anna"},
		{"ligature", "Oﬃce", "Office", "office"},
		{"two lines", "a\nb", "a b", "a b"},
		{"Vietnamese", "Nguyễn Thị", "Nguyễn Thị", "nguyễn thị"},
		{"Japanese, three scripts", "山田 ひろ ミー", "山田 ひろ ミー", "山田 ひろ ミー"},
		{"Arabic", "محمد", "محمد", "محمد"},
		{"Hebrew", "שלום", "שלום", "שלום"},
		{"Thai", "สมชาย", "สมชาย", "สมชาย"},
		{"Devanagari", "दीपक", "दीपक", "दीपक"},
		{"Tamil", "அருண்", "அருண்", "அருண்"},
		{"Ethiopic", "አበበ", "አበበ", "አበበ"},
		{"marks beyond two", "Zo\u0308\u0301\u0302\u0303e", "Zö\u0301\u0302e", "zö\u0301\u0302e"},
		{"digits and hyphen", "Anna-Lisa 2", "Anna-Lisa 2", "anna-lisa 2"},
		{"pictogram", "🦊", "🦊", "🦊"},
		{"a surname", "Anna Host", "Anna Host", "anna host"},
		{"no badminton admin", "Badminton", "Badminton", "badminton"},
		{"Alla is a name", "Alla", "Alla", "alla"},
		{"small capitals share a key", "ᴀɴɴᴀ", "ᴀɴɴᴀ", "anna"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			display, key, err := Name(tt.in)
			if err != nil || display != nfc(tt.display) || !Alike(key, NameKey(tt.key)) {
				t.Fatalf("Name(%q) = %q, %q, %v; want %q, %q", tt.in, display, key, err, tt.display, tt.key)
			}
		})
	}
}

func TestNameRefused(t *testing.T) {
	tests := []struct {
		in   string
		want error
	}{
		{"facilitator", ErrRole},
		{"FACILITATOR", ErrRole},
		{"Facilitatör", ErrRole},
		{"the facilitator", ErrRole},
		{"Facilitator2", ErrRole},
		{"f.a.c.i.l.i.t.a.t.o.r", ErrRole},
		{"fac1l1tat0r", ErrRole},
		{"facllltator", ErrRole},
		{"ad\u200bmin", ErrRole},
		{"Adrnin", ErrRole},
		{"Adm!n", ErrRole},
		{"Anna (admin)", ErrRole},
		{"Admin1", ErrRole},
		{"Ｈｏｓｔ", ErrRole},
		{"ℌost", ErrRole},
		{"★ host", ErrRole},
		{"Host 1", ErrRole},
		{"НОЅТ", ErrRole}, // all Cyrillic
		{"ʜᴏꜱᴛ", ErrRole},
		{"Processledare", ErrRole},
		{"Workshopledaren", ErrRole},
		{"Moderator", ErrRole},
		{"System", ErrRole},
		{"Värd", ErrRole},
		{"Verkstad", ErrRole},
		{"Fасilitator", ErrMixedScripts}, // two Cyrillic letters
		{"Annа", ErrMixedScripts},
		{"...", ErrNotAllowed},
		{"────", ErrNotAllowed},
		{"אbג", ErrNotAllowed}, // breaks the Bidi rule
		{"", ErrEmpty},
	}
	for _, tt := range tests {
		if display, _, err := Name(tt.in); !errors.Is(err, tt.want) {
			t.Errorf("Name(%q) = %q, %v; want %v", tt.in, display, err, tt.want)
		}
	}
}
