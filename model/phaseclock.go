package model

import (
	"time"

	"verkstad/model/method"
)

// phaseClock is a phase's clock, kept as points in time and never as ticks.
type phaseClock struct {
	entered  time.Time     // for the first time; zero before
	spent    time.Duration // time counted until it was last stopped
	since    time.Time     // since when the clock has been running; zero if it is stopped
	extra    time.Duration // added or removed by the facilitator
	revealed bool
	noNotes  bool   // participants write down nothing
	ticked   uint64 // points of the checklist, the first in the lowest bit
}

// Planned returns the phase's time including what was added, at least zero.
func (ph *Phase) Planned() time.Duration {
	return max(0, time.Duration(ph.Minutes)*time.Minute+ph.run.extra)
}

// Timed reports whether the phase has a time limit, even if it was shortened to nothing.
func (ph *Phase) Timed() bool { return ph.Minutes > 0 || ph.run.extra > 0 }

// Elapsed returns the time on the phase's clock.
func (ph *Phase) Elapsed(now time.Time) time.Duration {
	d := ph.run.spent
	if !ph.run.since.IsZero() && now.After(ph.run.since) {
		d += now.Sub(ph.run.since)
	}
	return d
}

// Remaining returns what is left of the planned time; negative if it is over.
func (ph *Phase) Remaining(now time.Time) time.Duration { return ph.Planned() - ph.Elapsed(now) }

// Running reports whether the phase's clock runs.
func (ph *Phase) Running() bool { return !ph.run.since.IsZero() }

// Step returns the index of the timed step that the clock has reached in a phase made of
// steps, and what is left of it; -1 in a phase without steps. The steps follow each other
// automatically; the last one does not end.
func (ph *Phase) Step(now time.Time) (index int, left time.Duration) {
	t := ph.Elapsed(now)
	all := len(ph.Steps) * max(1, ph.Repeat) // like Timeline, without making it at each tick of each screen
	for i := range all {
		d := time.Duration(ph.Steps[i%len(ph.Steps)].Minutes) * time.Minute
		if t < d || i == all-1 {
			return i, d - t
		}
		t -= d
	}
	return -1, 0
}

// Locked reports whether the current phase's time is over and it accepts nothing more from
// participants.
func (b *Board) Locked(now time.Time) bool {
	ph := b.Phase()
	return ph != nil && ph.AtEnd == method.AtEndLock && ph.Timed() && ph.Remaining(now) <= 0
}

// StartClock starts the current phase's clock, or continues it.
type StartClock struct{ From Place }

// PauseClock stops it.
type PauseClock struct{ From Place }

// ExtendClock adds time to the current phase, or removes some of what it has left: a second
// to two hours at once.
type ExtendClock struct {
	By   time.Duration
	From Place
}

// ResetClock starts the current phase's time again, as the agenda has it: what was spent,
// added and removed is dropped, and a phase that was locked at its end is open again. A
// running clock keeps running. Undo restores what it dropped.
type ResetClock struct{ From Place }

func (c StartClock) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.leadIn(by, c.From); err != nil {
		return nil, err
	}
	switch ph := b.Phase(); {
	case ph == nil:
		return nil, ErrNoSuchPhase
	case ph.Running():
		return nil, nil
	}
	return one(ClockStarted{})
}

func (ClockStarted) apply(b *Board, r Record) {
	b.changePhase(func(run *phaseClock) {
		if run.since.IsZero() {
			run.since = r.At
		}
	})
	b.Revs.Agenda = r.Seq
}

func (c PauseClock) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.leadIn(by, c.From); err != nil {
		return nil, err
	}
	if ph := b.Phase(); ph == nil || !ph.Running() {
		return nil, nil
	}
	return one(ClockPaused{})
}

func (ClockPaused) apply(b *Board, r Record) {
	b.pauseClock(r.At)
	b.Revs.Agenda = r.Seq
}

func (c ExtendClock) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.leadIn(by, c.From); err != nil {
		return nil, err
	}
	ph := b.Phase()
	if ph == nil {
		return nil, ErrNoSuchPhase
	}
	if size := max(c.By, -c.By); size < time.Second || size > 2*time.Hour {
		return nil, ErrSettings.with(why("by"))
	}
	planned := ph.Planned()
	change := max(c.By, -planned) // so that time added later counts at once
	if planned+change > 24*time.Hour {
		return nil, ErrSettings.with(why("day"))
	}
	if change == 0 {
		return nil, nil
	}
	return one(ClockExtended{change.Milliseconds()})
}

func (e ClockExtended) apply(b *Board, r Record) {
	b.changePhase(func(run *phaseClock) { run.extra += time.Duration(e.ByMS) * time.Millisecond })
	b.Revs.Agenda = r.Seq
}

func (c ResetClock) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	if err := b.leadIn(by, c.From); err != nil {
		return nil, err
	}
	switch ph := b.Phase(); {
	case ph == nil:
		return nil, ErrNoSuchPhase
	case ph.Elapsed(now) == 0 && ph.run.extra == 0:
		return nil, nil
	}
	return one(ClockReset{})
}

func (ClockReset) apply(b *Board, r Record) {
	if ph := b.Phase(); ph != nil {
		b.turned = clockTurn{phase: ph.ID, spent: ph.Elapsed(r.At), extra: ph.run.extra}
	}
	b.changePhase(func(run *phaseClock) {
		run.spent, run.extra = 0, 0
		if !run.since.IsZero() {
			run.since = r.At
		}
	})
	b.Revs.Agenda = r.Seq
}

// clockTurn is what a reset dropped from a phase's clock. The zero clockTurn is none.
type clockTurn struct {
	phase        PhaseID
	spent, extra time.Duration
}

// turnBack restores what a reset dropped, in addition to what the clock has counted since;
// or drops it once more.
func (b *Board) turnBack(t clockTurn, again bool, r Record) {
	if t.phase == 0 {
		return
	}
	if again {
		t.spent, t.extra = -t.spent, -t.extra
	}
	for i, ph := range b.phases {
		if ph.ID == t.phase {
			b.changeRun(i, func(run *phaseClock) { run.spent, run.extra = run.spent+t.spent, run.extra+t.extra })
		}
	}
	b.Revs.Agenda = r.Seq
}

func (b *Board) pauseClock(at time.Time) {
	b.changePhase(func(run *phaseClock) {
		if !run.since.IsZero() {
			run.spent += max(0, at.Sub(run.since))
			run.since = time.Time{}
		}
	})
}
