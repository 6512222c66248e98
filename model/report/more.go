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

// from returns in which earlier workshop something was said; "" if in this one.
func (p *docWriter) from(o *model.Origin) string {
	if o == nil {
		return ""
	}
	if o.Number > 0 {
		return p.w.T("report.carried.numbered", "N", o.Number, "Title", flat(o.Title))
	}
	return p.w.T("report.carried.from", "Title", flat(o.Title))
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

// checklists writes the points that the group went through, ticked or not.
func (p *docWriter) checklists() {
	for _, ph := range p.b.Phases() {
		if len(ph.Checklist) == 0 || ph.Entered().IsZero() || slices.Contains(p.slots, ph.ID) {
			continue
		}
		p.heading(2, p.phase(ph))
		for i, point := range ph.Checklist {
			box := "[ ] "
			if ph.Ticked(i + 1) {
				box = "[x] "
			}
			p.item(0, box+flat(point.In(p.w.Lang())))
		}
		p.gap()
	}
}

// notes writes what was noted in each talk, under what it is about.
func (p *docWriter) notes() {
	for _, ph := range p.b.Phases() {
		notes := p.b.Notes(p.v, ph.ID)
		if len(notes) == 0 || slices.Contains(p.slots, ph.ID) {
			continue
		}
		p.heading(2, p.phase(ph))
		var topics []model.ItemID
		for _, n := range notes {
			if p.topic(n.About) != "" && !slices.Contains(topics, n.About) {
				topics = append(topics, n.About)
			}
		}
		slices.Sort(topics)
		for _, id := range topics {
			p.heading(3, p.topic(id))
			p.notesBySector(slices.DeleteFunc(slices.Clone(notes), func(n *model.Idea) bool { return n.About != id }))
			p.gap()
		}
		p.notesBySector(slices.DeleteFunc(slices.Clone(notes), func(n *model.Idea) bool { return p.topic(n.About) != "" }))
		p.gap()
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
			if n.Sector == s {
				line := "**" + p.sector(s) + "**: " + esc(n.Text)
				if said := p.said(p.b.SaidOf(n)); len(said) > 0 {
					line += " *(" + strings.Join(said, ", ") + ")*"
				}
				p.item(0, line)
			}
		}
	}
}
