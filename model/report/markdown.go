package report

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/text"
)

// Words is the catalogue that a report takes its words from; see package ui/i18n.
type Words interface {
	T(id string, kv ...any) string
	N(id string, n int, kv ...any) string
	Has(id string) bool
	Lang() string
	Zone() *time.Location // the reader's time zone
}

// Markdown writes the document of the workshop as v may see it: CommonMark with GitHub's
// tables. What people wrote is escaped, so that it is shown as they wrote it. Times are in
// w's zone.
func Markdown(b *model.Board, v model.Actor, w Words) string {
	p := &docWriter{b: b, v: v, w: w}
	p.write()
	p.paragraph(p.footer())
	return p.out.String()
}

// docWriter writes one document.
type docWriter struct {
	b   *model.Board
	v   model.Actor
	w   Words
	out strings.Builder

	above  struct{ category, goals, chosen bool } // what the headings above an idea already say of it
	mapped bool                                   // the names of the goals are in a table

	choosing bool // the document has a section on what goes on

	charts map[chartKind]int // where in out each chart stands
	within model.SessionID   // session under whose heading it is writing

	taken   map[model.ItemID]bool // items that are written
	named   []model.ItemID        // clusters that are named among what goes on
	counted []model.RoundID       // votes that are written
	decided []model.RoundID       // votes whose choice is written
	phases  []model.PhaseID       // phases whose sessions, or points, are written
	rated   []model.PhaseID       // phases whose ratings are written; 0 for those of no phase
	written []method.Part         // parts that are written, of those that a document has once
}

// paragraph writes a paragraph of one line.
func (p *docWriter) paragraph(s string) {
	p.out.WriteString(s)
	p.out.WriteString("\n\n")
}

func (p *docWriter) heading(level int, s string) {
	p.paragraph(strings.Repeat("#", level) + " " + s)
}

// item writes an item of a list, depth 0 being the outermost. Further lines of s stay in
// it. A hyphen with nothing after it would make the line above a heading.
func (p *docWriter) item(depth int, s string) {
	if strings.TrimSpace(s) == "" {
		s = "–"
	}
	indent := strings.Repeat("  ", depth)
	p.out.WriteString(indent + "- " + strings.ReplaceAll(s, "\n", "\\\n"+indent+"  ") + "\n")
}

// gap ends a list or a table with an empty line.
func (p *docWriter) gap() { p.out.WriteByte('\n') }

// row writes a row of a table; after the first, the headings, comes [docWriter.rule].
func (p *docWriter) row(cells ...string) {
	p.out.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}

// rule writes the line under a table's headings. Each letter aligns a column: l or r.
func (p *docWriter) rule(align string) {
	cells := make([]string, len(align))
	for i, a := range align {
		cells[i] = "---"
		if a == 'r' {
			cells[i] = "--:"
		}
	}
	p.row(cells...)
}

// esc escapes a text that somebody wrote.
func esc(s string) string { return text.MarkdownEscape(text.Draw(s)) }

// flat escapes a text that somebody wrote, on one line.
func flat(s string) string { return text.MarkdownEscape(strings.ReplaceAll(text.Draw(s), "\n", " ")) }

func (p *docWriter) title() {
	b, w := p.b, p.w
	p.mapped = true // every document has the part on goals
	p.heading(1, flat(b.Title))
	var where []string
	add := func(s string) {
		if s != "" {
			where = append(where, s)
		}
	}
	add(p.when())
	add(flat(b.Node))
	switch {
	case b.Series != "" && b.Number > 0:
		add(w.T("report.series.number", "Series", flat(b.Series), "N", b.Number))
	case b.Series != "":
		add(w.T("report.series.name", "Series", flat(b.Series)))
	}
	if m, ok := method.Get(b.Method); ok {
		add(flat(m.Name.In(w.Lang())))
	} else {
		add(flat(b.Method))
	}
	p.paragraph("*" + strings.Join(where, " · ") + "*")
	if kind := p.kind(); kind != "" {
		p.paragraph("**" + kind + "**")
	}
	if counts := p.counts(); counts != "" {
		p.paragraph(counts)
	}
	if b.Anonymous {
		p.paragraph(w.T("report.anonymous"))
	}
}

