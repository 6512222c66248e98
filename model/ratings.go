package model

import (
	"cmp"
	"slices"
	"time"

	"verkstad/model/method"
)

// Rating is one person's answer on the scale of an activity, with a text where the scale has
// room for one.
type Rating struct {
	By    PersonID  `json:"by,omitempty"`
	Phase PhaseID   `json:"phase,omitempty"`
	Score int       `json:"score"`
	Text  string    `json:"text"`
	At    time.Time `json:"at,omitzero"`
}

// Rate answers on the scale of an activity; it replaces the person's earlier answer. If
// Activity is empty it is that of the phase, or the one that asks once a workshop.
type Rate struct {
	Activity method.Activity
	Score    int
	Text     string
}

// Rated records an answer on a scale. Its name on disk is from when only the time spent was
// rated.
type Rated struct {
	Phase PhaseID `json:"phase,omitempty"`
	Score int     `json:"score"`
	Text  string  `json:"text,omitempty"`
}

// Ratings is what people answered on one scale, as far as it may be told: never whose an
// answer is, nothing before it is revealed, and nothing of fewer than [MinGroup].
type Ratings struct {
	Activity method.Activity
	Phase    *Phase // nil for an activity that asks once a workshop
	Scale    method.Scale
	Given    int      // how many have answered
	Hidden   bool     // the facilitator has not revealed them yet
	Counts   []int    // how many gave each score, from the lowest; nil if it may not be told
	Texts    []string // what people wrote, sorted
}

// Told reports whether the answers may be told.
func (r Ratings) Told() bool { return r.Counts != nil }

// Mean returns the mean of the scores; 0 if they may not be told.
func (r Ratings) Mean() float64 {
	n, sum := 0, 0
	for i, count := range r.Counts {
		n, sum = n+count, sum+count*(r.Scale.Low+i)
	}
	return float64(sum) / float64(max(1, n))
}

// Most returns how many gave the score that most gave, and at least 1.
func (r Ratings) Most() int { return slices.Max(append([]int{1}, r.Counts...)) }

// scaleOf returns the activity on whose scale people answer in a phase, and the phase; nil for
// an activity that asks once a workshop, and for a phase that asks nothing or is gone.
func (b *Board) scaleOf(id PhaseID) (method.Description, *Phase) {
	if ph := b.PhaseByID(id); ph != nil && ph.Does(method.TakesRatings) && !ph.Activity.Description().Scale.Once {
		return ph.Activity.Description(), ph
	}
	return method.AsksOnce(), nil
}

// RatingsIn returns what people have answered in a phase; in one that asks nothing, what
// they have answered to what is asked once a workshop.
func (b *Board) RatingsIn(id PhaseID) Ratings {
	d, ph := b.scaleOf(id)
	r := Ratings{Activity: d.Name, Phase: ph, Scale: d.Scale, Hidden: ph != nil && !ph.Revealed()}
	told := b.toldRatings(ph, &r.Given)
	if told == nil {
		return r
	}
	r.Counts = make([]int, r.Scale.High-r.Scale.Low+1)
	for _, x := range told {
		r.Counts[min(max(x.Score-r.Scale.Low, 0), len(r.Counts)-1)]++
		if x.Text != "" {
			r.Texts = append(r.Texts, x.Text)
		}
	}
	return r
}

// AllRatings returns what people have answered on every scale on which somebody has, in the
// order of the agenda; what is asked once a workshop comes last.
func (b *Board) AllRatings() []Ratings {
	var all []Ratings
	for _, ph := range b.phases {
		if _, own := b.scaleOf(ph.ID); own != nil {
			all = append(all, b.RatingsIn(ph.ID))
		}
	}
	all = append(all, b.RatingsIn(0))
	return slices.DeleteFunc(all, func(r Ratings) bool { return r.Given == 0 })
}

