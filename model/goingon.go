package model

import (
	"slices"
	"time"

	"verkstad/model/method"
	"verkstad/model/tally"
)

// Decision is which candidates of a closed vote go on. A vote only proposes: a facilitator
// decides, or the room does, and says on which basis.
type Decision struct {
	IDs    []ItemID `json:"ids"`              // in the order of the candidates
	Basis  Basis    `json:"basis"`            // what the choice follows
	ByRoom bool     `json:"byRoom,omitempty"` // the room chose, and not a facilitator
	Why    string   `json:"why,omitempty"`    // in somebody's own words
}

// Basis is what a choice of candidates follows.
type Basis string

// The bases.
const (
	BasisMost   Basis = "most"         // the most dots; the room decides between those tied at the cut
	BasisShares Basis = "equal-shares" // equal shares: they represent everybody
	BasisHand   Basis = "hand"         // each was marked by itself
)

// Bases lists the three in order.
var Bases = [...]Basis{BasisMost, BasisShares, BasisHand}

func (b Basis) known() bool { return slices.Contains(Bases[:], b) }

// ChooseCandidates decides which candidates of the newest vote with a result go on; it can
// be done again, and undone. It returns ErrNoResult if there is no result to choose from,
// ErrRoundOpen while a vote is open, ErrNoneGoesOn for no candidates, ErrNotCandidate for
// something that was not voted on, ErrNoSuchItem for what is no longer on the board, and
// ErrOtherChoice if the candidates are not those that the basis gives.
type ChooseCandidates struct {
	Round RoundID // 0 means the newest with a result
	Decision
}

// CandidatesChosen records which candidates of a vote go on.
type CandidatesChosen struct {
	Round RoundID `json:"round"`
	Decision
}

func (c ChooseCandidates) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	if b.OpenRound() != nil {
		return nil, ErrRoundOpen
	}
	r := b.LastResult()
	if r == nil || r.Withheld() != Shown || c.Round != 0 && c.Round != r.ID {
		return nil, ErrNoResult
	}
	if len(c.IDs) == 0 {
		return nil, ErrNoneGoesOn
	}
	for _, id := range c.IDs {
		if r.Candidate(id) == nil {
			return nil, ErrNotCandidate.with(id)
		}
		if b.isGone(id) {
			return nil, ErrNoSuchItem.with(id)
		}
	}
	d := c.Decision
	d.IDs = r.inOrder(c.IDs)
	if !d.Basis.known() {
		return nil, ErrSettings.with(why("basis"))
	}
	if !r.follows(d) {
		return nil, ErrOtherChoice
	}
	var err error
	if d.Why, err = cleanOptional(c.Why, MaxShortNote); err != nil {
		return nil, err
	}
	if r.Decision.same(&d) {
		return nil, nil
	}
	return one(CandidatesChosen{r.ID, d})
}

// isGone reports whether an item was removed from the board, or was merged into another.
func (b *Board) isGone(id ItemID) bool {
	switch x := b.lookup(id).(type) {
	case *Idea:
		return x.Removed || x.Merged != 0
	case *Cluster:
		return !x.Live()
	case *Question:
		return x.Removed
	}
	return true
}

