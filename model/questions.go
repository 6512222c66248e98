package model

import (
	"slices"
	"time"

	"verkstad/model/method"
)

// QuestionKind is how the group has marked a question (Question Formulation Technique: mark
// each as open or closed, turn one into the other kind, choose).
type QuestionKind string

// The kinds. An open question asks for thought, a closed one for yes or no.
const (
	Unmarked       QuestionKind = ""
	OpenQuestion   QuestionKind = "open"
	ClosedQuestion QuestionKind = "closed"
)

func (k QuestionKind) known() bool {
	return k == Unmarked || k == OpenQuestion || k == ClosedQuestion
}

// Question is a wording that the group could go on with.
type Question struct {
	ID      ItemID       `json:"id"`
	Rev     uint64       `json:"-"`
	Phase   PhaseID      `json:"phase,omitempty"`
	By      PersonID     `json:"by,omitempty"`
	Via     PersonID     `json:"via,omitempty"`    // terminal it was asked at; 0 is By's own
	Author  string       `json:"author,omitempty"` // a name, in an imported list
	Sector  Sector       `json:"sector,omitempty"` // its author's at the time
	Text    string       `json:"text"`
	Session SessionID    `json:"session,omitempty"` // that it was asked in; 0 if none
	Cluster ItemID       `json:"cluster,omitempty"` // that it came from; 0 if none
	Parent  ItemID       `json:"parent,omitempty"`  // the question that it rewords; 0 if none
	Kind    QuestionKind `json:"kind,omitempty"`
	Support []PersonID   `json:"support,omitempty"` // people who support it, ascending
	// Supported is how many more supported it in an imported list; they are not people
	// here.
	Supported int       `json:"supported,omitempty"`
	Chosen    bool      `json:"chosen,omitempty"` // by the group
	Goals     []int     `json:"goals,omitempty"`
	Targets   []Target  `json:"targets,omitempty"` // of those goals, in order
	Removed   bool      `json:"removed,omitempty"`
	At        time.Time `json:"at,omitzero"`
	Edits     []Edit    `json:"edits,omitempty"`
	Origin    *Origin   `json:"origin,omitempty"` // in an earlier workshop; nil if it was asked here

	backedIn []PhaseID // phases in which people gave or withdrew support
	nameless bool      // in some of them names were not shown
}

func (q *Question) itemID() ItemID { return q.ID }
func (q *Question) gone() item     { g := *q; g.Removed = true; return &g }

// AskQuestion proposes a wording for a cluster, or a better one for a question.
type AskQuestion struct {
	Text    string
	Cluster ItemID // or
	Parent  ItemID
}

// EditQuestion changes one's own wording as long as nobody else supports it and the group
// has not chosen it; a facilitator's edit is visible.
type EditQuestion struct {
	ID   ItemID
	Text string
	Was  string // as in [EditIdea]
}

// MarkQuestion says whether a question is open or closed.
type MarkQuestion struct {
	ID   ItemID
	Kind QuestionKind
}

// ChooseQuestion records that the group goes on with it, or not after all.
type ChooseQuestion struct {
	ID     ItemID
	Chosen bool
}

// RemoveQuestion removes one's own wording under the same conditions, or any as a
// facilitator.
type RemoveQuestion struct{ ID ItemID }

// What happened to questions.
type (
	QuestionAsked struct {
		ID      ItemID    `json:"id"`
		Phase   PhaseID   `json:"phase,omitempty"`
		Text    string    `json:"text"`
		Cluster ItemID    `json:"cluster,omitempty"`
		Parent  ItemID    `json:"parent,omitempty"`
		Session SessionID `json:"session,omitempty"`
	}
	QuestionEdited struct {
		ID   ItemID `json:"id"`
		Text string `json:"text"`
	}
	QuestionMarked struct {
		ID   ItemID       `json:"id"`
		Kind QuestionKind `json:"kind"`
	}
	QuestionChosen struct {
		ID     ItemID `json:"id"`
		Chosen bool   `json:"chosen"`
	}
	QuestionRemoved struct {
		ID ItemID `json:"id"`
	}
)

// Question returns a question, also a removed one; nil if there is none.
func (b *Board) Question(id ItemID) *Question {
	q, _ := b.lookup(id).(*Question)
	return q
}

// Questions returns those on the board, oldest first.
func (b *Board) Questions() []*Question {
	var out []*Question
	for _, q := range b.questions.All() {
		if !q.Removed {
			out = append(out, q)
		}
	}
	return out
}

func (b *Board) liveQuestion(id ItemID) (*Question, error) {
	q := b.Question(id)
	if q == nil || q.Removed {
		return nil, ErrNoSuchItem.with(id)
	}
	return q, nil
}

