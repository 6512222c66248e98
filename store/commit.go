package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"verkstad/model"
	"verkstad/store/bolt"
)

// How long after a failed write the next attempt is made, at first and at most.
const (
	retryFirst = 100 * time.Millisecond
	retryMax   = 5 * time.Second
)

// trialRoom is how many bytes more than the failed write must be writable before the
// workshop goes on.
const trialRoom = 64 << 10

// trouble is a write that failed.
type trouble struct {
	batch *batch // not known whether it is on disk; nil once it is known
	cause error
	size  int           // bytes of the failed write
	wait  time.Duration // time before the next attempt
	next  time.Time     // time of the next attempt
}

// commit writes a batch and answers all its requests.
func (l *Live) commit(b *batch) {
	if err := l.sealBallots(b); err != nil {
		l.log.Error("a ballot cannot be sealed", "err", err)
		b.fail(ErrInternal)
		return
	}
	if len(b.records) == 0 {
		l.heirs.cast(b.voters)
		b.done()
		return
	}
	if round := b.opened(); round != 0 {
		if err := l.newKey(round); err != nil {
			l.log.Error("the key of a round cannot be stored", "err", err)
			l.settle(&trouble{cause: err, size: b.size}) // so that Health says whether anything can be saved
			b.fail(notSaved(err))
			return
		}
	}
	info := b.board.Summarize()
	info.Changed = l.w.changed
	for _, r := range b.records {
		if !r.At.IsZero() {
			info.Changed = r.At
		}
	}
	encoded, err := json.Marshal(info)
	if err != nil {
		b.fail(fmt.Errorf("%w (%w)", ErrInternal, err))
		return
	}
	l.writeOut(b, bolt.Commit{First: b.before.Seq + 1, Payloads: b.raw, Info: encoded, Drafts: l.drafts.take(), Tickets: b.tickets})
}

// saveDrafts writes the drafts that have changed, if any.
func (l *Live) saveDrafts() {
	if l.w.trouble != nil || l.Board().Seq == 0 {
		return
	}
	changed := l.drafts.take()
	if len(changed) == 0 {
		return
	}
	b := l.newBatch()
	l.w.batch = b
	l.writeOut(b, bolt.Commit{First: b.before.Seq + 1, Drafts: changed})
	l.w.batch = nil
}

// writeOut writes a commit, and settles it if the write fails.
func (l *Live) writeOut(b *batch, c bolt.Commit) {
	b.commit = &c
	if len(b.records) > 0 {
		l.offer(b.board)
	}
	err := l.store.events.Append(l.id, c)
	if err == nil {
		l.publish(b)
		return
	}
	l.settled()
	l.log.Error("a write failed", "first", c.First, "events", len(c.Payloads), "err", err)
	t := &trouble{batch: b, cause: err, size: b.size}
	if isMisplaced(err) {
		l.store.checkPlace()
		if !errors.Is(err, bolt.ErrMovedSince) { // nothing was written
			t.batch = nil
			l.setTrouble(t)
			l.undone(b, err)
			return
		}
	}
	l.settle(t)
}

// settle finds out what came of a failed write, tries whether the disk works again, and
// then answers the requests: when a caller is told that the disk is full, Health says so
// too.
func (l *Live) settle(t *trouble) {
	b := t.batch
	if b != nil {
		written, err := l.store.events.Settle(l.id, *b.commit)
		switch {
		case err != nil:
			l.log.Error("it is not known whether a write is on disk", "err", err)
			l.setTrouble(t)
			b.fail(fmt.Errorf("%w (%w)", ErrUnsure, t.cause))
			return
		case written:
			l.publish(b)
			b = nil
		}
		t.batch = nil
	}
	cause := t.cause
	if err := l.store.events.Try(t.size + trialRoom); err != nil {
		t.cause = err
		l.setTrouble(t)
	} else {
		l.setTrouble(nil)
		tell(l.drafts.due)
	}
	if b != nil {
		l.undone(b, cause)
	}
}

// retry settles again.
func (l *Live) retry() {
	l.settle(l.w.trouble)
}

// undone answers for a batch that is known not to be on disk.
func (l *Live) undone(b *batch, cause error) {
	l.rollback()
	l.drafts.restore(b.commit.Drafts)
	if round := b.opened(); round != 0 {
		l.dropKey(round)
	}
	b.fail(notSaved(cause))
}

// publish publishes a batch that is on disk.
func (l *Live) publish(b *batch) {
	for key, out := range b.ops {
		l.w.ops.add(key, out, b.at)
	}
	for _, key := range b.voted {
		l.w.voted.add(key, model.Outcome{Seq: b.board.Seq}, b.at)
	}
	for _, r := range b.records {
		if !r.At.IsZero() {
			l.w.changed = r.At
		}
	}
	l.endRound(b)
	l.tickets.add(b.tickets)
	if len(b.records) > 0 {
		l.board.Store(b.board)
		l.settled()
		l.heirs.cast(b.voters) // afterwards: until then nobody sees a ballot as theirs
		if b.before.Revs.People != b.board.Revs.People {
			l.room.recount()
		}
		info := b.board.Summarize()
		info.Changed = l.w.changed
		l.store.setInfo(info)
		l.store.keeper.wrote(b.before, b.records)
		l.checkHealth() // before anyone is answered, since they may ask for it at once
	}
	if b.closes != nil {
		l.weigh(b.closes)
	}
	b.done()
	if len(b.records) > 0 {
		l.subs.wake()
		l.room.beat()
	}
}

func (s *Store) setInfo(info model.Summary) {
	s.mu.Lock()
	s.infos[info.ID] = info
	s.mu.Unlock()
}

// setTrouble records that the disk does not work, and when to try again: each time after
// twice as long. nil means that it works.
func (l *Live) setTrouble(t *trouble) {
	if t != nil {
		t.wait = min(max(2*t.wait, retryFirst), retryMax)
		t.next = time.Now().Add(t.wait)
	} else if l.w.trouble != nil {
		l.log.Info("the disk works again")
	}
	l.w.trouble = t
	l.checkHealth()
}

// checkHealth updates whether the workshop can be written to, and wakes all subscribers if
// that has changed.
func (l *Live) checkHealth() {
	var err error
	switch t, open := l.w.trouble, l.Board().OpenRound(); {
	case t != nil:
		err = notSaved(t.cause)
	case open != nil && l.keyOf(open) == nil:
		err = ErrRoundKey
	}
	before := l.Health()
	if err == nil && before.Err == nil || err != nil && before.Err != nil && err.Error() == before.Err.Error() {
		return
	}
	h := model.Health{Err: err, Since: before.Since}
	if before.Err == nil {
		h.Since = l.now()
	}
	if err == nil {
		h.Since = time.Time{}
	}
	l.health.Store(&h)
	l.subs.wake()
}
