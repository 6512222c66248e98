package loadtest

import (
	"slices"
	"time"
)

// Spread is the distribution of a number of times.
type Spread struct {
	P50, P95, P99, Last time.Duration
}

// SpreadOf returns the distribution of times, which it sorts. It uses the nearest-rank
// method, so that every figure is one that was measured. No times give zeros.
func SpreadOf(times []time.Duration) Spread {
	if len(times) == 0 {
		return Spread{}
	}
	slices.Sort(times)
	rank := func(percent int) time.Duration { return times[(len(times)*percent+99)/100-1] }
	return Spread{P50: rank(50), P95: rank(95), P99: rank(99), Last: times[len(times)-1]}
}
