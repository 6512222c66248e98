package store

import (
	"maps"
	"runtime"
	"sync"
)

// subscribers are those who want to know that there is something new.
//
// A goroutine of its own, the herald, tells them, a few at a time, and lets
// others run in between. A thousand woken at once would stand in the
// scheduler's queue before everything else: what somebody types would come
// back to them only after all the others had been drawn. What happens while
// the herald goes round is told in the next round.
type subscribers struct {
	due chan struct{} // holds one: there is something new

	mu  sync.Mutex
	all []chan struct{}
	at  map[chan struct{}]int // the places in all
	// ahead is who runs ahead, by the shape of their screen; see coming.
	ahead map[any]chan struct{}
}

// mostAhead is how many run ahead at most.
const mostAhead = 16

// atOnce is how many are told before others may run.
const atOnce = 4

func (s *subscribers) init() {
	s.due, s.at, s.ahead = make(chan struct{}, 1), map[chan struct{}]int{}, map[any]chan struct{}{}
}

// wake has everyone woken, and waits for nobody.
func (s *subscribers) wake() { tell(s.due) }

// herald wakes everyone whenever something is due, until stop, and then once
// more.
func (s *subscribers) herald(stop <-chan struct{}) {
	var round []chan struct{}
	for going := true; going; {
		select {
		case <-s.due:
		case <-stop:
			going = false
		}
		s.mu.Lock()
		round = append(round[:0], s.all...)
		s.mu.Unlock()
		for i, c := range round {
			tell(c)
			if i%atOnce == atOnce-1 {
				runtime.Gosched()
			}
		}
		clear(round)
	}
}

// add takes a subscriber up.
func (s *subscribers) add(c chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at[c] = len(s.all)
	s.all = append(s.all, c)
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
	maps.DeleteFunc(s.ahead, func(_ any, ahead chan struct{}) bool { return ahead == c })
}

// runAhead has a subscriber run ahead for all of its shape.
func (s *subscribers) runAhead(shape any, wake <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, known := s.ahead[shape]; !known && len(s.ahead) >= mostAhead {
		clear(s.ahead) // some have not been seen for long; the others ask again
	}
	for _, c := range s.all {
		if c == wake {
			s.ahead[shape] = c
			return
		}
	}
}

// wakeAhead wakes those who run ahead.
func (s *subscribers) wakeAhead() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.ahead {
		tell(c)
	}
}

// Subscribe gives a channel that is sent on when the board, the health or the
// presence has changed, and each second while the phase's clock runs, on the
// whole seconds of what is left. It holds one wake-up: after one, look at all.
// It is never closed. cancel ends it and may be called twice.
func (l *Live) Subscribe() (wake <-chan struct{}, cancel func()) {
	c := make(chan struct{}, 1)
	l.subs.add(c)
	return c, func() { l.subs.remove(c) }
}
