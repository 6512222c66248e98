package store

import (
	"context"
	"time"

	"verkstad/model"
)

// Wall is the computer's time of day beside the time that a store goes by; see
// [verkstad/store/clock.Clock].
type Wall interface {
	// Behind is by how much the computer's clock is ahead of the store's time.
	Behind() time.Duration
	// Follow puts the store's time forward.
	Follow(by time.Duration)
}

// followFrom is how far the computer's clock is ahead when it is followed: less is
// what a clock that is kept right by the network does all the time.
const followFrom = time.Minute

// followFor is how long a workshop may take to stop or start a phase's clock.
const followFor = 5 * time.Second

// followWall goes on from the computer's time of day where that was put right, as on a
// computer without a clock of its own that begins in 1970. The clocks of phases are
// stopped before and started after, so that none of them counts the years between;
// what is written from then on has the right date. Time is not put back: then it
// stays ahead until Verkstad is started anew. The operator is told once of each.
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
			s.log.Warn("the computer's clock was put back; times stay ahead of it until Verkstad is started anew", "by", ahead)
		}
		return
	case by < followFrom:
		s.toldAhead = s.toldAhead && ahead > 0
		return
	}
	stopped, ok := s.stopClocks()
	if ok {
		s.wall.Follow(by)
		s.log.Warn("the computer's clock was put forward; times are right from now on, and those before are not", "by", by)
	}
	for l, phase := range stopped {
		if now := l.Board().Phase(); now == nil || now.ID != phase || now.Running() {
			continue // who leads has gone on
		}
		if err := l.doByClock(model.StartClock{}); err != nil {
			l.log.Error("the phase's clock was stopped to be put right, and cannot be started again", "err", err)
		}
	}
}

// stopClocks stops the clocks of phases that run, and says of which; ok is false if one
// of them could not be stopped.
func (s *Store) stopClocks() (stopped map[*Live]model.PhaseID, ok bool) {
	stopped = map[*Live]model.PhaseID{}
	for _, l := range s.openLives() {
		b := l.Board()
		ph := b.Phase()
		if ph == nil || !ph.Running() || !b.Ended.IsZero() {
			continue
		}
		if err := l.doByClock(model.PauseClock{}); err != nil {
			l.log.Error("the phase's clock cannot be stopped to be put right", "err", err)
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

// wrongFrom is how far ahead a log's last event is that a clock has written which was
// wrong: it is not gone on from, see [verkstad/store/clock.Clock.AtLeast].
const wrongFrom = 24 * time.Hour

// leaveWrongTime goes back to the store's time where a log's last event is days ahead
// of it, as when a computer whose clock was in another year was put right between two
// starts. All that is done would otherwise be of the time of that event, and a phase's
// clock that runs would stand, for as long. It is stopped at that time and started at
// this one, so that it keeps what it had. The writer has not begun.
func (l *Live) leaveWrongTime() {
	ahead := l.w.changed.Sub(l.now())
	if l.store.wall == nil || ahead <= wrongFrom {
		return
	}
	l.log.Warn("the workshop's last event is of a clock that was far ahead; times are right from now on, and those before are not", "ahead", ahead)
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

// serveSelf does a command before the writer has begun, and tells whether it was done.
func (l *Live) serveSelf(c model.Command) bool {
	r := &request{by: model.Host, c: c, done: make(chan answer, 1)}
	l.serve(r)
	a := <-r.done
	if a.err != nil {
		l.log.Error("a phase's clock cannot be put right", "err", a.err)
	}
	return a.err == nil
}
