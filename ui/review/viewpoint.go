package review

import (
	"cmp"
	"slices"

	"verkstad/model"
)

// viewpoint is one moment as one viewer may see it. Only facilitators see what was
// taken away later, and what a text was before somebody changed it: all others see
// what stayed, with the texts as they became. Feedback, which is never anybody's, is
// seen by everyone as it ended, since the moments at which it came would tell whose
// it is.
type viewpoint struct {
	me    model.Actor
	then  *model.Board // the moment shown
	final *model.Board
}

// shared is the actor to whom the pictures belong: one and the same for all who see
// the same.
func (v viewpoint) shared() model.Actor {
	if v.me.Role == model.Facilitator {
		return model.Actor{Role: model.Facilitator}
	}
	for _, ph := range v.then.Phases() {
		if !ph.Revealed() && !ph.Entered().IsZero() {
			return v.me // own ideas are seen by oneself alone
		}
	}
	return model.Actor{Role: model.Observer}
}

// groups is the board's ideas by cluster, see [model.Board.Groups], without
// empty clusters. The free ones come last.
func (v viewpoint) groups() []model.Group {
	var out []model.Group
	all := v.then.Groups(v.me)
	free := model.Group{Ideas: v.ideas(all[0].Ideas)}
	for _, g := range all[1:] {
		g.Ideas = v.ideas(g.Ideas)
		if g.Cluster = v.cluster(g.Cluster.ID); g.Cluster == nil {
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

func (v viewpoint) parked() []*model.Idea { return v.ideas(v.then.ParkingLot(v.me)) }

// ideas leaves out what was taken away later, and gives texts as they became.
func (v viewpoint) ideas(ideas []*model.Idea) []*model.Idea {
	if v.me.Role == model.Facilitator {
		return ideas
	}
	var out []*model.Idea
	for _, i := range ideas {
		last := v.final.Idea(i.ID)
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
func (v viewpoint) questions() []*model.Question {
	var out []*model.Question
	for _, q := range v.then.Questions() {
		if q = v.question(q.ID); q != nil {
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
func (v viewpoint) question(id model.ItemID) *model.Question {
	q, last := v.then.Question(id), v.final.Question(id)
	switch {
	case q == nil || q.Removed:
		return nil
	case v.me.Role == model.Facilitator:
		return q
	case last == nil || last.Removed:
		return nil
	}
	became := *q
	became.Text = last.Text
	return &became
}

// cluster finds a cluster as it may be seen; nil if it may not.
func (v viewpoint) cluster(id model.ItemID) *model.Cluster {
	c, last := v.then.Cluster(id), v.final.Cluster(id)
	switch {
	case c == nil || c.Removed:
		return nil
	case v.me.Role == model.Facilitator:
		return c
	case last == nil || last.Removed:
		return nil
	}
	became := *c
	became.Title = last.Title
	return &became
}

// ratings is the answers on each scale, as they were in the end, once the first to it has
// come.
func (v viewpoint) ratings() []model.Ratings {
	then := v.then.AllRatings()
	return slices.DeleteFunc(v.final.AllRatings(), func(r model.Ratings) bool {
		return !slices.ContainsFunc(then, func(old model.Ratings) bool { return old.Activity == r.Activity && samePhase(old.Phase, r.Phase) })
	})
}

func samePhase(a, b *model.Phase) bool {
	return a == nil && b == nil || a != nil && b != nil && a.ID == b.ID
}

func (v viewpoint) commitments() []*model.Commitment {
	var out []*model.Commitment
	for _, c := range v.then.Commitments() {
		last := v.final.Commitment(c.ID)
		if v.me.Role != model.Facilitator {
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
		if !v.final.NamesShown(c.Phase) {
			nameless := *c
			nameless.Who = ""
			c = &nameless
		}
		out = append(out, c)
	}
	return out
}

// origin is the text of what a commitment answers.
func (v viewpoint) origin(id model.ItemID) string {
	if q := v.question(id); q != nil {
		return q.Text
	}
	if c := v.cluster(id); c != nil {
		return c.Title
	}
	if i := v.then.Idea(id); i != nil && v.then.CanSee(v.me, i) {
		if seen := v.ideas([]*model.Idea{i}); len(seen) > 0 {
			return seen[0].Text
		}
	}
	return ""
}