// inOrder returns some of the candidates, each once, in the order of the round.
func (r *Round) inOrder(some []ItemID) []ItemID {
	var ids []ItemID
	for _, c := range r.Candidates {
		if slices.Contains(some, c.ID) {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

func (d *Decision) same(o *Decision) bool {
	if d == nil || o == nil {
		return d == o
	}
	return slices.Equal(d.IDs, o.IDs) && d.Basis == o.Basis && d.ByRoom == o.ByRoom && d.Why == o.Why
}

// follows reports whether a choice is one that its basis gives.
func (r *Round) follows(d Decision) bool {
	switch d.Basis {
	case BasisMost:
		least, most := -1, 0 // of the chosen, and of the others
		for i, s := range r.sumsInOrder() {
			if !slices.Contains(d.IDs, r.Candidates[i].ID) {
				most = max(most, s.Dots)
			} else if least < 0 || s.Dots < least {
				least = s.Dots
			}
		}
		return least >= most
	case BasisShares:
		return slices.ContainsFunc(r.Alternatives(len(d.IDs)), func(c Chosen) bool {
			return c.Rule == tally.EqualShares && slices.Equal(c.IDs, d.IDs)
		})
	}
	return true
}

// Alternatives returns what a room can choose between if so many go on: the
// most-voted, and those of equal shares where they are known. They are stored with
// the round for the numbers near the proposed one; for others they are counted
// from the ballots, where those are kept, which takes some milliseconds. It is
// empty for a round that shows no result, and for a number that cannot be.
func (r *Round) Alternatives(seats int) []Chosen {
	if r.IsOpen() || r.Withheld() != Shown {
		return nil
	}
	if k := r.Findings.For(seats); k != nil {
		return slices.DeleteFunc(slices.Clone(k.Choices), func(c Chosen) bool { return c.Rule != tally.MostVoted && c.Rule != tally.EqualShares })
	}
	if r.Ballots() == nil {
		s, err := tally.SelectMost(r.sumsInOrder(), seats)
		if err != nil {
			return nil
		}
		return []Chosen{r.chosen(tally.MostVoted, s, nil)}
	}
	var all []Chosen
	e := r.election()
	for _, rule := range []tally.Rule{tally.MostVoted, tally.EqualShares} {
		s, err := e.Select(rule, seats)
		if err != nil {
			return nil
		}
		out := e.LeftOut(s.Chosen)
		all = append(all, r.chosen(rule, s, &out))
	}
	return all
}

func (r *Round) chosen(rule tally.Rule, s tally.Selection, leftOut *int) Chosen {
	return Chosen{rule, r.ids(s.Chosen), r.ids(s.Tied), !s.Complete, leftOut}
}

func (e CandidatesChosen) apply(b *Board, r Record) {
	round := b.Round(e.Round)
	if round == nil || round.IsOpen() || round.Withheld() != Shown || !e.Decision.fits(round) {
		return
	}
	b.decided = decisionTurn{round: round.ID, before: round.Decision, after: &e.Decision}
	b.changeRound(round.ID, r, func(round *Round) { round.Decision = &e.Decision })
	b.Say, b.Revs.Agenda = 0, r.Seq // the wall begins with the first sentence
	on, voted := b.Round(round.ID).goesOn(), slices.Concat(round.Candidates, round.Sure)
	if of := b.Round(round.Runoff); of != nil {
		voted = slices.Concat(of.Candidates, of.Sure, voted)
	}
	for _, c := range voted {
		chosen := slices.Contains(on, c.ID)
		if q := b.Question(c.ID); q != nil && !q.Removed && q.Chosen != chosen {
			b.changeQuestion(c.ID, r, func(q *Question) { q.Chosen = chosen })
		}
	}
}

// fits reports whether a decision can be of the round: some of its candidates, in order.
func (d Decision) fits(r *Round) bool {
	return d.Basis.known() && len(d.IDs) > 0 && slices.Equal(d.IDs, r.inOrder(d.IDs))
}

// decisionTurn is what a choice of candidates changed. The zero decisionTurn is none.
type decisionTurn struct {
	round         RoundID
	before, after *Decision
}

// turnDecision takes a choice back, or makes it again.
func (b *Board) turnDecision(t decisionTurn, again bool, r Record) {
	if t.round == 0 {
		return
	}
	d := t.before
	if again {
		d = t.after
	}
	b.changeRound(t.round, r, func(round *Round) { round.Decision = d })
	b.Say, b.Revs.Agenda = 0, r.Seq
}

// stands reports whether the choice that an action made, or took back, is still as the
// action left it.
func (b *Board) stands(t decisionTurn, made bool) bool {
	if t.round == 0 {
		return true
	}
	d := t.before
	if made {
		d = t.after
	}
	r := b.Round(t.round)
	return r != nil && r.Decision == d
}

// GoingOn returns the items of the newest choice of candidates that are still on the board,
// in the order of that vote; none if nothing was chosen.
func (b *Board) GoingOn() []ItemID {
	r := b.DecidedRound()
	if r == nil {
		return nil
	}
	return slices.DeleteFunc(r.goesOn(), func(id ItemID) bool { return !b.origin(id) })
}

// DecidedRound returns the newest vote with a decision; nil if there is none.
func (b *Board) DecidedRound() *Round {
	for at := b.LastRound(); at != nil; at = b.Round(at.ID - 1) {
		if at.Decision != nil {
			return at
		}
	}
	return nil
}

// startsFrom keeps, of the items that can be voted on, those that an earlier phase's vote
// sent on; all of them if that is fewer than two.
func (b *Board) startsFrom(ids []ItemID) []ItemID {
	r := b.DecidedRound()
	if r == nil || b.Phase() == nil || r.Phase == b.Phase().ID {
		return ids
	}
	on := b.GoingOn()
	kept := slices.DeleteFunc(slices.Clone(ids), func(id ItemID) bool { return !slices.Contains(on, id) })
	if len(kept) < 2 {
		return ids
	}
	return kept
}

// Answerable returns what commitments can answer: what the newest vote sent on, unless
// questions have been written since; else the chosen questions, or else all.
func (b *Board) Answerable() []ItemID {
	if on := b.GoingOn(); len(on) > 0 && !b.definedSince(b.DecidedRound().Phase) {
		return on
	}
	var all, chosen []ItemID
	for _, q := range b.Questions() {
		all = append(all, q.ID)
		if q.Chosen {
			chosen = append(chosen, q.ID)
		}
	}
	if len(chosen) > 0 {
		return chosen
	}
	return all
}

// definedSince reports whether the group has written questions after a phase.
func (b *Board) definedSince(phase PhaseID) bool {
	at := slices.IndexFunc(b.phases, func(ph *Phase) bool { return ph.ID == phase })
	for i := at + 1; i <= b.current; i++ {
		if b.phases[i].Does(method.TakesQuestions) {
			return true
		}
	}
	return false
}
