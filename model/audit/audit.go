// Package audit tells who did what in a workshop, and when, from its log: for
// whoever leads it, and has to answer for what happened to people and to what
// they wrote.
//
// It keeps what the workshop has promised. It has no ballots, not even that one
// was cast, since their number between two other entries would tell who changed
// their mind. It names nobody as the author of something where names are not
// shown, or before the ideas of a phase are, and it repeats no text before that
// either. Two workshops that differ only in such a secret have the same audit.
// The numbers that events have in the log are left out for the same reason.
package audit

import (
	"time"

	"verkstad/model"
)

// Who is the sort of actor behind an entry.
type Who string

// The sorts of actors.
const (
	Host    Who = "host"    // a facilitator at the host's terminal, or by a key, who has not joined
	Person  Who = "person"  // somebody who has joined
	Someone Who = "someone" // somebody, and it is not for the audit to say who
)

// Kind is what an entry is about.
type Kind string

// The kinds of entries.
const (
	Workshop    Kind = "workshop"
	Agenda      Kind = "agenda" // phases and their clocks
	People      Kind = "people"
	Ideas       Kind = "ideas" // and clusters
	Questions   Kind = "questions"
	Votes       Kind = "votes"
	Commitments Kind = "commitments"
	Feedback    Kind = "feedback"
	Other       Kind = "misc"
)

// Kinds lists them all.
var Kinds = [...]Kind{Workshop, Agenda, People, Ideas, Questions, Votes, Commitments, Feedback, Other}

// Entry is one thing that was done.
type Entry struct {
	At     time.Time // for Someone, when the group came to the phase
	Who    Who
	Person model.PersonID // if Who is Person
	Leads  bool           // it was done as a facilitator
	Kind   Kind
	// What was done: the name of the event on disk, or a closer one where one
	// event is for doing and undoing ("idea.hidden", "idea.shown").
	What  string
	About model.PersonID // to whom; 0 is nobody else
	Item  model.ItemID   // with what; 0 is nothing on the board
	Text  string         // of the item, as the event has it or else as it is now; empty where that is not to be read
	Phase model.PhaseID
	Round model.RoundID
	N     int // minutes, seconds, tables, ballots or items, as What asks for
}

// Of is the entry of a record on the workshop's latest board; ok is false for a
// record that the audit leaves out.
func Of(b *model.Board, r model.Record) (e Entry, ok bool) {
	switch r.Event.(type) {
	case model.BallotSealed, model.BallotCast, model.RoundWeighed: // the last is counted, not done by anybody
		return Entry{}, false
	}
	e = Entry{
		At: r.At, Who: Host, Person: r.By.Person, Leads: r.By.Role == model.Facilitator,
		Kind: Other, What: model.EventName(r.Event),
	}
	told := describe(b, r.Event, &e)
	if e.Person != 0 {
		e.Who = Person
	}
	if !told && !(e.Leads && !e.authors(r.Event)) {
		e.Who, e.Person, e.Leads = Someone, 0, false
		e.At = b.PhaseTime(r.At)
	}
	return e, true
}

// describe says what the event did, and tells whether who did it may be told
// whatever their role.
func describe(b *model.Board, event model.Event, e *Entry) (told bool) {
	for _, subject := range []func(*model.Board, model.Event, *Entry) (known, told bool){
		aboutWorkshop, aboutPeople, aboutSessions, aboutVotes, aboutIdeas, aboutClusters, aboutQuestions, aboutCommitments,
	} {
		if known, told := subject(b, event, e); known {
			return told
		}
	}
	return open(b)
}

// authors tells whether the event makes something that its actor stands behind:
// a facilitator may change what others wrote, and is named for it, but what
// they write themselves is under the same promise as everybody's.
func (e *Entry) authors(event model.Event) bool {
	switch event.(type) {
	case model.IdeaAdded, model.QuestionAsked, model.QuestionSupported, model.CommitmentMade, model.FeedbackGiven,
		model.CheckedIn, model.ActionUndone, model.ActionRedone:
		return true
	}
	return false
}

// open tells whether the workshop has nothing to keep: names are shown in all
// of it, and no phase that the group has been in keeps its ideas back.
func open(b *model.Board) bool {
	for _, ph := range b.Phases() {
		if !b.NamesShown(ph.ID) || !ph.Entered().IsZero() && !ph.Revealed() {
			return false
		}
	}
	return !b.Anonymous
}

// named tells whether the authors of a phase may be told.
func named(b *model.Board, id model.PhaseID) bool { return b.NamesShown(id) && shown(b, id) }

// shown tells whether the texts of a phase are for all to read.
func shown(b *model.Board, id model.PhaseID) bool {
	ph := b.PhaseByID(id)
	return ph == nil || ph.Revealed()
}

// Filter is which entries are asked for. The zero Filter takes all.
type Filter struct {
	Person model.PersonID // who did it, or whom it was done to; 0 is anybody
	Kind   Kind           // empty is any
}

// Takes tells whether the entry is asked for.
func (f Filter) Takes(e Entry) bool {
	if f.Kind != "" && e.Kind != f.Kind {
		return false
	}
	return f.Person == 0 || e.Person == f.Person || e.About == f.Person
}
