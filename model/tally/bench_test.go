package tally_test

import (
	"math/rand/v2"
	"testing"

	"verkstad/model/tally"
)

// room is a vote of many people with ten dots each, who like some candidates
// more than others.
func room(people, candidates int) tally.Election {
	chance := rand.New(rand.NewPCG(1, 2))
	e := tally.Election{Candidates: candidates, PerVoter: 10, MaxPer: 10}
	for i := range people {
		dots := make([]int, candidates)
		for range 10 {
			dots[min(chance.IntN(candidates), chance.IntN(candidates))]++
		}
		b := tally.Ballot{Group: i % 6}
		for c, n := range dots {
			if n > 0 {
				b.Votes = append(b.Votes, tally.Vote{Candidate: c, Dots: n})
			}
		}
		e.Ballots = append(e.Ballots, b)
	}
	return e
}

// BenchmarkClose is all that a close needs. The aim is under 200 ms.
func BenchmarkClose(b *testing.B) {
	e := room(1000, 30)
	for _, seats := range []int{5, 15} {
		b.Run(map[int]string{5: "5 of 30", 15: "15 of 30"}[seats], func(b *testing.B) {
			for b.Loop() {
				if _, err := e.Count(tally.Asked{Seats: seats, Seed: 1, Alike: [][2]int{{0, 1}, {2, 3}}}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkPAV(b *testing.B) {
	e := room(1000, 20)
	for b.Loop() {
		if _, err := e.Select(tally.PAV, 10); err != nil {
			b.Fatal(err)
		}
	}
}
