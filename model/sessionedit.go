package model

import (
	"slices"
	"time"

	"verkstad/model/method"
)

// agendaCopy returns the agenda as a command, for changing a part of it.
func (b *Board) agendaCopy() ChangeAgenda {
	c := ChangeAgenda{Phases: make([]Phase, len(b.phases))}
	for i, ph := range b.phases {
		c.Phases[i] = *ph
		c.Phases[i].Sessions = slices.Clone(ph.Sessions)
	}
	return c
}

func (c SetSession) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	host := ""
	if _, old := b.Session(SessionID(c.Session.ID)); old != nil {
		host = old.Host
	}
	if c.Session.Host != host {
		var err error
		if c.Session.Host, err = b.numberedName(c.Session.Host, !b.Anonymous); err != nil {
			return nil, err
		}
	}
	change := b.agendaCopy()
	for i := range change.Phases {
		ph := &change.Phases[i]
		if ph.ID != c.Phase {
			continue
		}
		at := slices.IndexFunc(ph.Sessions, func(s method.Session) bool { return s.ID == c.Session.ID })
		switch {
		case c.Session.ID == 0:
			ph.Sessions = append(ph.Sessions, c.Session)
		case at < 0:
			return nil, ErrNoSuchSession
		default:
			ph.Sessions[at] = c.Session
		}
		return change.decide(b, by, now)
	}
	return nil, ErrNoSuchPhase
}

func (c DropSession) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	if _, s := b.Session(c.Session); s == nil {
		return nil, ErrNoSuchSession
	}
	change := b.agendaCopy()
	for i := range change.Phases {
		ph := &change.Phases[i]
		ph.Sessions = slices.DeleteFunc(ph.Sessions, func(s method.Session) bool { return s.ID == int(c.Session) })
	}
	return change.decide(b, by, now)
}

// numberSessions gives ids to the sessions that have none, from next on. The phases' lists
// of sessions must not be shared.
func numberSessions(phases []Phase, next SessionID) {
	next = max(next, 1)
	for i := range phases {
		for _, s := range phases[i].Sessions {
			next = max(next, SessionID(s.ID)+1)
		}
	}
	for i := range phases {
		for j := range phases[i].Sessions {
			if s := &phases[i].Sessions[j]; s.ID == 0 {
				s.ID = int(next)
				next++
			}
		}
	}
}

// maxSession bounds the ids of sessions.
const maxSession = 1 << 20

// checkSessions returns an error for an agenda with two sessions of the same id.
func checkSessions(phases []Phase) error {
	seen := map[int]bool{}
	for i, ph := range phases {
		for _, s := range ph.Sessions {
			if s.ID < 0 || s.ID > maxSession || s.ID != 0 && seen[s.ID] {
				return ErrAgenda.with(why("session-twice", i+1))
			}
			seen[s.ID] = true
		}
	}
	return nil
}

// keepSessions returns an error for an agenda without a session in which something was
// written, or with one that the board has never had.
func (b *Board) keepSessions(phases []Phase) error {
	home := map[SessionID]PhaseID{}
	for _, ph := range phases {
		for _, s := range ph.Sessions {
			home[SessionID(s.ID)] = ph.ID
			if old, _ := b.Session(SessionID(s.ID)); s.ID != 0 && (old == nil || old.ID != ph.ID) {
				return ErrNoSuchSession
			}
		}
	}
	for _, ph := range b.phases {
		for _, s := range ph.Sessions {
			if id := SessionID(s.ID); home[id] == 0 && b.writtenIn(id) {
				return ErrAgenda.with(why("session-used", s.ID))
			}
		}
	}
	return nil
}

// writtenIn reports whether anything there ever was belongs to a session.
func (b *Board) writtenIn(id SessionID) bool {
	return count(b.ideas, func(i *Idea) bool { return i.Session == id }) > 0 ||
		count(b.questions, func(q *Question) bool { return q.Session == id }) > 0
}

// sessionFor returns the session of what somebody writes now; they may have named one. A
// person who is in none has to choose first, except for the parking lot.
func (b *Board) sessionFor(by Actor, named SessionID, parked bool) (SessionID, error) {
	slot, ph := b.lastSlot(), b.Phase()
	if named != 0 {
		if in, _ := b.Session(named); by.Role != Facilitator || in == nil || in != slot {
			return 0, ErrNoSuchSession
		}
		return named, nil
	}
	id := b.SessionOf(b.Person(by.Person), slot)
	if id == 0 && ph.Slot() && by.Role != Facilitator && !parked {
		return 0, ErrNoSession
	}
	return id, nil
}
