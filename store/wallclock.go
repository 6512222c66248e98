package store

import (
	"context"
	"time"

	"verkstad/model"
)

// Wall compares the computer's time of day with the time that a store uses; see
// [verkstad/store/clock.Clock].
type Wall interface {
	// Behind returns by how much the computer's clock is ahead of the store's time.
	Behind() time.Duration
	// Follow puts the store's time forward.
	Follow(by time.Duration)
}

// followFrom is how far the computer's clock must be ahead to be followed: smaller
// corrections are made all the time by a clock that is synchronised with the network.
const followFrom = time.Minute

// followFor is how long a workshop may take to stop or start a phase's clock.
const followFor = 5 * time.Second

// followWall follows the computer's time of day if that was put forward, as on a computer
// without a battery-backed clock that begins in 1970. The clocks of phases are stopped
// before and started after, so that none of them counts the years between; what is written
// from then on has the right date. Time is not put back: then it stays ahead until Verkstad
// is restarted. Each is logged once.
func (s *Store) followWall() {
	if s.wall == nil {
		return
	}
	s.following.Lock()
	defer s.following.Unlock()
	by := s.wall.Behind()
	switch ahead := -by - time.Duration(s.skipped.Load()); {
	case ahead > followFrom:
		if !s.toldAhead {
			s.toldAhead = true
			s.log.Warn("the computer's clock was put back; times stay ahead of it until Verkstad is restarted", "by", ahead)
		}
		return
	case by < followFrom:
		s.toldAhead = s.toldAhead && ahead > 0
		return
	}
	stopped, ok := s.stopClocks()
	if ok {
		s.wall.Follow(by)
		s.log.Warn("the computer's clock was put forward; times are right from now on, earlier ones are not", "by", by)
	}
	for l, phase := range stopped {
		if now := l.Board().Phase(); now == nil || now.ID != phase || now.Running() {
			continue // the facilitator has started the next phase
		}
		if err := l.doByClock(model.StartClock{}); err != nil {
			l.log.Error("the phase's clock was stopped to correct it, and cannot be started again", "err", err)
		}
	}
}

// stopClocks stops the running clocks of phases, and returns which; ok is false if one of
// them could not be stopped.
func (s *Store) stopClocks() (stopped map[*Live]model.PhaseID, ok bool) {
	stopped = map[*Live]model.PhaseID{}
	for _, l := range s.openLives() {
		b := l.Board()
		ph := b.Phase()
		if ph == nil || !ph.Running() || !b.Ended.IsZero() {
			continue
		}
		if err := l.doByClock(model.PauseClock{}); err != nil {
			l.log.Error("the phase's clock cannot be stopped to correct it", "err", err)
			return stopped, false
		}
		stopped[l] = ph.ID
	}
	return stopped, true
}

func (l *Live) doByClock(c model.Command) error {
	ctx, cancel := context.WithTimeout(context.Background(), followFor)
	defer cancel()
	_, err := l.Do(ctx, model.Host, "", c)
	return err
}

// wrongFrom is how far ahead a log's last event must be to count as written by a wrong
// clock, which is not followed; see [verkstad/store/clock.Clock.AtLeast].
const wrongFrom = 24 * time.Hour

// leaveWrongTime returns to the store's time if a log's last event is days ahead of it, for
// example because the computer's clock was in another year and was corrected between two
// starts. Otherwise everything that is done would have the time of that event, and a
// running phase's clock would stand still, for as long. The phase's clock is stopped at
// that time and started at this one, so that it keeps the time it had left. The writer has
// not begun.
func (l *Live) leaveWrongTime() {
	ahead := l.w.changed.Sub(l.now())
	if l.store.wall == nil || ahead <= wrongFrom {
		return
	}
	l.log.Warn("the workshop's last event was written by a clock that was far ahead; times are right from now on, earlier ones are not", "ahead", ahead)
	ph := l.Board().Phase()
	runs := ph != nil && ph.Running() && l.Board().Ended.IsZero()
	if runs && !l.serveSelf(model.PauseClock{}) {
		return
	}
	l.w.changed = l.now()
	if runs {
		l.serveSelf(model.StartClock{})
	}
}

// serveSelf does a command before the writer has begun, and reports whether it was done.
func (l *Live) serveSelf(c model.Command) bool {
	r := &request{by: model.Host, c: c, done: make(chan answer, 1)}
	l.serve(r)
	a := <-r.done
	if a.err != nil {
		l.log.Error("a phase's clock cannot be corrected", "err", a.err)
	}
	return a.err == nil
}
