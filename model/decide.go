package model

import (
	"errors"
	"time"

	"verkstad/model/method"
	"verkstad/model/text"
)

// Command is something that somebody wants to happen, in the imperative. Each subject's
// file has its commands next to its events.
type Command interface {
	decide(b *Board, by Actor, now time.Time) ([]Event, error)
}

// Decide checks a command against the board and the rules. It returns the events that
// follow, none if the board is so already, or an [*Error]. It changes nothing.
func Decide(b *Board, by Actor, c Command, now time.Time) ([]Event, error) {
	if _, create := c.(CreateWorkshop); !create && b.Seq == 0 {
		return nil, ErrNotAllowed
	}
	if err := b.holdsRole(by); err != nil {
		return nil, err
	}
	if err := b.mayBeWrittenFor(by, c); err != nil {
		return nil, err
	}
	return c.decide(b, by, now)
}

// facilitates returns nil for a facilitator.
func (by Actor) facilitates() error {
	switch by.Role {
	case Facilitator:
		return nil
	case Observer:
		return ErrObserver
	}
	return ErrNotAllowed
}

// running returns nil unless the workshop has ended.
func (b *Board) running() error {
	if !b.Ended.IsZero() {
		return ErrWorkshopClosed
	}
	return nil
}

// lead returns nil for a facilitator of a workshop that has not ended.
func (b *Board) lead(by Actor) error {
	if err := by.facilitates(); err != nil {
		return err
	}
	return b.running()
}

// takePart returns nil if the actor may now do what one of the traits is about: a
// facilitator always, a participant if the phase has the trait and is not locked.
func (b *Board) takePart(by Actor, now time.Time, traits method.Trait) error {
	if err := b.present(by); err != nil {
		return err
	}
	if by.Role == Facilitator {
		return nil
	}
	ph := b.Phase()
	if ph == nil {
		return ErrWrongPhase
	}
	if !ph.Does(traits) {
		return ErrWrongPhase
	}
	return b.openPhase(now)
}

// openPhase returns nil if the current phase accepts something from participants.
func (b *Board) openPhase(now time.Time) error {
	switch {
	case b.Locked(now):
		return ErrPhaseOver
	case b.Phase().WhoMay == method.WhoFacilitator:
		return ErrNotAllowed
	}
	return nil
}

// present returns nil for a person who is in the room of a workshop that has not ended.
func (b *Board) present(by Actor) error {
	if err := b.running(); err != nil {
		return err
	}
	switch by.Role {
	case Facilitator:
		return nil
	case Participant:
		switch p := b.Person(by.Person); {
		case p == nil || p.Removed:
			return ErrNotJoined
		case p.Role == Observer:
			return ErrObserver
		}
		return nil
	case Observer:
		return ErrObserver
	}
	return ErrNotAllowed
}

// subject returns the person whom a command of somebody who is present is about: the one
// that it names, or the actor if it names nobody.
func (b *Board) subject(by Actor, named PersonID) (*Person, error) {
	if err := b.present(by); err != nil {
		return nil, err
	}
	if named == 0 {
		named = by.Person
	}
	p := b.Person(named)
	if p == nil {
		return nil, ErrNoSuchPerson
	}
	return p, nil
}

func one(e Event) ([]Event, error) { return []Event{e}, nil }

// cleanIdea and cleanLine clean what a person typed and return the model's errors.
func cleanIdea(s string) (string, error) {
	s, err := text.Idea(s)
	return s, textError(err, 500)
}

func cleanLine(s string, most int) (string, error) {
	s, err := text.Line(s, most)
	return s, textError(err, most)
}

// cleanOptional is cleanLine for texts that may be empty.
func cleanOptional(s string, most int) (string, error) {
	s, err := cleanLine(s, most)
	if errors.Is(err, ErrEmpty) {
		return "", nil
	}
	return s, err
}

func textError(err error, most int) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, text.ErrEmpty):
		return ErrEmpty
	case errors.Is(err, text.ErrTooLong):
		return ErrTooLong.with(most)
	default:
		return ErrEmpty
	}
}
