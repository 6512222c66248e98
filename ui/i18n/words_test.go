package i18n

import (
	"testing"
	"testing/fstest"
	"time"
)

func TestForPicksLanguage(t *testing.T) {
	for lang, want := range map[string]string{
		"sv": "sv", "en": "en", "sv_SE.UTF-8": "sv", "SV-se": "sv", "en_GB.UTF-8": "en",
		"nb_NO.UTF-8": "sv", "da": "sv", "nn_NO@x": "sv", "": "en", "C": "en", "C.UTF-8": "en",
		"POSIX": "en", "de_DE": "en", "de:sv:en": "sv", "en:sv": "en", "sve": "en",
		"sv;q=0.9": "sv", ":": "en", "_": "en", "\x1b[2J": "en",
	} {
		if got := For(lang).Lang(); got != want {
			t.Errorf("For(%q) speaks %q, want %q", lang, got, want)
		}
	}
}

func TestT(t *testing.T) {
	sv, en := For("sv"), For("en")
	for _, tt := range []struct{ got, want string }{
		{sv.T("activity.gather"), "Samla idéer"},
		{en.T("activity.gather"), "Gather ideas"},
		{sv.T("goal.17"), "Genomförande och globalt partnerskap"},
		{sv.T("unit.of", "N", 2, "Total", 7), "2 av 7"},
		{sv.T("unit.left", "Time", "06:12"), "06:12 kvar"},
		{sv.T("unit.left"), " kvar"},
		{sv.T("unit.left", "Time"), " kvar"},
		{sv.T("unit.left", 3, "x", "Time", time.Minute), "1m0s kvar"},
		{sv.T("no.such.word"), "⟨no.such.word⟩"},
		{sv.N("no.such.word", 1), "⟨no.such.word⟩"},
		{sv.N("unit.ideas", 1), "1 idé"},
		{sv.N("unit.ideas", 0), "0 idéer"},
		{sv.N("unit.ideas", 47), "47 idéer"},
		{en.N("unit.people", 1), "1 person"},
		{en.N("unit.people", -1), "-1 person"},
		{en.N("unit.people", 21), "21 people"},
		{sv.N("unit.of", 2, "Total", 7), "2 av 7"},
		{sv.N("activity.talk", 2), "Samtal"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
	if sv.Has("no.such.word") || !sv.Has("activity.talk") {
		t.Error("Has is wrong")
	}
}

func TestClock(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0:                                       "00:00",
		time.Millisecond:                        "00:01",
		6*time.Minute + 12*time.Second:          "06:12",
		59*time.Minute + 59*time.Second:         "59:59",
		59*time.Minute + 59500*time.Millisecond: "1:00:00",
		time.Hour + 6*time.Minute:               "1:06:00",
		-500 * time.Millisecond:                 "00:00",
		-30 * time.Second:                       "−00:30",
		-90 * time.Minute:                       "−1:30:00",
	} {
		if got := For("sv").Clock(d); got != want {
			t.Errorf("Clock(%v) = %q, want %q", d, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	at := time.Date(2026, time.March, 2, 9, 5, 0, 0, time.UTC)
	sv, en := For("sv"), For("en")
	for _, tt := range []struct{ got, want string }{
		{sv.Date(at), "måndag 2 mars 2026"},
		{en.Date(at), "Monday 2 March 2026"},
		{sv.Day(at), "2 mars"},
		{sv.Time(at), "09:05"},
		{sv.Weekday(time.Sunday), "söndag"},
		{en.month(time.December), "December"},
		{en.month(13), "13"},
		{sv.Duration(25 * time.Minute), "25 min"},
		{sv.Duration(3 * time.Hour), "3 h"},
		{sv.Duration(80 * time.Minute), "1 h 20 min"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func TestBadCatalogues(t *testing.T) {
	for name, files := range map[string]fstest.MapFS{
		"twice":        {"sv/a.toml": {Data: []byte(`x.y = "1"`)}, "sv/b.toml": {Data: []byte(`x.y = "2"`)}},
		"not TOML":     {"sv/a.toml": {Data: []byte(`x =`)}},
		"empty word":   {"sv/a.toml": {Data: []byte(`x.y = ""`)}},
		"only a one":   {"sv/a.toml": {Data: []byte(`x.y.one = "1"`)}},
		"no singular":  {"sv/a.toml": {Data: []byte(`x.y = "{{if .N}}x{{end}}"`)}},
		"reserved key": {"sv/a.toml": {Data: []byte("[x]\nother = \"a\"\nthird = \"b\"")}},
	} {
		if _, err := readLanguage(files, "sv"); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestPlainWordsDoNotAllocate(t *testing.T) {
	w := For("sv")
	if n := testing.AllocsPerRun(100, func() { w.T("activity.gather") }); n != 0 {
		t.Errorf("%v allocations, want 0", n)
	}
}

func BenchmarkT(b *testing.B) {
	w := For("sv")
	b.Run("plain", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			w.T("activity.gather")
		}
	})
	b.Run("placeholder", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			w.T("unit.left", "Time", "06:12")
		}
	})
	b.Run("plural", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			w.N("unit.ideas", 47)
		}
	})
}
