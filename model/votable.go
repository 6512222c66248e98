package model

import (
	"slices"

	"verkstad/model/method"
)

// Votable returns what would be voted on now: what the phase says, otherwise the chosen
// questions, or else the clusters, or else the ideas; of these the ones that an earlier
// vote sent on, if there was a choice.
func (b *Board) Votable() []ItemID { return b.startsFrom(b.votable()) }

func (b *Board) votable() []ItemID {
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
	want := b.VotesOn()
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

// VotesOn returns what the phase says is voted on; [method.CandidatesAuto] if it does not
// say.
func (b *Board) VotesOn() string {
	if ph := b.Phase(); ph.Does(method.TakesVotes) && ph.Candidates != "" {
		return ph.Candidates
	}
	return method.CandidatesAuto
}

// latest keeps the ideas of the last gathering before the current phase.
func (b *Board) latest(ideas []ItemID) []ItemID {
	for i := b.current; i >= 0; i-- {
		if ph := b.phases[i]; ph.Does(method.TakesIdeas) {
			return slices.DeleteFunc(ideas, func(id ItemID) bool { return b.Idea(id).Phase != ph.ID })
		}
	}
	return ideas
}

// clusterIdeas returns the ideas of each cluster as the room sees them.
func (b *Board) clusterIdeas() map[ItemID][]*Idea {
	of := map[ItemID][]*Idea{}
	for _, g := range b.Groups(Actor{Role: Observer}) {
		if g.Cluster != nil {
			of[g.Cluster.ID] = g.Ideas
		}
	}
	return of
}

// candidate returns a frozen copy of an item as it is now.
func (b *Board) candidate(id ItemID, heaps map[ItemID][]*Idea) (Candidate, error) {
	c := Candidate{ID: id}
	room := Actor{Role: Observer}
	switch x := b.lookup(id).(type) {
	case *Idea:
		if !x.Live() || !b.CanSee(room, x) {
			return c, ErrNoSuchItem.with(id)
		}
		c.Title = x.Text
		c.Sectors[x.Sector]++
		for _, part := range b.Parts(id) {
			c.Detail = append(c.Detail, part.Text)
			c.Sectors[part.Sector]++
		}
	case *Cluster:
		if !x.Live() {
			return c, ErrNoSuchItem.with(id)
		}
		for _, i := range heaps[id] {
			c.Detail = append(c.Detail, i.Text)
			c.Sectors[i.Sector]++
		}
		if c.Title = x.Title; c.Title == "" && len(c.Detail) > 0 {
			c.Title = c.Detail[0]
		}
	case *Question:
		if x.Removed {
			return c, ErrNoSuchItem.with(id)
		}
		c.Title = x.Text
		if cl := b.Cluster(x.Cluster); cl != nil {
			c.Detail = append(c.Detail, cl.Title)
		}
	default:
		return c, ErrNoSuchItem.with(id)
	}
	return c, nil
}
