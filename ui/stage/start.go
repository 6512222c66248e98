package stage

import (
	"strconv"
	"strings"
	"time"
)

// StartLayout is how a planned start is written, in the terminal's own time.
const StartLayout = "2006-01-02 15:04"

// ParseStart reads when a workshop is to begin: a day and a time, a day of this
// year or the next and a time, or only a time, of today or tomorrow. Nothing
// written is the zero time. It gives the first such moment that is not over, in
// now's zone.
func ParseStart(text string, now time.Time) (start time.Time, ok bool) {
	text = strings.Join(strings.Fields(strings.ReplaceAll(text, "T", " ")), " ")
	if text == "" {
		return start, true
	}
	if clock := strings.LastIndex(text, "."); clock > 0 && !strings.Contains(text, ":") {
		text = text[:clock] + ":" + text[clock+1:] // 13.00
	}
	zone := now.Location()
	if at, err := time.ParseInLocation("2006-1-2 15:04", text, zone); err == nil {
		return at, true
	}
	if at, err := time.ParseInLocation("2006-1-2 15:04", strconv.Itoa(now.Year())+"-"+text, zone); err == nil {
		if at.Before(now.Add(-24 * time.Hour)) {
			at = at.AddDate(1, 0, 0)
		}
		return at, true
	}
	if at, err := time.ParseInLocation("15:04", text, zone); err == nil {
		at = time.Date(now.Year(), now.Month(), now.Day(), at.Hour(), at.Minute(), 0, 0, zone)
		if at.Before(now) {
			at = at.AddDate(0, 0, 1)
		}
		return at, true
	}
	return start, false
}

// StartText is when a workshop is to begin: "kl. 13:00" today, "tisdag 1
// december kl. 13:00" another day, with the year if it is another. It is empty where none is
// planned.
func (e *Env) StartText(start time.Time) string {
	if start.IsZero() {
		return ""
	}
	now := e.Now()
	start = start.In(now.Location())
	clock := e.Words.T("date.at", "Time", e.Words.Time(start))
	switch {
	case start.Year() != now.Year():
		return e.Words.Date(start) + " " + clock
	case start.YearDay() != now.YearDay():
		return e.Words.Weekday(start.Weekday()) + " " + e.Words.Day(start) + " " + clock
	}
	return clock
}

// Awaited is when the workshop is to begin, as [Env.StartText] says it; empty
// once it has begun, and where nothing is planned.
func (e *Env) Awaited() string {
	if b := e.Board(); b.Waits() {
		return e.StartText(b.Start)
	}
	return ""
}
