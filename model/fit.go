package model

import (
	"slices"
	"time"

	"verkstad/model/method"
)

// Fitting is a proposal of other minutes for what is left of an agenda, so that the
// workshop ends when it should. Breaks keep their minutes, and no phase gets less than its
// minimum.
type Fitting struct {
	Due     time.Time // when the workshop should end
	End     time.Time // when it ends with the proposed minutes
	Changes []Refit   // the phases that get other minutes, in the order of the agenda
	Drop    []PhaseID // phases that are left out
	// Short is how much later than Due it ends even so; 0 if it fits.
	Short time.Duration
	// Suggest is what to leave out so that the rest fits, where Short is above zero; nil if
	// nothing that may be left out is enough.
	Suggest []PhaseID
}

// Refit is the minutes of one phase before and after.
type Refit struct {
	Phase    PhaseID
	Was, Now int
}

// Due returns when the workshop should end: as the agenda was when the first phase began,
// with what has been added and removed since, or as it was last fitted. It is zero for a
// workshop that has not begun and was never fitted.
func (b *Board) Due() time.Time {
	began, planned := b.began()
	switch {
	case !b.due.IsZero():
		return b.due
	case began.IsZero():
		return time.Time{}
	}
	return began.Add(planned)
}

// began returns when the group came to its first phase, zero before, and what all phases
// are planned for.
func (b *Board) began() (at time.Time, planned time.Duration) {
	for _, ph := range b.phases {
		planned += time.Duration(ph.Minutes) * time.Minute
		if entered := ph.run.entered; !entered.IsZero() && (at.IsZero() || entered.Before(at)) {
			at = entered
		}
	}
	return at, planned
}

// Fit proposes minutes for the phases that the group has not come to, so that the workshop
// ends at due, without the phases in drop. It is false where there is nothing to change:
// the workshop has ended, no phase is left, or it ends at due as it is, to the minute.
func (b *Board) Fit(now, due time.Time, drop ...PhaseID) (Fitting, bool) {
	if b.Waits() && b.Start.After(now) {
		now = b.Start
	}
	if !b.Ended.IsZero() || due.IsZero() {
		return Fitting{}, false
	}
	f, fixed, rest := Fitting{Due: due, Drop: drop}, time.Duration(0), []method.Phase(nil)
	var of []PhaseID
	for i, ph := range b.phases {
		switch {
		case i < b.current || i > b.current && slices.Contains(drop, ph.ID):
		case b.phaseUsed(i):
			fixed += max(0, ph.Remaining(now))
		default:
			rest, of = append(rest, ph.Phase), append(of, ph.ID)
		}
	}
	left := int(due.Sub(now.Add(fixed)) / time.Minute)
	least := method.Least(rest)
	fitted, err := method.Stretch(rest, max(left, least))
	if err != nil {
		return Fitting{}, false // there is nothing that can be stretched so far
	}
	f.End = now.Add(fixed)
	for i, ph := range fitted {
		f.End = f.End.Add(time.Duration(ph.Minutes) * time.Minute)
		if was := rest[i].Minutes; ph.Minutes != was {
			f.Changes = append(f.Changes, Refit{of[i], was, ph.Minutes})
		}
	}
	if left < least {
		f.Short = f.End.Sub(due)
		if drop == nil {
			f.Suggest = b.dispensable(now, due)
		}
	}
	return f, len(f.Changes) > 0 || len(drop) > 0 || f.Short > 0
}

// dispensable returns phases without which the rest can be fitted: one talk, else one other
// phase, the shortest that is enough; else as many talks as it takes. What people choose and
// promise is never among them, nor what later phases work on.
func (b *Board) dispensable(now, due time.Time) []PhaseID {
	var may []*Phase
	for i, ph := range b.phases {
		if i > b.current && !b.phaseUsed(i) && ph.Minutes > 0 && !ph.Does(method.TakesVotes|method.TakesQuestions|method.TakesCommitments|method.TakesIdeas|method.Rests) {
			may = append(may, ph)
		}
	}
	slices.SortStableFunc(may, func(a, b *Phase) int {
		talk := func(ph *Phase) int {
			if ph.Does(method.TakesSpeech) {
				return 0
			}
			return 1
		}
		return max(-1, min(1, 10_000*(talk(a)-talk(b))+a.Minutes-b.Minutes))
	})
	enough := func(drop []PhaseID) bool {
		f, _ := b.Fit(now, due, drop...)
		return !f.End.IsZero() && f.Short == 0
	}
	for _, ph := range may {
		if drop := []PhaseID{ph.ID}; enough(drop) {
			return drop
		}
	}
	var all []PhaseID
	for _, ph := range may {
		if all = append(all, ph.ID); enough(all) {
			slices.SortFunc(all, func(a, c PhaseID) int { return b.phaseIndex(a) - b.phaseIndex(c) })
			return all
		}
	}
	return nil
}

// phaseIndex returns a phase's index in the agenda; -1 if it is not there.
func (b *Board) phaseIndex(id PhaseID) int {
	return slices.IndexFunc(b.phases, func(ph *Phase) bool { return ph.ID == id })
}

// FitAgenda gives phases other minutes, as a [Fitting] proposed them, and removes those that
// are left out. The workshop should end at Due then.
type FitAgenda struct {
	Changes []Refit
	Drop    []PhaseID
	Due     time.Time
	From    Place
}

// Command does what the fitting proposes, if the group is still at a place.
func (f Fitting) Command(from Place) FitAgenda {
	return FitAgenda{Changes: f.Changes, Drop: f.Drop, Due: f.Due, From: from}
}

func (c FitAgenda) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	if err := b.leadIn(by, c.From); err != nil {
		return nil, err
	}
	due := c.Due.UTC().Truncate(time.Second)
	if y := due.Year(); y < firstYear || y > lastYear {
		return nil, ErrSettings.with(why("start"))
	}
	if slices.ContainsFunc(c.Drop, func(id PhaseID) bool { return b.PhaseByID(id) == nil }) {
		return nil, ErrElsewhere
	}
	var phases []Phase
	for _, ph := range b.phases {
		if slices.Contains(c.Drop, ph.ID) {
			continue
		}
		next := *ph
		if at := slices.IndexFunc(c.Changes, func(r Refit) bool { return r.Phase == ph.ID }); at >= 0 {
			if ph.Minutes != c.Changes[at].Was {
				return nil, ErrElsewhere // somebody has changed it meanwhile
			}
			next.Phase = ph.Within(c.Changes[at].Now)
		}
		phases = append(phases, next)
	}
	events, err := ChangeAgenda{Phases: phases}.decide(b, by, now)
	if err != nil {
		return nil, err
	}
	changed := events[0].(AgendaChanged)
	changed.Due = due
	return one(changed)
}
