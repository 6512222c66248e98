package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"verkstad/model"
	"verkstad/model/safego"
)

// queueLength is how many commands wait for the writer before Do blocks.
const queueLength = 1024

// Live is an open workshop. Its methods may be called from many goroutines.
type Live struct {
	id    string
	store *Store
	log   *slog.Logger
	now   func() time.Time

	board   atomic.Pointer[model.Board]
	pending atomic.Pointer[model.Pending]
	health  atomic.Pointer[model.Health]
	key     atomic.Pointer[roundKey]    // of the open round; nil if there is none
	gone    atomic.Pointer[model.Error] // why this Live was closed before the store was; otherwise nil

	queue   chan *request
	again   chan struct{} // signals that the workshop can be written to again; capacity one
	stop    chan struct{} // closed to end the workshop
	written chan struct{} // closed when the writer has ended
	ticked  chan struct{} // closed when the ticker has ended
	told    chan struct{} // closed when all subscribers have been told of the end

	lost     error // data that was lost and is in no event; see [model.Health]
	drafts   drafts
	tickets  tickets
	heirs    heirs
	room     room
	claims   claims // guarded by the room's lock
	weighing weighing
	subs     subscribers // told of changes
	// pendingSubs are told when [Live.Pending] has a board.
	pendingSubs subscribers
	w           writer // used by the writer alone
}

// request is a command in the queue.
type request struct {
	by    model.Actor
	op    string
	c     model.Command
	state atomic.Int32 // the goroutine that changes it from requestWaits decides
	done  chan answer  // capacity one
}

const (
	requestWaits int32 = iota
	requestTaken
	requestDropped
)

type answer struct {
	out model.Outcome
	err error
}

func newLive(s *Store, id string, r replayed) *Live {
	l := &Live{
		id: id, store: s, log: s.log.With("workshop", id), now: s.now,
		queue: make(chan *request, queueLength), again: make(chan struct{}, 1), stop: make(chan struct{}),
		written: make(chan struct{}), ticked: make(chan struct{}), told: make(chan struct{}),
	}
	l.board.Store(r.board)
	l.pending.Store(&model.Pending{})
	l.health.Store(&model.Health{})
	l.room.init(l.board.Load, l.now, r.seen)
	l.subs.init()
	l.pendingSubs.init()
	l.drafts.init()
	l.w.ops, l.w.changed = r.ops, r.changed
	return l
}

// start restores the open round, with its sealed ballots, and the drafts, and starts the
// goroutines.
func (l *Live) start(sealed []model.BallotSealed) {
	saved, err := l.store.db.Drafts(l.id)
	if err != nil {
		l.log.Error("drafts cannot be read", "err", err)
		l.lost = ErrDraftsLost
	}
	l.drafts.load(saved)
	known, err := l.store.db.Tickets(l.id)
	if err != nil {
		l.log.Error("tickets cannot be read", "err", err)
		l.lost = ErrTicketsLost // people may be refused, which is worse than a lost draft
	}
	l.tickets.load(known)
	l.resumeRound(sealed)
	l.checkHealth()
	l.leaveWrongTime()
	safego.Go("workshop writer", l.runWriter)
	safego.Go("workshop ticker", l.runTicker)
	safego.Go("workshop broadcaster", func() {
		defer close(l.told)
		l.subs.broadcast(l.ticked)
	})
	l.weighAgain()
}

// Gone returns why the workshop was closed although the store is open: ErrForgotten or
// ErrRewriting; otherwise nil. Subscribers are woken when it changes.
func (l *Live) Gone() error {
	if why := l.gone.Load(); why != nil {
		return why
	}
	return nil
}

// closedBy returns the answer to commands that come after the end.
func (l *Live) closedBy() error {
	if why := l.Gone(); why != nil {
		return why
	}
	return ErrStopping
}

// close ends the workshop after the commands that the writer has taken, and saves drafts.
func (l *Live) close() {
	tried, _ := l.weighing.last()
	await(tried)
	close(l.stop)
	<-l.written
	<-l.told
	_, ended := l.weighing.last()
	await(ended)
}

// Board returns the current board, which never changes; ask again after a wake-up.
func (l *Live) Board() *model.Board { return l.board.Load() }

// Health returns whether the workshop can be written to, and backed up.
func (l *Live) Health() model.Health {
	h := *l.health.Load()
	h.Backup, h.Lost = l.store.keeper.lastFault(), l.lost
	if err := l.store.placeError(); err != nil {
		h.Err = err
	}
	h.Lasts = errors.Is(h.Err, ErrFileGone) || errors.Is(h.Err, ErrFileForeign) || errors.Is(h.Err, ErrRoundKey)
	h.Rescue = errors.Is(h.Err, ErrFileGone)
	return h
}

// Records returns the whole log so far.
func (l *Live) Records() ([]model.Record, error) { return l.store.Records(l.id) }

// Page returns the records up to number last, oldest first, at most n of them. It reads no
// more of the log than that.
func (l *Live) Page(last uint64, n int) ([]model.Record, error) { return l.store.page(l.id, last, n) }

// Do does a command, and returns when its events are on disk and on the board. A command
// with the same person and operation id as one that was done, also before a restart, is not
// done again: the Outcome of the first is returned with Repeated; see opsFor for how long.
// An empty op matches no other.
//
// If ctx ends before the writer takes the command, it is not done and ctx's error is
// returned; after that, Do waits for the outcome. Errors are those of the model if a rule
// refuses the command, and ErrNotSaved, ErrUnsure, ErrDiskFull, ErrRoundKey, ErrStopping,
// ErrForgotten, ErrRewriting or ErrInternal.
func (l *Live) Do(ctx context.Context, by model.Actor, op string, c model.Command) (model.Outcome, error) {
	if err := ctx.Err(); err != nil {
		return model.Outcome{}, notDone(err)
	}
	r := &request{by: by, op: op, c: c, done: make(chan answer, 1)}
	select {
	case l.queue <- r:
	case <-ctx.Done():
		return model.Outcome{}, notDone(ctx.Err())
	case <-l.stop:
		return model.Outcome{}, l.closedBy()
	}
	select {
	case a := <-r.done:
		l.afterDo(by, c, a)
		return a.out, a.err
	case <-ctx.Done():
		if r.state.CompareAndSwap(requestWaits, requestDropped) {
			return model.Outcome{}, notDone(ctx.Err())
		}
	case <-l.written:
		if r.state.CompareAndSwap(requestWaits, requestDropped) {
			return model.Outcome{}, l.closedBy()
		}
	}
	a := <-r.done
	l.afterDo(by, c, a)
	return a.out, a.err
}

// afterDo updates who is here after a command was answered, and waits for the findings of a
// round that it closed.
func (l *Live) afterDo(by model.Actor, c model.Command, a answer) {
	l.room.sawWho(by, a.out)
	if a.err != nil {
		return
	}
	switch c := c.(type) {
	case model.CastBallot:
		l.room.voted(by.Person)
	case model.HandBack:
		l.Refuse(c.Claim) // it is granted, and waits no more
	case model.CloseRound:
		tried, _ := l.weighing.last() // the caller who closes a round has its findings, too
		await(tried)
	}
}

func notDone(err error) error { return fmt.Errorf("not done: %w", err) }

// take claims the request for the writer; it returns false if the caller of Do has given
// up.
func (r *request) take() bool { return r.state.CompareAndSwap(requestWaits, requestTaken) }

func (r *request) answer(out model.Outcome, err error) {
	select {
	case r.done <- answer{out, err}:
	default: // answered already
	}
}
