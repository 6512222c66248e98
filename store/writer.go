package store

import (
	"fmt"
	"runtime/debug"
	"time"

	"verkstad/model"
	"verkstad/model/safego"
)

// Bounds of one transaction.
const (
	batchCommands = 512
	batchBytes    = 1 << 20
)

// writer is the state that only the writer goroutine uses.
type writer struct {
	ops     ops       // outcomes, by person and operation id
	voted   ops       // the same for ballots of the open round, in memory only
	changed time.Time // time of the last event that has one
	taken   *request  // taken from the queue, and not in the batch yet
	batch   *batch    // being decided or written
	trouble *trouble  // nil if the disk works
}

// runWriter is the writer goroutine. A panic outside a command's rules fails the commands
// of the batch, and the writer finds out from the disk whether they were written.
func (l *Live) runWriter() {
	defer close(l.written)
	for safego.Run("workshop writer", l.write) {
		if r := l.w.taken; r != nil {
			r.answer(model.Outcome{}, ErrInternal)
			l.w.taken = nil
		}
		b := l.w.batch
		if b == nil {
			continue
		}
		l.w.batch = nil
		if b.commit == nil {
			b.fail(ErrInternal)
			continue
		}
		l.setTrouble(&trouble{batch: b, cause: ErrInternal})
		b.fail(fmt.Errorf("%w (%w)", ErrUnsure, ErrInternal))
	}
}

func (l *Live) write() {
	for {
		var retry <-chan time.Time
		if t := l.w.trouble; t != nil {
			retry = time.After(time.Until(t.next))
		}
		select {
		case <-l.stop:
			l.finish()
			return
		case r := <-l.queue:
			l.serve(r)
		case <-l.drafts.due:
			l.saveDrafts()
		case <-l.again:
			if l.w.trouble != nil {
				l.retry()
			}
		case <-retry:
			l.retry()
		}
	}
}

// finish ends the writer: waiting commands are not done, drafts are saved.
func (l *Live) finish() {
	l.saveDrafts()
	for {
		r := l.next()
		if r == nil {
			return
		}
		if r.take() {
			r.answer(model.Outcome{}, l.closedBy())
		}
	}
}

// next returns the next request that waits; nil if none does.
func (l *Live) next() *request {
	select {
	case r := <-l.queue:
		return r
	default:
		return nil
	}
}

// serve decides the request and those that wait behind it, and writes their events in one
// transaction. A command that opens or closes a round has a transaction of its own, so that
// a ballot's place in the log never depends on what else happened.
func (l *Live) serve(r *request) {
	l.w.batch = l.newBatch()
	for ; r != nil; r = l.next() {
		if !r.take() {
			continue
		}
		if err := l.blocked(); err != nil {
			r.answer(model.Outcome{}, err)
			continue
		}
		l.w.taken = r
		own := ownTransaction(r.c)
		if own && len(l.w.batch.answers) > 0 {
			l.commit(l.w.batch)
			l.w.batch = l.newBatch()
			if err := l.blocked(); err != nil {
				r.answer(model.Outcome{}, err)
				continue
			}
		}
		l.decide(l.w.batch, r)
		l.w.taken = nil
		if own || l.w.batch.isFull() {
			break
		}
	}
	l.commit(l.w.batch)
	l.w.batch = nil
}

// blocked returns why nothing can be written now; nil if it can.
func (l *Live) blocked() error {
	if err := l.store.placeError(); err != nil {
		return err
	}
	if t := l.w.trouble; t != nil {
		return notSaved(t.cause)
	}
	return nil
}

func ownTransaction(c model.Command) bool {
	switch c.(type) {
	case model.OpenRound, model.CloseRound:
		return true
	}
	return false
}

// decide decides one request against the batch's board. If it fails, or if a rule panics,
// the board is unchanged.
func (l *Live) decide(b *batch, r *request) {
	b.answers = append(b.answers, pendingAnswer{r: r})
	a := &b.answers[len(b.answers)-1]
	defer func() {
		if value := recover(); value != nil {
			l.log.Error("a command panicked", "command", fmt.Sprintf("%T", r.c), "panic", value, "stack", string(debug.Stack()))
			a.out, a.err = model.Outcome{}, ErrInternal
		}
	}()
	key := opKey{r.by.Person, r.op}
	if done, before := l.earlierOutcome(b, key); before {
		a.out = done
		a.out.Repeated = true
		return
	}
	if ballot, ok := r.c.(model.CastBallot); ok {
		a.err = l.decideBallot(b, r, ballot)
		if a.atEnd = a.err == nil; a.atEnd && r.op != "" {
			b.voted = append(b.voted, key)
		}
		return
	}
	a.out, a.err = b.add(r, l.complete(b.board, r.c))
}

// earlierOutcome finds the outcome of the same command if it was done before, or earlier in
// the batch. A ballot's is dropped when the round closes.
func (l *Live) earlierOutcome(b *batch, key opKey) (out model.Outcome, done bool) {
	if key.op == "" {
		return out, false
	}
	if out, done = b.ops[key]; done {
		return out, true
	}
	if out, done = l.w.ops.find(key); done {
		return out, true
	}
	return l.w.voted.find(key)
}

// complete fills in what only the live workshop knows.
func (l *Live) complete(b *model.Board, c model.Command) model.Command {
	switch c := c.(type) {
	case model.OpenRound:
		c.Here = b.Attending(l.room.fresh())
		return c
	case model.CloseRound:
		c.Here = len(l.room.voters(l.room.fresh()))
		return c
	case model.JoinPerson:
		c.Presence = l.presenceFor(b)
		return c
	case model.BringPerson:
		c.Presence = l.presenceFor(b)
		return c
	case model.HandBack:
		return l.completeClaim(c)
	case model.DismissFacilitator:
		return model.DismissFacilitator{Person: c.Person, HostThere: l.Presence().Hosts > 0}
	}
	return c
}

// presenceFor returns who is here, for a person who joins; nil unless so many have joined
// that people who have gone must make room.
func (l *Live) presenceFor(b *model.Board) *model.Presence {
	if b.Everybody().Len() < model.MaxPeople {
		return nil
	}
	return l.Presence()
}