// toldRatings returns the answers in a phase, or to what is asked once if ph is nil, as they
// may be told, and counts all of them into given. The order tells neither when they came nor
// which scores belong to the texts. If only one person joined, as in advice to one, an
// answer can only be theirs, and is told, whatever roles people have had since.
func (b *Board) toldRatings(ph *Phase, given *int) []*Rating {
	var all []*Rating
	for _, x := range b.ratings.All() {
		if _, of := b.scaleOf(x.Phase); of == ph {
			all = append(all, x)
		}
	}
	*given = len(all)
	switch {
	case len(all) == 0, ph != nil && !ph.Revealed():
		return nil
	case len(all) < MinGroup && count(b.people, func(p *Person) bool { return p.Role != Observer }) > 1:
		return nil
	}
	slices.SortFunc(all, func(x, y *Rating) int {
		return cmp.Or(cmp.Compare(x.Text, y.Text), cmp.Compare(x.Score, y.Score), cmp.Compare(x.Phase, y.Phase))
	})
	return all
}

// Comments returns the answers with a text to what is asked once a workshop, as far as they
// may be told.
func (b *Board) Comments() []*Rating {
	given := 0
	return slices.DeleteFunc(b.toldRatings(nil, &given), func(r *Rating) bool { return r.Text == "" })
}

// RatingBy returns a person's answer in a phase, or to what is asked once a workshop if the
// phase asks nothing; nil if there is none.
func (b *Board) RatingBy(p PersonID, phase PhaseID) *Rating {
	_, ph := b.scaleOf(phase)
	for _, x := range b.ratings.All() {
		if x.By != p || p == 0 {
			continue
		}
		if _, of := b.scaleOf(x.Phase); of == ph {
			return x
		}
	}
	return nil
}

func (c Rate) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	if err := b.takePart(by, now, method.TakesRatings); err != nil {
		return nil, err
	}
	if b.Person(by.Person) == nil {
		return nil, ErrNotJoined
	}
	e := Rated{Score: c.Score}
	if ph := b.Phase(); ph != nil {
		e.Phase = ph.ID
	}
	d, _ := b.scaleOf(e.Phase)
	if c.Activity != "" && c.Activity != d.Name {
		if d = method.AsksOnce(); c.Activity != d.Name || by.Role != Facilitator {
			return nil, ErrWrongPhase
		}
		e.Phase = 0 // a facilitator's word on the meeting, while something else is asked
	}
	if !d.Scale.Has(c.Score) {
		return nil, ErrScore.with(d.Scale.Low, d.Scale.High)
	}
	if d.Scale.Text {
		var err error
		if e.Text, err = cleanOptional(c.Text, MaxShortNote); err != nil {
			return nil, err
		}
	}
	if old := b.RatingBy(by.Person, e.Phase); old != nil && old.Score == e.Score && old.Text == e.Text {
		return nil, nil
	}
	return one(e)
}

func (e Rated) apply(b *Board, r Record) {
	x := &Rating{By: r.By.Person, Phase: e.Phase, Score: e.Score, Text: e.Text, At: r.At}
	b.Revs.Ratings = r.Seq
	old := b.RatingBy(x.By, e.Phase)
	if old == nil {
		b.ratings = b.ratings.Append(x)
		return
	}
	for i, other := range b.ratings.All() {
		if other == old {
			b.ratings = b.ratings.Set(i, x)
		}
	}
	if x.Text != old.Text {
		b.unshowComment(x.By, r.Seq)
	}
}

// exportedRatings returns the answers without who gave them and when: those to what is asked
// once a workshop, and those in phases that ask something of their own.
func (b *Board) exportedRatings() (once, inPhases []*Rating) {
	given, nameless := 0, func(told []*Rating) []*Rating {
		out := []*Rating{}
		for _, x := range told {
			out = append(out, &Rating{Phase: x.Phase, Score: x.Score, Text: x.Text, At: b.timeOf(x.Phase)})
		}
		return out
	}
	for _, ph := range b.phases {
		if _, own := b.scaleOf(ph.ID); own != nil {
			inPhases = append(inPhases, nameless(b.toldRatings(ph, &given))...)
		}
	}
	return nameless(b.toldRatings(nil, &given)), inPhases
}

// checkRatings checks the answers of a document from elsewhere.
func (d Document) checkRatings() error {
	scale := func(id PhaseID) method.Scale {
		for _, a := range d.Agenda {
			if a.ID == id && a.Does(method.TakesRatings) {
				return a.Activity.Description().Scale
			}
		}
		return method.AsksOnce().Scale
	}
	for _, list := range [][]*Rating{d.Feedback, d.Ratings} {
		for _, r := range list {
			if !scale(r.Phase).Has(r.Score) || !d.knows(r.By) {
				return errDocFeedback
			}
		}
	}
	return nil
}
