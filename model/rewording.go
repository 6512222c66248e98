package model

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Whoever changes a commitment that another wrote is its writer from then on: the
// person whom it names is asked about what it says now.

// EditCommitment changes one's own, or any as facilitator.
type EditCommitment struct {
	ID              ItemID
	What, Who, When string
	Was             *Wording // as in [EditIdea], but nil is not asked
}

// Wording is how a commitment was worded.
type Wording struct{ What, Who, When string }

func (w Wording) String() string {
	said := w.What
	for _, more := range []string{w.Who, w.When} {
		if more != "" {
			said += " · " + more
		}
	}
	return said
}

// CommitmentEdited is what a commitment says now, and what is left of the answers
// to what it said before.
type CommitmentEdited struct {
	ID       ItemID     `json:"id"`
	What     string     `json:"what"`
	Who      string     `json:"who,omitempty"`
	When     string     `json:"when,omitempty"`
	Asks     []PersonID `json:"asks,omitempty"`
	Reworded bool       `json:"reworded,omitempty"` // by another than whoever wrote it first
	Declined []PersonID `json:"declined,omitempty"` // whose no stands; older logs do not tell
	Refused  string     `json:"refused,omitempty"`  // whose no of an earlier workshop stands
	Untaken  bool       `json:"untaken,omitempty"`  // nobody had taken it on, and that stands
}

func (c EditCommitment) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	old, err := b.ownCommitment(c.ID, by, now)
	if err != nil {
		return nil, err
	}
	what, who, when, err := cleanCommitment(c.What, c.Who, c.When)
	if err != nil || what == old.What && who == old.Who && when == old.When {
		return nil, err
	}
	if is := (Wording{old.What, old.Who, old.When}); c.Was != nil && *c.Was != is {
		return nil, ErrReworded.with(is.String())
	}
	if who != old.Who {
		if who, err = b.keepers(who); err != nil {
			return nil, err
		}
	}
	e := CommitmentEdited{ID: c.ID, What: what, Who: who, When: when, Asks: b.asks(who, by), Reworded: old.rewords(by)}
	if e.Reworded && who == "" && old.By != 0 && old.By != by.Person {
		e.Asks = []PersonID{old.By} // whose promise it is where it names nobody
	}
	if what == old.What { // else the answers were to something else
		e.keepRefusals(old, by)
	}
	return one(e)
}

// rewords tells whether somebody who changes a commitment is another than whoever
// wrote it down: also at another terminal, and always where it was not written here.
func (c *Commitment) rewords(by Actor) bool {
	return c.Origin != nil || c.Imported || cmp.Or(by.Via, by.Person) != cmp.Or(c.Via, c.By)
}

// keepRefusals has those who said no to a commitment stay so, if it still names
// them: another day takes no answer of theirs away. What whoever changes it said
// before is not kept.
func (e *CommitmentEdited) keepRefusals(old *Commitment, by Actor) {
	for _, p := range old.Declined {
		if slices.Contains(e.Asks, p) {
			e.Declined = append(e.Declined, p)
		}
	}
	names := slices.DeleteFunc(namesIn(old.Refused), func(name string) bool {
		return askedAt(e.Who, &Person{Name: name}) == 0
	})
	e.Refused = strings.Join(names, ", ")
	e.Untaken = old.Nobody && e.Who == old.Who
}

func (e CommitmentEdited) apply(b *Board, r Record) {
	b.changeCommitment(e.ID, r, func(c *Commitment) {
		was := *c
		c.askAnew(e.Asks, c.What == e.What && c.When == e.When)
		if len(was.AgreedAs) > 0 {
			c.AgreedAs = b.agreedAs(&was, e.Who, c.Agreed)
		}
		if len(e.Declined) > 0 {
			c.Declined = e.Declined
		}
		c.Refused, c.Nobody = e.Refused, e.Untaken
		c.What, c.Who, c.When = e.What, e.Who, e.When
		c.Reworded, c.RewordedBy = e.Reworded, 0
		if e.Reworded {
			c.RewordedBy = cmp.Or(r.By.Via, r.By.Person)
		}
	})
}

// writerID is who wrote a commitment as it stands; 0 is the host's terminal, or
// somebody in an earlier workshop or a list.
func (c *Commitment) writerID() PersonID {
	if c.Reworded {
		return c.RewordedBy
	}
	return cmp.Or(c.Via, c.By)
}

// writtenByHost tells whether the host's terminal wrote a commitment that did not
// begin here, as it stands.
func (c *Commitment) writtenByHost() bool {
	return c.Reworded && c.RewordedBy == 0 || !c.Reworded && c.HostWrote
}

// KeepersOf is who keeps a commitment, as written: the names in it, or, where another
// reworded one that has none, whoever made it. Only where names are shown may it
// be told.
func (b *Board) KeepersOf(c *Commitment) string {
	if c.Who == "" && c.Reworded {
		return b.nameOf(c.By)
	}
	return c.Who
}

// WrittenByOther tells whether a commitment is to say who wrote it: another than
// whom it names did, or at another's terminal.
func (b *Board) WrittenByOther(c *Commitment) bool {
	if b.ConsentOf(c) != OwnWord {
		return true
	}
	if c.Reworded {
		return !b.writesOwn(c) && b.KeepersOf(c) != ""
	}
	return c.Via != 0
}
