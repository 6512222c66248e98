package facilitator

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/stage"
)

// goals chooses the global goals and targets of an item.
func (s *Screen) goals(id model.ItemID) func() tea.Cmd {
	return func() tea.Cmd {
		now := s.env.Board().ServedBy(id)
		return s.env.Ask(stage.NewGoalPicker(s.env, s.env.Words.T("facilitator.item.goals"), now, func(serves model.Serves) tea.Cmd {
			return s.env.Do(model.TagItem{ID: id, Goals: serves.Goals, Targets: serves.Targets})
		}))
	}
}

// noGoals says why the goals cannot be shown: nothing serves any yet. Goals that
// are shown can always be taken down.
func (s *Screen) noGoals(b *model.Board) string {
	some := s.served.Get(max(b.Revs.Ideas, b.Revs.Questions, b.Revs.Agenda), func() bool {
		return !model.SumGoals(model.Actor{Role: model.Observer}, b).Empty()
	})
	return when(!some && b.Wall != model.WallGoals, "facilitator.why.nogoals")
}

// showGoals turns all projectors to the global goals, or back to the phase.
func (s *Screen) showGoals() tea.Cmd {
	page, said := model.WallGoals, "facilitator.goalsshown"
	if s.env.Board().Wall == model.WallGoals {
		page, said = model.WallPhase, "facilitator.goalstaken"
	}
	return s.env.DoSaying(model.ShowOnWall{Page: page}, s.env.Words.T(said))
}

// sayNext shows the next sentence about the result on all projectors.
func (s *Screen) sayNext() tea.Cmd {
	b := s.env.Board()
	return s.env.Do(model.ShowOnWall{Page: b.Wall, Say: b.Say + 1})
}

// noSentence says why there is no sentence about a result to go on to.
func noSentence(b *model.Board) string {
	r := b.LastResult()
	return when(r == nil || r.IsOpen() || r.Withheld() != model.Shown, "facilitator.why.noresult")
}
