package report

import (
	"slices"
	"strconv"

	"verkstad/model"
	"verkstad/model/findings"
)

// decisions writes what the group goes on with, and how that was chosen: what the newest
// choice after a vote sent on, or where there was no vote, the questions that were chosen.
func (p *docWriter) decisions(s selection) {
	var ids []model.ItemID
	said := ""
	decided, last := p.b.DecidedRound(), p.b.LastResult()
	switch {
	case decided != nil && s.has(decided.Phase):
		ids, said = p.b.GoingOn(), p.decision(decided)
	case last == nil && s.asked:
		for _, q := range p.b.Questions() {
			if q.Chosen && s.has(q.Phase) {
				ids = append(ids, q.ID)
			}
		}
	}
	any := false
	for _, id := range ids {
		any = p.goesOn(id) || any
	}
	if any {
		p.gap()
	}
	if said != "" && (any || s.asked) && !slices.Contains(p.decided, decided.ID) {
		p.decided = append(p.decided, decided.ID)
		p.paragraph(flat(said))
	}
}

// goesOn writes an item that goes on: a question or an idea in full, a cluster by name,
// since its ideas have a place of their own. It reports whether it wrote it.
func (p *docWriter) goesOn(id model.ItemID) bool {
	if q := p.b.Question(id); q != nil && !p.taken[id] {
		p.above.chosen = true
		p.question(q)
		p.above.chosen = false
		return true
	}
	if c := p.b.Cluster(id); c != nil && !p.taken[id] && !slices.Contains(p.named, id) {
		p.named = append(p.named, id)
		n := 0
		for _, g := range p.b.Groups(p.v)[1:] {
			if g.Cluster.ID == id {
				n = len(g.Ideas)
			}
		}
		p.item(0, "**"+p.clusterTitle(c)+"** ("+p.w.N("unit.ideas", n)+")")
		return true
	}
	if i := p.b.Idea(id); i != nil && p.b.CanSee(p.v, i) {
		return p.ideasAt(0, []*model.Idea{i})
	}
	return false
}

// decision returns the sentence on what was chosen from a vote, and why.
func (p *docWriter) decision(r *model.Round) string {
	res, ok := r.Result()
	if !ok {
		return ""
	}
	p.name(r, res)
	vote, ok := findings.NewVote(p.w, r, r.Proposed(), titlesOf(res))
	if !ok {
		return ""
	}
	return findings.DecisionOf(p.w, vote)
}

// contributions writes the commitments by the sector that makes them, with equal room for
// each.
func (p *docWriter) contributions(s selection) {
	of := map[model.Sector][]*model.Commitment{}
	for _, c := range p.b.Promises() {
		if s.has(c.Phase) && p.take(c.ID) {
			sector := p.b.SectorOf(c)
			of[sector] = append(of[sector], c)
		}
	}
	for _, sector := range append(model.Sectors[:], model.NoSector) {
		if len(of[sector]) == 0 {
			continue
		}
		p.heading(3, capital(p.sector(sector)))
		for _, c := range of[sector] {
			p.item(0, p.promise(c))
		}
		p.gap()
	}
	p.untaken(s)
}

// gathered writes the ideas of some phases, by category where they have one.
func (p *docWriter) gathered(s selection) {
	of := map[string][]*model.Idea{}
	for _, i := range p.fresh(p.b.Ideas(p.v)) {
		if !s.has(i.Phase) {
			continue
		}
		name := p.category(i.ID)
		of[name] = append(of[name], i)
	}
	if len(of[""]) > 0 && len(of) == 1 {
		p.ideas(of[""])
		return
	}
	p.above.category = true
	for _, name := range p.categories() {
		p.ideaList(3, name, of[name])
	}
	p.above.category = false
	p.ideaList(3, p.w.T("report.document.nocategory"), of[""])
}

// ideaList writes a heading with ideas under it.
func (p *docWriter) ideaList(level int, title string, ideas []*model.Idea) {
	if len(ideas) > 0 {
		p.heading(level, capital(title)+" ("+strconv.Itoa(len(ideas))+")")
		p.ideas(ideas)
	}
}

// together writes some phases that belong together under the name of the first: what was
// voted on there, what else was written, what was noted. A phase with sessions has a
// heading for each.
func (p *docWriter) together(s selection) {
	if s.phases == nil {
		for _, ph := range p.b.Phases() {
			p.together(selection{map[model.PhaseID]bool{ph.ID: true}, 1, s.asked})
		}
		return
	}
	name := ""
	for _, ph := range p.b.Phases() {
		if !s.has(ph.ID) || ph.Entered().IsZero() {
			continue
		}
		if name == "" {
			name = p.phase(ph)
		}
	}
	body := p.apart(func() {
		p.votesIn(s)
		p.slots(s)
		p.gathered(s)
		p.questions(s)
		for _, ph := range p.b.Phases() {
			if s.has(ph.ID) {
				p.notesByTopic(3, p.fresh(p.b.Notes(p.v, ph.ID)))
			}
		}
	})
	if body.text != "" {
		p.heading(2, name)
		p.put(body)
	}
}

// votesIn writes the votes of some phases, which are under one heading.
func (p *docWriter) votesIn(s selection) {
	for _, r := range p.b.Rounds().All() {
		if s.has(r.Phase) && p.takeRound(r.ID) {
			p.round(r, true)
		}
	}
}
