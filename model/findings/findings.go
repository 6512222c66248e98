// Package findings puts what a vote came to (model/tally) into words: a few
// sentences that a room understands, one at a time, the weightiest first. Every
// surface that shows a result says these.
//
// None of them tells of fewer than three people, alone or by taking one from
// another.
package findings

import (
	"slices"
	"strings"

	"verkstad/model/tally"
)

// Words is what is said in a language.
type Words interface {
	T(id string, kv ...any) string
	N(id string, n int, kv ...any) string
}

// Vote is a vote to be put into words.
type Vote struct {
	Report *tally.Report
	Rule   tally.Rule       // by which the chosen are chosen; empty is [tally.MostVoted]
	Name   func(int) string // what a candidate is called
	// Groups is the shares of each sector by candidate, and Sectors what the
	// sectors are called; nil if there are none.
	Groups  [][]tally.Share
	Sectors []string
	// Bare leaves out why no more is said where there are sums alone.
	Bare bool
	// Listed tells that a table of the places stands beside the sentences: of
	// sums alone, who would go on and who is tied at the cut is not said again.
	Listed bool
	// Sure is what those are called, in quotes, that what comes of a runoff is joined
	// to; empty for any other vote.
	Sure []string
	// Decided is what goes on, once that is chosen; nil before. Then it is said
	// first, and not what was proposed.
	Decided *Decided
	// DecisionTold leaves out the sentence on what was chosen: [DecisionOf] has said it.
	DecisionTold bool
}

// Decided is what goes on from a vote; see [model.Decision].
type Decided struct {
	Chosen []int // candidates
	Basis  string
	ByRoom bool
	Why    string
}

// Thresholds of what is said. They are ours; docs/results.md gives reasons.
const (
	fewest    = 3   // people of whom anything is told
	safeShare = 0.9 // of the resamples, from which a first is called safe
	mostNames = 3   // in a list, before "and n more"
)

// tellable reports whether a number of people can be told.
func tellable(n int) bool { return n == 0 || n >= fewest }

// Say gives the sentences, the weightiest first.
func Say(w Words, v Vote) []string {
	found := v.found(w)
	if said := DecisionOf(w, v); said != "" && !v.DecisionTold {
		return append([]string{said}, found...)
	}
	return found
}

// DecisionOf says what goes on, by what it was chosen, and why; empty if nothing was
// chosen.
func DecisionOf(w Words, v Vote) string {
	d := v.Decided
	if d == nil {
		return ""
	}
	id := "tally.decided.lead"
	if d.ByRoom {
		id = "tally.decided.room"
	}
	said := w.N(id, len(d.Chosen), "Names", v.list(w, d.Chosen), "Basis", w.T(BasisWords[d.Basis]))
	if joined := v.joined(w, len(d.Chosen)); joined != "" {
		said += " " + joined
	}
	if d.Why != "" {
		said += " " + w.T("tally.decided.why", "Why", d.Why)
	}
	return said
}

// joined says what those that go on from a runoff are joined to; empty for any
// other vote.
func (v Vote) joined(w Words, chosen int) string {
	if len(v.Sure) == 0 {
		return ""
	}
	return w.N("tally.joined", len(v.Sure), "Names", and(w, v.Sure), "All", len(v.Sure)+chosen)
}

// BasisWords say what a choice follows.
var BasisWords = map[string]string{"most": "tally.basis.most", "equal-shares": "tally.basis.shares", "hand": "tally.basis.hand"}

// found is what the vote came to.
func (v Vote) found(w Words) []string {
	r := v.Report
	if r.Rows[0].Dots == 0 {
		return []string{w.T("tally.nobody")}
	}
	if v.Rule == "" {
		v.Rule = tally.MostVoted
	}
	choice := r.Choice(v.Rule)
	var all []string
	if v.proposes() {
		backed := v.backed(choice.Chosen)
		all = append(all, strings.TrimSpace(w.N("tally.chosen", len(backed), "Names", v.list(w, backed))+" "+v.joined(w, len(backed))))
		if len(backed) == len(choice.Chosen) {
			all = append(all, v.tie(w, choice))
		}
	}
	if r.SumsOnly {
		all = append(all, v.first(w))
		if !v.Bare {
			all = append(all, w.T("tally.sums"))
		}
	} else if v.Rule == tally.MostVoted {
		all = append(all, v.first(w), v.merges(w, true))
		all = append(all, v.ofChosen(w, choice)...)
		all = append(all, v.merges(w, false), v.support(w))
	} else {
		all = append(all, v.leftOut(w, choice), v.instead(w, r.Choice(tally.MostVoted), choice))
	}
	return slices.DeleteFunc(all, func(s string) bool { return s == "" })
}