func (c AskQuestion) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	if err := b.takePart(by, now, method.TakesQuestions); err != nil {
		return nil, err
	}
	s, err := cleanLine(c.Text, MaxQuestion)
	if err != nil {
		return nil, err
	}
	if c.Parent != 0 {
		parent, err := b.liveQuestion(c.Parent)
		if err != nil {
			return nil, err
		}
		c.Cluster = parent.Cluster
	} else if c.Cluster != 0 {
		if _, err := b.liveCluster(c.Cluster); err != nil {
			return nil, err
		}
	}
	if err := b.roomFor(by); err != nil {
		return nil, err
	}
	e := QuestionAsked{ID: b.NextItem(), Text: s, Cluster: c.Cluster, Parent: c.Parent}
	if ph := b.Phase(); ph != nil {
		e.Phase = ph.ID
	}
	if e.Session, err = b.sessionFor(by, 0, false); err != nil {
		return nil, err
	}
	return one(e)
}

func (e QuestionAsked) apply(b *Board, r Record) {
	q := &Question{
		ID: e.ID, Rev: r.Seq, Phase: e.Phase, By: r.By.Person, Text: e.Text,
		Cluster: e.Cluster, Parent: e.Parent, Session: e.Session, At: r.At, Via: r.By.Via,
	}
	if p := b.Person(q.By); p != nil {
		q.Sector = p.Sector
	}
	b.putNew(q)
	b.Revs.Questions = r.Seq
}

// ownQuestion returns a question that the actor may change.
func (b *Board) ownQuestion(id ItemID, by Actor, now time.Time) (*Question, error) {
	if err := b.takePart(by, now, method.TakesQuestions); err != nil {
		return nil, err
	}
	q, err := b.liveQuestion(id)
	if err != nil {
		return nil, err
	}
	if by.Role == Facilitator {
		return q, nil
	}
	switch others := q.Supported > 0 || slices.ContainsFunc(q.Support, func(p PersonID) bool { return p != by.Person }); {
	case q.By != by.Person:
		return nil, ErrNotYours
	case others, q.Chosen:
		return nil, ErrBacked
	}
	return q, nil
}

func (c EditQuestion) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	q, err := b.ownQuestion(c.ID, by, now)
	if err != nil {
		return nil, err
	}
	s, err := cleanLine(c.Text, MaxQuestion)
	if err != nil || s == q.Text {
		return nil, err
	}
	if err := stillSays(c.Was, q.Text); err != nil {
		return nil, err
	}
	if err := b.notUnderVote(by, c.ID); err != nil {
		return nil, err
	}
	return one(QuestionEdited{c.ID, s})
}

func (b *Board) changeQuestion(id ItemID, r Record, f func(*Question)) {
	if q := b.Question(id); q != nil {
		changed := *q
		changed.Rev = r.Seq
		f(&changed)
		b.putItem(&changed)
		b.Revs.Questions = r.Seq
	}
}

func (e QuestionEdited) apply(b *Board, r Record) {
	b.changeQuestion(e.ID, r, func(q *Question) {
		q.Edits = withEdit(q.Edits, Edit{r.By.Person, r.At, q.Text})
		q.Text = e.Text
	})
}

func (c MarkQuestion) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	if err := b.takePart(by, now, method.TakesQuestions); err != nil {
		return nil, err
	}
	q, err := b.liveQuestion(c.ID)
	if err != nil {
		return nil, err
	}
	if !c.Kind.known() {
		return nil, ErrSettings.with(why("kind"))
	}
	if q.Kind == c.Kind {
		return nil, nil
	}
	return one(QuestionMarked(c))
}

func (e QuestionMarked) apply(b *Board, r Record) {
	b.changeQuestion(e.ID, r, func(q *Question) { q.Kind = e.Kind })
}

func (c ChooseQuestion) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	q, err := b.liveQuestion(c.ID)
	if err != nil || q.Chosen == c.Chosen {
		return nil, err
	}
	return one(QuestionChosen(c))
}

func (e QuestionChosen) apply(b *Board, r Record) {
	b.changeQuestion(e.ID, r, func(q *Question) { q.Chosen = e.Chosen })
}

func (c RemoveQuestion) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	if _, err := b.ownQuestion(c.ID, by, now); err != nil {
		return nil, err
	}
	if err := b.notUnderVote(by, c.ID); err != nil {
		return nil, err
	}
	return one(QuestionRemoved(c))
}

func (e QuestionRemoved) apply(b *Board, r Record) {
	b.changeQuestion(e.ID, r, func(q *Question) { q.Removed = true })
}
