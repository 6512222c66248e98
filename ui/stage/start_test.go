package stage

import (
	"testing"
	"time"

	"verkstad/ui/words"
)

func TestParseStart(t *testing.T) {
	now := time.Date(2026, 11, 23, 14, 0, 0, 0, time.FixedZone("CET", 3600))
	for text, want := range map[string]string{
		"2026-12-01 13:00": "2026-12-01 13:00", "2026-12-1T9:30": "2026-12-01 09:30", " 2027-01-02  08.15 ": "2027-01-02 08:15",
		"12-01 13:00": "2026-12-01 13:00", "01-15 13:00": "2027-01-15 13:00", "15:30": "2026-11-23 15:30", "9:00": "2026-11-24 09:00",
	} {
		if got, ok := ParseStart(text, now); !ok || got.Format(StartLayout) != want || got.Location() != now.Location() {
			t.Errorf("%q is %v (%v), want %s", text, got, ok, want)
		}
	}
	for _, text := range []string{"i morgon", "2026-13-01 13:00", "25:00", "2026-12-01", "kl 9"} {
		if got, ok := ParseStart(text, now); ok {
			t.Errorf("%q is taken as %v", text, got)
		}
	}
	if got, ok := ParseStart(" ", now); !ok || !got.IsZero() {
		t.Errorf("nothing is %v", got)
	}
}

func TestStartText(t *testing.T) {
	now := time.Date(2026, 11, 23, 14, 0, 0, 0, time.UTC)
	e := &Env{Words: words.For("sv"), Now: func() time.Time { return now }}
	for want, start := range map[string]time.Time{
		"": {}, "kl. 15:30": now.Add(90 * time.Minute), "tisdag 1 december kl. 14:00": now.AddDate(0, 0, 8),
		"lördag 23 januari 2027 kl. 14:00": now.AddDate(0, 2, 0),
	} {
		if got := e.StartText(start); got != want {
			t.Errorf("%v is said as %q, want %q", start, got, want)
		}
	}
}
