package report

import (
	"bytes"
	"strings"
	"time"
	"unicode/utf8"

	"verkstad/model"
	"verkstad/model/text"
)

// Planned is a workshop, when it will be held, and the command line to join.
type Planned struct {
	Board *model.Board
	Start time.Time
	Join  string // ssh -p 2222 KRABBA@192.168.1.20
}

// end returns when the agenda ends.
func (p Planned) end() time.Time {
	minutes := 0
	for _, ph := range p.Board.Phases() {
		minutes += ph.Minutes
	}
	return p.Start.Add(time.Duration(max(minutes, 15)) * time.Minute)
}

// Invitation returns the plain text that invites people, with the command line to join.
func Invitation(p Planned, w Words) string {
	b := p.Board
	paper := &docWriter{b: b, w: w}
	lines := []string{
		w.T("region.invite.hello", "Title", text.Draw(b.Title)), "",
		w.T("region.invite.when", "Date", paper.date(p.Start), "From", paper.clock(p.Start), "To", paper.clock(p.end())),
	}
	if b.Node != "" {
		lines = append(lines, w.T("region.invite.where", "Node", text.Draw(b.Node)))
	}
	lines = append(lines, "", w.T("region.invite.how"), "", "    "+p.Join, "", w.T("region.invite.then"))
	return strings.Join(lines, "\n") + "\n"
}

// Calendar returns the workshop as an iCalendar file (RFC 5545) with one event. now is the
// time of writing.
func Calendar(p Planned, w Words, now time.Time) []byte {
	c := newCalendar()
	line := c.line
	line("BEGIN:VEVENT")
	line("UID:" + p.Board.ID + "@verkstad")
	line("DTSTAMP:" + now.UTC().Format(calendarTime))
	line("DTSTART:" + p.Start.UTC().Format(calendarTime))
	line("DTEND:" + p.end().UTC().Format(calendarTime))
	line("SUMMARY:" + icsText(text.Draw(p.Board.Title)))
	if p.Board.Node != "" {
		line("LOCATION:" + icsText(text.Draw(p.Board.Node)))
	}
	line("DESCRIPTION:" + icsText(Invitation(p, w)))
	line("END:VEVENT")
	return c.end()
}

// Times and days in a calendar.
const (
	calendarTime = "20060102T150405Z"
	calendarDay  = "20060102"
)

// calendar is an iCalendar file that is being written.
type calendar struct{ out bytes.Buffer }

func newCalendar() *calendar {
	c := &calendar{}
	c.line("BEGIN:VCALENDAR")
	c.line("VERSION:2.0")
	c.line("PRODID:-//Verkstad//Verkstad//EN")
	return c
}

func (c *calendar) line(s string) { foldLine(&c.out, s) }

// end ends the file and returns it.
func (c *calendar) end() []byte {
	c.line("END:VCALENDAR")
	return c.out.Bytes()
}

var icsEscapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

func icsText(s string) string { return icsEscapes.Replace(s) }

// foldLine writes a content line, folded after at most 75 octets and never within a
// character.
func foldLine(out *bytes.Buffer, s string) {
	room := 75
	for len(s) > room {
		cut := room
		for !utf8.RuneStart(s[cut]) {
			cut--
		}
		out.WriteString(s[:cut] + "\r\n ")
		s, room = s[cut:], 74
	}
	out.WriteString(s + "\r\n")
}
