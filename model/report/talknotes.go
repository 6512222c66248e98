package report

import (
	"slices"
	"strconv"
	"strings"

	"verkstad/model"
)

// category returns what an idea or a cluster was filed under, or "".
func (p *docWriter) category(id model.ItemID) string {
	return flat(p.b.CategoryOf(id).In(p.w.Lang()))
}

// from returns in which earlier workshop something was said first, in which session, and
// its place in the vote there; "" if it was said in this one.
func (p *docWriter) from(o *model.Origin) string {
	if o == nil {
		return ""
	}
	title, number := o.FirstNamed()
	said := p.w.T("report.carried.from", "Title", flat(title))
	if number > 0 {
		said = p.w.T("report.carried.numbered", "N", number, "Title", flat(title))
	}
	if session := flat(o.Session.In(p.w.Lang())); session != "" {
		said += ", " + p.w.T("report.sessions.from", "Title", session)
	}
	if o.Place > 0 {
		said += ", " + p.w.T("report.carried.place", "N", o.Place)
	}
	return said
}

// underTitle writes the category of a cluster, the sectors that its ideas come from, and
// its goals.
func (p *docWriter) underTitle(g model.Group) {
	var about []string
	add := func(s string) {
		if s != "" {
			about = append(about, s)
		}
	}
	add(p.category(g.Cluster.ID))
	add(p.sources(g.Ideas))
	add(p.goalList(p.b.ServedBy(g.Cluster.ID)))
	add(p.from(g.Cluster.Origin))
	if len(about) > 0 {
		p.paragraph("*" + strings.Join(about, " · ") + "*")
	}
}

// sources returns the number of ideas by the sector that they come from.
func (p *docWriter) sources(ideas []*model.Idea) string {
	var counts [len(model.Sectors) + 1]int
	for _, i := range ideas {
		counts[min(int(i.Sector), len(model.Sectors))]++
	}
	var parts []string
	for _, s := range model.Sectors {
		if n := counts[s]; n > 0 {
			parts = append(parts, p.sector(s)+" "+strconv.Itoa(n))
		}
	}
	return strings.Join(parts, ", ")
}

// checklists writes the points that the group went through, if it ticked any: the others
// are only reminders.
func (p *docWriter) checklists(s selection) {
	for _, ph := range p.b.Phases() {
		if s.has(ph.ID) && p.anyTicked(ph) && !slices.Contains(p.phases, ph.ID) {
			p.phases = append(p.phases, ph.ID)
			p.heading(2, p.phase(ph))
			p.points(ph)
		}
	}
}

func (p *docWriter) anyTicked(ph *model.Phase) bool {
	for i := range ph.Checklist {
		if ph.Ticked(i + 1) {
			return true
		}
	}
	return false
}

// points writes the points of a phase, ticked or not.
func (p *docWriter) points(ph *model.Phase) {
	for i, point := range ph.Checklist {
		box := "[ ] "
		if ph.Ticked(i + 1) {
			box = "[x] "
		}
		p.item(0, box+flat(point.In(p.w.Lang())))
	}
	p.gap()
}

// notes writes what was noted in talks, each talk under its name unless the section takes
// only one, under what it is about.
func (p *docWriter) notes(s selection) {
	for _, ph := range p.b.Phases() {
		notes := p.fresh(p.b.Notes(p.v, ph.ID))
		if len(notes) == 0 || !s.has(ph.ID) {
			continue
		}
		level := 3
		if s.number != 1 {
			p.heading(3, p.phase(ph))
			level = 4
		}
		p.notesByTopic(level, notes)
	}
}

// fresh returns the ideas that are not written yet.
func (p *docWriter) fresh(ideas []*model.Idea) []*model.Idea {
	return slices.DeleteFunc(slices.Clone(ideas), func(i *model.Idea) bool { return p.taken[i.ID] })
}

// notesByTopic writes notes: those about something under its name, then the others.
func (p *docWriter) notesByTopic(level int, notes []*model.Idea) {
	var topics []model.ItemID
	for _, n := range notes {
		if p.topic(n.About) != "" && !slices.Contains(topics, n.About) {
			topics = append(topics, n.About)
		}
	}
	slices.Sort(topics)
	free := slices.DeleteFunc(slices.Clone(notes), func(n *model.Idea) bool { return p.topic(n.About) != "" })
	p.notesBySector(free)
	for _, id := range topics {
		p.heading(level, p.topic(id))
		p.notesBySector(slices.DeleteFunc(slices.Clone(notes), func(n *model.Idea) bool { return n.About != id }))
	}
}

// topic returns what a note is about, as it is written; "" for nothing.
func (p *docWriter) topic(id model.ItemID) string {
	switch {
	case p.b.Question(id) != nil:
		return esc(p.b.Question(id).Text)
	case p.b.Cluster(id) != nil:
		return esc(p.b.Cluster(id).Title)
	case p.b.Idea(id) != nil:
		return esc(p.b.Idea(id).Text)
	}
	return ""
}

// notesBySector writes notes, by sector.
func (p *docWriter) notesBySector(notes []*model.Idea) {
	for _, s := range append(model.Sectors[:], model.NoSector) {
		for _, n := range notes {
			if n.Sector != s || !p.take(n.ID) {
				continue
			}
			line := esc(n.Text)
			if s != model.NoSector {
				line = "**" + capital(p.sector(s)) + "**: " + line
			}
			if said := p.said(p.b.SaidOf(n)); len(said) > 0 {
				line += " *(" + strings.Join(said, ", ") + ")*"
			}
			p.item(0, line)
		}
	}
	if len(notes) > 0 {
		p.gap()
	}
}
