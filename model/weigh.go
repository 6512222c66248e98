package model

import (
	"cmp"
	"slices"

	"verkstad/model/alike"
	"verkstad/model/method"
	"verkstad/model/tally"
)

// defaultChoose is how many go on after a vote whose phase does not say.
const defaultChoose = 3

// around is how many numbers of seats below and above the one proposed are
// counted too, for a room that takes fewer or more.
const around = 2

// Proposed returns how many of the round's candidates are proposed to go on: as many
// as the phase says, and always one fewer than there are at most.
func (r *Round) Proposed() int {
	return max(1, min(cmp.Or(r.Choose, defaultChoose), len(r.Candidates)-1))
}

// Chooses returns how many go on after a vote that opens now, unless it is said
// otherwise: what its phase says, and outside a voting phase what the agenda's
// first vote does.
func (b *Board) Chooses() int { return cmp.Or(b.votePhase().Choose, defaultChoose) }

// votePhase returns the phase whose settings a vote that opens now has: this one, or
// else the first of the agenda that votes, or else none.
func (b *Board) votePhase() *Phase {
	if ph := b.Phase(); ph.Does(method.TakesVotes) {
		return ph
	}
	if at := slices.IndexFunc(b.phases, func(ph *Phase) bool { return ph.Does(method.TakesVotes) }); at >= 0 {
		return b.phases[at]
	}
	return &Phase{}
}

// Unweighed reports whether the round's findings are to be counted from the ballots
// that it keeps: they were not stored when it closed, as if the process had ended
// then. Rounds of an older Verkstad stay as they are.
func (r *Round) Unweighed() bool {
	return r.Choose > 0 && !r.IsOpen() && r.Findings == nil && r.Withheld() == Shown && r.ballots.Len() > 0
}

// election returns the round's ballots as they are counted, candidates by their
// place in the round.
func (r *Round) election() tally.Election {
	at := r.places()
	e := tally.Election{Candidates: len(r.Candidates), PerVoter: r.Dots, MaxPer: r.MaxPer}
	for _, card := range r.cards() {
		b := tally.Ballot{Group: tally.NoGroup}
		for _, d := range card.Dots {
			b.Votes = append(b.Votes, tally.Vote{Candidate: at[d.ID], Dots: d.N})
		}
		slices.SortFunc(b.Votes, func(v, w tally.Vote) int { return cmp.Compare(v.Candidate, w.Candidate) })
		e.Ballots = append(e.Ballots, b)
	}
	return e
}

// Weigh counts what the room of a round can defend, from the ballots that it has
// in memory when it closes, or that it keeps; nil if it shows no result or has no
// ballots. Of a round that keeps its ballots, everything can be counted again
// with the same seed. Of one that keeps sums only such figures are told that, with
// all else that is told, do not tell how fewer than three voted; the bound for
// groups of sectors is that of their sums, which are the only ones here.
//
// It takes some 100 ms for 1,000 ballots: the live workshop calls it beside its
// writer.
func (r *Round) Weigh(seed uint64) *Findings {
	e := r.election()
	if len(e.Ballots) == 0 || r.Void || r.Secret && len(e.Ballots) < MinGroup || r.Keep == KeepSums && !blurs(e.Sums(), len(e.Ballots)) {
		return nil
	}
	titles := make([]string, len(r.Candidates))
	for i, c := range r.Candidates {
		titles[i] = c.Title
	}
	asked := tally.Asked{Seats: r.Proposed(), Seed: seed, Alike: alike.Same(titles)}
	seats := []int{asked.Seats}
	for k := max(1, asked.Seats-around); k <= min(asked.Seats+around, e.Candidates) && r.Keep != KeepSums; k++ {
		if k != asked.Seats {
			seats = append(seats, k)
		}
	}
	slices.Sort(seats)
	reports, err := e.CountEach(asked, seats)
	if err != nil { // there are no other seats than there are candidates
		return nil
	}
	if r.Keep == KeepSums {
		r.withhold(reports[0], tallySectors(r.cards()))
	}
	return r.findings(reports)
}

// findNear finds who is near in a closed round that has ballots and no findings.
func (r *Round) findNear() {
	if e := r.election(); len(e.Ballots) > 0 && len(r.Candidates) > 0 {
		near := e.NearTo(r.Proposed())
		r.nearFirst, r.nearCut = r.ids(near.First), r.ids(near.Cut)
	}
}

