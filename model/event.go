package model

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"time"
)

// Event is something that happened, in the past tense.
type Event interface {
	// apply changes b, which only the caller can see, to how it is after the
	// event. It must cope with any content: unknown ids are passed over.
	apply(b *Board, r Record)
}

// Record is an event with its position in the log.
type Record struct {
	Seq   uint64    // 1, 2, 3, … without gaps
	At    time.Time // milliseconds, UTC; zero for a secret ballot
	By    Actor     // zero for a secret ballot
	Op    string    // made by the client; empty for a secret ballot
	Event Event
}

// Apply returns the board after the record. The old board stays as it was.
func Apply(b *Board, r Record) *Board {
	next := *b
	next.Seq = r.Seq
	r.Event.apply(&next, r)
	if next.regrouped {
		next.numberClusters(r.At)
		next.regrouped = false
	}
	next.remember(r)
	return &next
}

// Fold applies records in order to an empty board.
func Fold(records []Record) *Board {
	b := &Board{current: -1}
	for _, r := range records {
		b = Apply(b, r)
	}
	return b
}

// wireNames is the table of all names that events have on disk. A name is never changed or
// reused.
var wireNames = map[string]Event{
	"workshop.created":     WorkshopCreated{},
	"workshop.described":   WorkshopDescribed{},
	"workshop.ended":       WorkshopEnded{},
	"series.confirmed":     SeriesConfirmed{},
	"workshop.reopened":    WorkshopReopened{},
	"workshop.archived":    WorkshopArchived{},
	"workshop.imported":    WorkshopImported{},
	"door.moved":           DoorMoved{},
	"agenda.changed":       AgendaChanged{},
	"phase.entered":        PhaseEntered{},
	"wall.turned":          WallTurned{},
	"phase.revealed":       PhaseRevealed{},
	"clock.started":        ClockStarted{},
	"clock.paused":         ClockPaused{},
	"clock.extended":       ClockExtended{},
	"clock.reset":          ClockReset{},
	"person.joined":        PersonJoined{},
	"person.changed":       PersonChanged{},
	"person.removed":       PersonRemoved{},
	"person.readmitted":    PersonReadmitted{},
	"people.swept":         PeopleSwept{},
	"person.forgotten":     PersonForgotten{},
	"person.returned":      PersonReturned{},
	"role.given":           RoleGiven{},
	"hand.moved":           HandMoved{},
	"person.ready":         ReadyMarked{},
	"person.checkedin":     CheckedIn{},
	"greeting.hidden":      GreetingHidden{},
	"person.spoke":         SpokenMarked{},
	"topic.chosen":         TopicChosen{},
	"notes.let":            NotesLet{},
	"workshop.planned":     WorkshopPlanned{},
	"tables.set":           TablesSet{},
	"proxies.allowed":      ProxiesAllowed{},
	"session.chosen":       SessionChosen{},
	"sessions.placed":      SessionsPlaced{},
	"participation.chosen": ParticipationChosen{},
	"tickets.made":         TicketsMade{},
	"ticket.used":          TicketUsed{},
	"ticket.voided":        TicketVoided{},
	"items.carried":        ItemsCarried{},
	"items.removed":        ItemsRemoved{},
	"ideas.imported":       IdeasImported{},
	"item.filed":           ItemFiled{},
	"point.ticked":         PointTicked{},
	"idea.added":           IdeaAdded{},
	"idea.edited":          IdeaEdited{},
	"idea.read":            IdeaRead{},
	"idea.removed":         IdeaRemoved{},
	"idea.hidden":          IdeaHidden{},
	"idea.parked":          IdeaParked{},
	"idea.moved":           IdeaMoved{},
	"ideas.merged":         IdeasMerged{},
	"item.tagged":          ItemTagged{},
	"cluster.created":      ClusterCreated{},
	"ideas.sorted":         IdeasSorted{},
	"cluster.renamed":      ClusterRenamed{},
	"clusters.merged":      ClustersMerged{},
	"cluster.removed":      ClusterRemoved{},
	"round.opened":         RoundOpened{},
	"ballot.sealed":        BallotSealed{},
	"ballot.cast":          BallotCast{},
	"round.closed":         RoundClosed{},
	"round.weighed":        RoundWeighed{},
	"candidates.chosen":    CandidatesChosen{},
	"question.asked":       QuestionAsked{},
	"question.edited":      QuestionEdited{},
	"question.marked":      QuestionMarked{},
	"question.supported":   QuestionSupported{},
	"question.chosen":      QuestionChosen{},
	"question.removed":     QuestionRemoved{},
	"commitment.made":      CommitmentMade{},
	"commitment.edited":    CommitmentEdited{},
	"commitment.followed":  CommitmentFollowed{},
	"commitment.answered":  CommitmentAnswered{},
	"commitment.withdrawn": CommitmentWithdrawn{},
	"feedback.given":       FeedbackGiven{},
	"action.undone":        ActionUndone{},
	"action.redone":        ActionRedone{},
}

