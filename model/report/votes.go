package report

import (
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/findings"
)

// rounds writes every vote. Of a secret one that is open it writes only how many have
// voted.
func (p *docWriter) rounds() {
	rounds := p.b.Rounds()
	if rounds.Len() == 0 {
		return
	}
	p.heading(2, p.w.T("report.votes.title"))
	for _, r := range rounds.All() {
		title := p.w.T("report.votes.round", "N", int(r.ID))
		if s := p.phase(p.b.PhaseByID(r.Phase)); s != "" {
			title += " · " + s
		}
		p.heading(3, title)
		p.terms(r)
		res, ok := r.Result()
		if !ok {
			if r.IsOpen() && r.Counted() {
				p.paragraph(p.w.N("report.votes.secret", r.Cast()))
			} else {
				p.paragraph(p.w.T(WithheldWords[r.Withheld()]))
			}
			continue
		}
		p.name(r, res)
		p.result(res)
		if r == p.b.LastResult() {
			p.chartHere(voteChart)
		}
		p.says(r, res)
		p.sectors(r, res)
	}
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
		place := strconv.Itoa(row.Rank)
		if row.Tied {
			place = "= " + place
		}
		p.row(place, flat(row.Title), strconv.Itoa(row.Dots), strconv.Itoa(row.Voters))
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
	vote.Listed = true
	said := findings.Say(p.w, vote)
	for _, sentence := range said {
		p.item(0, flat(sentence))
	}
	if len(said) > 0 {
		p.gap()
	}
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
