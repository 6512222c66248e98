package report

import (
	"slices"
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/findings"
)

// rounds writes the votes that are not written yet, each under a heading. Of a secret one
// that is open it writes only how many have voted.
func (p *docWriter) rounds(s selection) {
	for _, r := range p.b.Rounds().All() {
		if !s.has(r.Phase) || !p.takeRound(r.ID) {
			continue
		}
		title := p.w.T("report.votes.round", "N", int(r.ID))
		if s := p.phase(p.b.PhaseByID(r.Phase)); s != "" {
			title += " · " + s
		}
		p.heading(3, title)
		p.round(r, true)
	}
}

// takeRound reports whether a vote is not written yet, and notes that it is now.
func (p *docWriter) takeRound(id model.RoundID) bool {
	if slices.Contains(p.counted, id) {
		return false
	}
	p.counted = append(p.counted, id)
	return true
}

// round writes a vote: what each had, the result as a table unless another shows it, what
// is to be said of it, the sectors.
func (p *docWriter) round(r *model.Round, table bool) {
	p.terms(r)
	res, ok := r.Result()
	if !ok {
		if r.IsOpen() && r.Counted() {
			p.paragraph(p.w.N("report.votes.secret", r.Cast()))
		} else {
			p.paragraph(p.w.T(WithheldWords[r.Withheld()]))
		}
		return
	}
	p.name(r, res)
	if table {
		p.result(res)
		if r == p.b.LastResult() {
			p.chartHere(voteChart)
		}
	}
	p.says(r, res)
	p.sectors(r, res)
}

// candidate returns what stands for a candidate in a table: an idea that no section has
// written, and that stands alone, with its marks, so that it need not be written again;
// anything else by its title.
func (p *docWriter) candidate(row model.Row) string {
	if i := p.b.Idea(row.ID); i != nil && p.b.CanSee(p.v, i) && !i.Parked && p.b.ClusterOf(i) == nil && len(p.merged(i.ID)) == 0 && p.take(row.ID) {
		return strings.ReplaceAll(p.idea(i), "\n", " ")
	}
	return flat(row.Title)
}

// name sets the titles of the rows to those that the viewer may see.
func (p *docWriter) name(r *model.Round, res model.Result) {
	titles := map[model.ItemID]string{}
	for _, c := range p.b.ShownCandidates(p.v, r) {
		titles[c.ID] = c.Title
	}
	for i := range res.Rows {
		if res.Rows[i].Title = titles[res.Rows[i].ID]; res.Rows[i].Title == "" {
			res.Rows[i].Title = p.w.T("report.votes.gone")
		}
	}
}

// terms writes what each voter of the round was given.
func (p *docWriter) terms(r *model.Round) {
	terms := []string{p.w.N("report.votes.dots", r.Dots)}
	if r.MaxPer < r.Dots {
		terms = append(terms, p.w.N("report.votes.most", r.MaxPer))
	}
	if r.Secret {
		terms = append(terms, p.w.T("report.votes.hidden"))
	}
	if r.Counted() {
		terms = append(terms, Turnout(p.w, p.b, r, 0))
	}
	if r.IsOpen() {
		terms = append(terms, p.w.T("report.votes.open"))
	} else {
		terms = append(terms, p.date(r.Closed)+" "+p.clock(r.Closed))
	}
	p.paragraph("*" + strings.Join(terms, " · ") + "*")
	if r.Keep == model.KeepBoth {
		p.paragraph(p.w.T(ToldWords[r.Keep]))
	}
}

func (p *docWriter) result(res model.Result) {
	w := p.w
	p.row(w.T("report.votes.place"), w.T("report.votes.candidate"), w.T("report.votes.dot"), w.T("report.votes.voters"))
	p.rule("rlrr")
	for _, row := range res.Rows {
		p.row(place(row), p.candidate(row), strconv.Itoa(row.Dots), strconv.Itoa(row.Voters))
	}
	p.gap()
}

// says writes the findings, the most important first, without those that the table above
// has shown.
func (p *docWriter) says(r *model.Round, res model.Result) {
	vote, ok := findings.NewVote(p.w, r, r.Proposed(), titlesOf(res))
	if !ok {
		return
	}
	vote.Listed, vote.DecisionTold = true, slices.Contains(p.decided, r.ID)
	said := findings.Say(p.w, vote)
	p.decided = append(p.decided, r.ID)
	for _, sentence := range said {
		p.item(0, flat(sentence))
	}
	if r.Decision == nil && r == p.b.LastResult() && p.choosing {
		p.item(0, p.w.T("report.votes.undecided"))
	} else if len(said) == 0 {
		return
	}
	p.gap()
}

// Says returns the sentences about a closed round for that many seats; res has the titles
// of its candidates as the reader may see them.
func Says(w Words, r *model.Round, seats int, res model.Result) []string {
	return findings.OfRound(w, r, seats, titlesOf(res))
}

// Seen returns a round as a viewer may see it, with a substitute for the titles of hidden
// candidates.
func Seen(w Words, b *model.Board, v model.Actor, r *model.Round) *model.Round {
	return b.RoundSeenBy(v, r, w.T("report.votes.gone"))
}

