package model

import (
	"slices"

	"verkstad/model/text"
)

// What was carried in from an earlier workshop is asked about again: each name in it waits
// for the answer of one person with that name.

// unsaid returns the names in a commitment that was carried in, except its writer's: those
// of people who did not make the promise themselves in the earlier workshop. It returns nil
// for any other commitment.
func (b *Board) unsaid(c *Commitment) []string {
	if c.Origin == nil || b.WriterOf(c) == "" && !c.writtenByHost() && c.Refused == "" && len(c.AgreedAs)+len(c.Declined) == 0 {
		return nil
	}
	return slices.DeleteFunc(namesIn(c.Who), func(name string) bool { return b.isWriters(c, name) })
}

// isWriters reports whether a name in a carried commitment is its writer's: the whole name,
// or the first name if nobody here has it as a whole name.
func (b *Board) isWriters(c *Commitment, name string) bool {
	writer := b.WriterOf(c)
	if isCalled(&Person{Name: writer}, name) {
		return true
	}
	if !isFirstName(writer, name) {
		return false
	}
	p := b.personNamed(name)
	return p == nil || !isCalled(p, name)
}

// allSaid reports whether for each name of [Board.unsaid] a person who was asked by that
// name has said yes. One person's yes counts for one name, wherever that is written.
func (b *Board) allSaid(c *Commitment) bool {
	if len(b.unsaid(c)) == 0 {
		return true
	}
	names := namesIn(c.Who)
	at, said := make([]bool, len(names)), map[string]bool{}
	for i := range c.Agreed {
		n := b.agreedAt(c, i)
		if n == 0 {
			continue
		}
		at[n-1] = true
		if !text.Reserved(names[n-1]) { // "någon" in two places is two people whose names were forgotten
			said[text.Plain(names[n-1])] = true
		}
	}
	for i, name := range names {
		if !at[i] && !said[text.Plain(name)] && !b.isWriters(c, name) {
			return false
		}
	}
	return true
}

// askedAt returns by which of the names in who a person is asked, counted from 1: their
// own, or else the first that is their first name; 0 if none.
func askedAt(who string, p *Person) int {
	if p == nil {
		return 0
	}
	names := namesIn(who)
	if at := slices.IndexFunc(names, func(name string) bool { return isCalled(p, name) }); at >= 0 {
		return at + 1
	}
	return 1 + slices.IndexFunc(names, func(name string) bool { return isFirstName(p.Name, name) })
}

// agreedAt returns by which of its names the i-th person who said yes to a commitment was
// asked then, counted from 1; 0 if none. If a document does not tell, it is the name by
// which they would be asked now.
func (b *Board) agreedAt(c *Commitment, i int) int {
	if len(c.AgreedAs) != len(c.Agreed) {
		return askedAt(c.Who, b.Person(c.Agreed[i]))
	}
	if n := c.AgreedAs[i]; n > 0 && n <= len(namesIn(c.Who)) {
		return n
	}
	return 0
}

// agreedAs returns AgreedAs for a carried commitment that was was before somebody answered
// or it was changed, and that now has who and agreed. A person who said yes before has said
// so for the same name, if it is still there.
func (b *Board) agreedAs(was *Commitment, who string, agreed []PersonID) (as []int) {
	names := namesIn(who)
	for _, p := range agreed {
		at := 0
		if i := slices.Index(was.Agreed, p); i >= 0 {
			if n := b.agreedAt(was, i); n > 0 {
				name := text.Plain(namesIn(was.Who)[n-1])
				if who == was.Who {
					at = n
				} else {
					at = 1 + slices.IndexFunc(names, func(now string) bool { return text.Plain(now) == name })
				}
			}
		}
		if at == 0 {
			at = askedAt(who, b.Person(p))
		}
		as = append(as, at)
	}
	return as
}

// refusedAs reports whether a person who said no in an earlier workshop is the person p
// here: they have the same name, or both were asked by the same name, which is one's name
// and the other's first name.
func (c *Commitment) refusedAs(p *Person, refuser string) bool {
	if isCalled(p, refuser) {
		return true
	}
	at := askedAt(c.Who, p)
	return at > 0 && at == askedAt(c.Who, &Person{Name: refuser}) && (isFirstName(p.Name, refuser) || isFirstName(refuser, p.Name))
}

// asksNow returns who is asked about a commitment that was carried in: the people here with
// the names in it, and those who have answered, in order.
func (b *Board) asksNow(c *Commitment) []PersonID {
	asked := slices.Concat(c.Agreed, c.Declined)
	for _, name := range b.unsaid(c) {
		if p := b.personNamed(name); p != nil {
			asked = append(asked, p.ID)
		}
	}
	slices.Sort(asked)
	return slices.Compact(asked)
}

// askCarried asks a person who has come, or has a new name, about what was carried in under
// that name. It is not an action that they could undo.
func (b *Board) askCarried(id PersonID, r Record) {
	p, touched := b.Person(id), b.touched
	if p == nil {
		return
	}
	for _, c := range b.commitments.All() {
		if c.Origin == nil || c.Removed || !slices.Contains(c.Asks, id) &&
			!slices.ContainsFunc(b.unsaid(c), func(name string) bool { return isCalled(p, name) || isFirstName(p.Name, name) }) {
			continue
		}
		if asks := b.asksNow(c); !slices.Equal(asks, c.Asks) {
			b.changeCommitment(c.ID, r, func(c *Commitment) { c.Asks = asks })
		}
	}
	b.touched = touched
}

// goodAgreedAs reports whether AgreedAs has a number for each person who agreed, within the
// bounds of a document; it may be left out.
func (c *Commitment) goodAgreedAs() bool {
	return (len(c.AgreedAs) == 0 || len(c.AgreedAs) == len(c.Agreed)) &&
		!slices.ContainsFunc(c.AgreedAs, func(n int) bool { return n < 0 || n > MaxWho })
}
