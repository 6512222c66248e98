package findings

import (
	"slices"
	"strings"

	"verkstad/model"
	"verkstad/model/tally"
	"verkstad/model/text"
)

// nameRunes is how much of a title stands in a sentence.
const nameRunes = 48

// shorten is a title on one line, cut between words if it is too long.
func shorten(title string) string {
	title = strings.Join(strings.Fields(text.Draw(title)), " ")
	runes := []rune(title)
	if len(runes) <= nameRunes {
		return title
	}
	short := string(runes[:nameRunes-1])
	if at := strings.LastIndexByte(short, ' '); at > nameRunes/2 {
		short = short[:at]
	}
	return strings.TrimRight(short, " ,;:–-") + "…"
}

// OfRound is what is said of a closed round if so many go on, the weightiest
// first; nothing of one that shows no result. name is what a candidate is called,
// as whoever reads it may see it.
func OfRound(w Words, r *model.Round, seats int, name func(model.ItemID) string) []string {
	v, ok := NewVote(w, r, seats, name)
	if !ok {
		return nil
	}
	return Say(w, v)
}

// NewVote is a closed round to be put into words; false if it shows no result.
func NewVote(w Words, r *model.Round, seats int, name func(model.ItemID) string) (Vote, bool) {
	report := r.Report(seats)
	if report == nil {
		return Vote{}, false
	}
	v := Vote{
		Report: report,
		Name: func(c int) string {
			return w.T("tally.quoted", "Text", shorten(name(r.Candidates[c].ID)))
		},
		Bare: true, // what the round keeps is said where the result is
	}
	for _, c := range r.Sure {
		v.Sure = append(v.Sure, w.T("tally.quoted", "Text", shorten(c.Title)))
	}
	if d := r.Decision; d != nil {
		v.Decided = &Decided{Basis: string(d.Basis), ByRoom: d.ByRoom, Why: text.Draw(d.Why)}
		for c, candidate := range r.Candidates {
			if slices.Contains(d.IDs, candidate.ID) {
				v.Decided.Chosen = append(v.Decided.Chosen, c)
			}
		}
	}
	if len(r.Sectors) > 1 {
		v.Groups = make([][]tally.Share, len(r.Candidates))
		for c, candidate := range r.Candidates {
			for _, g := range r.Sectors {
				share := tally.Share{Ballots: g.Voters}
				if at := slices.IndexFunc(g.Counts, func(d model.Dot) bool { return d.ID == candidate.ID }); at >= 0 {
					share.Backers = g.Counts[at].N
				}
				v.Groups[c] = append(v.Groups[c], share)
			}
		}
		for _, g := range r.Sectors {
			v.Sectors = append(v.Sectors, sectors(w, g.Sectors))
		}
	}
	return v, true
}

// sectors names a group of sectors.
func sectors(w Words, some []model.Sector) string {
	names := make([]string, len(some))
	for i, s := range some {
		names[i] = w.T("sector.short." + s.String())
	}
	return strings.Join(names, " + ")
}
