package cli

import (
	"testing"
	"time"
	_ "time/tzdata"
)

// TestAZoneIsReadAsItWasWritten holds that a server tells the hours of whoever
// asks it, in summer and in winter, of zones with and without summer time.
func TestAZoneIsReadAsItWasWritten(t *testing.T) {
	for _, name := range []string{"Europe/Stockholm", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Casablanca", "UTC"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := readZone(writeZone(zone))
		if !ok {
			t.Fatalf("%s cannot be read", name)
		}
		end := time.Date(zoneUntil, 1, 1, 0, 0, 0, 0, time.UTC)
		for at := time.Date(zoneFrom, 1, 2, 0, 30, 0, 0, time.UTC); at.Before(end); at = at.Add(197 * time.Hour) {
			if want := at.In(zone).Format(time.RFC1123Z); at.In(got).Format(time.RFC1123Z) != want {
				t.Fatalf("%s: %v is %v", name, want, at.In(got))
			}
		}
	}
	if _, ok := readZone([]byte("TZif2 and nothing more")); ok {
		t.Error("what is no zone is read as one")
	}
}