var nameOf = func() map[reflect.Type]string {
	m := make(map[reflect.Type]string, len(wireNames))
	for name, e := range wireNames {
		m[reflect.TypeOf(e)] = name
	}
	return m
}()

// EventName returns an event's name on disk.
func EventName(e Event) string { return nameOf[reflect.TypeOf(e)] }

// wireRecord is a record as JSON on disk. The sequence number is its key and is not
// repeated in it.
type wireRecord struct {
	Type string          `json:"t"`
	At   int64           `json:"at,omitempty"` // Unix milliseconds
	By   *Actor          `json:"by,omitempty"`
	Op   string          `json:"op,omitempty"`
	Data json.RawMessage `json:"d"`
}

// EncodeRecord encodes a record as one JSON object. It fails only for an event that is not
// in the table of wire names.
func EncodeRecord(r Record) ([]byte, error) {
	if ballot, ok := r.Event.(BallotCast); ok && r.At.IsZero() && r.By == (Actor{}) && r.Op == "" {
		return ballot.encode(), nil
	}
	name := EventName(r.Event)
	if name == "" {
		return nil, fmt.Errorf("model: encode event %d: no wire name for %T", r.Seq, r.Event)
	}
	data, err := json.Marshal(r.Event)
	if err != nil {
		return nil, fmt.Errorf("model: encode event %d (%s): %w", r.Seq, name, err)
	}
	w := wireRecord{Type: name, Op: r.Op, Data: data}
	if !r.At.IsZero() {
		w.At = r.At.UnixMilli()
	}
	if r.By != (Actor{}) {
		w.By = &r.By
	}
	return json.Marshal(w)
}

// DecodeRecord decodes what EncodeRecord returned. An error names the sequence number and
// the type.
func DecodeRecord(seq uint64, raw []byte) (Record, error) {
	var w wireRecord
	if err := json.Unmarshal(raw, &w); err != nil {
		return Record{}, fmt.Errorf("model: decode event %d: %w", seq, err)
	}
	proto, ok := wireNames[w.Type]
	if !ok {
		return Record{}, fmt.Errorf("model: event %d is of an unknown type %q; a newer Verkstad may know it", seq, w.Type)
	}
	into := reflect.New(reflect.TypeOf(proto))
	if err := json.Unmarshal(w.Data, into.Interface()); err != nil {
		return Record{}, fmt.Errorf("model: decode event %d (%s): %w", seq, w.Type, err)
	}
	r := Record{Seq: seq, Op: w.Op, Event: into.Elem().Interface().(Event)}
	if w.At != 0 {
		r.At = time.UnixMilli(w.At).UTC()
	}
	if w.By != nil {
		r.By = *w.By
	}
	return r, nil
}

// Created returns the id of the item that an event made, if it made one.
func Created(e Event) (ItemID, bool) {
	switch e := e.(type) {
	case IdeaAdded:
		return e.ID, true
	case ClusterCreated:
		return e.ID, true
	case QuestionAsked:
		return e.ID, true
	case CommitmentMade:
		return e.ID, true
	}
	return 0, false
}

// EventNames returns the names of all events on disk, in order.
func EventNames() []string { return slices.Sorted(maps.Keys(wireNames)) }
