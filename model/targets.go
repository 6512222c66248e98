package model

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Target is one of the 169 targets of the global goals, such as "12.3" or "17.19". Those
// about how a goal is to be reached have a letter: "1.a". Their names are in the catalogue.
type Target string

// TargetCount is how many targets the global goals have.
const TargetCount = 169

// targetsOf is the number of numbered and of lettered targets of each goal, from the
// resolution "Transforming our world: the 2030 Agenda for Sustainable Development"
// (A/RES/70/1). Goal 1 comes first.
var targetsOf = [GoalCount]struct{ numbered, lettered int }{
	{5, 2}, {5, 3}, {9, 4}, {7, 3}, {6, 3}, {6, 2}, {3, 2}, {10, 2}, {5, 3},
	{7, 3}, {7, 3}, {8, 3}, {3, 2}, {7, 3}, {9, 3}, {10, 2}, {19, 0},
}

// Targets returns the targets of one global goal, the numbered before the lettered; none if
// there is no such goal.
func Targets(goal int) []Target {
	if goal < 1 || goal > GoalCount {
		return nil
	}
	var out []Target
	n := targetsOf[goal-1]
	for i := range n.numbered {
		out = append(out, Target(fmt.Sprintf("%d.%d", goal, i+1)))
	}
	for i := range n.lettered {
		out = append(out, Target(fmt.Sprintf("%d.%c", goal, 'a'+i)))
	}
	return out
}

// Goal returns the goal that the target belongs to; 0 if there is no such target.
func (t Target) Goal() int {
	goal, _ := t.parse()
	return goal
}

// parse returns the goal, and the target's number in the goal from 1; zeros if there is no
// such target.
func (t Target) parse() (goal, nth int) {
	before, after, _ := strings.Cut(string(t), ".")
	goal, _ = strconv.Atoi(before)
	if goal < 1 || goal > GoalCount || strconv.Itoa(goal) != before {
		return 0, 0
	}
	n := targetsOf[goal-1]
	if len(after) == 1 && after[0] >= 'a' && int(after[0]-'a') < n.lettered {
		return goal, n.numbered + int(after[0]-'a') + 1
	}
	nth, _ = strconv.Atoi(after)
	if nth < 1 || nth > n.numbered || strconv.Itoa(nth) != after {
		return 0, 0
	}
	return goal, nth
}

// CompareTargets orders targets as the resolution lists them: 8.2 before 8.10, and 8.10
// before 8.a.
func CompareTargets(a, b Target) int {
	goalA, nthA := a.parse()
	goalB, nthB := b.parse()
	return cmp.Or(cmp.Compare(goalA, goalB), cmp.Compare(nthA, nthB))
}

// TargetsOf returns those of the targets that belong to one goal.
func TargetsOf(targets []Target, goal int) []Target {
	var out []Target
	for _, t := range targets {
		if t.Goal() == goal {
			out = append(out, t)
		}
	}
	return out
}

// goodTargets reports whether they are targets of the goals, in order, each once.
func goodTargets(targets []Target, goals []int) bool {
	return slices.IsSortedFunc(targets, CompareTargets) && !slices.ContainsFunc(targets, func(t Target) bool {
		return !slices.Contains(goals, t.Goal())
	}) && len(slices.Compact(slices.Clone(targets))) == len(targets)
}
