package stage

import (
	"errors"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"verkstad/ui/i18n"
)

func TestParseStart(t *testing.T) {
	now := time.Date(2026, 11, 23, 14, 0, 0, 0, time.FixedZone("CET", 3600))
	for text, want := range map[string]string{
		"2026-12-01 13:00": "2026-12-01 13:00", "2026-12-1T9:30": "2026-12-01 09:30", " 2027-01-02  08.15 ": "2027-01-02 08:15",
		"12-01 13:00": "2026-12-01 13:00", "01-15 13:00": "2027-01-15 13:00", "15:30": "2026-11-23 15:30", "9:00": "2026-11-24 09:00",
	} {
		if got, err := ParseStart(text, now); err != nil || got.Format(StartLayout) != want || got.Location() != now.Location() {
			t.Errorf("%q is %v (%v), want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"i morgon", "2026-13-01 13:00", "25:00", "2026-12-01", "kl 9"} {
		if got, err := ParseStart(text, now); !errors.Is(err, errNoTime) {
			t.Errorf("%q is taken as %v", text, got)
		}
	}
	if got, err := ParseStart(" ", now); err != nil || !got.IsZero() {
		t.Errorf("nothing is %v", got)
	}
}

// Clocks in Stockholm are put forward at 02:00 on 28 March 2027, and back at
// 03:00 on 31 October.
func TestATimeThatIsSkippedOrComesTwiceIsNoStart(t *testing.T) {
	stockholm, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]error{
		"2027-03-28 01:59": nil, "2027-03-28 02:00": errSkippedTime, "2027-03-28 02:30": errSkippedTime, "2027-03-28 03:00": nil,
		"2027-10-31 01:59": nil, "2027-10-31 02:00": errTwiceTime, "2027-10-31 02:59": errTwiceTime, "2027-10-31 03:00": nil,
		"03-28 02:30": errSkippedTime,
	} {
		got, err := ParseStart(text, time.Date(2027, 3, 1, 12, 0, 0, 0, stockholm))
		if !errors.Is(err, want) || err == nil && !strings.HasSuffix(text, got.Format("15:04")) {
			t.Errorf("%s is %v, %v, want %v", text, got, err, want)
		}
	}
	now := time.Date(2027, 3, 27, 12, 0, 0, 0, stockholm)
	if got, err := ParseStart("2:30", now); !errors.Is(err, errSkippedTime) {
		t.Errorf("2:30 of the next day is %v, %v", got, err)
	}
	if got, err := ParseStart("2:30", now.UTC()); err != nil || got.Hour() != 2 {
		t.Errorf("2:30 UTC is %v, %v", got, err)
	}
}

func TestStartText(t *testing.T) {
	now := time.Date(2026, 11, 23, 14, 0, 0, 0, time.UTC)
	e := &Env{Words: i18n.For("sv"), Now: func() time.Time { return now }}
	for want, start := range map[string]time.Time{
		"": {}, "kl. 15:30": now.Add(90 * time.Minute), "tisdag 1 december kl. 14:00": now.AddDate(0, 0, 8),
		"lördag 23 januari 2027 kl. 14:00": now.AddDate(0, 2, 0),
	} {
		if got := e.StartText(start); got != want {
			t.Errorf("%v is said as %q, want %q", start, got, want)
		}
	}
}
