package report

import (
	"strconv"
	"strings"
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/text"
)

// Words is the catalogue that a report takes its words from, see package words.
type Words interface {
	T(id string, kv ...any) string
	N(id string, n int, kv ...any) string
	Lang() string
	Zone() *time.Location // whose clocks the reader goes by
}

// Markdown writes the document of the workshop as v may see it: CommonMark
// with GitHub's tables. What people wrote is escaped, so that it stands there
// as they wrote it. Times are those of w's zone.
func Markdown(b *model.Board, v model.Actor, w Words) string {
	p := &paper{b: b, v: v, w: w}
	p.write()
	p.line(p.made())
	return p.out.String()
}

// paper is a document in the making.
type paper struct {
	b   *model.Board
	v   model.Actor
	w   Words
	out strings.Builder

	above  struct{ category, goals bool } // what the headings above an idea say of it already
	mapped bool                           // the goals have been told by name

	slots  []model.PhaseID // whose sessions have been written
	within model.SessionID // that what is being written stands under
}

// line writes a paragraph of one line.
func (p *paper) line(s string) {
	p.out.WriteString(s)
	p.out.WriteString("\n\n")
}

func (p *paper) heading(level int, s string) {
	p.line(strings.Repeat("#", level) + " " + s)
}

// item writes a line of a list, depth 0 being the outermost. Further lines of
// s stay in it. A hyphen with nothing after it would underline a heading.
func (p *paper) item(depth int, s string) {
	if strings.TrimSpace(s) == "" {
		s = "–"
	}
	indent := strings.Repeat("  ", depth)
	p.out.WriteString(indent + "- " + strings.ReplaceAll(s, "\n", "\\\n"+indent+"  ") + "\n")
}

// gap ends a list or a table.
func (p *paper) gap() { p.out.WriteByte('\n') }

// row writes a line of a table; the first one is its head, see [paper.rule].
func (p *paper) row(cells ...string) {
	p.out.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}

// rule ends the head of a table. Columns are aligned as the letters say: l or r.
func (p *paper) rule(align string) {
	cells := make([]string, len(align))
	for i, a := range align {
		cells[i] = "---"
		if a == 'r' {
			cells[i] = "--:"
		}
	}
	p.row(cells...)
}

// esc is a text that somebody wrote.
func esc(s string) string { return text.MarkdownEscape(text.Draw(s)) }

// flat is a text that somebody wrote, on one line.
func flat(s string) string { return text.MarkdownEscape(strings.ReplaceAll(text.Draw(s), "\n", " ")) }

func (p *paper) title() {
	b, w := p.b, p.w
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
	p.line("*" + strings.Join(where, " · ") + "*")
	if kind := p.kind(); kind != "" {
		p.line("**" + kind + "**")
	}
	ideas, _ := b.IdeaCount(0)
	p.line(strings.Join([]string{
		w.N("unit.people", b.Joined()), w.N("unit.ideas", ideas), w.N("unit.clusters", len(b.Clusters())),
		w.N("unit.questions", len(b.Questions())), w.N("unit.commitments", len(b.Promises())),
	}, " · "))
	if b.Anonymous {
		p.line(w.T("report.anonymous"))
	}
}

// when is the day of the workshop with its hours, from the first phase on.
func (p *paper) when() string {
	from := p.b.Created
	for _, ph := range p.b.Phases() {
		if e := ph.Entered(); !e.IsZero() && (from.Equal(p.b.Created) || e.Before(from)) {
			from = e
		}
	}
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

func (p *paper) date(t time.Time) string {
	t = t.In(p.w.Zone())
	weekday := strings.ToLower(t.Weekday().String())
	month := strings.ToLower(t.Month().String())
	return p.w.T("date.full", "Weekday", p.w.T("date.weekday."+weekday), "Day", t.Day(),
		"Month", p.w.T("date.month."+month), "Year", t.Year())
}

func (p *paper) clock(t time.Time) string { return t.In(p.w.Zone()).Format("15:04") }

func (p *paper) sector(s model.Sector) string {
	if s == model.NoSector {
		return p.w.T("sector.none")
	}
	return p.w.T("sector." + s.String())
}

// phase is a phase's title, or its activity's name.
func (p *paper) phase(ph *model.Phase) string {
	if ph == nil {
		return ""
	}
	if s := ph.Title.In(p.w.Lang()); s != "" {
		return flat(s)
	}
	return p.w.T("activity." + string(ph.Activity))
}

// people lists who was there by sector, by name where names are shown.
func (p *paper) people() {
	people := p.b.People()
	if len(people) == 0 {
		return
	}
	p.heading(2, p.w.T("report.people.title"))
	of, told := map[model.Sector][]string{}, p.b.SectorsOfPeople()
	led := []string{}
	for _, x := range people {
		if x.Role == model.Observer {
			continue // a big screen, or who looked on
		}
		if x.Role == model.Participant {
			s := told.Of(x.Sector)
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
		line := "**" + p.sector(s) + "**: " + strconv.Itoa(len(names))
		if !p.b.Anonymous {
			line += " — " + strings.Join(names, ", ")
		}
		p.item(0, line)
	}
	if len(led) > 0 && !p.b.Anonymous {
		p.item(0, strings.Join(led, ", "))
	}
	p.gap()
}

// agenda lays what each phase took beside what was planned.
func (p *paper) agenda() {
	var went []*model.Phase
	for _, ph := range p.b.Phases() {
		if !ph.Entered().IsZero() {
			went = append(went, ph)
		}
	}
	if len(went) == 0 {
		return
	}
	w := p.w
	p.heading(2, w.T("report.agenda.title"))
	p.row(w.T("report.agenda.at"), w.T("report.agenda.phase"), w.T("report.agenda.planned"), w.T("report.agenda.used"))
	p.rule("llrr")
	for _, ph := range went {
		used := ph.Elapsed(p.b.Ended) // a report knows no now: a clock that runs counts from its last stop
		p.row(p.clock(ph.Entered()), p.phase(ph), w.T("unit.minutes", "N", ph.Minutes), w.T("unit.minutes", "N", minutes(used)))
	}
	p.gap()
}

func minutes(d time.Duration) int { return int(d.Round(time.Minute) / time.Minute) }
