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

// eventKind is what all events of a type have in common.
type eventKind struct {
	event      Event // the zero event of the type
	subject    Subject
	authorship authorship
}

// eventKinds is the table of all events by their names on disk, with what the audit, the
// review and the documents need to know of each. A name is never changed or reused.
var eventKinds = map[string]eventKind{
	"workshop.created":     {WorkshopCreated{}, AboutWorkshop, byName},
	"workshop.described":   {WorkshopDescribed{}, AboutWorkshop, byName},
	"workshop.ended":       {WorkshopEnded{}, AboutWorkshop, byName},
	"series.confirmed":     {SeriesConfirmed{}, AboutWorkshop, byName},
	"workshop.reopened":    {WorkshopReopened{}, AboutWorkshop, byName},
	"workshop.archived":    {WorkshopArchived{}, AboutWorkshop, byName},
	"workshop.imported":    {WorkshopImported{}, AboutWorkshop, byName},
	"door.moved":           {DoorMoved{}, AboutPeople, byName},
	"agenda.changed":       {AgendaChanged{}, AboutAgenda, byName},
	"phase.entered":        {PhaseEntered{}, AboutAgenda, byName},
	"wall.turned":          {WallTurned{}, AboutAgenda, byName},
	"phase.revealed":       {PhaseRevealed{}, AboutAgenda, byName},
	"clock.started":        {ClockStarted{}, AboutAgenda, byName},
	"clock.paused":         {ClockPaused{}, AboutAgenda, byName},
	"clock.extended":       {ClockExtended{}, AboutAgenda, byName},
	"clock.reset":          {ClockReset{}, AboutAgenda, byName},
	"person.joined":        {PersonJoined{}, AboutPeople, byName},
	"person.changed":       {PersonChanged{}, AboutPeople, byName},
	"person.removed":       {PersonRemoved{}, AboutPeople, byName},
	"person.readmitted":    {PersonReadmitted{}, AboutPeople, byName},
	"people.swept":         {PeopleSwept{}, AboutPeople, byName},
	"person.forgotten":     {PersonForgotten{}, AboutPeople, byName},
	"person.returned":      {PersonReturned{}, AboutPeople, byName},
	"role.given":           {RoleGiven{}, AboutPeople, byName},
	"hand.moved":           {HandMoved{}, AboutPeople, byName},
	"person.ready":         {ReadyMarked{}, AboutPeople, byName},
	"person.checkedin":     {CheckedIn{}, AboutPeople, byMaker},
	"greeting.hidden":      {GreetingHidden{}, AboutPeople, byName},
	"person.spoke":         {SpokenMarked{}, AboutPeople, byName},
	"topic.chosen":         {TopicChosen{}, AboutPeople, byName},
	"notes.let":            {NotesLet{}, AboutAgenda, byName},
	"workshop.planned":     {WorkshopPlanned{}, AboutWorkshop, byName},
	"tables.set":           {TablesSet{}, AboutPeople, byName},
	"proxies.allowed":      {ProxiesAllowed{}, AboutPeople, byName},
	"session.chosen":       {SessionChosen{}, AboutPeople, byName},
	"sessions.placed":      {SessionsPlaced{}, AboutPeople, byName},
	"participation.chosen": {ParticipationChosen{}, AboutVotes, byName},
	"tickets.made":         {TicketsMade{}, AboutVotes, byName},
	"ticket.used":          {TicketUsed{}, AboutVotes, byName},
	"ticket.voided":        {TicketVoided{}, AboutVotes, byName},
	"items.carried":        {ItemsCarried{}, AboutWorkshop, byName},
	"items.removed":        {ItemsRemoved{}, AboutIdeas, byName},
	"ideas.imported":       {IdeasImported{}, AboutIdeas, byName},
	"item.filed":           {ItemFiled{}, AboutIdeas, byName},
	"point.ticked":         {PointTicked{}, AboutAgenda, byName},
	"idea.added":           {IdeaAdded{}, AboutIdeas, byMaker},
	"idea.edited":          {IdeaEdited{}, AboutIdeas, byWriter},
	"idea.read":            {IdeaRead{}, AboutIdeas, byWriter},
	"idea.removed":         {IdeaRemoved{}, AboutIdeas, byWriter},
	"idea.hidden":          {IdeaHidden{}, AboutIdeas, byName},
	"idea.parked":          {IdeaParked{}, AboutIdeas, byName},
	"idea.moved":           {IdeaMoved{}, AboutIdeas, byName},
	"ideas.merged":         {IdeasMerged{}, AboutIdeas, byName},
	"item.tagged":          {ItemTagged{}, AboutIdeas, byName},
	"cluster.created":      {ClusterCreated{}, AboutIdeas, byWriter},
	"ideas.sorted":         {IdeasSorted{}, AboutIdeas, byName},
	"cluster.renamed":      {ClusterRenamed{}, AboutIdeas, byName},
	"clusters.merged":      {ClustersMerged{}, AboutIdeas, byName},
	"cluster.removed":      {ClusterRemoved{}, AboutIdeas, byName},
	"round.opened":         {RoundOpened{}, AboutVotes, byName},
	"ballot.sealed":        {BallotSealed{}, AboutVotes, byName},
	"ballot.cast":          {BallotCast{}, AboutVotes, byName},
	"round.closed":         {RoundClosed{}, AboutVotes, byName},
	"round.weighed":        {RoundWeighed{}, AboutVotes, byName},
	"candidates.chosen":    {CandidatesChosen{}, AboutVotes, byName},
	"question.asked":       {QuestionAsked{}, AboutQuestions, byMaker},
	"question.edited":      {QuestionEdited{}, AboutQuestions, byWriter},
	"question.marked":      {QuestionMarked{}, AboutQuestions, byName},
	"question.supported":   {QuestionSupported{}, AboutQuestions, byMaker},
	"question.chosen":      {QuestionChosen{}, AboutQuestions, byName},
	"question.removed":     {QuestionRemoved{}, AboutQuestions, byWriter},
	"commitment.made":      {CommitmentMade{}, AboutCommitments, byMaker},
	"commitment.edited":    {CommitmentEdited{}, AboutCommitments, byWriter},
	"commitment.followed":  {CommitmentFollowed{}, AboutCommitments, byName},
	"commitment.answered":  {CommitmentAnswered{}, AboutCommitments, byName},
	"commitment.withdrawn": {CommitmentWithdrawn{}, AboutCommitments, byWriter},
	"feedback.given":       {Rated{}, AboutRatings, byNobody},
	"action.undone":        {ActionUndone{}, AboutIdeas, byMaker},
	"action.redone":        {ActionRedone{}, AboutIdeas, byMaker},
}

var nameOf = func() map[reflect.Type]string {
	m := make(map[reflect.Type]string, len(eventKinds))
	for name, k := range eventKinds {
		m[reflect.TypeOf(k.event)] = name
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
	kind, ok := eventKinds[w.Type]
	if !ok {
		return Record{}, fmt.Errorf("model: event %d is of an unknown type %q; a newer Verkstad may know it", seq, w.Type)
	}
	into := reflect.New(reflect.TypeOf(kind.event))
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
func EventNames() []string { return slices.Sorted(maps.Keys(eventKinds)) }
