package model

import (
	"cmp"
	"slices"
	"time"

	"verkstad/model/method"
)

// A slot is a phase with sessions: several that take place at the same time, of which each
// person is in one, or a single one that everybody is in, as a stop of a journey. What is
// written in a slot belongs to the session of its writer; in a phase between slots that
// asks for it (BySession), to the session that the writer was in last.

// Slot reports whether the phase has sessions.
func (ph *Phase) Slot() bool { return ph != nil && len(ph.Sessions) > 0 }

// Parallel reports whether people choose between sessions of the phase.
func (ph *Phase) Parallel() bool { return ph != nil && len(ph.Sessions) > 1 }

// Session returns a session and the phase it is in; nil if the agenda has none with that
// id.
func (b *Board) Session(id SessionID) (*Phase, *method.Session) {
	for _, ph := range b.phases {
		for i := range ph.Sessions {
			if ph.Sessions[i].ID == int(id) && id != 0 {
				return ph, &ph.Sessions[i]
			}
		}
	}
	return nil, nil
}

// SessionOf returns the session that a person is in during a phase; 0 if none yet. A person
// who takes part at another's terminal is where that person is.
func (b *Board) SessionOf(p *Person, ph *Phase) SessionID {
	switch {
	case !ph.Slot():
		return 0
	case !ph.Parallel():
		return SessionID(ph.Sessions[0].ID)
	case p == nil:
		return 0
	}
	if other := b.Person(p.Via); other != nil {
		p = other
	}
	for _, s := range ph.Sessions {
		if slices.Contains(p.Sessions, SessionID(s.ID)) {
			return SessionID(s.ID)
		}
	}
	return 0
}

// SessionOfItem returns the session that an item was written in; 0 if none.
func (b *Board) SessionOfItem(id ItemID) SessionID {
	switch x := b.lookup(id).(type) {
	case *Idea:
		return x.Session
	case *Question:
		return x.Session
	}
	return 0
}

// lastSlot returns the phase whose sessions are relevant now: the current one if it is a
// slot or, for a phase that lists by session, the last slot before it that the group was
// in; nil if none.
func (b *Board) lastSlot() *Phase {
	ph := b.Phase()
	if ph.Slot() {
		return ph
	}
	if ph == nil || !ph.BySession {
		return nil
	}
	for i := b.current - 1; i >= 0; i-- {
		if before := b.phases[i]; before.Slot() && !before.Entered().IsZero() {
			return before
		}
	}
	return nil
}

// SessionCount is the counts of one session.
type SessionCount struct {
	method.Session
	People    int // in it now, not removed
	Ideas     int // live ideas and notes, whether revealed or not
	Questions int
}

// SessionCounts returns the counts of a phase's sessions, in order, and last the counts of
// what belongs to none of them.
func (b *Board) SessionCounts(ph *Phase) []SessionCount {
	out := make([]SessionCount, len(ph.Sessions)+1)
	at := map[SessionID]int{}
	for i, s := range ph.Sessions {
		out[i].Session = s
		at[SessionID(s.ID)] = i
	}
	place := func(id SessionID) *SessionCount {
		if i, ok := at[id]; ok {
			return &out[i]
		}
		return &out[len(ph.Sessions)]
	}
	for _, p := range b.people.All() {
		if !p.Removed && p.Role == Participant {
			place(b.SessionOf(p, ph)).People++
		}
	}
	for _, i := range b.ideas.All() {
		if i.Phase == ph.ID && (i.Live() || i.Note && !i.Removed && !i.Hidden) {
			place(i.Session).Ideas++
		}
	}
	for _, q := range b.questions.All() {
		if q.Phase == ph.ID && !q.Removed {
			place(q.Session).Questions++
		}
	}
	return out
}

// ChooseSession puts the actor in a session of a phase; facilitators place others. 0 with a
// phase means none after all.
type ChooseSession struct {
	Session SessionID
	Phase   PhaseID  // only if Session is 0
	Person  PersonID // 0 is the actor
}

// PlaceSessions puts people who have not chosen in sessions of a phase, as evenly and as
// mixed by sector as the seats allow. People who have chosen stay.
type PlaceSessions struct{ Phase PhaseID }

// SetSession adds a session to a phase, or changes the one with its ID.
type SetSession struct {
	Phase   PhaseID
	Session method.Session
}

