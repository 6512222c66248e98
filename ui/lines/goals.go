package lines

import (
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/text"
	"verkstad/ui/command"
	"verkstad/ui/stage"
)

// tag says which global goals and targets something serves.
func (c *call) tag() error {
	id, err := c.ID(c.Arg(0))
	if err != nil {
		return err
	}
	named, err := c.Pieces(c.Args[1:])
	if err != nil {
		return err
	}
	serves, bad := stage.ParseGoals(named)
	if bad != "" {
		return c.wrongGoal(bad)
	}
	return c.done(model.TagItem{ID: id, Goals: serves.Goals, Targets: serves.Targets})
}

// wrongGoal says that words mean no goal, or which they could mean.
func (c *call) wrongGoal(asked string) error {
	found := stage.FindTags(asked)
	if len(found) == 0 {
		return c.Wrong("line.wrong.goal", "Text", command.Clip(asked))
	}
	var could []string
	for _, t := range found[:min(len(found), 8)] {
		could = append(could, t.Number()+" "+t.Name(c.words))
	}
	return c.Wrong("line.wrong.goals", "Text", command.Clip(asked), "Goals", strings.Join(could, ", "))
}

// goals lists the global goals with how much serves each, or the goals and
// targets that words or a number stand for.
func (c *call) goals() error {
	asked := strings.Join(c.Args, " ")
	found := stage.FindTags(asked)
	if len(found) == 0 {
		return c.wrongGoal(asked)
	}
	b := c.Room.Board()
	goals, targets := b.GoalProfile(c.me), b.TargetProfile(c.me)
	for _, t := range found {
		n := goals[t.Goal-1]
		if t.Target != "" {
			n = targets[t.Target]
		}
		c.line(t.Number(), n, t.Name(c.words))
	}
	return nil
}

// wall turns all projectors to the global goals, to a feedback comment, or back to the
// phase.
func (c *call) wall() error {
	page, err := c.Choice(c.Arg(0), "goals", "phase", "next", "comment")
	switch {
	case err != nil:
		return err
	case page == "comment":
		return c.comment()
	case c.Arg(1) != "":
		return c.Wrong("command.wrong.toomany", "Word", c.Arg(1))
	case page == "goals":
		return c.done(model.ShowOnWall{Page: model.WallGoals})
	case page == "next": // the next sentence about the result
		b := c.Room.Board()
		return c.done(model.ShowOnWall{Page: b.Wall, Say: b.Say + 1})
	}
	return c.done(model.ShowOnWall{})
}

// comment shows a feedback comment on all projectors, or lists those that there are.
func (c *call) comment() error {
	all := c.Room.Board().Comments()
	if c.Arg(1) == "" && len(all) > 0 {
		for i, f := range all {
			c.line(strconv.Itoa(i+1), text.OneLine(f.Text))
		}
		return nil
	}
	n, err := strconv.Atoi(c.Arg(1))
	if err != nil || n < 1 || n > len(all) {
		return model.ErrNoComment
	}
	return c.done(model.ShowOnWall{Page: model.WallComment, Whose: all[n-1].By})
}

// filter is what the board is to show: all, or what serves a goal.
func (c *call) filter() (stage.GoalFilter, error) {
	asked := c.Flag("goal")
	switch {
	case !c.Has("goal"):
		return stage.GoalFilter{}, nil
	case strings.TrimSpace(asked) == "":
		return stage.GoalFilter{}, c.Valueless("goal")
	}
	f := stage.ReadFilter("#" + asked)
	if len(f.Tags) == 0 {
		return f, c.wrongGoal(asked)
	}
	return f, nil
}
