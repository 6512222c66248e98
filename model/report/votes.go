package report

import (
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/findings"
)

// rounds writes down every vote. Of a secret one that is open there is only
// how many have voted.
func (p *paper) rounds() {
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
				p.line(p.w.N("report.votes.secret", r.Cast()))
			} else {
				p.line(p.w.T(WithheldWords[r.Withheld()]))
			}
			continue
		}
		p.name(r, res)
		p.result(res)
		p.says(r, res)
		p.sectors(r, res)
	}
}

// name gives the rows the titles that the viewer may see.
func (p *paper) name(r *model.Round, res model.Result) {
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

// terms is what the round gave each voter.
func (p *paper) terms(r *model.Round) {
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
	p.line("*" + strings.Join(terms, " · ") + "*")
	if r.Keep == model.KeepBoth {
		p.line(p.w.T(ToldWords[r.Keep]))
	}
}

func (p *paper) result(res model.Result) {
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

// says is what the room can defend of it, the weightiest first, without what
// the table above has shown.
func (p *paper) says(r *model.Round, res model.Result) {
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

// Says is the sentences about a closed round if so many go on; res names its
// candidates as whoever reads it may see them.
func Says(w Words, r *model.Round, seats int, res model.Result) []string {
	return findings.OfRound(w, r, seats, titlesOf(res))
}

// Seen is a round as someone may see it, where what was hidden is called so.
func Seen(w Words, b *model.Board, v model.Actor, r *model.Round) *model.Round {
	return b.RoundSeenBy(v, r, w.T("report.votes.gone"))
}

// titlesOf gives the title that each candidate has in a result.
func titlesOf(res model.Result) func(model.ItemID) string {
	titles := make(map[model.ItemID]string, len(res.Rows))
	for _, row := range res.Rows {
		titles[row.ID] = row.Title
	}
	return func(id model.ItemID) string { return titles[id] }
}

// sectors is the dots by groups of sectors, none of fewer than
// [model.MinSectorGroup] voters, in old rounds [model.MinGroup]: the round stored
// them so.
func (p *paper) sectors(r *model.Round, res model.Result) {
	if len(r.Sectors) < 2 { // one group alone says no more than the whole
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
	p.line(p.w.N("report.votes.sectors", least))
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