// ofChosen is what is said of those that go on by most votes: of those that were
// chosen, once something is. Of a choice that no rule gives nothing is known.
func (v Vote) ofChosen(w Words, most *tally.Choice) []string {
	if d := v.Decided; d != nil && !sameSet(d.Chosen, most.Chosen) {
		for i := range v.Report.Choices {
			if c := &v.Report.Choices[i]; sameSet(d.Chosen, c.Chosen) && c.LeftOut != tally.Unknown {
				return []string{v.left(w, c.LeftOut-v.Report.Blank)}
			}
		}
		return nil
	}
	return []string{v.cut(w), v.leftOut(w, most), v.swap(w), v.shares(w)}
}

// sameSet reports whether two lists have the same candidates.
func sameSet(a, b []int) bool { return len(a) == len(b) && len(less(a, b)) == 0 }

// seen reports whether a table beside the sentences already shows who goes on.
func (v Vote) seen() bool { return v.Listed && v.Report.SumsOnly }

// proposes reports whether it is said who would go on.
func (v Vote) proposes() bool { return !v.seen() && v.Decided == nil }

// backed is those of some that have a dot: whoever has none is not said to go on.
func (v Vote) backed(some []int) (backed []int) {
	for _, row := range v.Report.Rows {
		if row.Dots > 0 && slices.Contains(some, row.Candidate) {
			backed = append(backed, row.Candidate)
		}
	}
	return backed
}

// list names candidates, most dots first.
func (v Vote) list(w Words, some []int) string {
	return and(w, v.names(some))
}

// and lists names.
func and(w Words, names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return w.T("tally.and", "Names", strings.Join(names[:last], ", "), "Last", names[last])
}

// brief is list for what may be long: the first, and how many more.
func (v Vote) brief(w Words, some []int) string {
	if len(some) <= mostNames+1 {
		return v.list(w, some)
	}
	return w.T("tally.andmore", "Names", strings.Join(v.names(some)[:mostNames], ", "), "N", len(some)-mostNames)
}

// names is what candidates are called, most dots first.
func (v Vote) names(some []int) (names []string) {
	for _, row := range v.Report.Rows {
		if slices.Contains(some, row.Candidate) {
			names = append(names, v.Name(row.Candidate))
		}
	}
	return names
}

// tie says who is equal at the cut.
func (v Vote) tie(w Words, c *tally.Choice) string {
	if len(c.Tied) == 0 {
		return ""
	}
	places := 0
	for _, t := range c.Tied {
		if slices.Contains(c.Chosen, t) {
			places++
		}
	}
	return w.N("tally.tied", places, "Names", v.brief(w, c.Tied))
}

// first says how firmly the first stands.
func (v Vote) first(w Words) string {
	r := v.Report
	if len(r.Rows) < 2 {
		return ""
	}
	first := r.Rows[0].Candidate
	if r.Rows[1].Place == 1 {
		if tied := r.Choice(tally.MostVoted).Tied; v.proposes() && slices.Contains(tied, first) {
			return "" // said already
		}
		var equal []int
		for _, row := range r.Rows {
			if row.Place == 1 {
				equal = append(equal, row.Candidate)
			}
		}
		return w.T("tally.first.equal", "Names", v.brief(w, equal))
	}
	if r.SumsOnly {
		return ""
	}
	m := r.Firm.First
	if m == nil {
		return ""
	}
	switch tenths := tally.InTen(r.Firm.SameFirst, r.Firm.Resamples); {
	case len(r.Near.First) > 0:
		return w.T("tally.first.shared", "Name", v.Name(first), "N", tenths, "Others", v.brief(w, r.Near.First))
	case m.Ballots >= fewest && float64(r.Firm.SameFirst) >= safeShare*float64(r.Firm.Resamples):
		return w.T("tally.first.safe", "Name", v.Name(first), "N", m.Ballots, "Below", v.Name(m.Below))
	case m.Ballots > 0:
		return w.N("tally.first.thin", m.Ballots, "Name", v.Name(first), "Below", v.Name(m.Below))
	}
	return ""
}

