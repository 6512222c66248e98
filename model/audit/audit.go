// Package audit tells who did what in a workshop, and when, from its log: for facilitators,
// who have to answer for what happened to people and to what they wrote.
//
// It keeps what the workshop has promised. It contains no ballots, not even that one was
// cast, since the number of ballots between two other entries would tell who changed their
// mind. It names nobody as the author of something if names are not shown, or before the
// ideas of a phase are, and it repeats no text before that either. Two workshops that
// differ only in such a secret have the same audit. The numbers that events have in the log
// are left out for the same reason.
package audit

import (
	"time"

	"verkstad/model"
)

// Who is the kind of actor behind an entry.
type Who string

// The kinds of actors.
const (
	Host    Who = "host"    // a facilitator at the host's terminal, or by a key, who has not joined
	Person  Who = "person"  // a person who has joined
	Someone Who = "someone" // a person whom the audit must not name
)

// Entry is one thing that was done.
type Entry struct {
	At     time.Time // for Someone, when the phase began
	Who    Who
	Person model.PersonID // if Who is Person
	Leads  bool           // it was done as a facilitator
	Kind   model.Subject
	// What was done: the event's name on disk, or a more specific one if one event is both
	// for doing and for undoing ("idea.hidden", "idea.shown").
	What  string
	About model.PersonID // the person it was done to; 0 for none
	Item  model.ItemID   // the item it was done to; 0 for none
	Text  string         // the item's text, from the event or else as it is now; empty if it must not be read
	// Items are the things it was done to, if there are several, and Texts the texts of
	// those that everybody may read, at most [mostTexts].
	Items []model.ItemID
	Texts []string
	Phase model.PhaseID
	Round model.RoundID
	N     int // minutes, seconds, tables, ballots or items, depending on What
}

// mostTexts is how many texts an entry about many things has at most.
const mostTexts = 20

// EntryOf returns the entry of a record, given the workshop's latest board; ok is false for
// a record that the audit leaves out.
func EntryOf(b *model.Board, r model.Record) (e Entry, ok bool) {
	switch r.Event.(type) {
	case model.BallotSealed, model.BallotCast, model.RoundWeighed: // the last is computed, not done by anybody
		return Entry{}, false
	}
	e = Entry{
		At: r.At, Who: Host, Person: r.By.Person, Leads: r.By.Role == model.Facilitator,
		Kind: model.SubjectOf(r.Event), What: model.EventName(r.Event),
	}
	told := describe(b, r.Event, &e)
	if e.Person != 0 {
		e.Who = Person
	}
	if !told && !(e.Leads && !model.MakesAuthor(r.Event)) {
		e.Who, e.Person, e.Leads = Someone, 0, false
		e.At = b.PhaseTime(r.At)
	}
	return e, true
}

// describe fills in what the event did, and reports whether its actor may be named whatever
// their role. A facilitator who changes what others wrote is named for it in any case.
func describe(b *model.Board, event model.Event, e *Entry) (told bool) {
	if model.NeverSigned(event) {
		return false
	}
	for _, subject := range []func(*model.Board, model.Event, *Entry) (known, told bool){
		describeWorkshop, describePeople, describeSessions, describeVotes, describeIdeas, describeClusters, describeQuestions, describeCommitments,
	} {
		if known, told := subject(b, event, e); known {
			return told
		}
	}
	return hasNoSecrets(b)
}

// hasNoSecrets reports whether the workshop has nothing to keep secret: names are shown
// everywhere, and no phase that the group has been in hides its ideas.
func hasNoSecrets(b *model.Board) bool {
	for _, ph := range b.Phases() {
		if !b.NamesShown(ph.ID) || !ph.Entered().IsZero() && !ph.Revealed() {
			return false
		}
	}
	return !b.Anonymous
}

// authorsShown reports whether the authors of a phase may be named.
func authorsShown(b *model.Board, id model.PhaseID) bool {
	return b.NamesShown(id) && textsShown(b, id)
}

// textsShown reports whether everybody may read the texts of a phase.
func textsShown(b *model.Board, id model.PhaseID) bool {
	ph := b.PhaseByID(id)
	return ph == nil || ph.Revealed()
}

// Filter selects entries. The zero Filter selects all.
type Filter struct {
	Person model.PersonID // the actor, or the person it was done to; 0 for anybody
	Kind   model.Subject  // empty for any
}

// takes reports whether the filter selects the entry.
func (f Filter) takes(e Entry) bool {
	if f.Kind != "" && e.Kind != f.Kind {
		return false
	}
	return f.Person == 0 || e.Person == f.Person || e.About == f.Person
}
