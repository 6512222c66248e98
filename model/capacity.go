package model

import "time"

// Anybody who knows the code can join and write, with as many keys as they like, so one
// person could use up whatever is bounded for all. The following keeps room for the others:
// people count only if they are here or have left something behind, what is removed makes
// room, and the less is left, the more evenly it is shared.
const (
	// maxJoined and MaxLaid bound a log, with all people who have gone and all items that
	// were removed: it must be replayed when the workshop is opened. No item has an id
	// above MaxLaid.
	maxJoined = 100000
	MaxLaid   = 10 * MaxItems
	// keptItems is how many items only facilitators can make.
	keptItems = MaxItems / 20
	// leastShare is how many items everybody may have as long as there is room.
	leastShare = 5
	// lingers is how long a person who has gone counts as here: as long as it takes to
	// connect again.
	lingers = time.Minute
)

// lies returns 1 for an item that takes up room, and 0 for nil and a removed one.
func lies(x item) int {
	removed := true
	switch x := x.(type) {
	case *Idea:
		removed = x.Removed
	case *Cluster:
		removed = !x.Live()
	case *Question:
		removed = x.Removed
	case *Commitment:
		removed = x.Removed
	}
	if removed {
		return 0
	}
	return 1
}

// roomFor returns nil if the actor may make one more item.
func (b *Board) roomFor(by Actor) error {
	left := MaxItems - keptItems - b.lying
	switch {
	case b.refs.Len() >= MaxLaid || b.lying >= MaxItems:
		return ErrBoardFull.with(MaxItems)
	case by.Role == Facilitator:
		return nil
	case left <= 0:
		return ErrBoardFull.with(MaxItems)
	case b.lying < leastShare:
		return nil
	}
	own, share := b.lyingOf(by.Person), b.share(left)
	switch {
	case own >= MaxEach:
		return ErrEach.with(MaxEach)
	case own >= share:
		return ErrShare.with(share)
	}
	return nil
}

// share returns how many items one participant may have. Once half of the board is used,
// what is left, except what is kept for facilitators, is divided equally.
func (b *Board) share(left int) int {
	if left > MaxItems/2 {
		return MaxEach
	}
	people := count(b.people, func(p *Person) bool { return !p.Removed })
	return max(leastShare, left/max(1, people))
}

// lyingOf returns how many items of a person are on the board.
func (b *Board) lyingOf(id PersonID) int {
	return count(b.ideas, func(i *Idea) bool { return i.By == id && !i.Removed }) +
		count(b.clusters, func(c *Cluster) bool { return c.By == id && c.Live() }) +
		count(b.questions, func(q *Question) bool { return q.By == id && !q.Removed }) +
		count(b.commitments, func(c *Commitment) bool { return c.By == id && !c.Removed })
}

// roomForPerson returns nil if one more person may join. People who have gone and left
// nothing behind make room; if presence is nil, everybody who was not removed counts.
func (b *Board) roomForPerson(p *Presence, now time.Time) error {
	switch {
	case b.people.Len() < MaxPeople:
		return nil
	case b.people.Len() >= maxJoined:
		return ErrRoomFull.with(MaxPeople)
	}
	traces := b.traces()
	counts := func(who *Person) bool {
		return !who.Removed && (p == nil || traces[who.ID] || p.near(who.ID, now) || who.Via != 0 && p.near(who.Via, now))
	}
	if count(b.people, counts) >= MaxPeople {
		return ErrRoomFull.with(MaxPeople)
	}
	return nil
}

// near reports whether the person is here, or was a moment ago.
func (p *Presence) near(id PersonID, now time.Time) bool {
	at, lately := p.Recent[id]
	return p.Terminals[id] > 0 || lately && now.Sub(at) < lingers
}

// traces returns the people who have left something behind: an item, a rating, an answer at
// the check-in, a used ticket, a turn to speak, or who lead. Votes leave no trace.
func (b *Board) traces() map[PersonID]bool {
	t := b.contributors(func(PhaseID) bool { return true }, func(*Question) bool { return true })
	for r := range values(b.ratings) {
		t[r.By] = true
	}
	for p := range values(b.people) {
		t[p.ID] = t[p.ID] || p.CheckIn != "" || p.Ticket != 0 || len(p.Spoke) > 0 || p.Role == Facilitator
	}
	return t
}

// namedTraces returns the people who have left something behind that may be told to be
// theirs. It tells no more of anybody than others may know: it has no rating, nothing
// from a phase that hides its authors or is not revealed, and in an anonymous workshop no
// ticket.
func (b *Board) namedTraces() map[PersonID]bool {
	t := b.contributors(b.signs, func(q *Question) bool { return b.signs(q.Phase) && q.backed(b.signs) })
	for p := range values(b.people) {
		said := p.CheckIn != "" && b.CheckInNamed(p)
		t[p.ID] = t[p.ID] || said || p.Ticket != 0 && !b.Anonymous || len(p.Spoke) > 0 || p.Role == Facilitator
	}
	return t
}

// contributors returns the people who made an item that is not removed, in the phases for which
// counts returns true, or support a question for which backed does.
func (b *Board) contributors(counts func(PhaseID) bool, backed func(*Question) bool) map[PersonID]bool {
	t := map[PersonID]bool{}
	for i := range values(b.ideas) {
		t[i.By] = t[i.By] || !i.Removed && counts(i.Phase)
	}
	for c := range values(b.clusters) {
		t[c.By] = t[c.By] || c.Live() && counts(c.Phase)
	}
	for q := range values(b.questions) {
		t[q.By] = t[q.By] || !q.Removed && counts(q.Phase)
		for _, p := range q.Support {
			t[p] = t[p] || backed(q)
		}
	}
	for c := range values(b.commitments) {
		t[c.By] = t[c.By] || !c.Removed && counts(c.Phase)
	}
	return t
}
