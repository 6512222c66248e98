package model

import (
	"time"

	"verkstad/model/method"
)

// Activity is what a phase does.
type Activity = method.Activity

// Phase is a step of the agenda with what has happened in it.
type Phase struct {
	ID PhaseID `json:"id"`
	method.Phase
	run run
}

// Is tells whether the phase does the activity.
func (ph *Phase) Is(a Activity) bool { return ph != nil && ph.Activity == a }

// Does tells whether the phase's activity has at least one of the traits.
func (ph *Phase) Does(traits method.Trait) bool { return ph != nil && ph.Activity.Does(traits) }

// Uses tells whether the setting does something in the phase.
func (ph *Phase) Uses(s method.Setting) bool { return ph != nil && ph.Activity.Uses(s) }

// NewPhase is a phase as it is when somebody adds it to the agenda. A vote of two
// people is open: secretly they would see no result.
func (b *Board) NewPhase(a Activity) Phase {
	ph := Phase{Phase: method.Phase{Activity: a, Settings: a.Description().Initial}}
	ph.Secret = ph.Secret && !b.ForTwo()
	return ph
}

// SetActivity gives the phase another activity. It keeps its settings, but that a
// vote is secret or open as one that is added.
func (b *Board) SetActivity(ph *Phase, a Activity) {
	if ph.Activity != a && a.Uses(method.SettingSecret) {
		ph.Secret = b.NewPhase(a).Secret
	}
	ph.Activity = a
}

// Entered is when the group first came to the phase; zero before.
func (ph *Phase) Entered() time.Time { return ph.run.entered }

// Revealed tells whether ideas of the phase are shown to all.
func (ph *Phase) Revealed() bool { return ph.run.revealed || ph.Reveal != method.RevealOwn }

// Phases is the agenda in order. The slice is the caller's to keep, not to change.
func (b *Board) Phases() []*Phase { return b.phases }

// PhaseTime is when the group came to the phase that it was in at a time, as far
// as the agenda still tells: the time of what nobody is told the author of.
func (b *Board) PhaseTime(at time.Time) time.Time {
	t := b.Created
	for _, ph := range b.phases {
		if entered := ph.run.entered; !entered.After(at) && entered.After(t) {
			t = entered
		}
	}
	return t
}

// Phase is where the group is; nil before the first phase.
func (b *Board) Phase() *Phase {
	if b.current < 0 || b.current >= len(b.phases) {
		return nil
	}
	return b.phases[b.current]
}

// Current is the index of Phase in Phases; -1 before the first.
func (b *Board) Current() int { return b.current }

// PhaseByID finds a phase; nil if the agenda has none such.
func (b *Board) PhaseByID(id PhaseID) *Phase {
	for _, ph := range b.phases {
		if ph.ID == id {
			return ph
		}
	}
	return nil
}

// clockWasWrong is by how much no workshop is late or early: the longest have some
// hours in several days.
const clockWasWrong = 366 * 24 * time.Hour

// Planned is how one phase stands against the clock.
type Planned struct {
	Phase      *Phase
	Start, End time.Time     // as it was, or as it will be at this pace
	Overrun    time.Duration // over its planned time already; 0 if it has none
}

// Plan lays the agenda against the clock: where each phase began or will
// begin, and when all ends if the rest takes what is left of its time. late
// compares that with the plan from the first phase's start; negative is early.
// Before anything has begun, it is laid from the planned start, if that is to
// come. A phase that was passed over has no times, and an ended workshop is
// laid as it was held.
func (b *Board) Plan(now time.Time) (plan []Planned, end time.Time, late time.Duration) {
	if b.Waits() && b.Start.After(now) {
		now = b.Start
	}
	if !b.Ended.IsZero() {
		now = b.Ended
	}
	at, planned := now, time.Duration(0)
	var began time.Time
	for i, ph := range b.phases {
		planned += time.Duration(ph.Minutes) * time.Minute
		p := Planned{Phase: ph}
		if ph.Timed() {
			p.Overrun = max(0, -ph.Remaining(now))
		}
		held := !ph.run.entered.IsZero()
		if held && (began.IsZero() || ph.run.entered.Before(began)) {
			began = ph.run.entered
		}
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
	if !began.IsZero() {
		late = at.Sub(began.Add(planned))
	}
	if late.Abs() > clockWasWrong { // the computer's clock was put right meanwhile
		late = 0
	}
	return plan, at, late
}

// EnterPhase takes the group to a phase. Its clock stands until StartClock
// unless Start says otherwise.
type EnterPhase struct {
	Phase PhaseID
	Start bool
	From  Place
}

// Next and Back take the group one phase on or back.
type (
	Next struct {
		Start bool
		From  Place
	}
	Back struct{ From Place }
)

// Reveal shows to all everybody's ideas of the current phase, and of those
// before it that were left without a reveal.
type Reveal struct{ From Place }

// ChangeAgenda replaces the agenda. Phases keep their ID; a new one has ID 0.
// The phase that the group is in, and those with ideas or votes, stay.
type ChangeAgenda struct{ Phases []Phase }

// What happened to the agenda and its clock.
type (
	AgendaChanged struct {
		Phases []Phase `json:"phases"`
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
		b.current, b.Wall, b.Say = i, WallPhase, 0
		b.changePhase(func(run *run) {
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
			b.changeRun(i, func(run *run) { run.revealed = true })
		}
	}
}

// changePhase changes the current phase's clock on a board in the making.
func (b *Board) changePhase(f func(*run)) {
	if b.Phase() != nil {
		b.changeRun(b.current, f)
	}
}

func (b *Board) changeRun(i int, f func(*run)) {
	phases := make([]*Phase, len(b.phases))
	copy(phases, b.phases)
	ph := *phases[i]
	f(&ph.run)
	phases[i] = &ph
	b.phases = phases
}
