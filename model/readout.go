package model

import (
	"time"

	"verkstad/model/method"
)

// ReadOut ticks an idea off as read out, or takes the tick back. What is read out is
// shown to everybody, even if the phase it was written in has not been revealed. It is for
// the idea's author, or for facilitators, in a phase that [Phase.ReadsOut].
type ReadOut struct {
	ID   ItemID
	Read bool
}

// IdeaRead records the phase in which an idea was read out; 0 if it was not after all.
type IdeaRead struct {
	ID    ItemID  `json:"id"`
	Phase PhaseID `json:"phase,omitempty"`
}

// ReadsOut reports whether people read their ideas out in the phase, one after the other.
func (ph *Phase) ReadsOut() bool { return ph.Does(method.TakesIdeas) && ph.Turns }

func (c ReadOut) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	if err := b.takePart(by, now, method.TakesIdeas); err != nil {
		return nil, err
	}
	ph := b.Phase()
	if ph == nil || !ph.ReadsOut() {
		return nil, ErrWrongPhase
	}
	i := b.Idea(c.ID)
	if i == nil || i.Merged != 0 || i.Note || !b.CanSee(by, i) {
		return nil, ErrNoSuchItem.with(c.ID)
	}
	if by.Role != Facilitator && i.By != by.Person {
		return nil, ErrNotYours
	}
	if c.Read == (i.Read != 0) {
		return nil, nil
	}
	e := IdeaRead{ID: c.ID}
	if c.Read {
		e.Phase = ph.ID
	}
	return one(e)
}

func (e IdeaRead) apply(b *Board, r Record) {
	b.changeIdea(e.ID, r, func(i *Idea) { i.Read = e.Phase })
}
