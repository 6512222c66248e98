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
	ph := d.Board().Phase()
	for _, i := range d.Board().Ideas(d.Me) {
		if ph != nil && i.By == d.Me.Person && i.Phase == ph.ID && i.ID > id {
			id = i.ID
		}
	}
	return id
}

// askGoals chooses the global goals of an idea, a cluster or a question.
func (d *desk) askGoals(id model.ItemID) tea.Cmd {
	b := d.Board()
	var now []int
	switch {
	case b.Idea(id) != nil:
		now = b.Idea(id).Goals
	case b.Cluster(id) != nil:
		now = b.Cluster(id).Goals
	case b.Question(id) != nil:
		now = b.Question(id).Goals
	default:
		return stage.Complain(d.Words.T("participant.why.nocard"))
	}
	return d.Ask(stage.NewGoalPicker(d.Env, d.Words.T("participant.cluster.goals"), now, func(goals []int) tea.Cmd {
		return d.Do(model.TagItem{ID: id, Goals: goals})
	}))
}
