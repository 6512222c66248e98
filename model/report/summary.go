package report

import (
	"slices"
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/text"
)

// How much of each kind a summary has: with the rest named by number it is one page.
const (
	mostPoints   = 7
	mostPromises = 12
)

// Summary writes what the workshop came to on one page, as plain text for a mail: who was
// there by sector, what the group goes on with, who promises what until when, the next time.
// next is the meeting that follows in the series, if one is planned; it may be nil.
func Summary(b *model.Board, v model.Actor, w Words, next *model.Board) string {
	p := &summaryWriter{docWriter: docWriter{b: b, v: v, w: w}}
	p.line(text.OneLine(b.Title))
	where := []string{p.when()}
	if b.Node != "" {
		where = append(where, text.OneLine(b.Node))
	}
	p.line(strings.Join(where, " · "))
	p.line(p.whoCame())
	p.list(p.points())
	p.list(p.promised())
	if next != nil && !next.Start.IsZero() {
		when := p.w.T("report.summary.next", "Title", text.OneLine(next.Title), "Date", p.date(next.Start), "Clock", p.clock(next.Start))
		p.line("")
		p.line(when)
	}
	return p.out.String()
}

// summaryWriter writes a summary.
type summaryWriter struct{ docWriter }

func (p *summaryWriter) line(s string) { p.out.WriteString(s + "\n") }

// listed is a heading with lines, of which only the first most stand in a summary.
type listed struct {
	title string
	lines []string
	most  int
}

// list writes a heading with its lines, and how many more there are.
func (p *summaryWriter) list(l listed) {
	if len(l.lines) == 0 {
		return
	}
	p.line("")
	p.line(l.title)
	for _, line := range l.lines[:min(l.most, len(l.lines))] {
		p.line("- " + line)
	}
	if rest := len(l.lines) - l.most; rest > 0 {
		p.line("- " + p.w.N("report.summary.more", rest))
	}
}

// whoCame returns how many were there, by sector.
func (p *summaryWriter) whoCame() string {
	told, of, all := p.b.SectorsOfPeople(), map[model.Sector]int{}, 0
	for _, x := range p.b.People() {
		if x.Role == model.Participant {
			of[told.Told(x.Sector)]++
			all++
		}
	}
	var parts []string
	for _, s := range append(model.Sectors[:], model.NoSector) {
		if of[s] > 0 {
			parts = append(parts, p.sector(s)+" "+strconv.Itoa(of[s]))
		}
	}
	if all == 0 {
		return p.w.N("unit.people", 0)
	}
	return p.w.N("unit.people", all) + ": " + strings.Join(parts, ", ")
}

// points returns what the group goes on with: what was chosen, or else the questions with the
// most support, or else the largest clusters.
func (p *summaryWriter) points() listed {
	if on := p.b.GoingOn(); len(on) > 0 {
		return listed{p.w.T("report.summary.chosen"), p.texts(on), mostPoints}
	}
	questions := p.b.Questions()
	if chosen := slices.DeleteFunc(slices.Clone(questions), func(q *model.Question) bool { return !q.Chosen }); len(chosen) > 0 {
		return listed{p.w.T("report.summary.chosen"), questionTexts(chosen), mostPoints}
	}
	if len(questions) > 0 {
		slices.SortStableFunc(questions, func(x, y *model.Question) int { return y.Backers() - x.Backers() })
		return listed{p.w.T("report.questions.title"), questionTexts(questions), mostPoints}
	}
	groups := p.b.Groups(p.v)[1:]
	slices.SortStableFunc(groups, func(x, y model.Group) int { return len(y.Ideas) - len(x.Ideas) })
	var titles []string
	for _, g := range groups {
		if g.Cluster.Title != "" {
			titles = append(titles, text.OneLine(g.Cluster.Title)+" ("+p.w.N("unit.ideas", len(g.Ideas))+")")
		}
	}
	return listed{p.w.T("report.summary.clusters"), titles, mostPoints}
}

func questionTexts(questions []*model.Question) (lines []string) {
	for _, q := range questions {
		lines = append(lines, text.OneLine(q.Text))
	}
	return lines
}

// texts returns what items say that the viewer may see.
func (p *summaryWriter) texts(ids []model.ItemID) (lines []string) {
	for _, id := range ids {
		said := ""
		if q := p.b.Question(id); q != nil {
			said = q.Text
		} else if c := p.b.Cluster(id); c != nil {
			said = c.Title
		} else if i := p.b.Idea(id); i != nil && p.b.CanSee(p.v, i) {
			said = i.Text
		}
		if said = text.OneLine(said); said != "" {
			lines = append(lines, said)
		}
	}
	return lines
}

// promised returns the promises that are not done yet, with who and when.
func (p *summaryWriter) promised() listed {
	var lines []string
	for _, c := range p.b.Promises() {
		if c.Status == model.CommitmentDone || c.Status == model.CommitmentDropped {
			continue
		}
		line := text.OneLine(c.What)
		if who := Promiser(p.b, c, p.w); who != "" {
			line += " — " + text.OneLine(who)
		}
		if c.When != "" {
			line += ", " + text.OneLine(c.When)
		}
		lines = append(lines, line)
	}
	return listed{p.w.T("report.commitments.title"), lines, mostPromises}
}