// cut says whether chance could have turned who goes on.
func (v Vote) cut(w Words) string {
	r := v.Report
	if r.Seats == 1 || len(r.Near.Cut) == 0 || len(r.Choice(tally.MostVoted).Tied) > 0 {
		return ""
	}
	return w.T("tally.cut", "Names", v.brief(w, r.Near.Cut), "N", tally.InTen(r.Firm.SameSet, r.Firm.Resamples))
}

// leftOut says how many got nothing that they voted for, blank ballots aside,
// and what one more place would change.
func (v Vote) leftOut(w Words, c *tally.Choice) string {
	r := v.Report
	if c.LeftOut == tally.Unknown {
		return ""
	}
	voted, without, more := r.Ballots-r.Blank, c.LeftOut-r.Blank, r.LeftOutByMore-r.Blank
	if without > 0 && tellable(without) && tellable(voted-without) &&
		v.Rule == tally.MostVoted && r.LeftOutByMore >= 0 && tellable(more) && without-more >= fewest {
		return w.T("tally.left.more", "N", without, "Of", voted, "Seats", r.Seats+1, "Then", more)
	}
	return v.left(w, without)
}

// swap says which swap would give the most people something.
func (v Vote) swap(w Words) string {
	s := v.Report.Swap
	if s == nil || s.Gain < fewest || !tellable(v.Report.Choice(tally.MostVoted).LeftOut-v.Report.Blank-s.Gain) {
		return ""
	}
	return w.T("tally.swap", "Out", v.Name(s.Out), "In", v.Name(s.In), "N", s.Gain)
}

// shares says what equal shares would choose instead.
func (v Vote) shares(w Words) string {
	return v.instead(w, v.Report.Choice(tally.EqualShares), v.Report.Choice(tally.MostVoted))
}

// instead says how one choice differs from what is chosen, if it does and
// leaves fewer out, or if it is the most-voted that another rule differs from.
func (v Vote) instead(w Words, other, chosen *tally.Choice) string {
	in, out := less(other.Chosen, chosen.Chosen), less(chosen.Chosen, other.Chosen)
	if len(in) == 0 {
		return ""
	}
	blank := v.Report.Blank
	then, now := other.LeftOut-blank, chosen.LeftOut-blank
	voted := v.Report.Ballots - blank
	told := tellable(then) && tellable(now) && tellable(voted-then) && tellable(voted-now) && (then == now || max(then-now, now-then) >= fewest)
	said := []any{"In", v.brief(w, in), "Out", v.brief(w, out), "Then", then, "Now", now}
	switch {
	case v.Rule != tally.MostVoted && told:
		return w.T("tally.instead.most", said...)
	case v.Rule != tally.MostVoted:
		return w.T("tally.instead.mostonly", said...)
	case told && then < now:
		return w.T("tally.instead.shares", said...)
	}
	return ""
}

// less is what is in some and not in others.
func less(some, others []int) []int {
	return slices.DeleteFunc(slices.Clone(some), func(c int) bool { return slices.Contains(others, c) })
}

// merges says which alike candidates split the votes: those that would be first
// as one, or the others.
func (v Vote) merges(w Words, first bool) string {
	for _, m := range v.Report.Merges {
		if m.First != first {
			continue
		}
		names := v.list(w, m.Of)
		others := slices.DeleteFunc(slices.Clone(m.In), func(c int) bool { return slices.Contains(m.Of, c) })
		switch {
		case first:
			return w.T("tally.merge.first", "Names", names)
		case len(others) == 0:
			return w.T("tally.merge.in", "Names", names)
		case !m.ByWords:
			return w.T("tally.merge.backers", "Names", names, "Others", v.list(w, others))
		default:
			return w.T("tally.merge.room", "Names", names, "Others", v.list(w, others))
		}
	}
	return ""
}

// support says whether the sectors are alike in what they think of the first.
func (v Vote) support(w Words) string {
	if len(v.Groups) == 0 || len(v.Sectors) < 2 {
		return ""
	}
	first := v.Report.Rows[0].Candidate
	shares := v.Groups[first]
	even, _ := tally.Compare(shares)
	switch even {
	case tally.Even:
		return w.T("tally.support.even", "Name", v.Name(first), "N", len(shares))
	case tally.Uneven:
		most, least := 0, 0
		for g, s := range shares {
			if s.Backers*shares[most].Ballots > shares[most].Backers*s.Ballots {
				most = g
			}
			if s.Backers*shares[least].Ballots < shares[least].Backers*s.Ballots {
				least = g
			}
		}
		return w.T("tally.support.uneven", "Name", v.Name(first), "Most", v.Sectors[most], "Least", v.Sectors[least])
	}
	return ""
}
