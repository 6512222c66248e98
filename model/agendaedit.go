package model

import (
	"time"
)

// cleanAgenda checks an agenda against the bounds of a method's phases and returns a copy
// with the texts cleaned.
func cleanAgenda(phases []Phase) ([]Phase, error) {
	if len(phases) == 0 || len(phases) > MaxPhases {
		return nil, ErrAgenda.with(why("steps", MaxPhases))
	}
	out := make([]Phase, len(phases))
	seen := map[PhaseID]bool{}
	for i, ph := range phases {
		if seen[ph.ID] {
			return nil, ErrAgenda.with(why("step-twice", i+1))
		}
		seen[ph.ID] = true
		clean, err := ph.Phase.Clean()
		if err != nil {
			return nil, ErrAgenda.with(why("step", i+1, err))
		}
		out[i] = Phase{ID: ph.ID, Phase: clean}
	}
	return out, checkSessions(out)
}

func (c ChangeAgenda) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	phases := make([]Phase, len(c.Phases))
	copy(phases, c.Phases)
	next := PhaseID(1)
	for _, ph := range b.phases {
		next = max(next, ph.ID+1)
	}
	for i := range phases {
		ph := &phases[i]
		switch {
		case ph.ID == 0:
			ph.ID = next
			next++
		case b.PhaseByID(ph.ID) == nil:
			return nil, ErrNoSuchPhase
		}
	}
	phases, err := cleanAgenda(phases)
	if err != nil {
		return nil, err
	}
	if err := b.keepsPromises(phases); err != nil {
		return nil, err
	}
	if err := b.keepSessions(phases); err != nil {
		return nil, err
	}
	numberSessions(phases, b.nextSession)
	for i, ph := range b.phases {
		if !b.phaseUsed(i) {
			continue
		}
		kept := false
		for _, p := range phases {
			kept = kept || p.ID == ph.ID && p.Activity == ph.Activity
		}
		if !kept {
			return nil, ErrAgenda.with(why("step-used", i+1))
		}
	}
	return one(AgendaChanged{Phases: phases})
}

// phaseUsed reports whether removing the phase from the agenda would lose where something
// came from.
func (b *Board) phaseUsed(i int) bool {
	return i == b.current || !b.phases[i].run.entered.IsZero()
}

func (e AgendaChanged) apply(b *Board, r Record) {
	var here PhaseID
	if ph := b.Phase(); ph != nil {
		here = ph.ID
	}
	_, before := b.began()
	b.setAgenda(e.Phases)
	_, after := b.began()
	switch {
	case !e.Due.IsZero():
		b.due = e.Due
	case !b.due.IsZero(): // time is added to the workshop, or removed
		b.due = b.due.Add(after - before)
	}
	b.current = -1
	for i, ph := range b.phases {
		if ph.ID == here {
			b.current = i
		}
	}
	b.retell(r)
	b.Revs.Agenda, b.Revs.Ideas = r.Seq, r.Seq
}

// setAgenda sets new phases and keeps the clocks of those that stay.
func (b *Board) setAgenda(phases []Phase) {
	out := make([]*Phase, len(phases))
	for i := range phases {
		ph := phases[i]
		ph.run = phaseClock{}
		if old := b.PhaseByID(ph.ID); old != nil {
			ph.run = old.run
		}
		out[i] = &ph
		for _, s := range ph.Sessions {
			b.nextSession = max(b.nextSession, SessionID(s.ID)+1)
		}
	}
	b.phases = out
}
