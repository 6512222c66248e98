package participant

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/stage"
)

// links tells whether each idea of the phase is to be linked to global goals.
func (d *desk) links() bool {
	ph := d.Board().Phase()
	return ph != nil && ph.Goals
}

// newest is the idea that one wrote last in the phase; 0 if none.
func (d *desk) newest() (id model.ItemID) {
	for _, i := range d.everybodys().own[d.Me.Person] {
		if !i.Note {
			id = max(id, i.ID)
		}
	}
	return id
}

// askGoals chooses the global goals of an idea, a cluster or a question.
func (d *desk) askGoals(id model.ItemID) tea.Cmd {
	b := d.Board()
	if b.Idea(id) == nil && b.Cluster(id) == nil && b.Question(id) == nil {
		return stage.Complain(d.Words.T("participant.why.nocard"))
	}
	return d.Ask(stage.NewGoalPicker(d.Env, d.Words.T("participant.cluster.goals"), b.ServedBy(id), func(s model.Serves) tea.Cmd {
		return d.Do(model.TagItem{ID: id, Goals: s.Goals, Targets: s.Targets})
	}))
}
