package i18n

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// weekdays and months are the ids' last parts, as time.Weekday and time.Month
// count them.
var (
	weekdays = [...]string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}
	months   = [...]string{"", "january", "february", "march", "april", "may", "june", "july",
		"august", "september", "october", "november", "december"}
)

// Weekday returns the name of a weekday: "måndag", "Monday".
func (w *Words) Weekday(d time.Weekday) string {
	return w.T("date.weekday." + weekdays[d%7])
}

// month returns the name of a month: "mars", "March".
func (w *Words) month(m time.Month) string {
	if m < time.January || m > time.December {
		return strconv.Itoa(int(m))
	}
	return w.T("date.month." + months[m])
}

// Date returns the day of t in its own time zone: "måndag 2 mars 2026",
// "Monday 2 March 2026".
func (w *Words) Date(t time.Time) string {
	return w.T("date.full", "Weekday", w.Weekday(t.Weekday()), "Day", t.Day(), "Month", w.month(t.Month()), "Year", t.Year())
}

// Day returns the day of t without its year and weekday: "2 mars", "2 March".
func (w *Words) Day(t time.Time) string {
	return w.T("date.day", "Day", t.Day(), "Month", w.month(t.Month()))
}

// Time returns the time of day of t in its own time zone: "09:05".
func (w *Words) Time(t time.Time) string { return t.Format("15:04") }

// Clock returns a remaining time as "06:12", from an hour on as "1:06:12".
// Parts of a second are rounded up, so that a countdown shows 00:00 only once
// time is up; what is over time has a minus sign: "−00:30".
func (w *Words) Clock(d time.Duration) string {
	sign := ""
	if d < 0 {
		d = -d.Truncate(time.Second)
		if d > 0 {
			sign = "−"
		}
	} else if rest := d % time.Second; rest > 0 {
		d += time.Second - rest
	}
	seconds := int64(d / time.Second)
	if seconds >= 3600 {
		return fmt.Sprintf("%s%d:%02d:%02d", sign, seconds/3600, seconds/60%60, seconds%60)
	}
	return fmt.Sprintf("%s%02d:%02d", sign, seconds/60, seconds%60)
}

// Duration returns a planned time in hours and minutes, rounded to minutes:
// "25 min", "3 h", "1 h 20 min".
func (w *Words) Duration(d time.Duration) string {
	minutes := int(d.Round(time.Minute) / time.Minute)
	switch hours := minutes / 60; {
	case hours == 0:
		return w.T("unit.minutes", "N", minutes)
	case minutes%60 == 0:
		return w.T("unit.hours", "N", hours)
	default:
		return w.T("unit.hours", "N", hours) + " " + w.T("unit.minutes", "N", minutes%60)
	}
}

// Bytes returns a size in bytes as people write it, in units of 1,024, with one
// decimal unless it is whole: "900 byte", "64 kB", "1.5 MB".
func (w *Words) Bytes(n int64) string {
	unit, size := "unit.bytes", float64(n)
	for _, larger := range []string{"unit.kilobytes", "unit.megabytes", "unit.gigabytes"} {
		if size < 1024 {
			break
		}
		unit, size = larger, size/1024
	}
	number := strconv.FormatFloat(math.Round(size*10)/10, 'f', -1, 64)
	return w.T(unit, "N", strings.Replace(number, ".", w.T("unit.decimal"), 1))
}
