package store

import (
	"fmt"
	"time"

	"verkstad/model"
	"verkstad/store/bolt"
)

// batch is a number of commands that are decided together and written in one transaction.
type batch struct {
	before  *model.Board // the board on disk
	board   *model.Board // before, with the records and ballots below
	at      time.Time    // time of all its records
	records []model.Record
	raw     [][]byte                         // encoded records
	size    int                              // bytes in raw
	ballots map[model.Token]model.BallotCast // to be sealed; by voter
	voters  map[model.Token]model.PersonID   // of accepted ballots; see heirs
	tickets map[[32]byte]int                 // new tickets; see bolt.Commit
	known   *tickets                         // tickets that existed before
	ops     map[opKey]model.Outcome
	voted   []opKey // accepted ballots
	answers []pendingAnswer
	closes  *model.Round // the round that it closes, with its ballots; nil if none
	commit  *bolt.Commit // set once it has been passed to the disk
}

// pendingAnswer is a request and its answer, which holds if the batch gets to disk.
type pendingAnswer struct {
	r     *request
	out   model.Outcome
	err   error
	atEnd bool // its Seq is that of the whole batch
}

func (l *Live) newBatch() *batch {
	board := l.board.Load()
	at := l.now()
	if at.Before(l.w.changed) { // time in a log never goes back
		at = l.w.changed
	}
	return &batch{
		before: board, board: board, at: at.UTC().Truncate(time.Millisecond),
		ballots: map[model.Token]model.BallotCast{}, voters: map[model.Token]model.PersonID{}, ops: map[opKey]model.Outcome{},
		tickets: map[[32]byte]int{}, known: &l.tickets,
	}
}

func (b *batch) isFull() bool { return len(b.answers) >= batchCommands || b.size >= batchBytes }

// add decides a command and applies its events to the batch's board.
func (b *batch) add(r *request, c model.Command) (model.Outcome, error) {
	events, err := model.Decide(b.board, r.by, c, b.at)
	if err != nil {
		return model.Outcome{}, err
	}
	out := model.Outcome{Seq: b.board.Seq}
	if len(events) == 0 {
		if join, ok := c.(model.JoinPerson); ok {
			if p := b.board.PersonByKey(join.Key); p != nil {
				out.Person = p.ID
			}
		}
		return out, nil
	}
	before := *b
	if _, closes := c.(model.CloseRound); closes {
		b.closes = b.board.OpenRound()
		b.board = b.board.WithoutBallots() // they come with the close
	}
	events = b.addBallots(events)
	for _, e := range events {
		rec := model.Record{Seq: b.board.Seq + 1, At: b.at, By: r.by, Op: r.op, Event: e}
		if err := b.addRecord(rec); err != nil {
			*b = before
			return model.Outcome{}, err
		}
		out = withEvent(out, b.records[len(b.records)-1])
	}
	if hashes := hashesOf(c); len(hashes) > 0 {
		if err := b.makeTickets(hashes, out.Ticket, b.known); err != nil {
			*b = before
			return model.Outcome{}, err
		}
	}
	if r.op != "" {
		b.ops[opKey{r.by.Person, r.op}] = out
	}
	return out, nil
}

// addRecord applies a record to the batch's board. If the record could not be decoded
// again, it returns ErrInternal and leaves the batch as it was.
func (b *batch) addRecord(r model.Record) error {
	rec, payload, err := asRead(r)
	if err != nil {
		return fmt.Errorf("%w (%w)", ErrInternal, err)
	}
	b.board = model.Apply(b.board, rec)
	b.records, b.raw, b.size = append(b.records, rec), append(b.raw, payload), b.size+len(payload)
	return nil
}

// addBallots applies the ballots with which a close begins to the batch's board, all at
// once: their records have no time, person or operation id. It returns the other events. A
// ballot always decodes as it was encoded, so asRead is not needed.
func (b *batch) addBallots(events []model.Event) (rest []model.Event) {
	var ballots []model.BallotCast
	for _, e := range events {
		ballot, ok := e.(model.BallotCast)
		if !ok {
			break
		}
		ballots = append(ballots, ballot)
	}
	first := b.board.Seq + 1
	for i, ballot := range ballots {
		rec := model.Record{Seq: first + uint64(i), Event: ballot}
		payload, _ := model.EncodeRecord(rec) // never fails for a ballot
		b.records, b.raw, b.size = append(b.records, rec), append(b.raw, payload), b.size+len(payload)
	}
	b.board = model.ApplyBallots(b.board, first, ballots)
	return events[len(ballots):]
}

// asRead encodes a record and returns it as a replay will decode it. So the board in memory
// is the one that the log gives, shares nothing with the caller, and nothing is written
// that cannot be read again.
func asRead(r model.Record) (model.Record, []byte, error) {
	payload, err := model.EncodeRecord(r)
	if err != nil {
		return model.Record{}, nil, err
	}
	read, err := model.DecodeRecord(r.Seq, payload)
	return read, payload, err
}

// withEvent adds the effect of one more record of the same command to an outcome.
func withEvent(out model.Outcome, r model.Record) model.Outcome {
	out.Seq = r.Seq
	if id, ok := model.Created(r.Event); ok && out.Item == 0 {
		out.Item = id
	}
	switch e := r.Event.(type) {
	case model.RoundOpened:
		out.Round = e.ID
	case model.RoundClosed:
		out.Round = e.ID
	case model.TicketsMade:
		out.Ticket = e.First
	case model.PersonJoined:
		out.Person = e.ID
	case model.PersonChanged:
		out.Person = e.ID
	}
	return out
}

// opened returns the round that the batch opens; 0 if none.
func (b *batch) opened() model.RoundID {
	for _, r := range b.records {
		if e, ok := r.Event.(model.RoundOpened); ok {
			return e.ID
		}
	}
	return 0
}

// done answers every request: it is on disk.
func (b *batch) done() {
	for _, a := range b.answers {
		if a.atEnd {
			a.out.Seq = b.board.Seq
		}
		a.r.answer(a.out, a.err)
	}
	b.answers = nil
}

// fail answers every request with err: it is not on disk, or not known to be. Requests that
// a rule refused get the same answer, since the board that the refusal was based on is
// gone.
func (b *batch) fail(err error) {
	for _, a := range b.answers {
		a.r.answer(model.Outcome{}, err)
	}
	b.answers = nil
}
