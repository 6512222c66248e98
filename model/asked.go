package model

import (
	"slices"
	"strings"
	"time"

	"verkstad/model/text"
)

// A promise is made by the person who keeps it. Somebody who writes one down in another's
// name is named as its writer, and the people it names who are in the room are asked.

// Consent is the answer of the people whom a commitment names.
type Consent int

// The answers.
const (
	OwnWord  Consent = iota // its writer made it, or it names nobody
	NotAsked                // another wrote it, and nobody with that name is here to be asked
	Waiting                 // somebody has not answered yet
	Agreed                  // all have said yes
	Refused                 // somebody has said no
)

// AnswerCommitment says whether the actor keeps what another wrote down in their name, also
// after the workshop has ended.
type AnswerCommitment struct {
	ID    ItemID
	Agree bool
}

// CommitmentAnswered records such an answer.
type CommitmentAnswered struct {
	ID    ItemID `json:"id"`
	Agree bool   `json:"agree"`
}

// ConsentOf returns the answer of the people whom a commitment names.
func (b *Board) ConsentOf(c *Commitment) Consent {
	switch {
	case len(c.Declined) > 0 || c.Refused != "" || c.Nobody:
		return Refused
	case !b.allSaid(c):
		if len(c.Asks) > len(c.Agreed) {
			return Waiting
		}
		return NotAsked
	case len(c.Asks) > len(c.Agreed):
		return Waiting
	case len(c.Asks) > 0:
		return Agreed
	case c.Who == "" || b.writesOwn(c):
		return OwnWord
	}
	return NotAsked
}

// Untaken reports whether nobody has taken on an open commitment: every name in it is of
// somebody who said no, here or in an earlier workshop, and nobody has said yes. It is no
// promise then.
func (b *Board) Untaken(c *Commitment) bool {
	refusers := len(c.Declined) + len(namesIn(c.Refused))
	return c.Status == CommitmentOpen && (c.Nobody || refusers > 0 && len(c.Agreed) == 0 && refusers >= len(namesIn(c.Who)))
}

// RefusersOf returns the names of the people who said no to a commitment, here or in an
// earlier workshop.
func (b *Board) RefusersOf(c *Commitment) string {
	var names []string
	if c.Refused != "" {
		names = append(names, c.Refused)
	}
	for _, id := range c.Declined {
		names = append(names, b.nameOf(id))
	}
	return strings.Join(names, ", ")
}

// Promises returns the commitments that have not been withdrawn, without those that nobody
// has taken on.
func (b *Board) Promises() []*Commitment {
	return slices.DeleteFunc(b.Commitments(), b.Untaken)
}

// writesOwn reports whether a commitment names nobody but its writer. For one that was
// carried in, Writer says that.
func (b *Board) writesOwn(c *Commitment) bool {
	if c.Origin != nil && !c.Reworded {
		return c.Writer == "" && !c.HostWrote
	}
	p := b.Person(c.By)
	if c.Reworded {
		p = b.Person(c.RewordedBy)
	}
	if p == nil {
		return false
	}
	if c.Reworded && c.Who == "" {
		return p.ID == c.By
	}
	for _, name := range namesIn(c.Who) {
		if !isCalled(p, name) {
			return false
		}
	}
	return true
}

// WriterOf returns the name of the person who wrote a commitment down; empty for the host's
// terminal, and for one that a person made themselves in an earlier workshop.
func (b *Board) WriterOf(c *Commitment) string {
	if p := b.Person(c.writerID()); p != nil {
		return p.Name
	}
	if c.Reworded {
		return ""
	}
	return c.Writer
}

// AskedOf returns the first commitment that a person has been asked about and has not
// answered; nil if there is none.
func (b *Board) AskedOf(p PersonID) *Commitment {
	for _, c := range b.commitments.All() {
		if c.WaitsFor(p) && !c.Removed {
			return c
		}
	}
	return nil
}

// WaitsFor reports whether a person has been asked and has not answered.
func (c *Commitment) WaitsFor(p PersonID) bool {
	return slices.Contains(c.Asks, p) && !slices.Contains(c.Agreed, p) && !slices.Contains(c.Declined, p)
}

// namesIn returns the names in a text that says who does something.
func namesIn(who string) (names []string) {
	for _, part := range strings.FieldsFunc(who, func(r rune) bool { return r == ',' || r == '&' || r == '+' || r == '/' || r == ';' }) {
		for _, one := range strings.Split(strings.ReplaceAll(part, " and ", " och "), " och ") {
			if one = strings.TrimSpace(one); one != "" {
				names = append(names, one)
			}
		}
	}
	return names
}

