package report

import (
	"cmp"
	"slices"

	"verkstad/model"
	"verkstad/model/method"
)

// present writes the present state: what was gathered, as it was said.
func (p *docWriter) present() {
	var ideas []*model.Idea
	for _, i := range p.b.Ideas(p.v) {
		if ph := p.b.PhaseByID(i.Phase); ph == nil || ph.Does(method.TakesIdeas) {
			ideas = append(ideas, i)
		}
	}
	p.ideaList(2, p.w.T("report.document.present"), ideas)
}

// needs writes the clusters by term, each with its votes, best first.
func (p *docWriter) needs() {
	votes := lastVotes(p.b)
	groups := p.b.Groups(p.v)[1:]
	if len(groups) == 0 {
		return
	}
	slices.SortStableFunc(groups, func(a, b model.Group) int {
		return cmp.Compare(votes[b.Cluster.ID].Dots, votes[a.Cluster.ID].Dots)
	})
	terms := []string{}
	for _, ph := range p.b.Phases() {
		for _, c := range ph.Categories {
			terms = append(terms, flat(c.In(p.w.Lang())))
		}
	}
	for _, term := range append(terms, "") {
		title := p.w.T("report.document.needs", "Term", term)
		if term == "" {
			title = p.w.T("report.document.otherneeds")
		}
		said := false
		for _, g := range groups {
			if p.category(g.Cluster.ID) != term {
				continue
			}
			if !said {
				p.heading(2, title)
				said = true
			}
			line := "**" + p.clusterTitle(g.Cluster) + "**"
			if row, ok := votes[g.Cluster.ID]; ok {
				line += " · " + p.w.N("report.document.dots", row.Dots)
			}
			if s := p.sources(g.Ideas); s != "" {
				line += " *(" + s + ")*"
			}
			p.item(0, line)
			for _, i := range g.Ideas {
				p.item(1, p.idea(i))
			}
		}
		if said {
			p.gap()
		}
	}
}

// contributions writes the commitments by the sector that makes them, with equal room for
// each.
func (p *docWriter) contributions() {
	of := map[model.Sector][]*model.Commitment{}
	for _, c := range p.b.Promises() {
		s := p.b.SectorOf(c)
		of[s] = append(of[s], c)
	}
	if len(p.b.Commitments()) == 0 {
		return
	}
	p.heading(2, p.w.T("report.document.contributions"))
	for _, s := range append(model.Sectors[:], model.NoSector) {
		if len(of[s]) == 0 {
			continue
		}
		p.heading(3, p.sector(s))
		for _, c := range of[s] {
			p.item(0, p.promise(c))
		}
		p.gap()
	}
	p.untaken()
}
