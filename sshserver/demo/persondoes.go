package demo

import (
	"strconv"

	"verkstad/model"
	"verkstad/model/method"
)

// behaviour is what the made-up people and their leader do in the phases of an activity,
// while no round is open. A nil field means nothing.
type behaviour struct {
	act       func(turn)                                       // what a person does before being ready
	waits     bool                                             // people are not ready before a round has been held
	atOnce    func(*model.Board, *model.Phase) []model.Command // commands that the leader gives at once
	whenReady func(*model.Board, *model.Phase) []model.Command // commands that the leader gives once all are ready; the result stays on screen for a while
	leave     func(*model.Board) []model.Command               // commands that the leader gives when going on to the next phase
}

// behaviours has the behaviour of each activity. In an activity that is not listed,
// everyone is ready at once and the leader goes on.
var behaviours = map[method.Activity]behaviour{
	method.Checkin: {act: func(t turn) { t.say("checkin", t.CheckIn) }},
	method.Talk:    {act: turn.talk},
	method.Gather:  {act: turn.gather, whenReady: revealOnce},
	method.Cluster: {act: turn.cluster},
	method.Vote:    {waits: true, atOnce: openRound},
	method.Define:  {act: turn.define, leave: chooseWordings},
	method.Commit:  {act: turn.commit},
}

// behaviourIn is the behaviour in a phase: that of its activity, or to answer on its scale.
func behaviourIn(ph *model.Phase) behaviour {
	if b, listed := behaviours[ph.Activity]; listed || !ph.Does(method.TakesRatings) {
		return b
	}
	return behaviour{act: turn.rate, whenReady: revealOnce}
}

// rate answers on the scale of the phase. How well the time was spent is written for each
// person; other scales go down to the lowest score from where theirs does.
func (t turn) rate() {
	d := t.Room.Board().Phase().Activity.Description()
	said := []string{string(d.Name), strconv.Itoa(min(max(t.Feedback.Score, d.Scale.Low), d.Scale.High))}
	if d.Scale.Text {
		said = append(said, t.Feedback.Text)
	}
	t.say(said...)
}

// openRound opens a round, once in a phase.
func openRound(b *model.Board, ph *model.Phase) []model.Command {
	if last := b.LastRound(); b.OpenRound() != nil || last != nil && last.Phase == ph.ID {
		return nil
	}
	return []model.Command{model.OpenRound{}}
}

// revealOnce shows to all what the phase hides, once.
func revealOnce(_ *model.Board, ph *model.Phase) []model.Command {
	if ph.Revealed() {
		return nil
	}
	return []model.Command{model.Reveal{}}
}

// chooseWordings chooses the best supported wording of each cluster.
func chooseWordings(b *model.Board) []model.Command {
	best := map[model.ItemID]*model.Question{}
	for _, q := range b.Questions() {
		if old := best[q.Cluster]; old == nil || q.Backers() > old.Backers() {
			best[q.Cluster] = q
		}
	}
	var out []model.Command
	for _, q := range b.Questions() {
		if best[q.Cluster] == q && !q.Chosen {
			out = append(out, model.ChooseQuestion{ID: q.ID, Chosen: true})
		}
	}
	return out
}
