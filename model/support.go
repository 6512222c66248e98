package model

import (
	"slices"
	"time"

	"verkstad/model/method"
)

// Who supports a question is told only if names are shown wherever somebody has
// said so: in the phase that it was asked in, and in those in which it was given
// support or lost some.

// SupportQuestion says that one wants to go on with a question, or no longer.
type SupportQuestion struct {
	ID      ItemID
	Support bool
}

// QuestionSupported is that somebody does, or no longer.
type QuestionSupported struct {
	ID      ItemID   `json:"id"`
	Person  PersonID `json:"person"`
	Support bool     `json:"support"`
}

// Backers is how many want to go on with it.
func (q *Question) Backers() int { return len(q.Support) + q.Supported }

// SupportNamed tells whether it may be told who supports a question.
func (b *Board) SupportNamed(q *Question) bool {
	return b.NamesShown(q.Phase) && q.backed(b.NamesShown)
}

// backed tells whether f holds of each phase in which a question was given support,
// or lost some; where names were not shown then, it holds of none.
func (q *Question) backed(f func(PhaseID) bool) bool {
	return !q.nameless && !slices.ContainsFunc(q.backedIn, func(phase PhaseID) bool { return !f(phase) })
}

// exportedSupport leaves out of a question who supports it, where that may not be
// told: how many do is told all the same.
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