// findings writes reports of the round down with the ids of its candidates.
func (r *Round) findings(reports []*tally.Report) *Findings {
	first := reports[0]
	f := &Findings{
		Resamples: first.Firm.Resamples, Seed: first.Firm.Seed, SameFirst: first.Firm.SameFirst,
		First: r.gap(first.Firm.First), NearFirst: r.ids(first.Near.First),
	}
	for _, rep := range reports {
		k := Finding{
			Seats: rep.Seats, ByMore: told(rep.LeftOutByMore), NearCut: r.ids(rep.Near.Cut), Cut: r.gap(rep.Firm.Cut),
			OneLess: told(rep.Firm.OneLess), SameSet: rep.Firm.SameSet,
		}
		for _, c := range rep.Choices {
			k.Choices = append(k.Choices, Chosen{c.Rule, r.ids(c.Chosen), r.ids(c.Tied), c.Partial, told(c.LeftOut)})
		}
		if s := rep.Swap; s != nil {
			k.Swap = &Swap{r.Candidates[s.Out].ID, r.Candidates[s.In].ID, s.Gain}
		}
		for _, m := range rep.Merges {
			k.Merges = append(k.Merges, Merge{r.ids(m.Of), m.Dots, m.First, m.Set, r.ids(m.In), r.ids(m.Out), m.ByBallots, m.ByWords})
		}
		f.By = append(f.By, k)
	}
	return f
}

func told(n int) *int {
	if n < 0 {
		return nil
	}
	return &n
}

func (r *Round) ids(some []int) []ItemID {
	var ids []ItemID
	for _, c := range some {
		ids = append(ids, r.Candidates[c].ID)
	}
	return ids
}

func (r *Round) gap(m *tally.Margin) *Gap {
	if m == nil {
		return nil
	}
	return &Gap{r.Candidates[m.Above].ID, r.Candidates[m.Below].ID, m.Dots, m.Ballots}
}

// Report returns what the round came to if so many go on, as its findings and its
// sums say: what they do not say is not in it. It is nil if the round shows no
// result, or there are not so many candidates.
func (r *Round) Report(seats int) *tally.Report {
	if r.Withheld() != Shown || r.IsOpen() {
		return nil
	}
	at := r.places()
	sums := r.sumsInOrder()
	rep, err := tally.CountSums(sums, seats)
	if err != nil {
		return nil
	}
	rep.Ballots = r.Cast()
	if k := r.Findings.For(seats); k != nil {
		r.Findings.add(rep, *k, func(id ItemID) int { return at[id] })
	}
	return rep
}

// places returns where each candidate stands in the round.
func (r *Round) places() map[ItemID]int {
	at := make(map[ItemID]int, len(r.Candidates))
	for i, c := range r.Candidates {
		at[c.ID] = i
	}
	return at
}

// sumsInOrder returns what each candidate got, in the order of the round.
func (r *Round) sumsInOrder() []tally.Sum {
	at := r.places()
	sums := make([]tally.Sum, len(r.Candidates))
	for _, s := range r.totals() {
		if i, ok := at[s.ID]; ok {
			sums[i] = tally.Sum{Dots: s.Dots, Voters: s.Voters}
		}
	}
	return sums
}

// add puts what was found into a report that has sums alone.
func (f *Findings) add(rep *tally.Report, k Finding, at func(ItemID) int) {
	places := func(ids []ItemID) []int {
		some := []int{}
		for _, id := range ids {
			some = append(some, at(id))
		}
		return some
	}
	margin := func(g *Gap) *tally.Margin {
		if g == nil {
			return nil
		}
		return &tally.Margin{Above: at(g.Above), Below: at(g.Below), Dots: g.Dots, Ballots: g.Ballots}
	}
	rep.SumsOnly, rep.Choices = false, nil
	for _, c := range k.Choices {
		rep.Choices = append(rep.Choices, tally.Choice{Rule: c.Rule, Chosen: places(c.IDs), Tied: places(c.Tied), Partial: c.Partial, LeftOut: orUnknown(c.LeftOut)})
	}
	rep.LeftOutByMore = orUnknown(k.ByMore)
	if k.Swap != nil {
		rep.Swap = &tally.Swap{Out: at(k.Swap.Out), In: at(k.Swap.In), Gain: k.Swap.Gain}
	}
	rep.Near = tally.Nearness{First: places(f.NearFirst), Cut: places(k.NearCut)}
	rep.Firm = tally.Firmness{
		First: margin(f.First), Cut: margin(k.Cut), OneLess: orUnknown(k.OneLess),
		Resamples: f.Resamples, SameSet: k.SameSet, SameFirst: f.SameFirst, Seed: f.Seed,
	}
	for _, m := range k.Merges {
		rep.Merges = append(rep.Merges, tally.Merge{
			Of: places(m.IDs), Dots: m.Dots, First: m.First, Set: m.Set, In: places(m.In), Out: places(m.Out), ByBallots: m.ByBallots, ByWords: m.ByWords,
		})
	}
}

func orUnknown(n *int) int {
	if n == nil {
		return tally.Unknown
	}
	return *n
}
