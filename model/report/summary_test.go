package report_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/lineage"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/ui/i18n"
)

// onePage is how many lines a page has.
const onePage = 45

// TestASummaryIsOnePage holds the summary of every method, also of one in which a crowd wrote
// at length, to a page, and to say who was there and what is promised.
func TestASummaryIsOnePage(t *testing.T) {
	for _, m := range method.All() {
		r := held(t, m)
		for _, lang := range i18n.Languages {
			s := report.Summary(r.b, model.Host, i18n.For(lang), nil)
			golden(t, "documents/"+m.ID+"."+lang+".txt", s)
			if !strings.HasPrefix(s, "Återbruk i byn\n") {
				t.Errorf("the summary of %s does not begin with its title:\n%s", m.ID, s)
			}
		}
		names := crowd()
		if m.GroupMax > 0 && m.GroupMax < 7 {
			names = names[:2]
		}
		s, lines := report.Summary(heldBy(t, m, names, 5, long).b, model.Host, swedish(), nil), 0
		for line := range strings.Lines(s) {
			lines += 1 + len([]rune(line))/90
		}
		if lines > onePage {
			t.Errorf("the summary of %s has %d lines:\n%s", m.ID, lines, s)
		}
	}
}

// TestASummaryNamesTheNextMeeting holds that it is the planned one that follows in the series.
func TestASummaryNamesTheNextMeeting(t *testing.T) {
	r, people := colab(t, false)
	r.finish(people)
	planned := func(number int, start time.Time) lineage.Meeting {
		b := *r.b
		b.Number, b.Title, b.Start = number, "Träff två", start
		return lineage.Meeting{Board: &b}
	}
	at := time.Date(2026, 12, 14, 12, 0, 0, 0, time.UTC)
	next := report.NextOf(r.b, []lineage.Meeting{planned(1, at), planned(2, time.Time{}), planned(2, at), planned(3, at)})
	if next == nil || next.Number != 2 || next.Start.IsZero() {
		t.Fatalf("the next meeting is %+v", next)
	}
	s := report.Summary(r.b, model.Host, i18n.For("en"), next)
	if !strings.Contains(s, "Next time: Träff två, Monday 14 December 2026 at ") {
		t.Errorf("it does not say when:\n%s", s)
	}
	if got := report.NextOf(r.b, []lineage.Meeting{planned(2, time.Time{})}); got != nil {
		t.Error("a meeting without a time is the next one")
	}
}

// TestNoNamesInASummary holds that an anonymous workshop has none here either, nor in a
// calendar.
func TestNoNamesInASummary(t *testing.T) {
	r, people := colab(t, true)
	r.finish(people)
	s := report.Summary(r.b, model.Host, swedish(), nil)
	if strings.Contains(s, "Bosse") || !strings.Contains(s, "Ringer kommunen, fredag") {
		t.Errorf("of an anonymous workshop:\n%s", s)
	}
}

func TestDueDate(t *testing.T) {
	after := time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC)
	for said, want := range map[string]string{
		"5 december": "2026-12-05", "den 5 december 2026": "2026-12-05", "senast 5 dec": "2026-12-05", "lördag 5 december": "2026-12-05", "lördag 5/12": "2026-12-05",
		"5/12": "2026-12-05", "5:e december": "2026-12-05", "23 november": "2026-11-23", "22 november": "2027-11-22", "2027-01-07": "2027-01-07", "7/1 2027": "2027-01-07", "7 jan.": "2027-01-07",
		"fredag": "", "före jul": "", "före 5 december": "", "fredag 5 december": "", "30 februari": "", "2026-11-01": "", "5 december eller så": "", "vecka 50": "", "december": "", "5": "", "": "", "i december 5": "",
		"på 5/12 eller 6/12": "", "2026-13-01": "", "0/5": "", "00/00": "",
	} {
		check(t, said, "sv", after, want)
	}
	for said, want := range map[string]string{
		"Dec 5": "2026-12-05", "by December 5th": "2026-12-05", "5th of December": "2026-12-05", "Saturday, 5 December": "2026-12-05", "the 5th December 2026": "2026-12-05",
		"25/12": "2026-12-25", "5/12": "", "12/25": "", "Friday": "", "before Dec 5": "", "next week": "",
	} {
		check(t, said, "en", after, want)
	}
}

func check(t *testing.T, said, lang string, after time.Time, want string) {
	t.Helper()
	got := ""
	if day, ok := report.DueDate(said, lang, after); ok {
		got = day.Format(time.DateOnly)
	}
	if got != want {
		t.Errorf("%q in %s is %q, want %q", said, lang, got, want)
	}
}

// TestDatesOfPromises holds the calendar of the promises that say which day, and that the
// others are named.
func TestDatesOfPromises(t *testing.T) {
	r := newRoom(t, false)
	asa := r.join("Åsa", model.CivilSociety)
	r.enter(method.Commit)
	if _, err := report.DueDates(r.b, swedish()); !errors.Is(err, model.ErrNoDates) {
		t.Errorf("without promises: %v", err)
	}
	r.do(asa, model.MakeCommitment{What: "Ringer kommunen; och skolan", Who: "Åsa", When: "fredag 4 december"})
	r.do(asa, model.MakeCommitment{What: "Bokar salen", Who: "Åsa", When: "före jul"})
	done := r.do(asa, model.MakeCommitment{What: "Klart redan", Who: "Åsa", When: "7 december"})
	r.do(asa, model.FollowCommitment{ID: done, Status: model.CommitmentDone})
	raw, err := report.DueDates(r.b, swedish())
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "promises.ics", string(raw))
	if got, want := report.Undated(r.b, swedish()), "Utan säkert datum, och därför inte i kalendern: Bokar salen (före jul)"; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
}
