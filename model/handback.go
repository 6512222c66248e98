package model

import (
	"slices"
	"time"

	"verkstad/model/text"
)

// Somebody without a key who has lost the connection and has no return code at
// hand says at the door who they are. A facilitator who knows them, and sees the
// same two digits on both screens, gives them their place back: from then on the
// new terminal's key is theirs too. Until then the claim is worth nothing, and
// it is in no log.

// MaxClaims is how many may wait at a time in one workshop.
const MaxClaims = 20

// Claim is somebody at the door who says to be a person who has joined.
type Claim struct {
	No     int // from 1, in the order they came
	Person PersonID
	Check  int // 10 to 99, on both screens; no two claims have the same
	At     time.Time
}

// HandBack gives the person of a claim their place back, at the terminal that
// claims it. Person and Key are filled in by the live workshop, never by who
// asks. It returns ErrNoClaim where the claim is gone.
type HandBack struct {
	Claim  int
	Person PersonID
	Key    string
}

// PersonReturned says that who has the key is the person.
type PersonReturned struct {
	ID  PersonID `json:"id"`
	Key string   `json:"key"`
}

// CanBeClaimed is nil for a person whose place somebody at the door may ask for.
// Who leads comes back with what they joined with: nobody is let lead by two
// digits.
func (b *Board) CanBeClaimed(id PersonID) error {
	p, err := b.here(id)
	if err == nil && p.Role == Facilitator {
		return ErrStillLeads
	}
	return err
}

func (c HandBack) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := by.facilitates(); err != nil {
		return nil, err
	}
	if c.Person == 0 || c.Key == "" {
		return nil, ErrNoClaim
	}
	if err := b.CanBeClaimed(c.Person); err != nil {
		return nil, err
	}
	if b.PersonByKey(c.Key) != nil { // they have joined meanwhile
		return nil, ErrNoClaim
	}
	return one(PersonReturned{c.Person, c.Key})
}

func (e PersonReturned) apply(b *Board, r Record) {
	if e.Key == "" || b.PersonByKey(e.Key) != nil {
		return
	}
	b.changePerson(e.ID, r, func(p *Person) { p.given = append(slices.Clip(p.given), e.Key) })
}

// ByName finds who has joined under a name, cleaned as when they joined; nil if
// nobody has.
func (b *Board) ByName(nameKey string) *Person {
	for _, p := range b.people.All() {
		if !p.Removed && text.Alike(p.NameKey, nameKey) {
			return p
		}
	}
	return nil
}

// HasOldIdentities tells whether anybody has joined under an identity as it was
// before identities were a workshop's own: 64 hexadecimal digits.
func (b *Board) HasOldIdentities() bool {
	for _, p := range b.people.All() {
		if len(p.Key) == 64 {
			return true
		}
	}
	return false
}

// Lost tells whether somebody who has no key of their own takes part, and is
// not connected: whoever comes to the door without one may be them.
func (b *Board) Lost(now *Presence) bool {
	for _, p := range b.people.All() {
		if p.Keyless && !p.Removed && p.Role == Participant && !now.Here(p.ID) {
			return true
		}
	}
	return false
}
