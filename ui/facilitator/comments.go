package facilitator

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/stage"
)

// noComments says why there is no comment to put on the wall.
func noComments(b *model.Board) string {
	return when(len(b.Comments()) == 0, "facilitator.why.nocomment")
}

// pickComment asks which feedback comment the projectors are to show. Choosing that which
// they show takes it down.
func (s *Screen) pickComment() tea.Cmd {
	e, b := s.env, s.env.Board()
	var choices []stage.Choice
	at := 0
	for i, f := range b.Comments() {
		c := stage.Choice{Label: f.Text, Do: func() tea.Cmd {
			return e.Do(model.ShowOnWall{Page: model.WallComment, Whose: f.By})
		}}
		if b.IsOnWall(f) {
			at, c.Detail = i, e.Words.T("facilitator.comment.shown")
			c.Do = func() tea.Cmd { return e.DoSaying(model.ShowOnWall{}, e.Words.T("facilitator.comment.taken")) }
		}
		choices = append(choices, c)
	}
	return e.Ask(stage.NewMenu(e, e.Words.T("facilitator.comment.title"), choices).StartAt(at))
}
