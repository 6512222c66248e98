package review

import (
	"cmp"
	"slices"

	"verkstad/model"
)

// eyes is one moment as one viewer may see it.
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
	for _, g := range append(all[1:], all[0]) {
		if g.Ideas = e.ideas(g.Ideas); len(g.Ideas) > 0 || g.Cluster != nil {
			out = append(out, g)
		}
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
		if e.me.Role != model.Facilitator {
			last := e.final.Question(q.ID)
			if last == nil || last.Removed {
				continue
			}
			became := *q
			became.Text = last.Text
			q = &became
		}
		out = append(out, q)
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

func (e eyes) commitments() []*model.Commitment {
	var out []*model.Commitment
	for _, c := range e.then.Commitments() {
		last := e.final.Commitment(c.ID)
		if e.me.Role != model.Facilitator && (last == nil || last.Removed) {
			continue
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
	if q := e.then.Question(id); q != nil && !q.Removed {
		return q.Text
	}
	if c := e.then.Cluster(id); c != nil && !c.Removed {
		return c.Title
	}
	if i := e.then.Idea(id); i != nil && e.then.CanSee(e.me, i) {
		if seen := e.ideas([]*model.Idea{i}); len(seen) > 0 {
			return seen[0].Text
		}
	}
	return ""
}
