package model

import (
	"slices"
	"time"

	"verkstad/model/method"
)

// The supporters of a question are told only if names are shown in every phase that
// matters: the one that it was asked in, and those in which support was given or withdrawn.

// SupportQuestion says that the actor supports a question, or no longer does.
type SupportQuestion struct {
	ID      ItemID
	Support bool
}

// QuestionSupported records that.
type QuestionSupported struct {
	ID      ItemID   `json:"id"`
	Person  PersonID `json:"person"`
	Support bool     `json:"support"`
}

// Backers returns how many people support it.
func (q *Question) Backers() int { return len(q.Support) + q.Supported }

// SupportNamed reports whether a question's supporters may be told.
func (b *Board) SupportNamed(q *Question) bool {
	return b.NamesShown(q.Phase) && q.backed(b.NamesShown)
}

// backed reports whether f returns true for each phase in which support was given or
// withdrawn; if names were not shown then, it returns false.
func (q *Question) backed(f func(PhaseID) bool) bool {
	return !q.nameless && !slices.ContainsFunc(q.backedIn, func(phase PhaseID) bool { return !f(phase) })
}

// exportedSupport removes a question's supporters if they may not be told: their number
// stays.
func (b *Board) exportedSupport(q *Question) {
	switch {
	case b.SupportNamed(q):
	case b.NamesShown(q.Phase):
		q.Support, q.Supported = nil, min(q.Backers(), MaxPeople)
	default:
		q.Support = counted(q.Support)
	}
}

func (c SupportQuestion) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	if err := b.takePart(by, now, method.TakesQuestions); err != nil {
		return nil, err
	}
	if b.Person(by.Person) == nil {
		return nil, ErrNotJoined
	}
	q, err := b.liveQuestion(c.ID)
	if err != nil {
		return nil, err
	}
	if slices.Contains(q.Support, by.Person) == c.Support {
		return nil, nil
	}
	return one(QuestionSupported{c.ID, by.Person, c.Support})
}

func (e QuestionSupported) apply(b *Board, r Record) {
	phase := PhaseID(0)
	if ph := b.Phase(); ph != nil {
		phase = ph.ID
	}
	b.changeQuestion(e.ID, r, func(q *Question) {
		q.nameless = q.nameless || !b.NamesShown(phase)
		if !slices.Contains(q.backedIn, phase) {
			q.backedIn = append(slices.Clip(q.backedIn), phase)
		}
		at, has := slices.BinarySearch(q.Support, e.Person)
		switch {
		case e.Support && !has:
			q.Support = slices.Insert(slices.Clone(q.Support), at, e.Person)
		case !e.Support && has:
			q.Support = slices.Delete(slices.Clone(q.Support), at, at+1)
		}
	})
}
