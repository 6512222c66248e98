package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"verkstad/model"
)

// board writes the clusters with their ideas, by category if they have one, and last the
// ideas that are in none.
func (p *docWriter) board(s selection) {
	groups := p.b.Groups(p.v)
	free := groups[0]
	groups = slices.DeleteFunc(groups[1:], func(g model.Group) bool { return !s.has(g.Cluster.Phase) || !p.take(g.Cluster.ID) })
	p.clusters(groups)
	ideas := slices.DeleteFunc(free.Ideas, func(i *model.Idea) bool { return !s.has(i.Phase) || p.taken[i.ID] })
	if len(ideas) > 0 && len(groups) > 0 {
		p.heading(3, p.w.T("report.board.free")+" ("+strconv.Itoa(len(ideas))+")")
	}
	p.ideas(ideas)
}

// clusters writes clusters with their ideas: each under a heading, or where they have
// categories, as lists under those.
func (p *docWriter) clusters(groups []model.Group) {
	var of []string
	for _, name := range p.categories() {
		if slices.ContainsFunc(groups, func(g model.Group) bool { return p.category(g.Cluster.ID) == name }) {
			of = append(of, name)
		}
	}
	if len(of) == 0 {
		p.clusterNames(groups)
		for _, g := range groups {
			if len(p.fresh(g.Ideas)) == 0 {
				continue
			}
			p.heading(3, p.clusterTitle(g.Cluster)+" ("+strconv.Itoa(len(g.Ideas))+")")
			p.underTitle(g)
			p.ideas(g.Ideas)
		}
		return
	}
	votes := lastVotes(p.b)
	for _, name := range append(of, "") {
		here := slices.DeleteFunc(slices.Clone(groups), func(g model.Group) bool { return p.category(g.Cluster.ID) != name })
		if len(here) == 0 {
			continue
		}
		p.heading(3, cmp.Or(capital(name), p.w.T("report.document.nocategory")))
		slices.SortStableFunc(here, func(a, b model.Group) int { return cmp.Compare(votes[b.Cluster.ID].Dots, votes[a.Cluster.ID].Dots) })
		for _, g := range here {
			p.clusterItem(g, votes)
		}
		p.gap()
	}
}

// clusterNames lists the clusters whose ideas are all written elsewhere: by session, or by
// stop.
func (p *docWriter) clusterNames(groups []model.Group) {
	any := false
	votes := lastVotes(p.b)
	for _, g := range groups {
		if len(p.fresh(g.Ideas)) == 0 {
			p.clusterItem(g, votes)
			any = true
		}
	}
	if any {
		p.gap()
	}
}

// clusterItem writes a cluster as an item of a list, with its dots where it was voted on
// and its ideas under it.
func (p *docWriter) clusterItem(g model.Group, votes map[model.ItemID]model.Row) {
	line := "**" + p.clusterTitle(g.Cluster) + "**"
	if row, ok := votes[g.Cluster.ID]; ok {
		line += " · " + p.w.N("report.document.dots", row.Dots)
	}
	var marks []string
	for _, mark := range []string{p.sources(g.Ideas), p.goalList(p.b.ServedBy(g.Cluster.ID)), p.from(g.Cluster.Origin)} {
		if mark != "" {
			marks = append(marks, mark)
		}
	}
	if len(marks) > 0 {
		line += " *(" + strings.Join(marks, " · ") + ")*"
	}
	p.item(0, line)
	p.ideasAt(1, g.Ideas)
}

