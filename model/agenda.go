package model

import (
	"time"

	"verkstad/model/method"
)

// Activity is what a phase does.
type Activity = method.Activity

// Phase is a phase of the agenda, and what has happened in it.
type Phase struct {
	ID PhaseID `json:"id"`
	method.Phase
	run phaseClock
}

// Is reports whether the phase does the activity.
func (ph *Phase) Is(a Activity) bool { return ph != nil && ph.Activity == a }

// Does reports whether the phase's activity has at least one of the traits.
func (ph *Phase) Does(traits method.Trait) bool { return ph != nil && ph.Activity.Does(traits) }

// Uses reports whether the setting does something in the phase.
func (ph *Phase) Uses(s method.Setting) bool { return ph != nil && ph.Activity.Uses(s) }

// NewPhase returns a phase as it is when somebody adds it to the agenda. In a workshop for
// two people its votes are open: secret ones would show them no result.
func (b *Board) NewPhase(a Activity) Phase {
	ph := Phase{Phase: method.Phase{Activity: a, Settings: a.Description().Initial}}
	ph.Secret = ph.Secret && !b.ForTwo()
	return ph
}

// SetActivity gives the phase another activity. It keeps its settings, except that its
// votes are secret or open as those of a phase that is added.
func (b *Board) SetActivity(ph *Phase, a Activity) {
	if ph.Activity != a && a.Uses(method.SettingSecret) {
		ph.Secret = b.NewPhase(a).Secret
	}
	ph.Activity = a
}

// Entered returns when the group first came to the phase; zero before.
func (ph *Phase) Entered() time.Time { return ph.run.entered }

// Revealed reports whether ideas of the phase are shown to all.
func (ph *Phase) Revealed() bool { return ph.run.revealed || ph.Reveal != method.RevealOwn }

// Phases returns the agenda in order. The caller may keep the slice, and must not change
// it.
func (b *Board) Phases() []*Phase { return b.phases }

// PhaseTime returns when the group came to the phase that it was in at a time, as far as
// the agenda still tells. It is the time that is given for things whose author is not told.
func (b *Board) PhaseTime(at time.Time) time.Time {
	t := b.Created
	for _, ph := range b.phases {
		if entered := ph.run.entered; !entered.After(at) && entered.After(t) {
			t = entered
		}
	}
	return t
}

// Phase returns the phase that the group is in; nil before the first phase.
func (b *Board) Phase() *Phase {
	if b.current < 0 || b.current >= len(b.phases) {
		return nil
	}
	return b.phases[b.current]
}

// Current returns the index of Phase in Phases; -1 before the first.
func (b *Board) Current() int { return b.current }

// UnderWay reports whether the group is past its first phase and has not ended: who joins
// now comes late.
func (b *Board) UnderWay() bool { return b.current > 0 && b.Phase() != nil && b.Ended.IsZero() }

// PhaseByID returns a phase; nil if the agenda has none with that id.
func (b *Board) PhaseByID(id PhaseID) *Phase {
	for _, ph := range b.phases {
		if ph.ID == id {
			return ph
		}
	}
	return nil
}

// clockWasWrong is more than any workshop can be late or early: the longest take some hours
// on several days.
const clockWasWrong = 366 * 24 * time.Hour

// Planned is one phase compared with the clock.
type Planned struct {
	Phase      *Phase
	Start, End time.Time     // as it was, or as it will be if all goes on as planned
	Overrun    time.Duration // over its planned time already; 0 if it has none
}

// Plan compares the agenda with the clock: when each phase began or will begin, and when
// everything ends if the rest takes what is left of its time. late compares that with when
// it should end ([Board.Due]); negative is early. Before anything has begun, the plan
// starts at the planned start, if that is in the future. A phase that was skipped has no
// times, and for a workshop that has ended the plan is what took place.
func (b *Board) Plan(now time.Time) (plan []Planned, end time.Time, late time.Duration) {
	if b.Waits() && b.Start.After(now) {
		now = b.Start
	}
	if !b.Ended.IsZero() {
		now = b.Ended
	}
	at := now
	for i, ph := range b.phases {
		p := Planned{Phase: ph}
		if ph.Timed() {
			p.Overrun = max(0, -ph.Remaining(now))
		}
		held := !ph.run.entered.IsZero()
		switch {
		case i < b.current || !b.Ended.IsZero():
			if held {
				p.Start, p.End = ph.run.entered, ph.run.entered.Add(ph.Elapsed(now))
			}
		case i == b.current:
			p.Start = ph.run.entered
			at = now.Add(max(0, ph.Remaining(now)))
			p.End = at
		default:
			p.Start = at
			at = at.Add(max(0, ph.Remaining(now)))
			p.End = at
		}
		plan = append(plan, p)
	}
	if began, _ := b.began(); !began.IsZero() {
		late = at.Sub(b.Due())
	}
	if late.Abs() > clockWasWrong { // the computer's clock was corrected meanwhile
		late = 0
	}
	return plan, at, late
}

