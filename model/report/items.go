package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"verkstad/model"
)

// board writes the clusters with their ideas, and last the ideas that are in none.
func (p *docWriter) board() {
	groups := p.b.Groups(p.v)
	groups = append(groups[1:], groups[0])
	if len(groups) == 1 && len(groups[0].Ideas) == 0 {
		return
	}
	p.heading(2, p.w.T("report.board.title"))
	for _, g := range groups {
		switch {
		case g.Cluster != nil:
			p.heading(3, p.clusterTitle(g.Cluster)+" ("+strconv.Itoa(len(g.Ideas))+")")
			p.underTitle(g)
		case len(g.Ideas) == 0:
			continue
		case len(groups) > 1:
			p.heading(3, p.w.T("report.board.free")+" ("+strconv.Itoa(len(g.Ideas))+")")
		}
		p.ideas(g.Ideas)
	}
}

func (p *docWriter) clusterTitle(c *model.Cluster) string {
	if c.Title == "" {
		return p.w.T("report.board.untitled", "ID", int(c.ID))
	}
	return flat(c.Title)
}

func (p *docWriter) ideas(ideas []*model.Idea) {
	for _, i := range ideas {
		p.item(0, p.idea(i))
		for _, part := range p.b.Parts(i.ID) {
			if !part.Removed && (!part.Hidden || p.v.Role == model.Facilitator) {
				p.item(1, p.idea(part))
			}
		}
	}
	if len(ideas) > 0 {
		p.gap()
	}
}

// idea returns a card with its marks.
func (p *docWriter) idea(i *model.Idea) string {
	var marks []string
	if i.Sector != model.NoSector {
		marks = append(marks, p.sector(i.Sector))
	}
	if c := p.category(i.ID); c != "" && !p.above.category {
		marks = append(marks, c)
	}
	if s := p.goalList(model.Serves{Goals: i.Goals, Targets: i.Targets}); s != "" && !p.above.goals {
		marks = append(marks, s)
	}
	if s := p.inSession(i.Session); s != "" {
		marks = append(marks, s)
	}
	if i.Hidden {
		marks = append(marks, p.w.T("report.board.hidden"))
	}
	if s := p.from(i.Origin); s != "" {
		marks = append(marks, s)
	}
	marks = append(marks, p.said(p.b.SaidOf(i))...)
	if len(marks) == 0 {
		return esc(i.Text)
	}
	return esc(i.Text) + " *(" + strings.Join(marks, ", ") + ")*"
}

// questions writes the questions, the chosen ones first, then by support.
func (p *docWriter) questions() {
	questions := p.b.Questions()
	if len(questions) == 0 {
		return
	}
	slices.SortStableFunc(questions, func(a, b *model.Question) int {
		if a.Chosen != b.Chosen {
			if a.Chosen {
				return -1
			}
			return 1
		}
		return cmp.Compare(b.Backers(), a.Backers())
	})
	p.heading(2, p.w.T("report.questions.title"))
	for _, q := range questions {
		line := flat(q.Text)
		if q.Chosen {
			line = "**" + line + "**"
		}
		if marks := p.questionMarks(q); len(marks) > 0 {
			line += " *(" + strings.Join(marks, ", ") + ")*"
		}
		p.item(0, line)
		if q.Parent != 0 {
			if parent := p.b.Question(q.Parent); parent != nil && !parent.Removed {
				p.item(1, p.w.T("report.questions.reworded", "Text", flat(parent.Text)))
			}
		} else if c := p.b.Cluster(q.Cluster); c != nil && !c.Removed {
			p.item(1, p.w.T("report.questions.from", "Cluster", p.clusterTitle(c)))
		}
	}
	p.gap()
}

func (p *docWriter) questionMarks(q *model.Question) []string {
	var marks []string
	if q.Chosen {
		marks = append(marks, p.w.T("report.questions.chosen"))
	}
	switch q.Kind {
	case model.OpenQuestion:
		marks = append(marks, p.w.T("report.questions.open"))
	case model.ClosedQuestion:
		marks = append(marks, p.w.T("report.questions.closed"))
	}
	if n := q.Backers(); n > 0 {
		marks = append(marks, p.w.N("report.questions.support", n))
	}
	if s := p.goalList(model.Serves{Goals: q.Goals, Targets: q.Targets}); s != "" {
		marks = append(marks, s)
	}
	if s := p.inSession(q.Session); s != "" {
		marks = append(marks, s)
	}
	if s := p.from(q.Origin); s != "" {
		marks = append(marks, s)
	}
	return append(marks, p.said(p.b.SaidOfQuestion(q))...)
}

// commitments writes who does what until when.
func (p *docWriter) commitments() {
	if len(p.b.Commitments()) == 0 {
		return
	}
	p.heading(2, p.w.T("report.commitments.title"))
	if promises := p.b.Promises(); len(promises) > 0 {
		p.promises(promises)
	}
	p.untaken()
}

// promises writes the table of who does what until when.
func (p *docWriter) promises(commitments []*model.Commitment) {
	w := p.w
	p.row(w.T("report.commitments.what"), w.T("report.commitments.who"), w.T("report.commitments.when"),
		w.T("report.commitments.status"), w.T("report.commitments.from"))
	p.rule("lllll")
	for _, c := range commitments {
		who := flat(Promiser(p.b, c, p.w))
		status := w.T(statusWord(c.Status))
		if note := FollowNote(p.b, c, p.w); note != "" {
			status += ": " + flat(note)
		}
		p.row(flat(c.What), who, flat(c.When), status, cmp.Or(p.origin(c.From), p.from(c.Origin)))
	}
	p.gap()
}

// untaken writes what nobody has committed to.
func (p *docWriter) untaken() {
	said := false
	for _, c := range p.b.Commitments() {
		if !p.b.Untaken(c) {
			continue
		}
		if !said {
			p.heading(3, p.w.T("report.untaken"))
			said = true
		}
		p.item(0, p.promise(c))
	}
	if said {
		p.gap()
	}
}

// promise returns a commitment as a line: what, who and when.
func (p *docWriter) promise(c *model.Commitment) string {
	line := flat(c.What)
	if who := Promiser(p.b, c, p.w); who != "" {
		line += " — " + flat(who)
	}
	if c.When != "" {
		line += ", " + flat(c.When)
	}
	return line
}

func statusWord(s model.CommitmentStatus) string {
	switch s {
	case model.CommitmentGoingOn:
		return "report.status.going"
	case model.CommitmentDone:
		return "report.status.done"
	case model.CommitmentDropped:
		return "report.status.dropped"
	default:
		return "report.status.open"
	}
}

// origin returns the text of the item that something came from, if the viewer may see it.
func (p *docWriter) origin(id model.ItemID) string {
	if q := p.b.Question(id); q != nil && !q.Removed {
		return flat(q.Text)
	}
	if c := p.b.Cluster(id); c != nil && !c.Removed {
		return p.clusterTitle(c)
	}
	if i := p.b.Idea(id); i != nil && p.b.CanSee(p.v, i) {
		return flat(i.Text)
	}
	return ""
}

func (p *docWriter) parkingLot() {
	if parked := p.b.ParkingLot(p.v); len(parked) > 0 {
		p.heading(2, p.w.T("report.parking.title"))
		p.ideas(parked)
	}
}
