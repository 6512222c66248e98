package report

import (
	"strconv"

	"verkstad/model"
	"verkstad/model/method"
)

// section writes a part of a document.
type section func(*docWriter)

// standard is the document of a co-lab, and of every method without its own: the board, the
// questions, the votes, the commitments.
var standard = []section{
	(*docWriter).people, (*docWriter).agenda, (*docWriter).checklists, (*docWriter).sessions, (*docWriter).board, (*docWriter).questions, (*docWriter).rounds,
	(*docWriter).notes, (*docWriter).commitments, (*docWriter).goalProfile, (*docWriter).ratings, (*docWriter).parkingLot,
}

// documents is the document of each method: the same parts, in the order in which its
// readers look for them.
var documents = map[string][]section{
	"tematisk":        {(*docWriter).ranking, (*docWriter).commitments, (*docWriter).board, (*docWriter).goalProfile, (*docWriter).people, (*docWriter).rounds, (*docWriter).ratings, (*docWriter).parkingLot},
	"policylab":       {(*docWriter).questions, (*docWriter).byCategory, (*docWriter).ranking, (*docWriter).commitments, (*docWriter).board, (*docWriter).goalProfile, (*docWriter).people, (*docWriter).rounds, (*docWriter).parkingLot},
	"scienceshop":     {(*docWriter).questions, (*docWriter).rounds, (*docWriter).commitments, (*docWriter).parkingLot, (*docWriter).board, (*docWriter).goalProfile, (*docWriter).people, (*docWriter).ratings},
	"iop":             {(*docWriter).questions, (*docWriter).byCategory, (*docWriter).contributions, (*docWriter).checklists, (*docWriter).goalProfile, (*docWriter).people, (*docWriter).ratings, (*docWriter).parkingLot},
	"overenskommelse": {(*docWriter).questions, (*docWriter).commitments, (*docWriter).rounds, (*docWriter).board, (*docWriter).goalProfile, (*docWriter).people, (*docWriter).ratings, (*docWriter).parkingLot},
	"agenda2030":      {(*docWriter).goalMap, (*docWriter).goalProfile, (*docWriter).questions, (*docWriter).byCategory, (*docWriter).ranking, (*docWriter).commitments, (*docWriter).people, (*docWriter).ratings, (*docWriter).parkingLot},
	"positionspapper": {(*docWriter).present, (*docWriter).needs, (*docWriter).questions, (*docWriter).notes, (*docWriter).commitments, (*docWriter).goalProfile, (*docWriter).rounds, (*docWriter).people, (*docWriter).parkingLot},
	"individuell":     {(*docWriter).questions, (*docWriter).notes, (*docWriter).board, (*docWriter).commitments, (*docWriter).ratings, (*docWriter).parkingLot},
	"grupp":           {(*docWriter).byCategory, (*docWriter).commitments, (*docWriter).people, (*docWriter).parkingLot},
	"larkonferens":    {(*docWriter).commitments, (*docWriter).sessions, (*docWriter).questions, (*docWriter).board, (*docWriter).goalProfile, (*docWriter).people, (*docWriter).ratings, (*docWriter).parkingLot},
	"siday":           {(*docWriter).rounds, (*docWriter).byPhase, (*docWriter).people, (*docWriter).agenda, (*docWriter).ratings, (*docWriter).parkingLot},
	"studieresa":      {(*docWriter).byPhase, (*docWriter).board, (*docWriter).commitments, (*docWriter).goalProfile, (*docWriter).people, (*docWriter).parkingLot},
}

// write writes the document of the workshop's method.
func (p *docWriter) write() {
	p.title()
	sections, ok := documents[p.b.Method]
	if !ok {
		sections = standard
	}
	for _, s := range sections {
		s(p)
	}
	p.phaseRatings() // these, and the sessions, if the method's document does not place them elsewhere
	p.sessions()
}

// footer returns the last line: what the document was written with.
func (p *docWriter) footer() string { return p.w.T("report.made") }

// kind returns the kind of document that the method ends in, in the method's own words.
func (p *docWriter) kind() string {
	m, _ := method.Get(p.b.Method)
	return flat(m.EndsIn.In(p.w.Lang()))
}

// ideaList writes a heading with ideas under it.
func (p *docWriter) ideaList(level int, title string, ideas []*model.Idea) {
	if len(ideas) > 0 {
		p.heading(level, title+" ("+strconv.Itoa(len(ideas))+")")
		p.ideas(ideas)
	}
}

// byCategory writes ideas by the category under which they were filed.
func (p *docWriter) byCategory() {
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
		p.ideaList(3, name, of[name])
		delete(of, name)
	}
	p.above.category = false
	p.ideaList(3, p.w.T("report.document.nocategory"), of[""])
}

// byPhase writes what was gathered in each phase: each panel, each visit.
func (p *docWriter) byPhase() {
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
		p.ideaList(2, p.phase(ph), here)
	}
}

// ranking writes the votes side by side, to show what moved.
func (p *docWriter) ranking() {
	var ids []model.ItemID
	names := map[model.ItemID]string{}
	var results []map[model.ItemID]model.Row
	var counted []*model.Round // the rounds that have results
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
		p.paragraph(failed)
	}
	head, align := []string{p.w.T("report.votes.place"), p.w.T("report.votes.candidate")}, "rl"
	for _, r := range counted {
		head, align = append(head, p.w.T("report.votes.round", "N", int(r.ID))), align+"r"
	}
	if len(results) > 1 { // with one vote nothing has moved
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
	p.chartHere(voteChart)
}

// moved returns how many places something rose or fell from the first vote to the last.
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