// counts returns how many people came and how much they made, of what there is any.
func (p *docWriter) counts() string {
	ideas, _ := p.b.IdeaCount(0)
	var said []string
	for _, of := range []struct {
		unit string
		n    int
	}{
		{"unit.people", p.b.Joined()}, {"unit.ideas", ideas}, {"unit.clusters", len(p.b.Clusters())},
		{"unit.questions", len(p.b.Questions())}, {"unit.commitments", len(p.b.Promises())},
	} {
		if of.n > 0 {
			said = append(said, p.w.N(of.unit, of.n))
		}
	}
	return strings.Join(said, " · ")
}

// Began returns when a workshop began: with its first phase, or else when it was created.
func Began(b *model.Board) time.Time {
	from := b.Created
	for _, ph := range b.Phases() {
		if e := ph.Entered(); !e.IsZero() && (from.Equal(b.Created) || e.Before(from)) {
			from = e
		}
	}
	return from
}

// when returns the day of the workshop with its hours, from the first phase on.
func (p *docWriter) when() string {
	from := Began(p.b)
	if from.IsZero() {
		return ""
	}
	day := p.date(from)
	if p.b.Ended.IsZero() {
		return day + " " + p.clock(from)
	}
	if end := p.date(p.b.Ended); end != day {
		return day + " – " + end
	}
	return day + " " + p.clock(from) + "–" + p.clock(p.b.Ended)
}

func (p *docWriter) date(t time.Time) string {
	t = t.In(p.w.Zone())
	weekday := strings.ToLower(t.Weekday().String())
	month := strings.ToLower(t.Month().String())
	return p.w.T("date.full", "Weekday", p.w.T("date.weekday."+weekday), "Day", t.Day(),
		"Month", p.w.T("date.month."+month), "Year", t.Year())
}

func (p *docWriter) clock(t time.Time) string { return t.In(p.w.Zone()).Format("15:04") }

// capital returns a line with a capital at its beginning, for names that stand in the midst
// of a line elsewhere.
func capital(s string) string {
	if s == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

func (p *docWriter) sector(s model.Sector) string {
	if s == model.NoSector {
		return p.w.T("sector.none")
	}
	return p.w.T("sector." + s.String())
}

// phase returns a phase's title, or its activity's name.
func (p *docWriter) phase(ph *model.Phase) string {
	if ph == nil {
		return ""
	}
	if s := ph.Title.In(p.w.Lang()); s != "" {
		return flat(s)
	}
	return p.w.T("activity." + string(ph.Activity))
}

// people writes who was there by sector, by name where names are shown.
func (p *docWriter) people(selection) {
	people := p.b.People()
	if len(people) == 0 || !p.once(method.PartPeople) {
		return
	}
	of, told := map[model.Sector][]string{}, p.b.SectorsOfPeople()
	led := []string{}
	for _, x := range people {
		if x.Role == model.Observer {
			continue // a projector, or somebody who only watched
		}
		if x.Role == model.Participant {
			s := told.Told(x.Sector)
			of[s] = append(of[s], flat(x.Name))
		} else {
			led = append(led, flat(x.Name)+" ("+p.w.T("role."+string(x.Role))+")")
		}
	}
	for _, s := range append(model.Sectors[:], model.NoSector) {
		names := of[s]
		if len(names) == 0 {
			continue
		}
		line := "**" + capital(p.sector(s)) + "**: " + strconv.Itoa(len(names))
		if !p.b.Anonymous {
			line += " — " + strings.Join(names, ", ")
		}
		p.item(0, line)
	}
	if len(led) > 0 && !p.b.Anonymous {
		p.item(0, strings.Join(led, ", "))
	}
	p.gap()
	p.chartHere(sectorsChart)
}

// agenda writes what each phase took beside what was planned.
func (p *docWriter) agenda(selection) {
	var went []*model.Phase
	for _, ph := range p.b.Phases() {
		if !ph.Entered().IsZero() {
			went = append(went, ph)
		}
	}
	if len(went) == 0 || !p.once(method.PartAgenda) {
		return
	}
	w := p.w
	p.row(w.T("report.agenda.at"), w.T("report.agenda.phase"), w.T("report.agenda.planned"), w.T("report.agenda.used"))
	p.rule("llrr")
	for _, ph := range went {
		used := ph.Elapsed(p.b.Ended) // a report has no current time: a running clock counts up to its last stop
		p.row(p.clock(ph.Entered()), p.phase(ph), w.T("unit.minutes", "N", ph.Minutes), w.T("unit.minutes", "N", minutes(used)))
	}
	p.gap()
}

func minutes(d time.Duration) int { return int(d.Round(time.Minute) / time.Minute) }
