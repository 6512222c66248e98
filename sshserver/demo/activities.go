package demo

import (
	"strconv"

	"verkstad/model"
	"verkstad/model/method"
)

// behaviour is what the made-up people and their leader do in the phases of an
// activity, while no round is open. A field is nil where there is nothing.
type behaviour struct {
	take  func(turn)                                       // what a person does before being ready
	waits bool                                             // people are not ready before a round has been held
	first func(*model.Board, *model.Phase) []model.Command // what the leader does without waiting for anybody
	then  func(*model.Board, *model.Phase) []model.Command // what the leader does once all are ready, and lets be seen
	leave func(*model.Board) []model.Command               // what the leader does together with going on
}

// behaviours is what each activity has. In one that is not here everyone is ready
// at once and the leader goes on.
var behaviours = map[method.Activity]behaviour{
	method.Checkin: {take: func(t turn) { t.say("checkin", t.CheckIn) }},
	method.Talk:    {take: turn.talk},
	method.Gather:  {take: turn.gather, then: reveals},
	method.Cluster: {take: turn.cluster},
	method.Vote:    {waits: true, first: opens},
	method.Define:  {take: turn.define, leave: choices},
	method.Commit:  {take: turn.commit},
	method.Feedback: {take: func(t turn) {
		t.say("feedback", strconv.Itoa(t.Feedback.Score), t.Feedback.Text)
	}},
}

// opens opens a round, once in a phase.
func opens(b *model.Board, ph *model.Phase) []model.Command {
	if last := b.LastRound(); b.OpenRound() != nil || last != nil && last.Phase == ph.ID {
		return nil
	}
	return []model.Command{model.OpenRound{}}
}

// reveals shows the ideas to all, once.
func reveals(_ *model.Board, ph *model.Phase) []model.Command {
	if ph.Revealed() {
		return nil
	}
	return []model.Command{model.Reveal{}}
}

// choices chooses the best supported wording of each cluster.
func choices(b *model.Board) []model.Command {
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
