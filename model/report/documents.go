package report

import (
	"strconv"

	"verkstad/model"
	"verkstad/model/method"
)

// section writes a part of a document.
type section func(*paper)

// standard is the document of a co-lab, and of every method that has none of
// its own: the board, the questions, the votes, the commitments.
var standard = []section{
	(*paper).people, (*paper).agenda, (*paper).checklists, (*paper).sessions, (*paper).board, (*paper).questions, (*paper).rounds,
	(*paper).notes, (*paper).commitments, (*paper).goalProfile, (*paper).feedback, (*paper).parkingLot,
}

// documents is what each method ends in: the same parts, in the order that its
// readers look for them.
var documents = map[string][]section{
	"tematisk":        {(*paper).ranking, (*paper).commitments, (*paper).board, (*paper).goalProfile, (*paper).people, (*paper).rounds, (*paper).feedback, (*paper).parkingLot},
	"policylab":       {(*paper).questions, (*paper).byCategory, (*paper).ranking, (*paper).commitments, (*paper).board, (*paper).goalProfile, (*paper).people, (*paper).rounds, (*paper).parkingLot},
	"scienceshop":     {(*paper).questions, (*paper).rounds, (*paper).commitments, (*paper).parkingLot, (*paper).board, (*paper).goalProfile, (*paper).people, (*paper).feedback},
	"iop":             {(*paper).questions, (*paper).byCategory, (*paper).contributions, (*paper).checklists, (*paper).goalProfile, (*paper).people, (*paper).feedback, (*paper).parkingLot},
	"overenskommelse": {(*paper).questions, (*paper).commitments, (*paper).rounds, (*paper).board, (*paper).goalProfile, (*paper).people, (*paper).feedback, (*paper).parkingLot},
	"agenda2030":      {(*paper).goalMap, (*paper).goalProfile, (*paper).questions, (*paper).byCategory, (*paper).ranking, (*paper).commitments, (*paper).people, (*paper).feedback, (*paper).parkingLot},
	"positionspapper": {(*paper).present, (*paper).needs, (*paper).questions, (*paper).notes, (*paper).commitments, (*paper).goalProfile, (*paper).rounds, (*paper).people, (*paper).parkingLot},
	"individuell":     {(*paper).questions, (*paper).notes, (*paper).board, (*paper).commitments, (*paper).feedback, (*paper).parkingLot},
	"grupp":           {(*paper).byCategory, (*paper).commitments, (*paper).people, (*paper).parkingLot},
	"larkonferens":    {(*paper).commitments, (*paper).sessions, (*paper).questions, (*paper).board, (*paper).goalProfile, (*paper).people, (*paper).feedback, (*paper).parkingLot},
	"siday":           {(*paper).rounds, (*paper).byPhase, (*paper).people, (*paper).agenda, (*paper).feedback, (*paper).parkingLot},
	"studieresa":      {(*paper).byPhase, (*paper).board, (*paper).commitments, (*paper).goalProfile, (*paper).people, (*paper).parkingLot},
}

// write writes the document of the workshop's method.
func (p *paper) write() {
	p.title()
	sections, ok := documents[p.b.Method]
	if !ok {
		sections = standard
	}
	for _, s := range sections {
		s(p)
	}
	p.sessions() // those of a method that has no place of its own for them
}

// made says what the document was written from; it ends it.
func (p *paper) made() string { return p.w.N("report.made", int(p.b.Events())) }

// kind is the document that the method ends in, in its own words.
func (p *paper) kind() string {
	m, _ := method.Get(p.b.Method)
	return flat(m.EndsIn.In(p.w.Lang()))
}

// heap is a heading with what lies under it.
func (p *paper) heap(level int, title string, ideas []*model.Idea) {
	if len(ideas) > 0 {
		p.heading(level, title+" ("+strconv.Itoa(len(ideas))+")")
		p.ideas(ideas)
	}
}

// byCategory lists ideas by the category that they were filed under.
func (p *paper) byCategory() {
	var order []string
	of := map[string][]*model.Idea{}
	for _, ph := range p.b.Phases() {
		for _, c := range ph.Categories {
			order = append(order, flat(c.In(p.w.Lang())))
		}
	}
	if len(order) == 0 {
		return
	}
	for _, i := range p.b.Ideas(p.v) {
		name := p.category(i.ID)
		if c := p.b.ClusterOf(i); name == "" && c != nil {
			name = p.category(c.ID)
		}
		of[name] = append(of[name], i)
	}
	p.heading(2, p.w.T("report.document.bycategory"))
	p.above.category = true
	for _, name := range order {
		p.heap(3, name, of[name])
		delete(of, name)
	}
	p.above.category = false
	p.heap(3, p.w.T("report.document.nocategory"), of[""])
}

// byPhase lists what was gathered at each step: each panel, each visit.
func (p *paper) byPhase() {
	for _, ph := range p.b.Phases() {
		if ph.Slot() && !ph.Entered().IsZero() {
			p.slot(ph)
			continue
		}
		var here []*model.Idea
		for _, i := range p.b.Ideas(p.v) {
			if i.Phase == ph.ID {
				here = append(here, i)
			}
		}
		p.heap(2, p.phase(ph), here)
	}
}

// ranking lays the votes side by side, so that it is seen what moved.
func (p *paper) ranking() {
	var ids []model.ItemID
	names := map[model.ItemID]string{}
	var results []map[model.ItemID]model.Row
	var counted []*model.Round // whose results they are
	for _, r := range p.b.Rounds().All() {
		res, ok := r.Result()
		if !ok {
			continue
		}
		p.name(r, res)
		rows := map[model.ItemID]model.Row{}
		for _, row := range res.Rows {
			rows[row.ID], names[row.ID] = row, flat(row.Title)
		}
		results, counted = append(results, rows), append(counted, r)
		ids = ids[:0]
		for _, row := range res.Rows { // the order of the last vote
			ids = append(ids, row.ID)
		}
	}
	if len(results) == 0 {
		return
	}
	p.heading(2, p.w.T("report.document.ranking"))
	if failed := Failed(p.w, p.b, counted[len(counted)-1]); failed != "" {
		p.line(failed)
	}
	head, align := []string{p.w.T("report.votes.place"), p.w.T("report.votes.candidate")}, "rl"
	for _, r := range counted {
		head, align = append(head, p.w.T("report.votes.round", "N", int(r.ID))), align+"r"
	}
	if len(results) > 1 { // one vote moves nothing
		head, align = append(head, p.w.T("report.document.moved")), align+"r"
	}
	p.row(head...)
	p.rule(align)
	last := results[len(results)-1]
	for _, id := range ids {
		cells := []string{strconv.Itoa(last[id].Rank), names[id]}
		for _, rows := range results {
			dots := ""
			if row, ok := rows[id]; ok {
				dots = strconv.Itoa(row.Dots)
			}
			cells = append(cells, dots)
		}
		if len(results) > 1 {
			cells = append(cells, moved(results, id))
		}
		p.row(cells...)
	}
	p.gap()
}

// moved is how many places something rose or fell from the first vote to the last.
func moved(results []map[model.ItemID]model.Row, id model.ItemID) string {
	first, ok := results[0][id]
	switch by := first.Rank - results[len(results)-1][id].Rank; {
	case !ok:
		return ""
	case by > 0:
		return "↑ " + strconv.Itoa(by)
	case by < 0:
		return "↓ " + strconv.Itoa(-by)
	}
	return "="
}