// titlesOf returns a function from candidates to their titles in a result.
func titlesOf(res model.Result) func(model.ItemID) string {
	titles := make(map[model.ItemID]string, len(res.Rows))
	for _, row := range res.Rows {
		titles[row.ID] = row.Title
	}
	return func(id model.ItemID) string { return titles[id] }
}

// sectors writes the dots by groups of sectors, each of at least [model.MinSectorGroup]
// voters, or [model.MinGroup] in old rounds: the round stored them so.
func (p *docWriter) sectors(r *model.Round, res model.Result) {
	if len(r.Sectors) < 2 { // a single group says no more than the whole
		return
	}
	head, align := []string{p.w.T("report.votes.candidate")}, "l"
	for _, g := range r.Sectors {
		names := make([]string, len(g.Sectors))
		for i, s := range g.Sectors {
			names[i] = p.sector(s)
		}
		head = append(head, strings.Join(names, " + ")+" ("+strconv.Itoa(g.Voters)+")")
		align += "r"
	}
	least := model.MinSectorGroup
	if r.Keep == "" {
		least = model.MinGroup
	}
	p.paragraph(p.w.N("report.votes.sectors", least))
	p.row(head...)
	p.rule(align)
	for _, row := range res.Rows {
		cells := []string{flat(row.Title)}
		for _, g := range r.Sectors {
			cells = append(cells, strconv.Itoa(dotsOn(g.Dots, row.ID)))
		}
		p.row(cells...)
	}
	p.gap()
}

func dotsOn(dots []model.Dot, id model.ItemID) int {
	for _, d := range dots {
		if d.ID == id {
			return d.N
		}
	}
	return 0
}

// ranking writes votes side by side, to show what moved, and then what is to be said of
// each.
func (p *docWriter) ranking(s selection) {
	var ids []model.ItemID // in the order of the last vote, then those that were only in an earlier one
	last := map[model.ItemID]model.Row{}
	var results []map[model.ItemID]model.Row
	var counted []*model.Round // the rounds that have results
	for _, r := range p.b.Rounds().All() {
		res, ok := r.Result()
		if !ok || !s.has(r.Phase) || !p.takeRound(r.ID) {
			continue
		}
		p.name(r, res)
		rows := map[model.ItemID]model.Row{}
		var order []model.ItemID
		for _, row := range res.Rows {
			rows[row.ID], last[row.ID] = row, row
			order = append(order, row.ID)
		}
		ids = append(order, slices.DeleteFunc(ids, func(id model.ItemID) bool { _, again := rows[id]; return again })...)
		results, counted = append(results, rows), append(counted, r)
	}
	if len(results) == 0 {
		return
	}
	if failed := Failed(p.w, p.b, counted[len(counted)-1]); failed != "" {
		p.paragraph(failed)
	}
	p.sideBySide(ids, last, results, counted)
	for _, r := range counted {
		if len(counted) > 1 {
			p.heading(3, p.w.T("report.votes.round", "N", int(r.ID))+" · "+p.phase(p.b.PhaseByID(r.Phase)))
		}
		p.round(r, false)
	}
}

// sideBySide writes the table of votes side by side, in the order of the last.
func (p *docWriter) sideBySide(ids []model.ItemID, last map[model.ItemID]model.Row, results []map[model.ItemID]model.Row, counted []*model.Round) {
	head, align := []string{p.w.T("report.votes.place"), p.w.T("report.votes.candidate")}, "rl"
	for _, r := range counted {
		head, align = append(head, p.w.T("report.votes.round", "N", int(r.ID))), align+"r"
	}
	if len(results) > 1 { // with one vote nothing has moved
		head, align = append(head, p.w.T("report.document.moved")), align+"r"
	} else {
		head, align = append(head[:2], p.w.T("report.votes.dot"), p.w.T("report.votes.voters")), align+"r"
	}
	p.row(head...)
	p.rule(align)
	for _, id := range ids {
		cells := []string{"–", p.candidate(last[id])}
		if row, ok := results[len(results)-1][id]; ok {
			cells[0] = place(row)
		}
		for _, rows := range results {
			dots := ""
			if row, ok := rows[id]; ok {
				dots = strconv.Itoa(row.Dots)
			}
			cells = append(cells, dots)
		}
		if len(results) > 1 {
			cells = append(cells, moved(results, id))
		} else {
			cells = append(cells, strconv.Itoa(last[id].Voters))
		}
		p.row(cells...)
	}
	p.gap()
	p.chartHere(voteChart)
}

// place returns the place of a row, with a sign where it is shared.
func place(row model.Row) string {
	if row.Tied {
		return "= " + strconv.Itoa(row.Rank)
	}
	return strconv.Itoa(row.Rank)
}

// moved returns how many places something rose or fell from the first vote to the last.
func moved(results []map[model.ItemID]model.Row, id model.ItemID) string {
	first, ok := results[0][id]
	last, still := results[len(results)-1][id]
	switch by := first.Rank - last.Rank; {
	case !ok || !still:
		return ""
	case by > 0:
		return "↑ " + strconv.Itoa(by)
	case by < 0:
		return "↓ " + strconv.Itoa(-by)
	}
	return "="
}
