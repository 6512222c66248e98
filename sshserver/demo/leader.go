package demo

import (
	"context"
	"time"

	"verkstad/model"
	"verkstad/model/method"
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
	switch {
	case ph == nil:
		return []model.Command{model.Next{Start: true}}
	case ph.Is(method.Vote) && b.OpenRound() == nil && !votedIn(b, ph.ID):
		return []model.Command{model.OpenRound{}}
	case !l.allReady(b) && time.Duration(l.waits)*l.Pace < l.Patience:
		return nil
	case b.OpenRound() != nil:
		return []model.Command{model.CloseRound{}}
	case ph.Is(method.Gather) && !ph.Revealed():
		return []model.Command{model.Reveal{}}
	case b.Current() == len(b.Phases())-1:
		return []model.Command{model.EndWorkshop{}}
	case ph.Is(method.Define):
		return append(choices(b), model.Next{Start: true})
	}
	return []model.Command{model.Next{Start: true}}
}

func votedIn(b *model.Board, id model.PhaseID) bool {
	last := b.LastRound()
	return last != nil && last.Phase == id
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

// choices chooses the best supported wording of each cluster.
func choices(b *model.Board) []model.Command {
	best := map[model.ItemID]*model.Question{}
	for _, q := range b.Questions() {
		if old := best[q.Cluster]; old == nil || q.Backers() > old.Backers() {
			best[q.Cluster] = q
		}
	}
	var out []model.Command
	for _, q := range b.Questions() {
		if best[q.Cluster] == q && !q.Chosen {
			out = append(out, model.ChooseQuestion{ID: q.ID, Chosen: true})
		}
	}
	return out
}
