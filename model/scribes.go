package model

import (
	"cmp"
	"slices"
)

// What is written in another's name tells who wrote it: ideas and notes that a facilitator
// adds for somebody, what is written at another's terminal, and notes on how a promise is
// going.

// sectorOf returns the sector of a person; none for nobody.
func (b *Board) sectorOf(id PersonID) Sector {
	if p := b.Person(id); p != nil {
		return p.Sector
	}
	return NoSector
}

// nameOf returns the name of a person; empty for nobody.
func (b *Board) nameOf(id PersonID) string {
	if p := b.Person(id); p != nil {
		return p.Name
	}
	return ""
}

// Said is whose words something is, and who wrote it down.
type Said struct {
	Author string // empty for the host's terminal, and for what a sector said
	Writer string // empty if the author did, and for the host's terminal
	Other  bool   // somebody other than the author wrote it down
}

// SaidOf returns this for an idea or a note, and the zero Said where names are not shown.
func (b *Board) SaidOf(i *Idea) Said {
	if !b.NamesShown(i.Phase) {
		return Said{}
	}
	if i.Writer != "" || i.HostWrote {
		return Said{i.Author, i.Writer, true}
	}
	by := b.nameOf(i.By)
	if !i.scribe {
		return b.saidVia(cmp.Or(i.Author, by), i.Via)
	}
	if i.Author != "" && i.Author == by {
		return Said{Author: by}
	}
	return Said{i.Author, by, true}
}

// SaidOfQuestion is the same for a question.
func (b *Board) SaidOfQuestion(q *Question) Said {
	if !b.NamesShown(q.Phase) {
		return Said{}
	}
	return b.saidVia(cmp.Or(b.nameOf(q.By), q.Author), q.Via)
}

func (b *Board) saidVia(author string, via PersonID) Said {
	return Said{author, b.nameOf(via), via != 0}
}

// FollowerOf returns who said how a commitment is going, if it is not the person who keeps
// it; empty for the host's terminal. other is false if it is that person, if nobody has
// said anything, and where names are not shown.
func (b *Board) FollowerOf(c *Commitment) (name string, other bool) {
	if !b.NamesShown(c.Phase) || c.Status == CommitmentOpen && c.Note == "" {
		return "", false
	}
	p := b.Person(c.FollowedBy)
	switch {
	case p == nil:
		return c.Follower, c.followed || c.Follower != ""
	case c.Who == "":
		return p.Name, p.ID != c.By
	}
	own := slices.ContainsFunc(namesIn(c.Who), func(name string) bool { return isCalled(p, name) || b.personNamed(name) == p })
	return p.Name, !own
}
