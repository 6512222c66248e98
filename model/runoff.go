package model

import (
	"slices"

	"verkstad/model/tally"
)

// A runoff is a vote on those alone that an earlier vote left tied at the cut. What
// comes of it is joined to those that were sure, so that one choice is made of as
// many as were to go on.

// Cut is how the vote's candidates stand if so many go on: which of them are sure,
// and which are tied for the places that are left, in the order of the round.
// tied is empty if nothing is, if the round shows no result, and if there are not
// so many candidates.
func (r *Round) Cut(seats int) (sure, tied []ItemID) {
	if r == nil || r.IsOpen() || r.Withheld() != Shown {
		return nil, nil
	}
	s, err := tally.SelectMost(r.sumsInOrder(), seats)
	if err != nil {
		return nil, nil
	}
	tied = r.ids(s.Tied)
	sure = slices.DeleteFunc(r.ids(s.Chosen), func(id ItemID) bool { return slices.Contains(tied, id) })
	return sure, tied
}

// goesOn is what was chosen to go on after the vote, with what was sure before it
// if it is a runoff; none while that is not chosen.
func (r *Round) goesOn() []ItemID {
	if r.Decision == nil {
		return nil
	}
	var ids []ItemID
	for _, c := range r.Sure {
		ids = append(ids, c.ID)
	}
	return append(ids, r.Decision.IDs...)
}

// runoff fills in a vote on those that are tied at the cut of the newest result. Each
// voter gets a dot for each place that is left, at most one on each, unless it is
// said otherwise; it is secret, and keeps, as that vote was and did. It returns
// the candidates, ErrNoResult if the vote is not the newest with a result, and
// ErrNoTie if nothing is tied.
func (c OpenRound) runoff(b *Board, e *RoundOpened) ([]ItemID, error) {
	r := b.LastResult()
	if r == nil || r.Withheld() != Shown || r.ID != c.Runoff {
		return nil, ErrNoResult
	}
	seats := c.Choose
	if seats == 0 {
		seats = r.Proposed()
	}
	sure, tied := r.Cut(seats)
	if len(tied) == 0 {
		return nil, ErrNoTie
	}
	e.Sure = slices.Clone(r.Sure)
	for _, id := range sure {
		if b.isGone(id) {
			return nil, ErrNoSuchItem.with(id)
		}
		before := *r.Candidate(id)
		before.Detail = nil
		e.Sure = append(e.Sure, before)
	}
	e.Runoff, e.Choose, e.Secret, e.Keep, e.Unencrypted = r.ID, seats-len(sure), r.Secret, r.Keep, r.Unencrypted
	e.Dots, e.MaxPer = c.Dots, c.MaxPer
	if e.Dots == 0 {
		e.Dots = e.Choose
	}
	if e.MaxPer == 0 {
		e.MaxPer = 1
	}
	return tied, nil
}

// wrongRunoff reports whether an entry of an import cannot be of a runoff: it is of
// an earlier vote, on candidates of that, and joined to others of it or to what
// that was joined to.
func (d Document) wrongRunoff(e RoundEntry) bool {
	if e.Runoff == 0 {
		return len(e.Sure) > 0
	}
	if e.Runoff < 1 || e.Runoff >= e.ID {
		return true
	}
	of := d.Rounds[e.Runoff-1]
	known := func(some []Candidate, id ItemID) bool {
		return slices.ContainsFunc(some, func(c Candidate) bool { return c.ID == id })
	}
	for i, c := range e.Sure {
		if !known(of.Candidates, c.ID) && !known(of.Sure, c.ID) || known(e.Candidates, c.ID) || known(e.Sure[:i], c.ID) {
			return true
		}
	}
	return slices.ContainsFunc(e.Candidates, func(c Candidate) bool { return !known(of.Candidates, c.ID) })
}