// DropSession removes a session in which nothing was written.
type DropSession struct{ Session SessionID }

// What happened to who is in which session. Adding or changing a session is an
// [AgendaChanged].
type (
	SessionChosen struct {
		ID      PersonID  `json:"id"`
		Phase   PhaseID   `json:"phase"`
		Session SessionID `json:"session"` // 0 means none after all
	}
	SessionsPlaced struct {
		Phase    PhaseID     `json:"phase"`
		Sessions []SessionID `json:"sessions"` // of each person, by PersonID-1; 0 means as it was
	}
)

func (c ChooseSession) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.present(by); err != nil {
		return nil, err
	}
	if by.Role != Facilitator && c.Person != 0 && c.Person != by.Person {
		return nil, ErrNotAllowed
	}
	p := b.Person(cmp.Or(c.Person, by.Person))
	if p == nil {
		return nil, ErrNoSuchPerson
	}
	if other := b.Person(p.Via); other != nil {
		p = other
	}
	ph, s := b.Session(c.Session)
	if c.Session == 0 {
		ph = b.PhaseByID(c.Phase)
	}
	switch {
	case ph == nil || c.Session != 0 && s == nil:
		return nil, ErrNoSuchSession
	case by.Role != Facilitator && b.indexOf(ph) < b.current:
		return nil, ErrPhaseOver
	case b.SessionOf(p, ph) == c.Session || !ph.Parallel():
		return nil, nil
	}
	if s != nil && s.Seats > 0 && by.Role != Facilitator {
		if b.inSession(ph, c.Session)+1+len(b.WrittenForBy(p.ID)) > s.Seats {
			return nil, ErrSessionFull.with(s.Seats)
		}
	}
	return one(SessionChosen{p.ID, ph.ID, c.Session})
}

// indexOf returns the index of a phase in the agenda.
func (b *Board) indexOf(ph *Phase) int { return slices.Index(b.phases, ph) }

// inSession counts the people of a session.
func (b *Board) inSession(ph *Phase, id SessionID) int {
	return count(b.people, func(p *Person) bool {
		return !p.Removed && p.Role == Participant && b.SessionOf(p, ph) == id
	})
}

func (e SessionChosen) apply(b *Board, r Record) {
	b.enterSession(e.ID, e.Phase, e.Session, r)
	b.Revs.People = r.Seq
}

// enterSession replaces a person's choice of session in a phase.
func (b *Board) enterSession(id PersonID, phase PhaseID, session SessionID, r Record) {
	b.changePerson(id, r, func(p *Person) {
		kept := slices.DeleteFunc(slices.Clone(p.Sessions), func(old SessionID) bool {
			ph, _ := b.Session(old)
			return ph == nil || ph.ID == phase
		})
		if session != 0 {
			kept = append(kept, session)
		}
		p.Sessions = kept
	})
}

func (c PlaceSessions) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	ph := b.PhaseByID(c.Phase)
	if !ph.Parallel() {
		return nil, ErrNoSuchSession
	}
	e := SessionsPlaced{Phase: ph.ID, Sessions: make([]SessionID, b.people.Len())}
	rooms := make([]dealt, len(ph.Sessions))
	var waiting []party
	for _, p := range b.parties() {
		id := b.SessionOf(p[0], ph)
		at := slices.IndexFunc(ph.Sessions, func(s method.Session) bool { return SessionID(s.ID) == id })
		if at < 0 {
			waiting = append(waiting, p)
			continue
		}
		rooms[at].add(p)
	}
	placed := false
	for _, p := range waiting {
		best := -1
		for i, s := range ph.Sessions {
			if s.Seats > 0 && rooms[i].all+len(p) > s.Seats {
				continue
			}
			if best < 0 || rooms[i].compare(&rooms[best], p) < 0 {
				best = i
			}
		}
		if best < 0 {
			continue // every seat is taken, as they see on their screen
		}
		rooms[best].add(p)
		e.Sessions[p[0].ID-1], placed = SessionID(ph.Sessions[best].ID), true
	}
	if !placed {
		return nil, nil
	}
	return one(e)
}

func (e SessionsPlaced) apply(b *Board, r Record) {
	for i, id := range e.Sessions {
		if id != 0 {
			b.enterSession(PersonID(i+1), e.Phase, id, r)
		}
	}
	b.Revs.People = r.Seq
}
