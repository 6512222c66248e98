package view

import (
	"sync"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// VisibleIdeas is the board's ideas as everybody may see them, found once for all
// terminals.
type VisibleIdeas struct {
	Groups func() []model.Group // the free ones first; found when they are asked for
	Ideas  []*model.Idea
	// Apart says that one's own ideas are listed apart from what all see: they are read
	// out, or some of an earlier phase are not shown to all.
	Apart bool
	Count int // live ideas of the phase, seen or not; in a gathering those of earlier steps, too
	// in is how many of those belong to each session.
	In map[model.SessionID]int
	// own is what each person wrote in the phase, in a gathering also before it, which
	// they see before others do.
	Own map[model.PersonID][]*model.Idea
}

type viewKey struct {
	workshop stage.WorkshopEpoch
	rev      uint64
	phase    model.PhaseID
}

var Anybody = model.Actor{Role: model.Observer}

// VisibleIdeas is what everybody may see of the ideas now.
func (t *Terminal) VisibleIdeas() *VisibleIdeas { return VisibleIdeasOf(t.Snapshot()) }

// VisibleIdeasOf is what everybody may see of the ideas of a snapshot.
func VisibleIdeasOf(s stage.Snapshot) *VisibleIdeas {
	b := s.Board
	k := viewKey{workshop: s.Workshop, rev: b.Revs.Ideas}
	ph := b.Phase()
	if ph != nil {
		k.phase = ph.ID
	}
	return frame.Hold(s.Cache, k, func() (*VisibleIdeas, int64) {
		v := &VisibleIdeas{Groups: sync.OnceValue(func() []model.Group { return b.Groups(Anybody) }), Ideas: b.Ideas(Anybody), Own: map[model.PersonID][]*model.Idea{}, In: map[model.SessionID]int{}}
		v.Apart = ph.ReadsOut() || ph.Does(method.TakesIdeas) && ph.Revealed() && b.Unrevealed() > 0
		counted, gathers := k.phase, ph.Does(method.TakesIdeas)
		if gathers { // what was written before hangs there as well
			counted = 0
		}
		v.Count, _ = b.IdeaCount(counted)
		for _, i := range b.AllIdeas().All() {
			if i.Phase == k.phase && i.Live() {
				v.In[i.Session]++
			}
			if (gathers || i.Phase == k.phase) && i.By != 0 && !i.Removed && i.Merged == 0 && !i.Parked {
				v.Own[i.By] = append(v.Own[i.By], i)
			}
		}
		return v, 64 * int64(len(v.Ideas))
	})
}

// partsKey is the parts of a board that something follows from, by their last
// revisions; the others are 0.
type partsKey struct {
	workshop stage.WorkshopEpoch
	revs     model.Revs
}

// BoardParts is a board that has these parts as b has them, one and the same for as
// long as they do not change: props that point to it stay equal while only other
// parts change.
func BoardParts(s stage.Snapshot, revs model.Revs) *model.Board {
	return frame.Hold(s.Cache, partsKey{s.Workshop, revs}, func() (*model.Board, int64) { return s.Board, 4 << 10 })
}

// ItemText is what an item says.
func ItemText(b *model.Board, id model.ItemID) string {
	switch {
	case b.Question(id) != nil:
		return b.Question(id).Text
	case b.Cluster(id) != nil:
		return b.Cluster(id).Title
	case b.Idea(id) != nil:
		return b.Idea(id).Text
	}
	return ""
}
