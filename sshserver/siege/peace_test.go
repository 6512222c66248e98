package siege

import (
	"fmt"
	"sync"
	"time"
)

// inPeace is more than it takes on two quiet cores until forty people have come
// in and asked for something, all at once: half of that is a computer's work.
const inPeace = 250 * time.Millisecond

// slower measures how many times longer than inPeace that takes now, at least 1.
// Whoever leads is held to no pace, so it is the computer alone that is measured.
func (s *besieged) slower() float64 {
	s.t.Helper()
	worst := inPeace
	for range 2 {
		began := time.Now()
		var all sync.WaitGroup
		for i := range 40 {
			all.Go(func() {
				p, _, err := s.comes(s.t.Context(), patience, fmt.Sprintf("127.0.3.%d", 1+i), besiegedCode, s.leader)
				if err != nil {
					s.t.Errorf("in peace: %v", err)
					return
				}
				defer p.Leave()
				if _, err := p.does("status"); err != nil {
					s.t.Errorf("in peace: %v", err)
				}
			})
		}
		all.Wait()
		worst = max(worst, time.Since(began))
	}
	return float64(worst) / float64(inPeace)
}

// times is a duration on a computer that is so much slower.
func times(d time.Duration, slower float64) time.Duration {
	return time.Duration(float64(d) * slower)
}
