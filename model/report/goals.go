package report

import (
	"slices"
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/method"
)

// goal returns a global goal with its name, as in "12 Responsible Consumption and
// Production".
func (p *docWriter) goal(n int) string { return strconv.Itoa(n) + " " + p.w.T("goal."+strconv.Itoa(n)) }

// target returns a target with its name, as in "12.3 Halve food waste".
func (p *docWriter) target(t model.Target) string {
	return string(t) + " " + p.w.T("target."+string(t))
}

// goalList returns what something serves, each goal with its targets; only their numbers in
// a document that lists them by name; "" if nothing.
func (p *docWriter) goalList(s model.Serves) string {
	switch {
	case len(s.Goals) == 0:
		return ""
	case p.mapped:
		return p.w.T("report.board.goals", "Goals", s.Numbers())
	}
	names := make([]string, len(s.Goals))
	for i, g := range s.Goals {
		names[i] = p.goal(g)
		if of := p.targetList(s, g); of != "" {
			names[i] += " → " + of
		}
	}
	return p.w.T("report.board.goals", "Goals", strings.Join(names, "; "))
}

// targetList returns the targets of one goal that something serves.
func (p *docWriter) targetList(s model.Serves, goal int) string {
	var names []string
	for _, t := range model.TargetsOf(s.Targets, goal) {
		names = append(names, p.target(t))
	}
	return strings.Join(names, ", ")
}

// goalProfile writes how many items serve each global goal and target, and for goal 17 how
// many sectors the ideas came from.
func (p *docWriter) goalProfile(selection) {
	sum := model.SumGoals(p.v, p.b)
	if sum.Empty() || !p.once(method.PartGoals) {
		return
	}
	p.goalTable(sum)
	_, by := p.b.IdeaCount(0)
	sectors := 0
	for _, n := range by[1:] {
		sectors += min(n, 1)
	}
	p.paragraph(p.w.N("report.document.partnership", sectors))
}

// goalTable writes the sums, with each goal's targets under it.
func (p *docWriter) goalTable(sum model.GoalSum) {
	p.row(p.w.T("report.document.goal"), p.w.T("report.document.tagged"))
	p.rule("lr")
	for i, n := range sum.Goals {
		if n == 0 {
			continue
		}
		p.row("**"+p.goal(i+1)+"**", strconv.Itoa(n))
		for _, t := range model.Targets(i + 1) {
			if n := sum.Targets[t]; n > 0 {
				p.row("→ "+p.target(t), strconv.Itoa(n))
			}
		}
	}
	p.gap()
	p.chartHere(goalsChart)
}

// served is an item with the goals and targets that it serves.
type served struct {
	line string
	by   model.Serves
}

// servers returns the clusters, ideas and questions that serve any goal, without the goals
// in their text: they are listed under the goal's name.
func (p *docWriter) servers() []served {
	var all []served
	add := func(line string, id model.ItemID) {
		if s := p.b.ServedBy(id); len(s.Goals) > 0 {
			all = append(all, served{line, s})
		}
	}
	for _, c := range p.b.Clusters() {
		add("**"+p.clusterTitle(c)+"**", c.ID)
	}
	for _, i := range p.b.Ideas(p.v) {
		line := flat(i.Text)
		if c := p.b.ClusterOf(i); c != nil {
			line += " *(" + p.clusterTitle(c) + ")*"
		}
		add(line, i.ID)
	}
	for _, q := range p.b.Questions() {
		add(flat(q.Text), q.ID)
	}
	return all
}

// goalMap writes each goal and each of its targets with what serves it.
func (p *docWriter) goalMap(selection) {
	p.above.goals = true
	all := p.servers()
	p.above.goals = false
	if len(all) == 0 {
		return
	}
	for g := 1; g <= model.GoalCount; g++ {
		here := slices.DeleteFunc(slices.Clone(all), func(x served) bool { return !slices.Contains(x.by.Goals, g) })
		if len(here) == 0 {
			continue
		}
		p.heading(3, p.goal(g))
		for _, x := range here {
			if len(model.TargetsOf(x.by.Targets, g)) == 0 {
				p.item(0, x.line)
			}
		}
		for _, t := range model.Targets(g) {
			said := false
			for _, x := range here {
				if !slices.Contains(x.by.Targets, t) {
					continue
				}
				if !said {
					p.item(0, "**"+p.target(t)+"**")
					said = true
				}
				p.item(1, x.line)
			}
		}
		p.gap()
	}
}
