package store

import "sync"

// subscribers are channels that are told of changes. Each holds one wake-up, so nobody is
// waited for.
type subscribers struct {
	due chan struct{} // signals that all are to be woken; capacity one

	mu    sync.Mutex
	all   []chan struct{}
	index map[chan struct{}]int // index of each in all
}

func (s *subscribers) init() {
	s.due, s.index = make(chan struct{}, 1), map[chan struct{}]int{}
}

// wake makes the broadcaster wake all subscribers. It takes the same time however many
// there are.
func (s *subscribers) wake() { tell(s.due) }

// broadcast is the broadcaster: it wakes all subscribers whenever wake was called, until
// stop is closed, and then once more.
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

// wakeNow wakes all subscribers before it returns.
func (s *subscribers) wakeNow() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.all {
		tell(c)
	}
}

// add adds a subscriber. cancel removes it, and may be called twice.
func (s *subscribers) add() (wake <-chan struct{}, cancel func()) {
	c := make(chan struct{}, 1)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.index[c] = len(s.all)
	s.all = append(s.all, c)
	return c, func() { s.remove(c) }
}

// remove removes a subscriber. It does nothing the second time.
func (s *subscribers) remove(c chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i, ok := s.index[c]
	if !ok {
		return
	}
	last := len(s.all) - 1
	s.all[i] = s.all[last]
	s.index[s.all[i]] = i
	s.all[last] = nil
	s.all = s.all[:last]
	delete(s.index, c)
}

// Subscribe returns a channel that receives when the board, the health or the presence has
// changed, and each second while the phase's clock runs, at whole seconds of the time left.
// It holds one wake-up: after one, look at everything. It is never closed. cancel ends the
// subscription and may be called twice.
func (l *Live) Subscribe() (wake <-chan struct{}, cancel func()) { return l.subs.add() }

// SubscribePending returns a channel that receives when [Live.Pending] has a board, before
// that is written. Otherwise it is like that of [Live.Subscribe].
func (l *Live) SubscribePending() (wake <-chan struct{}, cancel func()) { return l.pendingSubs.add() }
