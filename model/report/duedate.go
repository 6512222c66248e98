package report

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"verkstad/model"
	"verkstad/model/text"
)

// months are the names of months and how people shorten them, in Swedish and English.
var months = func() map[string]time.Month {
	of := map[string]time.Month{}
	for i, names := range []string{
		"januari january jan", "februari february feb", "mars march mar", "april apr", "maj may", "juni june jun", "juli july jul",
		"augusti august aug", "september sept sep", "oktober october okt oct", "november nov", "december dec",
	} {
		for name := range strings.FieldsSeq(names) {
			of[name] = time.Month(i + 1)
		}
	}
	return of
}()

// weekdays are the names of weekdays.
var weekdays = func() map[string]time.Weekday {
	of := map[string]time.Weekday{}
	for i, names := range []string{
		"söndag sön sunday sun", "måndag mån monday mon", "tisdag tis tuesday tue", "onsdag ons wednesday wed", "torsdag tor tors thursday thu", "fredag fre friday fri", "lördag lör saturday sat",
	} {
		for name := range strings.FieldsSeq(names) {
			of[name] = time.Weekday(i)
		}
	}
	return of
}()

// leads are words before a date that leave it as it is.
var leads = map[string]bool{"senast": true, "den": true, "klart": true, "till": true, "by": true, "on": true, "the": true}

var (
	isoDate   = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})$`)
	slashDate = regexp.MustCompile(`^(\d{1,2})/(\d{1,2})(?:[ /-](\d{4}))?$`)
	dayFirst  = regexp.MustCompile(`^(\d{1,2})(?::?e|:?a|st|nd|rd|th)? (?:of )?(\pL+)(?: (\d{4}))?$`)
	dayLast   = regexp.MustCompile(`^(\pL+) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?$`)
)

// DueDate reads when something is promised for as a day, if it can only mean one: "5
// december", "fredag 5/12", "2026-12-05", "by Dec 5". A day without a year is the next one
// from after on. It is not certain, and ok is false, of "fredag" and "före jul", of a weekday
// that the day is not, and of 5/12 in English, where it may be the twelfth of May.
func DueDate(said, lang string, after time.Time) (day time.Time, ok bool) {
	words := strings.Fields(strings.NewReplacer(",", " ", ".", " ").Replace(strings.ToLower(text.OneLine(said))))
	weekday, named := time.Sunday, false
	for len(words) > 0 {
		if d, is := weekdays[words[0]]; is && !named {
			weekday, named = d, true
		} else if !leads[words[0]] {
			break
		}
		words = words[1:]
	}
	day, ok = dayIn(strings.Join(words, " "), lang, after)
	return day, ok && (!named || day.Weekday() == weekday)
}

// dayIn reads a day without words before it.
func dayIn(s, lang string, after time.Time) (time.Time, bool) {
	number := func(s string) int { n, _ := strconv.Atoi(s); return n }
	if m := isoDate.FindStringSubmatch(s); m != nil {
		return exactly(number(m[1]), time.Month(number(m[2])), number(m[3]), after)
	}
	if m := slashDate.FindStringSubmatch(s); m != nil {
		if lang != "sv" && number(m[1]) <= 12 && number(m[2]) <= 12 {
			return time.Time{}, false
		}
		return exactly(number(m[3]), time.Month(number(m[2])), number(m[1]), after)
	}
	if m := dayFirst.FindStringSubmatch(s); m != nil {
		return exactly(number(m[3]), months[m[2]], number(m[1]), after)
	}
	if m := dayLast.FindStringSubmatch(s); m != nil {
		return exactly(number(m[3]), months[m[1]], number(m[2]), after)
	}
	return time.Time{}, false
}

// exactly returns a day that there is; year 0 is the first in which it comes after.
func exactly(year int, month time.Month, day int, after time.Time) (time.Time, bool) {
	first := time.Date(after.Year(), after.Month(), after.Day(), 0, 0, 0, 0, time.UTC)
	years := []int{year}
	if year == 0 {
		years = []int{first.Year(), first.Year() + 1}
	}
	for _, y := range years {
		t := time.Date(y, month, day, 0, 0, 0, 0, time.UTC)
		if t.Month() == month && t.Day() == day && !t.Before(first) {
			return t, true
		}
	}
	return time.Time{}, false
}

// due is a promise and the day that it is for.
type due struct {
	promise *model.Commitment
	day     time.Time
}

// dues returns the promises that are not done and whose day is certain, and the others that
// say when.
func dues(b *model.Board, w Words) (certain []due, others []*model.Commitment) {
	for _, c := range b.Promises() {
		if c.When == "" || c.Status == model.CommitmentDone || c.Status == model.CommitmentDropped {
			continue
		}
		if day, ok := DueDate(c.When, w.Lang(), Began(b).In(w.Zone())); ok {
			certain = append(certain, due{c, day})
		} else {
			others = append(others, c)
		}
	}
	return certain, others
}

// DueDates returns the promises with a certain day as an iCalendar file (RFC 5545) with an
// event of a whole day for each. The time of writing of
// all is when the workshop began: equal boards give equal files, and nothing tells who wrote
// when. It returns [model.ErrNoDates] if no day is certain.
func DueDates(b *model.Board, w Words) ([]byte, error) {
	certain, _ := dues(b, w)
	if len(certain) == 0 {
		return nil, model.ErrNoDates
	}
	c := newCalendar()
	for _, d := range certain {
		c.line("BEGIN:VEVENT")
		c.line("UID:" + b.ID + "-" + strconv.Itoa(int(d.promise.ID)) + "@verkstad")
		c.line("DTSTAMP:" + Began(b).UTC().Format(calendarTime))
		c.line("DTSTART;VALUE=DATE:" + d.day.Format(calendarDay))
		c.line("DTEND;VALUE=DATE:" + d.day.AddDate(0, 0, 1).Format(calendarDay))
		c.line("SUMMARY:" + icsText(text.OneLine(d.promise.What)))
		about := []string{text.OneLine(b.Title), text.OneLine(d.promise.When)}
		if who := Promiser(b, d.promise, w); who != "" {
			about = append([]string{text.OneLine(who)}, about...)
		}
		c.line("DESCRIPTION:" + icsText(strings.Join(about, "\n")))
		c.line("TRANSP:TRANSPARENT")
		c.line("END:VEVENT")
	}
	return c.end(), nil
}

// Undated returns a sentence on the promises that say when, but not on which day, and so are
// not in [DueDates]; empty if there are none.
func Undated(b *model.Board, w Words) string {
	_, others := dues(b, w)
	if len(others) == 0 {
		return ""
	}
	var said []string
	for _, c := range others {
		said = append(said, text.OneLine(c.What)+" ("+text.OneLine(c.When)+")")
	}
	return w.N("report.summary.undated", len(others), "Promises", strings.Join(said, "; "))
}
