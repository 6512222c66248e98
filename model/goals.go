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

// GoalCount is how many global goals there are.
const GoalCount = 17

// GoalColors are the official colours of the goals, 0xRRGGBB, from the United
// Nations' guidelines for the use of the SDG logo, colour wheel and 17 icons
// (2019). Goal 1 comes first.
var GoalColors = [GoalCount]uint32{
	0xE5243B, 0xDDA63A, 0x4C9F38, 0xC5192D, 0xFF3A21, 0x26BDE2, 0xFCC30B, 0xA21942, 0xFD6925,
	0xDD1367, 0xFD9D24, 0xBF8B2E, 0x3F7E44, 0x0A97D9, 0x56C02B, 0x00689D, 0x19486A,
}

// GoalProfile counts, for each global goal, the ideas, clusters and questions
// that someone may see and that serve it. An idea counts once for each of its
// goals and not for those of its cluster. Index 0 is goal 1.
func (b *Board) GoalProfile(v Actor) [GoalCount]int {
	var profile [GoalCount]int
	add := func(goals []int) {
		for _, g := range goals {
			if g >= 1 && g <= GoalCount {
				profile[g-1]++
			}
		}
	}
	for _, i := range b.Ideas(v) {
		add(i.Goals)
	}
	for _, c := range b.Clusters() {
		add(c.Goals)
	}
	for _, q := range b.Questions() {
		add(q.Goals)
	}
	return profile
}
