package demo

import (
	"context"
	"time"

	"verkstad/model"
	"verkstad/ui/lines"
)

// leader moves the group on when everyone is ready, as long as nobody else leads.
type leader struct {
	Config
	people int
	ticks  int // ticks since it last gave commands
}

// showTicks is how many ticks a result of the leader's commands stays on screen.
const showTicks = 4

// run leads until the workshop or ctx ends.
func (l *leader) run(ctx context.Context) {
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
		if l.ticks++; l.Lead() && l.ticks > showTicks {
			for _, c := range l.commands(b) {
				l.ticks = 0
				if _, err := l.Room.Do(ctx, model.Host, lines.NewOp(), c); err != nil {
					l.Log.Debug("the simulated leader was refused", "err", err)
				}
			}
		}
	}
}

// commands returns the commands that the leader gives now; none while somebody is not ready.
func (l *leader) commands(b *model.Board) []model.Command {
	ph := b.Phase()
	if ph == nil {
		return []model.Command{model.Next{Start: true}}
	}
	now := behaviourIn(ph)
	if now.atOnce != nil {
		if do := now.atOnce(b, ph); len(do) > 0 {
			return do
		}
	}
	switch {
	case !l.allReady(b) && time.Duration(l.ticks)*l.Pace < l.Patience:
		return nil
	case b.OpenRound() != nil:
		return []model.Command{model.CloseRound{}}
	}
	if now.whenReady != nil {
		if do := now.whenReady(b, ph); len(do) > 0 {
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
