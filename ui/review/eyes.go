package review

import (
	"cmp"
	"slices"

	"verkstad/model"
)

// eyes is one moment as one viewer may see it. What was taken away later, and what
// a text was before somebody changed it, whoever leads sees alone: all others see
// what stayed, with the texts as they became. Feedback, which is never anybody's, is
// seen as it ended by everyone, since the moments at which it came would tell.
type eyes struct {
	me    model.Actor
	then  *model.Board // the moment shown
	final *model.Board
}

// shared is the actor whose picture this is: one for everybody who sees the
// same.
func (e eyes) shared() model.Actor {
	if e.me.Role == model.Facilitator {
		return model.Actor{Role: model.Facilitator}
	}
	for _, ph := range e.then.Phases() {
		if !ph.Revealed() && !ph.Entered().IsZero() {
			return e.me // own ideas are seen by oneself alone
		}
	}
	return model.Actor{Role: model.Observer}
}

// groups is the board's ideas by cluster, see [model.Board.Groups], without
// empty clusters. The free ones come last.
func (e eyes) groups() []model.Group {
	var out []model.Group
	all := e.then.Groups(e.me)
	free := model.Group{Ideas: e.ideas(all[0].Ideas)}
	for _, g := range all[1:] {
		g.Ideas = e.ideas(g.Ideas)
		if g.Cluster = e.cluster(g.Cluster.ID); g.Cluster == nil {
			free.Ideas = append(free.Ideas, g.Ideas...)
			continue
		}
		out = append(out, g)
	}
	if len(free.Ideas) > 0 {
		out = append(out, free)
	}
	return out
}

func (e eyes) parked() []*model.Idea { return e.ideas(e.then.ParkingLot(e.me)) }

// ideas leaves out what was taken away later, and gives texts as they became.
func (e eyes) ideas(ideas []*model.Idea) []*model.Idea {
	if e.me.Role == model.Facilitator {
		return ideas
	}
	var out []*model.Idea
	for _, i := range ideas {
		last := e.final.Idea(i.ID)
		if last == nil || last.Hidden || last.Removed {
			continue
		}
		if last.Text != i.Text {
			became := *i
			became.Text = last.Text
			i = &became
		}
		out = append(out, i)
	}
	return out
}

// questions is the chosen ones first, then by support.
func (e eyes) questions() []*model.Question {
	var out []*model.Question
	for _, q := range e.then.Questions() {
		if q = e.question(q.ID); q != nil {
			out = append(out, q)
		}
	}
	rank := func(q *model.Question) int {
		if q.Chosen {
			return -model.MaxPeople - 1
		}
		return -q.Backers()
	}
	slices.SortStableFunc(out, func(a, b *model.Question) int { return cmp.Compare(rank(a), rank(b)) })
	return out
}

// question finds a question as it may be seen; nil if it may not.
func (e eyes) question(id model.ItemID) *model.Question {
	q, last := e.then.Question(id), e.final.Question(id)
	switch {
	case q == nil || q.Removed:
		return nil
	case e.me.Role == model.Facilitator:
		return q
	case last == nil || last.Removed:
		return nil
	}
	became := *q
	became.Text = last.Text
	return &became
}

// cluster finds a cluster as it may be seen; nil if it may not.
func (e eyes) cluster(id model.ItemID) *model.Cluster {
	c, last := e.then.Cluster(id), e.final.Cluster(id)
	switch {
	case c == nil || c.Removed:
		return nil
	case e.me.Role == model.Facilitator:
		return c
	case last == nil || last.Removed:
		return nil
	}
	became := *c
	became.Title = last.Title
	return &became
}

// feedback is all of it that may be told, once the first has come, and how many
// there are.
func (e eyes) feedback() (told []*model.Feedback, n int) {
	if e.then.Feedback().Len() == 0 {
		return nil, 0
	}
	return e.final.ToldFeedback(), e.final.Feedback().Len()
}

func (e eyes) commitments() []*model.Commitment {
	var out []*model.Commitment
	for _, c := range e.then.Commitments() {
		last := e.final.Commitment(c.ID)
		if e.me.Role != model.Facilitator {
			if last == nil || last.Removed {
				continue
			}
			became := *c
			became.What, became.Who, became.When = last.What, last.Who, last.When
			if became.Note != last.Note {
				became.Note = ""
			}
			c = &became
		}
		if !e.final.NamesShown(c.Phase) {
			nameless := *c
			nameless.Who = ""
			c = &nameless
		}
		out = append(out, c)
	}
	return out
}

// origin is the text of what a commitment answers.
func (e eyes) origin(id model.ItemID) string {
	if q := e.question(id); q != nil {
		return q.Text
	}
	if c := e.cluster(id); c != nil {
		return c.Title
	}
	if i := e.then.Idea(id); i != nil && e.then.CanSee(e.me, i) {
		if seen := e.ideas([]*model.Idea{i}); len(seen) > 0 {
			return seen[0].Text
		}
	}
	return ""
}
