package tally

import "math"

// Spread is how far apart the answers on a scale lie.
type Spread struct {
	Share    float64 // standard deviation over the largest possible one, from 0 to 1
	Disagree bool    // Share is 0.6 or more
	// Low and High are the camps: answers below and above the middle. Both are 0
	// unless the room disagrees and nobody can be told from them: both camps are
	// of three or more, and so is the rest, if there is any.
	Low, High int
}

// smallestCamp is the fewest of whom anything is told.
const smallestCamp = 3

// SpreadOf is the spread of answers from least to most. The largest possible
// standard deviation is half of the scale, with everybody at its two ends.
func SpreadOf(answers []int, least, most int) Spread {
	n, sum, squares := int64(len(answers)), int64(0), int64(0)
	var low, high int
	for _, x := range answers {
		sum += int64(x)
		squares += int64(x) * int64(x)
		switch {
		case 2*x < least+most:
			low++
		case 2*x > least+most:
			high++
		}
	}
	if n == 0 || most <= least {
		return Spread{}
	}
	variance, scale := n*squares-sum*sum, int64(most-least)*n // (n·sd)², and 2·n·the largest sd
	s := Spread{Share: 2 * math.Sqrt(float64(variance)) / float64(scale)}
	s.Disagree = 100*variance >= 9*scale*scale // sd/(scale/2) ≥ 6/10, squared
	rest := int(n) - low - high
	if s.Disagree && low >= smallestCamp && high >= smallestCamp && (rest == 0 || rest >= smallestCamp) {
		s.Low, s.High = low, high
	}
	return s
}
