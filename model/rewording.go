package model

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// A person who changes a commitment that another wrote is its writer from then on: the
// person whom it names is asked about what it says now.

// EditCommitment changes the actor's own commitment, or any as a facilitator.
type EditCommitment struct {
	ID              ItemID
	What, Who, When string
	Was             *Wording // as in [EditIdea], but nil means no check
}

// Wording is the wording of a commitment.
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

// CommitmentEdited records what a commitment says now, and which answers to its earlier
// wording are kept.
type CommitmentEdited struct {
	ID       ItemID     `json:"id"`
	What     string     `json:"what"`
	Who      string     `json:"who,omitempty"`
	When     string     `json:"when,omitempty"`
	Asks     []PersonID `json:"asks,omitempty"`
	Reworded bool       `json:"reworded,omitempty"` // by somebody other than its first writer
	Declined []PersonID `json:"declined,omitempty"` // people whose no is kept; older logs do not tell
	Refused  string     `json:"refused,omitempty"`  // names whose no in an earlier workshop is kept
	Untaken  bool       `json:"untaken,omitempty"`  // nobody had taken it on, and that is kept
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
	e := CommitmentEdited{ID: c.ID, What: what, Who: who, When: when, Asks: b.askedBy(who, by), Reworded: old.rewords(by)}
	if e.Reworded && who == "" && old.By != 0 && old.By != by.Person {
		e.Asks = []PersonID{old.By} // the maker keeps it if it names nobody
	}
	if what == old.What { // otherwise the answers were to something else
		e.keepRefusals(old, by)
	}
	return one(e)
}

// rewords reports whether an actor who changes a commitment is not its writer: also at
// another terminal, and always if it was not written here.
func (c *Commitment) rewords(by Actor) bool {
	return c.Origin != nil || c.Imported || cmp.Or(by.Via, by.Person) != cmp.Or(c.Via, c.By)
}

// keepRefusals keeps the refusals of people whom the commitment still names: another date
// does not remove them. A refusal by the person who changes it is not kept.
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

// writerID returns who wrote a commitment in its current wording; 0 is the host's terminal,
// or somebody in an earlier workshop or a list.
func (c *Commitment) writerID() PersonID {
	if c.Reworded {
		return c.RewordedBy
	}
	return cmp.Or(c.Via, c.By)
}

// writtenByHost reports whether the host's terminal wrote the current wording of a
// commitment that did not begin here.
func (c *Commitment) writtenByHost() bool {
	return c.Reworded && c.RewordedBy == 0 || !c.Reworded && c.HostWrote
}

// KeepersOf returns who keeps a commitment, as written: the names in it or, if another
// person reworded one without names, its maker. It may be told only where names are shown.
func (b *Board) KeepersOf(c *Commitment) string {
	if c.Who == "" && c.Reworded {
		return b.nameOf(c.By)
	}
	return c.Who
}

// WrittenByOther reports whether a commitment must say who wrote it: somebody it does not
// name, or at another's terminal.
func (b *Board) WrittenByOther(c *Commitment) bool {
	if b.ConsentOf(c) != OwnWord {
		return true
	}
	if c.Reworded {
		return !b.writesOwn(c) && b.KeepersOf(c) != ""
	}
	return c.Via != 0
}