// categories returns the names of all categories of the agenda, each once, in its order.
func (p *docWriter) categories() []string {
	var names []string
	for _, ph := range p.b.Phases() {
		for _, c := range ph.Categories {
			if name := flat(c.In(p.w.Lang())); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

func (p *docWriter) clusterTitle(c *model.Cluster) string {
	if c.Title == "" {
		return p.w.T("report.board.untitled", "ID", int(c.ID))
	}
	return flat(c.Title)
}

// ideas writes a list of ideas that are not written yet.
func (p *docWriter) ideas(ideas []*model.Idea) {
	if p.ideasAt(0, ideas) {
		p.gap()
	}
}

// ideasAt writes ideas that are not written yet as items of a list, each with what was
// merged into it. It reports whether there were any.
func (p *docWriter) ideasAt(depth int, ideas []*model.Idea) (any bool) {
	for _, i := range ideas {
		if !p.take(i.ID) {
			continue
		}
		any = true
		p.item(depth, p.idea(i))
		for _, part := range p.merged(i.ID) {
			p.item(depth+1, p.idea(part))
		}
	}
	return any
}

// merged returns what was merged into an idea, as far as the viewer may see it.
func (p *docWriter) merged(id model.ItemID) []*model.Idea {
	return slices.DeleteFunc(p.b.Parts(id), func(part *model.Idea) bool {
		return part.Removed || part.Hidden && p.v.Role != model.Facilitator
	})
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

// questions writes the questions that are not written yet, the chosen ones first, then by
// support.
func (p *docWriter) questions(s selection) {
	questions := slices.DeleteFunc(p.b.Questions(), func(q *model.Question) bool { return !s.has(q.Phase) || p.taken[q.ID] })
	slices.SortStableFunc(questions, func(a, b *model.Question) int {
		if first := p.chosen(a); first != p.chosen(b) {
			if first {
				return -1
			}
			return 1
		}
		return cmp.Compare(b.Backers(), a.Backers())
	})
	// Where a section has the questions of a phase, and the group chose them all, as an
	// agreement has its goals, that is not said of each.
	p.above.chosen = s.number > 0 && !slices.ContainsFunc(questions, func(q *model.Question) bool { return !p.chosen(q) })
	for _, q := range questions {
		p.question(q)
	}
	p.above.chosen = false
	if len(questions) > 0 {
		p.gap()
	}
}

// chosen reports whether the group chose a question, and did not vote on it later without
// choosing again.
func (p *docWriter) chosen(q *model.Question) bool {
	r := p.b.LastResult()
	return q.Chosen && (r == nil || r.Decision != nil || r.Candidate(q.ID) == nil)
}

// question writes a question as an item of a list, with where it came from under it.
func (p *docWriter) question(q *model.Question) {
	p.take(q.ID)
	line := flat(q.Text)
	if p.chosen(q) {
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

func (p *docWriter) questionMarks(q *model.Question) []string {
	var marks []string
	if p.chosen(q) && !p.above.chosen {
		marks = append(marks, p.w.T("report.questions.chosen"))
	}
	switch q.Kind {
	case model.OpenQuestion:
		marks = append(marks, p.w.T("report.questions.open"))
	case model.ClosedQuestion:
		marks = append(marks, p.w.T("report.questions.closed"))
	}
	if n := q.Backers(); n > 0 && !p.above.chosen {
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
func (p *docWriter) commitments(s selection) {
	promises := slices.DeleteFunc(p.b.Promises(), func(c *model.Commitment) bool { return !s.has(c.Phase) || !p.take(c.ID) })
	if len(promises) > 0 {
		p.promises(promises)
	}
	p.untaken(s)
}

// promises writes the table of who does what until when. A column in which nothing would
// stand is left out, and so is how they go while all are as they were made.
func (p *docWriter) promises(commitments []*model.Commitment) {
	head := []string{"report.commitments.what", "report.commitments.who", "report.commitments.when", "report.commitments.status", "report.commitments.from"}
	used := []bool{true, false, false, false, false}
	var rows [][]string
	for _, c := range commitments {
		status, note := p.w.T(statusWord(c.Status)), FollowNote(p.b, c, p.w)
		if note != "" {
			status += ": " + flat(note)
		}
		row := []string{flat(c.What), flat(Promiser(p.b, c, p.w)), flat(c.When), status, cmp.Or(p.origin(c.From), p.from(c.Origin))}
		for i, cell := range row {
			used[i] = used[i] || cell != "" && (i != 3 || note != "" || statusWord(c.Status) != "report.status.open")
		}
		rows = append(rows, row)
	}
	for i := range head {
		head[i] = p.w.T(head[i])
	}
	for i, row := range append([][]string{head}, rows...) {
		var cells []string
		for j, cell := range row {
			if used[j] {
				cells = append(cells, cell)
			}
		}
		p.row(cells...)
		if i == 0 {
			p.rule(strings.Repeat("l", len(cells)))
		}
	}
	p.gap()
}

// untaken writes what nobody has committed to.
func (p *docWriter) untaken(s selection) {
	said := false
	for _, c := range p.b.Commitments() {
		if !p.b.Untaken(c) || !s.has(c.Phase) || !p.take(c.ID) {
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

// parkingLot writes what was set aside.
func (p *docWriter) parkingLot(selection) { p.ideas(p.b.ParkingLot(p.v)) }
