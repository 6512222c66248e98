package model

import (
	"strconv"
	"time"

	"verkstad/model/text"
)

// At a table several people may share one terminal. The person at it brings the others in
// and writes for them; each is a person of their own, with sector, cards and ballot. What
// is written for a person has that person as its actor, and in [Actor.Via] the person whose
// terminal it was written at, so that the log tells. A ballot that is cast at another's
// terminal is cast whole and once: nobody who uses the keyboard next can look at it or
// replace it.

// MaxProxied is how many people one participant can write for: the others at a round table
// for twelve.
const MaxProxied = 11

// AllowProxies allows writing for others, or ends it; facilitators only. People who were
// brought in stay, and nothing more is accepted from them meanwhile.
type AllowProxies struct{ Allowed bool }

// BringPerson brings in a person at the actor's table who has no terminal. Without a name
// they are named after the actor, with a number.
type BringPerson struct {
	Name     string
	Sector   Sector
	Presence *Presence // as in [JoinPerson]
}

// ProxiesAllowed records whether participants may write for others.
type ProxiesAllowed struct {
	Allowed bool `json:"allowed"`
}

// WrittenForBy returns the people who take part at a person's terminal, in order.
func (b *Board) WrittenForBy(id PersonID) []*Person {
	var out []*Person
	for _, p := range b.people.All() {
		if p.Via == id && id != 0 && !p.Removed {
			out = append(out, p)
		}
	}
	return out
}

// Here reports whether a person is in the room: at their own terminal, or at that of the
// person who writes for them. A person who was shown out is not, whatever terminals of
// theirs are still open.
func (p *Person) Here(now *Presence) bool {
	return !p.Removed && (now.Here(p.ID) || p.Via != 0 && now.Here(p.Via))
}

// mayBeWrittenFor returns an error if the actor uses another's terminal without permission,
// or gives a command that only the terminal's owner can.
func (b *Board) mayBeWrittenFor(by Actor, c Command) error {
	if by.Via == 0 {
		return nil
	}
	p := b.Person(by.Person)
	switch {
	case p == nil || p.Via != by.Via || by.Role != Participant:
		return ErrNotAllowed
	case !b.Proxies:
		return ErrNoProxies
	}
	switch c.(type) {
	case JoinPerson, BringPerson, RemovePerson:
		return ErrNotAllowed
	}
	return b.present(Actor{Person: by.Via, Role: Participant})
}

func (c AllowProxies) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	if b.Proxies == c.Allowed {
		return nil, nil
	}
	return one(ProxiesAllowed(c))
}

func (e ProxiesAllowed) apply(b *Board, r Record) {
	b.Proxies = e.Allowed
	b.Revs.People, b.Revs.Agenda = r.Seq, r.Seq
}

func (c BringPerson) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	if err := b.present(by); err != nil {
		return nil, err
	}
	if by.Role != Participant {
		return nil, ErrForParticipants
	}
	me := b.Person(by.Person)
	switch {
	case !b.Proxies:
		return nil, ErrNoProxies
	case len(b.WrittenForBy(me.ID)) >= MaxProxied:
		return nil, ErrTooManyProxied
	case c.Sector == NoSector || c.Sector > Entrepreneur:
		return nil, ErrSector
	}
	name, key, err := b.nameAt(me, c.Name)
	if err != nil {
		return nil, err
	}
	id := strconv.Itoa(b.people.Len() + 1)
	events, err := b.joinNew(JoinPerson{Key: "via:" + id, Sector: c.Sector, Role: Participant, Presence: c.Presence}, name, key, now)
	if err != nil {
		return nil, err
	}
	joined := events[0].(PersonJoined)
	joined.Via, joined.Table = me.ID, me.Table
	return one(joined)
}

// nameAt returns the name of a person at another person's terminal, and its key.
func (b *Board) nameAt(me *Person, asked string) (name, key string, err error) {
	if asked != "" {
		if name, key, err = cleanName(asked, false); err != nil {
			return "", "", err
		}
		if b.nameTaken(key, nil) {
			return "", "", ErrNameTaken
		}
		return name, key, nil
	}
	base := []rune(me.Name)
	for n := 2; n < MaxPeople && len(base) > 0; {
		name, key, err = text.Name(string(base) + " " + strconv.Itoa(n))
		switch {
		case err != nil: // too long with its number
			base = base[:len(base)-1]
		case b.nameTaken(key, nil):
			n++
		default:
			return name, key, nil
		}
	}
	return "", "", ErrName
}

// maySendHome returns nil for an actor who may show a person out: facilitators anybody,
// others the people whom they brought in, but not while a vote is open.
func (b *Board) maySendHome(p *Person, by Actor) error {
	if by.Role == Facilitator {
		return nil
	}
	if p == nil || p.Via == 0 || p.Via != by.Person {
		return ErrNotAllowed
	}
	if b.OpenRound() != nil {
		return ErrRoundOpen
	}
	return b.present(by)
}
