package model

import (
	"slices"

	"verkstad/model/method"
)

// Votable is what would be voted on now: what the phase says, otherwise the
// chosen questions, or else the clusters, or else the ideas.
func (b *Board) Votable() []ItemID {
	var questions, clusters, ideas []ItemID
	for _, q := range b.Questions() {
		if q.Chosen {
			questions = append(questions, q.ID)
		}
	}
	for _, g := range b.Groups(Actor{Role: Observer}) {
		if g.Cluster != nil && len(g.Ideas) > 0 {
			clusters = append(clusters, g.Cluster.ID)
		}
		for _, i := range g.Ideas {
			ideas = append(ideas, i.ID)
		}
	}
	want := method.CandidatesAuto
	if ph := b.Phase(); ph.Is(method.Vote) && ph.Candidates != "" {
		want = ph.Candidates
	}
	switch {
	case want == method.CandidatesQuestions, want == method.CandidatesAuto && len(questions) > 1:
		return questions
	case want == method.CandidatesClusters, want == method.CandidatesAuto && len(clusters) > 1:
		return clusters
	case want == method.CandidatesLatest:
		return b.latest(ideas)
	}
	return ideas
}

// latest keeps the ideas of the nearest gathering before where the group is.
func (b *Board) latest(ideas []ItemID) []ItemID {
	for i := b.current; i >= 0; i-- {
		if ph := b.phases[i]; ph.Is(method.Gather) {
			return slices.DeleteFunc(ideas, func(id ItemID) bool { return b.Idea(id).Phase != ph.ID })
		}
	}
	return ideas
}
