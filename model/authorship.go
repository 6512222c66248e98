package model

// Subject is what an event is about; the audit is filtered by it.
type Subject string

// The subjects.
const (
	AboutWorkshop    Subject = "workshop"
	AboutAgenda      Subject = "agenda" // phases and their clocks
	AboutPeople      Subject = "people"
	AboutIdeas       Subject = "ideas" // and clusters
	AboutQuestions   Subject = "questions"
	AboutVotes       Subject = "votes"
	AboutCommitments Subject = "commitments"
	AboutRatings     Subject = "feedback"
	AboutOther       Subject = "misc"
)

// Subjects lists all subjects.
var Subjects = [...]Subject{
	AboutWorkshop, AboutAgenda, AboutPeople, AboutIdeas, AboutQuestions, AboutVotes, AboutCommitments, AboutRatings, AboutOther,
}

// SubjectOf returns what an event is about.
func SubjectOf(e Event) Subject { return eventKinds[EventName(e)].subject }

// authorship says to what extent the actor of an event is told. It is the only list of what
// has no author.
type authorship uint8

const (
	// byName is done in front of everybody, or to what others wrote: facilitators are named
	// for it.
	byName authorship = iota
	// byWriter changes somebody's own work or words: where names are not shown, the time is
	// not told either. Facilitators are named for it, since they may do it to others' work.
	byWriter
	// byMaker is as byWriter, and makes its actor the author of something; what facilitators
	// write themselves is under the same promise as everybody's.
	byMaker
	// byNobody has no author at any time, and its time is not told.
	byNobody
)

func authorshipOf(e Event) authorship { return eventKinds[EventName(e)].authorship }

// HidesAuthor reports whether the event is somebody's own work or words at a time when
// their author is not told, so that the time is not told either.
func (b *Board) HidesAuthor(e Event) bool {
	phase := PhaseID(0)
	if ph := b.Phase(); ph != nil {
		phase = ph.ID
	}
	switch authorshipOf(e) {
	case byNobody:
		return true
	case byWriter, byMaker:
		return !b.NamesShown(phase)
	}
	return false
}

// MakesAuthor reports whether the event makes something of which its actor is the author,
// whether or not that may be told.
func MakesAuthor(e Event) bool {
	by := authorshipOf(e)
	return by == byMaker || by == byNobody
}

// NeverSigned reports whether nobody is ever told who did it.
func NeverSigned(e Event) bool { return authorshipOf(e) == byNobody }
