package model

import (
	"slices"
	"time"

	"verkstad/model/method"
)

// A talk is about what an earlier phase made. People choose at which of the topics they
// talk, and what they note there belongs to it.

// MatterKind is a kind of thing that a phase works on.
type MatterKind int

// The kinds.
const (
	NoMatter        MatterKind = iota // nothing has been made yet
	MatterResult                      // the result of a vote
	MatterQuestions                   // questions, the chosen ones first
	MatterClusters                    // clusters with their ideas
	MatterIdeas                       // ideas
)

// Matter is the newest thing that the phases before the current one made.
type Matter struct {
	Kind  MatterKind
	Phase PhaseID // that made it
	Round RoundID // of a MatterResult
}

// Matter returns what the current phase works on.
func (b *Board) Matter() Matter {
	for i := min(b.current, len(b.phases)) - 1; i >= 0; i-- {
		ph := b.phases[i]
		if ph.Entered().IsZero() {
			continue
		}
		if m := b.madeIn(ph); m.Kind != NoMatter {
			return m
		}
	}
	return Matter{}
}

// madeIn returns what a phase made.
func (b *Board) madeIn(ph *Phase) Matter {
	m := Matter{Phase: ph.ID}
	switch {
	case ph.Does(method.TakesVotes):
		if r := b.roundOf(ph.ID); r != nil {
			m.Kind, m.Round = MatterResult, r.ID
		}
	case ph.Does(method.TakesQuestions):
		if slices.ContainsFunc(b.Questions(), func(q *Question) bool { return q.Phase == ph.ID }) {
			m.Kind = MatterQuestions
		}
	case ph.Does(method.SortsIdeas):
		if len(b.Clusters()) > 0 {
			m.Kind = MatterClusters
		}
	case ph.Does(method.TakesIdeas):
		for _, i := range b.ideas.All() {
			if i.Phase == ph.ID && i.Live() {
				m.Kind = MatterIdeas
				break
			}
		}
	}
	return m
}

// roundOf returns the newest closed round of a phase that is not a void one; nil if none.
func (b *Board) roundOf(id PhaseID) *Round {
	for r := b.LastRound(); r != nil; r = b.Round(r.ID - 1) {
		if r.Phase == id && !r.IsOpen() {
			return b.Standing(r)
		}
	}
	return nil
}

// Topics returns what people can choose to talk at in the current phase: what the newest
// vote sent on, or else the chosen questions, or all questions, or what was voted on, or
// the clusters, whichever is newest. It returns none in a phase that is no talk, in one
// with sessions, where those are chosen instead, in one whose notes go by sector, and
// where there would be only one.
func (b *Board) Topics() []ItemID {
	ph := b.Phase()
	if ph == nil || !ph.Does(method.TakesSpeech) || ph.Slot() || ph.BySector {
		return nil
	}
	ids := b.topicsOf(b.Matter())
	if len(ids) < 2 || len(ids) > maxTopics {
		return nil
	}
	return ids
}

// maxTopics is how many topics there are at most: more are no choice of where to sit.
const maxTopics = 40

func (b *Board) topicsOf(m Matter) (ids []ItemID) {
	switch m.Kind {
	case MatterResult:
		if on := b.Answerable(); len(on) > 1 {
			return on
		}
		r := b.Round(m.Round)
		return slices.DeleteFunc(r.inOrder(candidateIDs(r)), b.isGone)
	case MatterQuestions:
		return b.Answerable()
	case MatterClusters:
		for _, c := range b.Clusters() {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

func candidateIDs(r *Round) (ids []ItemID) {
	for _, c := range r.Candidates {
		ids = append(ids, c.ID)
	}
	return ids
}

// ChooseTopic says at which topic somebody talks in the current phase; 0 means at none.
// Facilitators choose for others.
type ChooseTopic struct {
	Topic  ItemID
	Person PersonID // 0 is the actor
}

// TopicChosen records it. It ends with the phase.
type TopicChosen struct {
	ID    PersonID `json:"id"`
	Phase PhaseID  `json:"phase"`
	Topic ItemID   `json:"topic,omitempty"`
}

// TopicOf returns the topic that a person talks at now; 0 if none. A person who takes part
// at another's terminal is where that person is.
func (b *Board) TopicOf(p *Person) ItemID {
	if p == nil {
		return 0
	}
	if other := b.Person(p.Via); other != nil {
		p = other
	}
	if p.Removed || p.topicIn != b.phaseID() {
		return 0
	}
	return p.topic
}

func (c ChooseTopic) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	p, err := b.subject(by, c.Person)
	switch {
	case err != nil:
		return nil, err
	case p.Removed:
		return nil, ErrNoSuchPerson
	case p.ID != by.Person && by.Role != Facilitator:
		return nil, ErrNotAllowed
	case !b.Phase().Does(method.TakesSpeech):
		return nil, ErrWrongPhase
	case c.Topic != 0 && !slices.Contains(b.Topics(), c.Topic):
		return nil, ErrNoSuchItem.with(c.Topic)
	case b.TopicOf(p) == c.Topic:
		return nil, nil
	}
	return one(TopicChosen{p.ID, b.phaseID(), c.Topic})
}

func (e TopicChosen) apply(b *Board, r Record) {
	b.changePerson(e.ID, r, func(p *Person) { p.topic, p.topicIn = e.Topic, e.Phase })
}

// LetNotes lets participants write down what is said in the current talk, or stops them.
// Facilitators always may.
type LetNotes struct{ Closed bool }

// NotesLet records whether the notes of a phase are closed.
type NotesLet struct {
	Phase  PhaseID `json:"phase"`
	Closed bool    `json:"closed,omitempty"`
}

// notesOpen reports whether participants may write down what is said now: in a talk that
// takes notes, or that has topics, unless a facilitator has closed that.
func (b *Board) notesOpen() bool {
	ph := b.Phase()
	return ph.Does(method.TakesSpeech) && !ph.NotesClosed() && b.HasNotes()
}

// NotesClosed reports whether a facilitator has closed the notes of the phase.
func (ph *Phase) NotesClosed() bool { return ph.run.noNotes }

// HasNotes reports whether the current phase is one in which notes can be open.
func (b *Board) HasNotes() bool {
	ph := b.Phase()
	return ph != nil && (ph.TakesNotes() || len(b.Topics()) > 0)
}

func (c LetNotes) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	ph := b.Phase()
	if ph == nil || !b.HasNotes() {
		return nil, ErrWrongPhase
	}
	if ph.run.noNotes == c.Closed {
		return nil, nil
	}
	return one(NotesLet{ph.ID, c.Closed})
}

func (e NotesLet) apply(b *Board, r Record) {
	for i, ph := range b.phases {
		if ph.ID == e.Phase {
			b.changeRun(i, func(run *phaseClock) { run.noNotes = e.Closed })
			b.Revs.Agenda = r.Seq
			return
		}
	}
}

// NotesOf returns the notes of a phase that belong to a topic, in order; topic 0 means
// those that belong to none.
func (b *Board) NotesOf(v Actor, phase PhaseID, topic ItemID) []*Idea {
	return slices.DeleteFunc(b.Notes(v, phase), func(i *Idea) bool { return i.About != topic })
}
