package model

import "time"

// Anybody who knows the code can join and write, with as many keys as they
// like, so whatever is bounded for all can be filled by one. Here is what keeps
// room for the others: only those count who are here or have left something
// behind, what is removed makes room, and the less is left the more evenly it
// is shared.
const (
	// maxJoined and MaxLaid bound what a log can hold, with all who have gone and
	// all that was removed: it must be replayed when the workshop is opened. No
	// item has a number above MaxLaid.
	maxJoined = 100000
	MaxLaid   = 10 * MaxItems
	// keptItems is room that facilitators alone can fill.
	keptItems = MaxItems / 20
	// leastShare is how many items everybody may have as long as there is room.
	leastShare = 5
	// lingers is how long somebody who has gone counts as here: as long as it
	// takes to connect again.
	lingers = time.Minute
)

// lies is 1 for an item that takes up room, and 0 for none and a removed one.
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

// roomFor is nil if the actor may lay one item more.
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

// share is how many items one participant may have. From when half of the board
// is left on, beside what is kept for facilitators, it is for all in equal parts.
func (b *Board) share(left int) int {
	if left > MaxItems/2 {
		return MaxEach
	}
	people := count(b.people, func(p *Person) bool { return !p.Removed })
	return max(leastShare, left/max(1, people))
}

// lyingOf is how many items of a person lie on the board.
func (b *Board) lyingOf(id PersonID) int {
	return count(b.ideas, func(i *Idea) bool { return i.By == id && !i.Removed }) +
		count(b.clusters, func(c *Cluster) bool { return c.By == id && c.Live() }) +
		count(b.questions, func(q *Question) bool { return q.By == id && !q.Removed }) +
		count(b.commitments, func(c *Commitment) bool { return c.By == id && !c.Removed })
}

// roomForPerson is nil if one more may join. Who has gone and left nothing
// behind makes room; without a presence, everybody counts who was not removed.
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

// near tells whether the person is here, or was a moment ago.
func (p *Presence) near(id PersonID, now time.Time) bool {
	at, lately := p.Recent[id]
	return p.Terminals[id] > 0 || lately && now.Sub(at) < lingers
}

// traces is who has left something behind: an item, feedback, an answer at the
// check-in, a ticket that was used, a turn to speak, or leads. Votes leave no trace.
func (b *Board) traces() map[PersonID]bool {
	t := b.left(func(PhaseID) bool { return true }, func(*Question) bool { return true })
	for f := range values(b.feedback) {
		t[f.By] = true
	}
	for p := range values(b.people) {
		t[p.ID] = t[p.ID] || p.CheckIn != "" || p.Ticket != 0 || len(p.Spoke) > 0 || p.Role == Facilitator
	}
	return t
}

// namedTraces is who has left something behind that may be told to be theirs.
// It says no more of anybody than others may know: it has no feedback, nothing
// from a phase that hides its authors or is not revealed, and in an anonymous
// workshop no ticket.
func (b *Board) namedTraces() map[PersonID]bool {
	t := b.left(b.signs, func(q *Question) bool { return b.signs(q.Phase) && q.backed(b.signs) })
	for p := range values(b.people) {
		said := p.CheckIn != "" && b.CheckInNamed(p)
		t[p.ID] = t[p.ID] || said || p.Ticket != 0 && !b.Anonymous || len(p.Spoke) > 0 || p.Role == Facilitator
	}
	return t
}

// left is who made an item that is not removed, in the phases that counts picks,
// or supports a question that backed picks.
func (b *Board) left(counts func(PhaseID) bool, backed func(*Question) bool) map[PersonID]bool {
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
