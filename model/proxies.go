package model

import (
	"strconv"
	"time"

	"verkstad/model/text"
)

// At a table several people may share one terminal. Who sits at it brings the
// others in and writes for them; each is a person of their own, with sector,
// cards and ballot. What is written for somebody has that person as its actor,
// and in [Actor.Via] whose terminal it was written at, so that the log tells.
// A ballot that is laid at another's terminal is laid whole and once: nobody
// who gets the keyboard next can look at it or lay another in its place.

// MaxProxied is how many people one participant can write for: the others at a
// round table for twelve.
const MaxProxied = 11

// AllowProxies opens for writing for others, or no longer; facilitators only.
// Who was brought in stays, and nothing more is taken from them meanwhile.
type AllowProxies struct{ Allowed bool }

// BringPerson brings in somebody at one's table who has no terminal. Without a
// name they are called after who brings them, with a number.
type BringPerson struct {
	Name     string
	Sector   Sector
	Presence *Presence // as that of [JoinPerson]
}

// ProxiesAllowed says whether participants may write for others.
type ProxiesAllowed struct {
	Allowed bool `json:"allowed"`
}

// WrittenForBy is those who take part at a person's terminal, in order.
func (b *Board) WrittenForBy(id PersonID) []*Person {
	var out []*Person
	for _, p := range b.people.All() {
		if p.Via == id && id != 0 && !p.Removed {
			out = append(out, p)
		}
	}
	return out
}

// Here tells whether somebody is in the room: at their own terminal, or at
// that of who writes for them. Who was shown out is not, whatever terminal of
// theirs is still open.
func (p *Person) Here(now *Presence) bool {
	return !p.Removed && (now.Here(p.ID) || p.Via != 0 && now.Here(p.Via))
}

// mayBeWrittenFor is nil unless the actor asks at another's terminal and may
// not, or asks for what only who sits there can do.
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

// nameAt is the name of somebody at a person's terminal, and its key.
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

// maySendHome is nil for who may show somebody out: facilitators anybody,
// others whom they brought in, but not while ballots are being laid.
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