// EnterPhase moves the group to a phase. Its clock is stopped until StartClock, unless
// Start is set.
type EnterPhase struct {
	Phase PhaseID
	Start bool
	From  Place
}

// Next and Back move the group one phase forward or back.
type (
	Next struct {
		Start bool
		From  Place
	}
	Back struct{ From Place }
)

// Reveal shows everybody's ideas of the current phase to all, and of earlier phases that
// were left without a reveal.
type Reveal struct{ From Place }

// ChangeAgenda replaces the agenda. Phases keep their ID; a new one has ID 0. The phase
// that the group is in, and those with ideas or votes, must stay.
type ChangeAgenda struct{ Phases []Phase }

// What happened to the agenda and its clock.
type (
	AgendaChanged struct {
		Phases []Phase   `json:"phases"`
		Due    time.Time `json:"due,omitzero"` // when the workshop should end, if it was fitted to that
	}
	PhaseEntered struct {
		Phase PhaseID `json:"phase"`
		Start bool    `json:"start,omitempty"`
	}
	PhaseRevealed struct {
		Phase PhaseID `json:"phase"`
	}
	ClockStarted  struct{}
	ClockPaused   struct{}
	ClockExtended struct {
		ByMS int64 `json:"by"` // milliseconds
	}
	ClockReset struct{}
)

func (c EnterPhase) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	ph := b.PhaseByID(c.Phase)
	if ph == nil {
		return nil, ErrNoSuchPhase
	}
	if ph == b.Phase() {
		return nil, nil
	}
	if err := b.isAt(c.From); err != nil {
		return nil, err
	}
	if b.OpenRound() != nil {
		return nil, ErrRoundOpen
	}
	return one(PhaseEntered{c.Phase, c.Start})
}

func (c Next) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	return b.enterAt(b.current+1, EnterPhase{Start: c.Start, From: c.From}, by, now)
}

func (c Back) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	return b.enterAt(b.current-1, EnterPhase{From: c.From}, by, now)
}

// enterAt enters the phase at an index of the agenda.
func (b *Board) enterAt(i int, c EnterPhase, by Actor, now time.Time) ([]Event, error) {
	if err := b.leadAt(by, c.From); err != nil {
		return nil, err
	}
	if i < 0 || i >= len(b.phases) {
		return nil, ErrNoSuchPhase
	}
	c.Phase = b.phases[i].ID
	return c.decide(b, by, now)
}

func (e PhaseEntered) apply(b *Board, r Record) {
	for i, ph := range b.phases {
		if ph.ID != e.Phase {
			continue
		}
		b.pauseClock(r.At)
		b.current, b.Wall, b.Say, b.wallWhose = i, WallPhase, 0, 0
		b.changePhase(func(run *phaseClock) {
			if run.entered.IsZero() {
				run.entered = r.At
			}
			if e.Start {
				run.since = r.At
			}
		})
	}
	b.Revs.Phase, b.Revs.Agenda, b.Revs.Ideas, b.Revs.People = r.Seq, r.Seq, r.Seq, r.Seq
}

func (c Reveal) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.leadIn(by, c.From); err != nil {
		return nil, err
	}
	if b.Phase() == nil {
		return nil, ErrNoSuchPhase
	}
	var events []Event
	for _, ph := range b.phases {
		if (ph == b.Phase() || !ph.Entered().IsZero()) && !ph.Revealed() {
			events = append(events, PhaseRevealed{ph.ID})
		}
	}
	return events, nil
}

func (e PhaseRevealed) apply(b *Board, r Record) {
	b.reveal(e.Phase)
	b.Revs.Agenda, b.Revs.Ideas = r.Seq, r.Seq
}

func (b *Board) reveal(id PhaseID) {
	for i, ph := range b.phases {
		if ph.ID == id {
			b.changeRun(i, func(run *phaseClock) { run.revealed = true })
		}
	}
}

// changePhase changes the current phase's clock on a board that is being made.
func (b *Board) changePhase(f func(*phaseClock)) {
	if b.Phase() != nil {
		b.changeRun(b.current, f)
	}
}

func (b *Board) changeRun(i int, f func(*phaseClock)) {
	phases := make([]*Phase, len(b.phases))
	copy(phases, b.phases)
	ph := *phases[i]
	f(&ph.run)
	phases[i] = &ph
	b.phases = phases
}
