package rehearse

import (
	"slices"
	"time"
)

// Spread sums up a number of times.
type Spread struct {
	P50, P95, P99, Last time.Duration
}

// SpreadOf sums up times, which it sorts. The nearest rank is taken, so that
// every figure is one that was measured. No times give zeros.
func SpreadOf(times []time.Duration) Spread {
	if len(times) == 0 {
		return Spread{}
	}
	slices.Sort(times)
	rank := func(percent int) time.Duration { return times[(len(times)*percent+99)/100-1] }
	return Spread{P50: rank(50), P95: rank(95), P99: rank(99), Last: times[len(times)-1]}
}

// Marker is a text to look for on screens. Two that follow on each other
// differ in every letter, so that a terminal that shows one in the place of the
// other is sent all of it.
func Marker(n int) string {
	const steps, offset = 7, 3
	sizes := [...]int{26, 25, 23, 19, 17, 11, 22, 21}
	text := make([]byte, len(sizes))
	for i, size := range sizes {
		text[i] = 'A' + byte((n*steps+i*offset)%size)
	}
	return string(text)
}
