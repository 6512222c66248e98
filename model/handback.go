package model

import (
	"slices"
	"time"

	"verkstad/model/text"
)

// A person without a key who has lost the connection and has no return code at hand says
// who they are before they join. A facilitator who knows them, and sees the same two digits
// on both screens, gives them their place back: from then on the new terminal's key is
// theirs too. Until then the claim gives no rights, and it is in no log.

// MaxClaims is how many claims may wait at a time in one workshop.
const MaxClaims = 20

// Claim is somebody's claim to be a person who has joined.
type Claim struct {
	No     int // from 1, in the order they came
	Person PersonID
	Check  int // 10 to 99, on both screens; no two claims have the same
	At     time.Time
}

// HandBack gives the person of a claim their place back, at the terminal that claims it.
// Person and Key are filled in by the live workshop, never by the actor. It returns
// ErrNoClaim if the claim is gone.
type HandBack struct {
	Claim  int
	Person PersonID
	Key    string
}

// PersonReturned records that the holder of a key is the person.
type PersonReturned struct {
	ID  PersonID `json:"id"`
	Key string   `json:"key"`
}

// CanBeClaimed returns nil for a person whose place may be claimed. Facilitators must come
// back with what they joined with: two digits are not enough to lead.
func (b *Board) CanBeClaimed(id PersonID) error {
	p, err := b.personAtTerminal(id)
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

// ByName returns the person who has joined under a name, cleaned as when they joined; nil
// if nobody has.
func (b *Board) ByName(nameKey string) *Person {
	for _, p := range b.people.All() {
		if !p.Removed && text.Alike(p.NameKey, nameKey) {
			return p
		}
	}
	return nil
}

// HasOldIdentities reports whether anybody has joined under an identity from before
// identities belonged to one workshop: 64 hexadecimal digits.
func (b *Board) HasOldIdentities() bool {
	for _, p := range b.people.All() {
		if len(p.Key) == 64 {
			return true
		}
	}
	return false
}
