package model

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"verkstad/model/method"
)

// TagItem sets the global goals of an idea, a cluster or a question, and those of their
// targets that it serves. A target implies its goal.
type TagItem struct {
	ID      ItemID
	Goals   []int
	Targets []Target
}

// ItemTagged records which global goals and targets an item serves now. Each target's goal
// is among the goals.
type ItemTagged struct {
	ID      ItemID   `json:"id"`
	Goals   []int    `json:"goals"`
	Targets []Target `json:"targets,omitempty"`
}

func (c TagItem) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	if err := b.takePart(by, now, method.TakesIdeas|method.SortsIdeas|method.TakesQuestions); err != nil {
		return nil, err
	}
	var old Serves
	switch x := b.lookup(c.ID).(type) {
	case *Idea:
		if !b.CanSee(by, x) {
			return nil, ErrNoSuchItem.with(c.ID)
		}
		old = Serves{x.Goals, x.Targets}
	case *Cluster:
		if !x.Live() {
			return nil, ErrNoSuchItem.with(c.ID)
		}
		old = Serves{x.Goals, x.Targets}
	case *Question:
		if x.Removed {
			return nil, ErrNoSuchItem.with(c.ID)
		}
		old = Serves{x.Goals, x.Targets}
	default:
		return nil, ErrNoSuchItem.with(c.ID)
	}
	s, err := c.serves()
	if err != nil || slices.Equal(s.Goals, old.Goals) && slices.Equal(s.Targets, old.Targets) {
		return nil, err
	}
	return one(ItemTagged{c.ID, s.Goals, s.Targets})
}

// Serves is the global goals that an item serves, ascending, and those of their targets
// that it serves, in order.
type Serves struct {
	Goals   []int
	Targets []Target
}

// Numbers returns what something serves: "11, 12.3, 12.5". A goal that has targets is said
// by those.
func (s Serves) Numbers() string {
	var out []string
	for _, g := range s.Goals {
		of := TargetsOf(s.Targets, g)
		if len(of) == 0 {
			out = append(out, strconv.Itoa(g))
		}
		for _, t := range of {
			out = append(out, string(t))
		}
	}
	return strings.Join(out, ", ")
}

// serves returns what was asked for in order, each once, with the goals of the targets.
func (c TagItem) serves() (Serves, error) {
	s := Serves{slices.Clone(c.Goals), slices.Clone(c.Targets)}
	for _, t := range s.Targets {
		if t.Goal() == 0 {
			return s, ErrTarget.with(string(t))
		}
		s.Goals = append(s.Goals, t.Goal())
	}
	slices.Sort(s.Goals)
	s.Goals = slices.Compact(s.Goals)
	if !goodGoals(s.Goals) {
		return s, ErrGoal
	}
	slices.SortFunc(s.Targets, CompareTargets)
	s.Targets = slices.Compact(s.Targets)
	return s, nil
}

// Clean returns the goals and targets in order, each once, with the goals of the targets;
// nothing if one of them does not exist.
func (c TagItem) Clean() ([]int, []Target) {
	s, err := c.serves()
	if err != nil {
		return nil, nil
	}
	return s.Goals, s.Targets
}

// ServedBy returns the goals and targets of an idea, a cluster or a question; none for
// anything else.
func (b *Board) ServedBy(id ItemID) Serves {
	switch x := b.lookup(id).(type) {
	case *Idea:
		return Serves{x.Goals, x.Targets}
	case *Cluster:
		return Serves{x.Goals, x.Targets}
	case *Question:
		return Serves{x.Goals, x.Targets}
	}
	return Serves{}
}

// goodGoals reports whether they are global goals, ascending, each once.
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
		b.changeIdea(e.ID, r, func(i *Idea) { i.Goals, i.Targets = e.Goals, e.Targets })
	case *Cluster:
		b.changeCluster(e.ID, r, func(c *Cluster) { c.Goals, c.Targets = e.Goals, e.Targets })
	case *Question:
		b.changeQuestion(e.ID, r, func(q *Question) { q.Goals, q.Targets = e.Goals, e.Targets })
	}
}

// GoalCount is the number of global goals.
const GoalCount = 17

// GoalColors are the official colours of the goals, 0xRRGGBB, from the United
// Nations' guidelines for the use of the SDG logo, colour wheel and 17 icons
// (2019). Goal 1 comes first.
var GoalColors = [GoalCount]uint32{
	0xE5243B, 0xDDA63A, 0x4C9F38, 0xC5192D, 0xFF3A21, 0x26BDE2, 0xFCC30B, 0xA21942, 0xFD6925,
	0xDD1367, 0xFD9D24, 0xBF8B2E, 0x3F7E44, 0x0A97D9, 0x56C02B, 0x00689D, 0x19486A,
}

// GoalProfile counts, for each global goal, the ideas, clusters and questions that serve it
// and that somebody may see. An idea counts once for each of its own goals and not for
// those of its cluster. Index 0 is goal 1.
func (b *Board) GoalProfile(v Actor) [GoalCount]int {
	var profile [GoalCount]int
	b.eachServing(v, func(s Serves) {
		for _, g := range s.Goals {
			if g >= 1 && g <= GoalCount {
				profile[g-1]++
			}
		}
	})
	return profile
}

// TargetProfile counts in the same way, for each target that anything serves.
func (b *Board) TargetProfile(v Actor) map[Target]int {
	profile := map[Target]int{}
	b.eachServing(v, func(s Serves) {
		for _, t := range s.Targets {
			if t.Goal() != 0 {
				profile[t]++
			}
		}
	})
	return profile
}

// eachServing calls f for the ideas, clusters and questions that somebody may see.
func (b *Board) eachServing(v Actor, f func(Serves)) {
	for _, i := range b.Ideas(v) {
		f(Serves{i.Goals, i.Targets})
	}
	for _, c := range b.Clusters() {
		f(Serves{c.Goals, c.Targets})
	}
	for _, q := range b.Questions() {
		f(Serves{q.Goals, q.Targets})
	}
}

// GoalSum is how many items serve each goal, index 0 being goal 1, and each target, in one
// workshop or several.
type GoalSum struct {
	Goals   [GoalCount]int
	Targets map[Target]int
}

// SumGoals counts what somebody may see over workshops, see [Board.GoalProfile].
func SumGoals(v Actor, boards ...*Board) GoalSum {
	sum := GoalSum{}
	for _, b := range boards {
		sum = sum.Plus(GoalSum{b.GoalProfile(v), b.TargetProfile(v)})
	}
	return sum
}

// Plus returns the sum of both.
func (s GoalSum) Plus(other GoalSum) GoalSum {
	for i, n := range other.Goals {
		s.Goals[i] += n
	}
	targets := maps.Clone(s.Targets)
	if targets == nil {
		targets = map[Target]int{}
	}
	for t, n := range other.Targets {
		targets[t] += n
	}
	s.Targets = targets
	return s
}

// Empty reports whether nothing serves any goal.
func (s GoalSum) Empty() bool { return s.Goals == [GoalCount]int{} }