// keepers returns a text that says who keeps a commitment, with people's numbers replaced
// by their names. Errors: ErrWhoRole if one of them is a role, since a person keeps it, and
// is asked; ErrNobodysNumber; ErrTooLong.
func (b *Board) keepers(who string) (string, error) {
	var out strings.Builder
	rest, shown := who, !b.Anonymous
	if text.HasMark(who) { // also with commas in it
		return "", ErrNameReserved
	}
	if ph := b.Phase(); ph != nil {
		shown = b.NamesShown(ph.ID)
	}
	for _, name := range namesIn(who) {
		if text.IsRole(name) {
			return "", ErrWhoRole.with(name)
		}
		meant, err := b.numberedName(name, shown)
		if err != nil {
			return "", err
		}
		before, after, _ := strings.Cut(rest, name)
		out.WriteString(before + meant)
		rest = after
	}
	return cleanOptional(out.String()+rest, MaxWho)
}

// isCalled reports whether a name that somebody wrote is the person's, apart from letter
// case and accents (Asa also means Åsa), or looks like it in other letters.
func isCalled(p *Person, name string) bool {
	return p.Name != "" && (text.Plain(p.Name) == text.Plain(name) || text.Alike(text.NameKey(p.Name), text.NameKey(name)))
}

// isFirstName reports whether what somebody wrote is the first of a person's names.
func isFirstName(name, written string) bool {
	return strings.HasPrefix(text.Plain(name), text.Plain(written)+" ")
}

// personNamed returns the person whom a name means: the one with that name, or else the only one
// with that first name.
func (b *Board) personNamed(name string) *Person {
	var first []*Person
	for _, p := range b.people.All() {
		switch {
		case p.Removed || p.Role == Observer:
		case isCalled(p, name):
			return p
		case isFirstName(p.Name, name):
			first = append(first, p)
		}
	}
	if len(first) == 1 {
		return first[0]
	}
	return nil
}

// askedBy returns who is asked about a commitment with these names that an actor writes: the
// people in the room with these names who did not write it themselves, in order.
func (b *Board) askedBy(who string, by Actor) (asked []PersonID) {
	for _, name := range namesIn(who) {
		if p := b.personNamed(name); p != nil && p.ID != by.Person && !slices.Contains(asked, p.ID) {
			asked = append(asked, p.ID)
		}
	}
	slices.Sort(asked)
	return asked
}

func (c AnswerCommitment) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	x, p := b.Commitment(c.ID), b.Person(by.Person)
	switch {
	case p == nil || p.Removed:
		return nil, ErrNotJoined
	case x == nil || x.Removed:
		return nil, ErrNoSuchItem.with(c.ID)
	case !slices.Contains(x.Asks, p.ID), by.Via != 0 && (by.Via == x.By || by.Via == x.RewordedBy):
		return nil, ErrNotAsked
	case c.Agree && slices.Contains(x.Agreed, p.ID), !c.Agree && slices.Contains(x.Declined, p.ID):
		return nil, nil
	}
	return one(CommitmentAnswered(c))
}

func (e CommitmentAnswered) apply(b *Board, r Record) {
	b.changeCommitment(e.ID, r, func(c *Commitment) {
		said := map[bool][]PersonID{}
		for _, p := range c.Asks { // in order
			switch {
			case p == r.By.Person:
				said[e.Agree] = append(said[e.Agree], p)
			case slices.Contains(c.Agreed, p):
				said[true] = append(said[true], p)
			case slices.Contains(c.Declined, p):
				said[false] = append(said[false], p)
			}
		}
		was := *c
		c.Agreed, c.Declined = said[true], said[false]
		if len(b.unsaid(&was)) > 0 {
			c.AgreedAs = b.agreedAs(&was, c.Who, c.Agreed)
		}
		if p := b.Person(r.By.Person); p != nil { // their answer has just changed
			left := slices.DeleteFunc(namesIn(c.Refused), func(name string) bool { return c.refusedAs(p, name) })
			c.Refused = strings.Join(left, ", ")
		}
		c.Nobody = c.Nobody && !e.Agree
	})
}

// askAnew updates the answers when a commitment is changed so that others are asked:
// earlier answers count only if it still says the same.
func (c *Commitment) askAnew(asks []PersonID, same bool) {
	kept := func(people []PersonID) []PersonID {
		left := slices.DeleteFunc(slices.Clone(people), func(p PersonID) bool { return !same || !slices.Contains(asks, p) })
		return slices.Clip(left)
	}
	c.Asks, c.Agreed, c.Declined = asks, kept(c.Agreed), kept(c.Declined)
}
