package findings

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/tally"
)

// ruleWords name the rules with what they mean.
var ruleWords = map[tally.Rule]string{
	tally.MostVoted: "tally.detail.most", tally.EqualShares: "tally.detail.shares", tally.EqualSharesDots: "tally.detail.sharesdots",
	tally.Phragmen: "tally.detail.phragmen", tally.PAV: "tally.detail.pav",
}

// OfVote is all figures of a closed vote, each with what it means, a line each;
// empty if it shows no result. Figures of one or two people are left out.
func OfVote(w Words, r *model.Round, seats int, name func(model.ItemID) string) []string {
	v, ok := NewVote(w, r, seats, name)
	if !ok {
		return nil
	}
	rep := v.Report
	lines := []string{w.T("tally.detail.ballots", "N", rep.Ballots), w.T("tally.detail.seats", "N", rep.Seats)}
	for _, c := range rep.Choices {
		said := w.T(ruleWords[c.Rule], "Names", v.list(w, c.Chosen))
		if c.LeftOut != tally.Unknown {
			said += " " + v.left(w, c.LeftOut-rep.Blank)
		}
		lines = append(lines, said)
		if len(c.Tied) > 0 {
			lines = append(lines, w.T("tally.detail.tied", "Names", v.brief(w, c.Tied)))
		}
	}
	lines = append(lines, v.gap(w, rep.Firm.First, "tally.detail.first"), v.gap(w, rep.Firm.Cut, "tally.detail.cut"))
	if rep.SumsOnly {
		return present(append(lines, w.T("tally.sums")))
	}
	lines = append(lines, v.swap(w), v.nearTo(w, rep.Near.First, "tally.detail.nearfirst"), v.nearTo(w, rep.Near.Cut, "tally.detail.nearcut"))
	if n := rep.Firm.OneLess; n != tally.Unknown && tellable(n) {
		lines = append(lines, w.T("tally.detail.oneless", "N", n))
	}
	if of := rep.Firm.Resamples; of > 0 {
		lines = append(lines, w.T("tally.detail.resamples", "Set", tally.InTen(rep.Firm.SameSet, of), "First", tally.InTen(rep.Firm.SameFirst, of)))
	}
	for _, m := range rep.Merges {
		lines = append(lines, w.T("tally.detail.merge", "Names", v.list(w, m.Of), "N", m.Dots))
	}
	return present(lines)
}

// present is some lines without the empty ones.
func present(lines []string) []string {
	return slices.DeleteFunc(lines, func(s string) bool { return s == "" })
}

// gap is what it takes for the next to be ahead.
func (v Vote) gap(w Words, m *tally.Margin, id string) string {
	if m == nil || v.Report.Rows[0].Dots == 0 {
		return ""
	}
	said := w.T(id, "Above", v.Name(m.Above), "Below", v.Name(m.Below), "Dots", w.N("unit.dots", m.Dots))
	if m.Ballots > 0 {
		said += " " + w.N("tally.detail.ballotsturn", m.Ballots)
	}
	return said
}

func (v Vote) nearTo(w Words, some []int, id string) string {
	if len(some) == 0 {
		return ""
	}
	return w.T(id, "Names", v.brief(w, some))
}

// OfCandidate is all figures of one candidate of a closed vote, as [OfVote].
func OfCandidate(w Words, r *model.Round, id model.ItemID, seats int, name func(model.ItemID) string) []string {
	v, ok := NewVote(w, r, seats, name)
	at := slices.IndexFunc(r.Candidates, func(c model.Candidate) bool { return c.ID == id })
	if !ok || at < 0 {
		return nil
	}
	row := v.Report.Rows[slices.IndexFunc(v.Report.Rows, func(row tally.Row) bool { return row.Candidate == at })]
	lines := []string{
		w.T("tally.detail.place", "N", row.Place, "Of", len(v.Report.Rows)), w.T("tally.detail.dots", "N", row.Dots),
		w.T("tally.detail.voters", "N", row.Voters, "Of", v.Report.Ballots),
	}
	for _, c := range v.Report.Choices {
		if c.Rule != tally.MostVoted && c.Rule != tally.EqualShares {
			continue
		}
		yes := "tally.detail.notin"
		if slices.Contains(c.Chosen, at) {
			yes = "tally.detail.in"
		}
		lines = append(lines, w.T(yes, "N", v.Report.Seats, "Basis", w.T(BasisWords[string(c.Rule)])))
	}
	if slices.Contains(v.Report.Near.First, at) {
		lines = append(lines, w.T("tally.detail.isnearfirst"))
	}
	if slices.Contains(v.Report.Near.Cut, at) && !slices.Contains(v.Report.Choice(tally.MostVoted).Tied, at) {
		lines = append(lines, w.T("tally.detail.isnearcut"))
	}
	return append(lines, v.bySector(w, at)...)
}

// bySector is how many of each sector backed a candidate, and what it comes to
// across them.
func (v Vote) bySector(w Words, at int) []string {
	if len(v.Groups) == 0 {
		return nil
	}
	parts := make([]string, len(v.Groups[at]))
	for g, share := range v.Groups[at] {
		parts[g] = v.Sectors[g] + " " + strconv.Itoa(share.Backers) + "/" + strconv.Itoa(share.Ballots)
	}
	across := int(math.Round(100 * tally.Support(v.Groups[at])))
	return []string{w.T("tally.detail.sectors", "Each", strings.Join(parts, " · ")), w.T("tally.detail.across", "N", across)}
}
