package model

import (
	"slices"
	"time"

	"verkstad/model/method"
)

// TagItem sets the global goals of an idea, a cluster or a question.
type TagItem struct {
	ID    ItemID
	Goals []int
}

// ItemTagged says which global goals something serves now.
type ItemTagged struct {
	ID    ItemID `json:"id"`
	Goals []int  `json:"goals"`
}

func (c TagItem) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	if err := b.takePart(by, now, method.Gather, method.Cluster, method.Define); err != nil {
		return nil, err
	}
	var old []int
	switch x := b.lookup(c.ID).(type) {
	case *Idea:
		if !b.CanSee(by, x) {
			return nil, ErrNoSuchItem.with(c.ID)
		}
		old = x.Goals
	case *Cluster:
		if !x.Live() {
			return nil, ErrNoSuchItem.with(c.ID)
		}
		old = x.Goals
	case *Question:
		if x.Removed {
			return nil, ErrNoSuchItem.with(c.ID)
		}
		old = x.Goals
	default:
		return nil, ErrNoSuchItem.with(c.ID)
	}
	goals := slices.Clone(c.Goals)
	slices.Sort(goals)
	goals = slices.Compact(goals)
	if !goodGoals(goals) {
		return nil, ErrGoal
	}
	if slices.Equal(goals, old) {
		return nil, nil
	}
	return one(ItemTagged{c.ID, goals})
}

// goodGoals tells whether they are global goals, ascending, each once.
func goodGoals(goals []int) bool {
	before := 0
	for _, g := range goals {
		if g <= before || g > 17 {
			return false
		}
		before = g
	}
	return true
}

func (e ItemTagged) apply(b *Board, r Record) {
	switch b.lookup(e.ID).(type) {
	case *Idea:
		b.changeIdea(e.ID, r, func(i *Idea) { i.Goals = e.Goals })
	case *Cluster:
		b.changeCluster(e.ID, r, func(c *Cluster) { c.Goals = e.Goals })
	case *Question:
		b.changeQuestion(e.ID, r, func(q *Question) { q.Goals = e.Goals })
	}
}
