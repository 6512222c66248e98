package stage

import (
	"errors"
	"strconv"
	"strings"
	"time"
)

// StartLayout is how a planned start is written, in the terminal's own time.
const StartLayout = "2006-01-02 15:04"

// Why a text is no start of a workshop; see [ParseStart] and [StartFault].
var (
	errNoTime      = errors.New("the text is no time")
	errSkippedTime = errors.New("the clocks are put forward past that time")
	errTwiceTime   = errors.New("the clocks are put back, so that the time comes twice")
)

// StartFault is the id of the words that say why ParseStart refused Text:
// unread where it is no time.
func StartFault(err error, unread string) string {
	switch {
	case errors.Is(err, errSkippedTime):
		return "date.skipped"
	case errors.Is(err, errTwiceTime):
		return "date.twice"
	}
	return unread
}

// ParseStart reads when a workshop is to begin: a day and a time, a day of this
// year or the next and a time, or only a time, of today or tomorrow. Nothing
// written is the zero time. It gives the first such moment that is not over, in
// now's zone. The errors are those that [StartFault] has words for: a time that
// the zone's clocks pass over, or show twice, is refused.
func ParseStart(text string, now time.Time) (time.Time, error) {
	text = strings.Join(strings.Fields(strings.ReplaceAll(text, "T", " ")), " ")
	if text == "" {
		return time.Time{}, nil
	}
	if clock := strings.LastIndex(text, "."); clock > 0 && !strings.Contains(text, ":") {
		text = text[:clock] + ":" + text[clock+1:] // 13.00
	}
	// Days and times are counted as if no clock were ever put forward or back.
	today := time.Date(now.Year(), now.Month(), now.Day(), now.Hour(), now.Minute(), now.Second(), now.Nanosecond(), time.UTC)
	if at, err := time.Parse("2006-1-2 15:04", text); err == nil {
		return shownBy(at, now.Location())
	}
	if at, err := time.Parse("2006-1-2 15:04", strconv.Itoa(now.Year())+"-"+text); err == nil {
		if at.Before(today.Add(-24 * time.Hour)) {
			at = at.AddDate(1, 0, 0)
		}
		return shownBy(at, now.Location())
	}
	if at, err := time.Parse("15:04", text); err == nil {
		at = time.Date(today.Year(), today.Month(), today.Day(), at.Hour(), at.Minute(), 0, 0, time.UTC)
		if at.Before(today) {
			at = at.AddDate(0, 0, 1)
		}
		return shownBy(at, now.Location())
	}
	return time.Time{}, errNoTime
}

// shownBy is the moment at which clocks in zone show what a clock of UTC shows
// at wall.
func shownBy(wall time.Time, zone *time.Location) (time.Time, error) {
	shows := func(at time.Time) bool { return at.Format(time.DateTime) == wall.Format(time.DateTime) }
	at := time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), 0, 0, zone)
	if !shows(at) {
		return time.Time{}, errSkippedTime
	}
	_, offset := at.Zone()
	from, to := at.ZoneBounds()
	for _, beside := range []time.Time{from.Add(-time.Second), to} {
		_, other := beside.In(zone).Zone()
		if again := at.Add(time.Duration(offset-other) * time.Second); !again.Equal(at) && shows(again) {
			return time.Time{}, errTwiceTime
		}
	}
	return at, nil
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
