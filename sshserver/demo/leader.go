package demo

import (
	"context"
	"time"

	"verkstad/model"
	"verkstad/ui/lines"
)

// leader takes the group on when everyone is ready, as long as nobody else
// leads.
type leader struct {
	Config
	people int
	waits  int // ticks since it last did something
}

// seen is how many ticks the leader lets what it did be seen.
const seen = 4

// live goes on until the workshop or ctx ends.
func (l *leader) live(ctx context.Context) {
	tick := time.NewTicker(l.Pace)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
		b := l.Room.Board()
		if !b.Ended.IsZero() {
			return
		}
		if l.waits++; l.Lead() && l.waits > seen {
			for _, c := range l.next(b) {
				l.waits = 0
				if _, err := l.Room.Do(ctx, model.Host, lines.NewOp(), c); err != nil {
					l.Log.Debug("the simulated leader was refused", "err", err)
				}
			}
		}
	}
}

// next is what the leader does now; nothing while somebody is still at it.
func (l *leader) next(b *model.Board) []model.Command {
	ph := b.Phase()
	if ph == nil {
		return []model.Command{model.Next{Start: true}}
	}
	now := behaviours[ph.Activity]
	if now.first != nil {
		if do := now.first(b, ph); len(do) > 0 {
			return do
		}
	}
	switch {
	case !l.allReady(b) && time.Duration(l.waits)*l.Pace < l.Patience:
		return nil
	case b.OpenRound() != nil:
		return []model.Command{model.CloseRound{}}
	}
	if now.then != nil {
		if do := now.then(b, ph); len(do) > 0 {
			return do
		}
	}
	if b.Current() == len(b.Phases())-1 {
		return []model.Command{model.EndWorkshop{}}
	}
	var do []model.Command
	if now.leave != nil {
		do = now.leave(b)
	}
	return append(do, model.Next{Start: true})
}

func (l *leader) allReady(b *model.Board) bool {
	ready := 0
	for _, p := range b.People() {
		if b.IsReady(p) {
			ready++
		}
	}
	return ready >= l.people
}
