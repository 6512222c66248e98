package store

import "sync"

// subscribers are those who want to know that there is something new. Each has a
// channel that holds one wake-up, so nobody is waited for.
type subscribers struct {
	due chan struct{} // holds one: everybody is to be woken

	mu  sync.Mutex
	all []chan struct{}
	at  map[chan struct{}]int // the places in all
}

func (s *subscribers) init() {
	s.due, s.at = make(chan struct{}, 1), map[chan struct{}]int{}
}

// wake has the broadcaster wake everyone. It takes no longer however many there are.
func (s *subscribers) wake() { tell(s.due) }

// broadcast is the broadcaster: it wakes everyone whenever that is due, until stop,
// and then once more.
func (s *subscribers) broadcast(stop <-chan struct{}) {
	for going := true; going; {
		select {
		case <-s.due:
		case <-stop:
			going = false
		}
		s.wakeNow()
	}
}

// wakeNow wakes everyone before it returns.
func (s *subscribers) wakeNow() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.all {
		tell(c)
	}
}

// add takes a subscriber up. cancel lets it go, and may be called twice.
func (s *subscribers) add() (wake <-chan struct{}, cancel func()) {
	c := make(chan struct{}, 1)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at[c] = len(s.all)
	s.all = append(s.all, c)
	return c, func() { s.remove(c) }
}

// remove lets a subscriber go. It does nothing the second time.
func (s *subscribers) remove(c chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i, ok := s.at[c]
	if !ok {
		return
	}
	last := len(s.all) - 1
	s.all[i] = s.all[last]
	s.at[s.all[i]] = i
	s.all[last] = nil
	s.all = s.all[:last]
	delete(s.at, c)
}

// Subscribe gives a channel that is sent on when the board, the health or the
// presence has changed, and each second while the phase's clock runs, on the
// whole seconds of what is left. It holds one wake-up: after one, look at all.
// It is never closed. cancel ends it and may be called twice.
func (l *Live) Subscribe() (wake <-chan struct{}, cancel func()) { return l.subs.add() }

// SubscribePending gives a channel that is sent on when [Live.Pending] has a board,
// before that is written. It is as that of [Live.Subscribe] otherwise.
func (l *Live) SubscribePending() (wake <-chan struct{}, cancel func()) { return l.pendingSubs.add() }
