package store

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"sync"
	"time"

	"verkstad/model"
	"verkstad/model/safego"
)

// weighing is what counts the findings of rounds that have closed, one after the
// other, beside the writer: it takes some 100 ms for a thousand ballots, and
// nobody's keys wait for it.
type weighing struct {
	mu           sync.Mutex
	tried, ended chan struct{} // of the last round: closed when its findings have been written once, or are given up
}

// next makes the channels of a round, and gives what to wait for before it.
func (w *weighing) next() (before, tried, ended chan struct{}) {
	w.mu.Lock()
	defer w.mu.Unlock()
	before = w.ended
	w.tried, w.ended = make(chan struct{}), make(chan struct{})
	return before, w.tried, w.ended
}

func (w *weighing) last() (tried, ended chan struct{}) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.tried, w.ended
}

// await waits for the channel, if there is one.
func await(done chan struct{}) {
	if done != nil {
		<-done
	}
}

// weigh counts what a round came to, from its ballots as they were when it
// closed, and lays the findings down. A disk that does not take them is tried
// again until the workshop ends. Between the close and them a process may end:
// of a round that keeps its ballots they are counted when the workshop is opened
// again (see [Live.weighAgain]), of one that keeps sums only there are none then,
// and it says less.
func (l *Live) weigh(r *model.Round) {
	before, tried, ended := l.weighing.next()
	safego.Go("count what a vote came to", func() {
		defer close(ended)
		var c model.StoreFindings
		again := func() (again bool) {
			defer close(tried)
			await(before)
			var raw [8]byte
			rand.Read(raw[:])
			findings := r.Weigh(binary.BigEndian.Uint64(raw[:]) | 1)
			if findings == nil {
				return false
			}
			c = model.StoreFindings{Round: r.ID, Findings: *findings}
			return l.storeFindings(c)
		}()
		for again {
			select {
			case <-time.After(retryMost):
				again = l.storeFindings(c)
			case <-l.stop:
				again = false
			}
		}
	})
}

// storeFindings tells whether the disk did not take them, and it is worth trying
// again.
func (l *Live) storeFindings(c model.StoreFindings) (again bool) {
	_, err := l.Do(context.Background(), model.Host, "", c)
	if err == nil {
		return false
	}
	l.log.Error("what a vote came to is not stored", "round", c.Round, "err", err)
	var refused *model.Error
	return !errors.As(err, &refused) && !errors.Is(err, ErrStopping)
}

// weighAgain counts what the last round came to, if the process ended before
// that was stored and its ballots are kept.
func (l *Live) weighAgain() {
	b := l.Board()
	if r := b.LastRound(); b.Ended.IsZero() && r != nil && r.Unweighed() {
		l.weigh(r)
	}
}
