package view

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/stage"
)

// LinksGoals reports whether each idea of the phase is to be linked to global goals.
func (t *Terminal) LinksGoals() bool {
	ph := t.Board().Phase()
	return ph != nil && ph.Goals
}

// NewestIdea is the idea that one wrote last in the phase; 0 if none.
func (t *Terminal) NewestIdea() (id model.ItemID) {
	for _, i := range t.VisibleIdeas().Own[t.Me.Person] {
		if !i.Note {
			id = max(id, i.ID)
		}
	}
	return id
}

// AskGoals chooses the global goals of an idea, a cluster or a question.
func (t *Terminal) AskGoals(id model.ItemID) tea.Cmd {
	b := t.Board()
	if b.Idea(id) == nil && b.Cluster(id) == nil && b.Question(id) == nil {
		return stage.Complain(t.Words.T("participant.why.nocard"))
	}
	return t.Ask(stage.NewGoalPicker(t.Env, t.Words.T("participant.cluster.goals"), b.ServedBy(id), func(s model.Serves) tea.Cmd {
		return t.Do(model.TagItem{ID: id, Goals: s.Goals, Targets: s.Targets})
	}))
}
