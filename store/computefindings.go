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

// weighing computes the findings of closed rounds, one after the other, outside the writer:
// it takes some 100 ms for a thousand ballots, and nobody's keystrokes wait for it.
type weighing struct {
	mu           sync.Mutex
	tried, ended chan struct{} // of the last round: closed when writing its findings has been tried once, and when they are written or given up
}

// next makes the channels of a round, and returns what to wait for before it.
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

// weigh computes the findings of a round, from its ballots as they were when it closed, and
// stores them. If the disk does not take them, it tries again until the workshop ends. The
// process may end in between: if the round keeps its ballots, the findings are computed
// when the workshop is opened again (see [Live.weighAgain]); if it keeps sums only, there
// are no findings.
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
			case <-time.After(retryMax):
				again = l.storeFindings(c)
			case <-l.stop:
				again = false
			}
		}
	})
}

// storeFindings reports whether the disk did not take them, and it is worth trying again.
func (l *Live) storeFindings(c model.StoreFindings) (again bool) {
	_, err := l.Do(context.Background(), model.Host, "", c)
	if err == nil {
		return false
	}
	l.log.Error("the findings of a vote were not stored", "round", c.Round, "err", err)
	var refused *model.Error
	return !errors.As(err, &refused) && !errors.Is(err, ErrStopping)
}

// weighAgain computes the findings of the last round, if the process ended before they were
// stored and the ballots are kept.
func (l *Live) weighAgain() {
	b := l.Board()
	if r := b.LastRound(); b.Ended.IsZero() && r != nil && r.Unweighed() {
		l.weigh(r)
	}
}
