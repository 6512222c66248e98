package model

import "slices"

// What an open vote is about stays as it is until the vote has closed: nothing that people
// may have given dots to is removed from the board, merged into something else or reworded.
// It can be hidden, which leaves its place in the vote without its text, and more can be
// added to it.

// UnderVote reports whether an item is a candidate of the open vote, or a part of one.
func (b *Board) UnderVote(id ItemID) bool { return b.votedOn(b.OpenRound(), id) }

// votedOn reports whether an item is a candidate of the round, or a part of one.
func (b *Board) votedOn(r *Round, id ItemID) bool {
	if r == nil {
		return false
	}
	if i := b.Idea(id); i != nil && (r.Candidate(i.Merged) != nil || r.Candidate(b.clusterOf(i)) != nil) {
		return true
	}
	return r.Candidate(id) != nil
}

// notUnderVote returns nil if none of the items is being voted on, or else ErrCandidate, or
// ErrCandidateIdea for an actor who could hide it.
func (b *Board) notUnderVote(by Actor, ids ...ItemID) error {
	for _, id := range ids {
		switch {
		case !b.UnderVote(id):
		case by.Role == Facilitator && b.Idea(id) != nil:
			return ErrCandidateIdea
		default:
			return ErrCandidate
		}
	}
	return nil
}

// notOfCluster returns nil if none of the cards is in a cluster that is being voted on, so
// that they can be moved, or else ErrCandidate.
func (b *Board) notOfCluster(ids ...ItemID) error {
	r := b.OpenRound()
	for _, id := range ids {
		if i := b.Idea(id); r != nil && i != nil && r.Candidate(b.clusterOf(i)) != nil {
			return ErrCandidate
		}
	}
	return nil
}

// takes reports whether an action removes something from what the open vote is about, or
// rewords it, when it is done again or, if back is true, undone.
func (b *Board) takes(a action, back bool) bool {
	return b.OpenRound() != nil && slices.ContainsFunc(a.changes, func(c change) bool {
		if back {
			return b.takesFrom(c.after, c.before)
		}
		return b.takesFrom(c.before, c.after)
	})
}

// takesFrom reports the same for one change.
func (b *Board) takesFrom(from, to item) bool {
	r := b.OpenRound()
	switch x := from.(type) {
	case *Idea:
		y, ok := to.(*Idea)
		gone := !ok || y.Removed || y.Parked && !x.Parked || y.Merged != x.Merged || y.Text != x.Text
		at := b.wholeCluster(x.Cluster)
		return gone && b.votedOn(r, x.ID) || r.Candidate(at) != nil && (!ok || b.wholeCluster(y.Cluster) != at)
	case *Cluster:
		y, ok := to.(*Cluster)
		return b.votedOn(r, x.ID) && (!ok || y.Removed || y.Merged != x.Merged || y.Title != x.Title)
	case *Question:
		y, ok := to.(*Question)
		return b.votedOn(r, x.ID) && (!ok || y.Removed || y.Text != x.Text)
	}
	return false
}
