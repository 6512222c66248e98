package tally

import (
	"cmp"
	"fmt"
	"slices"
)

// Vote is what a ballot gives one candidate.
type Vote struct {
	Candidate int // from 0
	Dots      int // at least 1; an approval is one
}

// NoGroup is the group of a ballot of which none is known.
const NoGroup = -1

// Ballot is one voter's votes. A blank one has none.
type Ballot struct {
	Votes []Vote // ascending by candidate
	Group int    // the voter's sector, from 0, or NoGroup
}

// Dots is what the ballot gives a candidate.
func (b Ballot) Dots(candidate int) int {
	at, found := slices.BinarySearchFunc(b.Votes, candidate, func(v Vote, c int) int { return cmp.Compare(v.Candidate, c) })
	if !found {
		return 0
	}
	return b.Votes[at].Dots
}

// Election is a vote that is over.
type Election struct {
	Candidates int // how many there are
	Ballots    []Ballot
	PerVoter   int // dots that each voter had; 0 if that is not known
	MaxPer     int // the most dots of a voter on one candidate; 0 if that is not known
}

func (b Ballot) sorted() Ballot {
	slices.SortFunc(b.Votes, func(v, w Vote) int { return cmp.Compare(v.Candidate, w.Candidate) })
	return b
}

// Bounds of an election.
const (
	MaxCandidates = 1000
	MaxBallots    = 1_000_000
	MaxDots       = 1_000_000 // of a ballot on one candidate
)

// Fault is what keeps a ballot from being counted.
type Fault int

// What can be wrong with a ballot.
const (
	Sound    Fault = iota
	Stranger       // a candidate that there is none of
	Twice          // a candidate more than once
	Dots           // fewer than one dot, or more than MaxDots
)

// BallotError says why a ballot cannot be counted.
type BallotError struct {
	Fault Fault
	Of    Vote // what it is about
}

func (e *BallotError) Error() string {
	return fmt.Sprintf("tally: candidate %d with %d dots: fault %d", e.Of.Candidate, e.Of.Dots, e.Fault)
}

// NewBallot puts votes in their order. Its error is a *BallotError.
func NewBallot(candidates int, votes []Vote) (Ballot, error) {
	b := Ballot{Votes: slices.Clone(votes), Group: NoGroup}.sorted()
	for i, v := range b.Votes {
		fault := Sound
		switch {
		case v.Candidate < 0 || v.Candidate >= candidates:
			fault = Stranger
		case i > 0 && b.Votes[i-1].Candidate == v.Candidate:
			fault = Twice
		case v.Dots < 1 || v.Dots > MaxDots:
			fault = Dots
		}
		if fault != Sound {
			return Ballot{}, &BallotError{Fault: fault, Of: v}
		}
	}
	return b, nil
}

// Sum is how a candidate came out.
type Sum struct {
	Dots   int
	Voters int // ballots with a dot on it
}

// Sums adds up the ballots, by candidate.
func (e Election) Sums() []Sum {
	sums := make([]Sum, e.Candidates)
	for _, b := range e.Ballots {
		for _, v := range b.Votes {
			sums[v.Candidate].Dots += v.Dots
			sums[v.Candidate].Voters++
		}
	}
	return sums
}

// Order is the candidates, most dots first; equal ones as the tie rule has it.
func Order(sums []Sum) []int {
	order := make([]int, len(sums))
	for c := range order {
		order[c] = c
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(sums[b].Dots, sums[a].Dots) })
	return order
}

// backer is a ballot that has dots on some candidate.
type backer struct{ ballot, dots int }

// backers is who has dots on each candidate, in the order of the ballots.
func (e Election) backers() [][]backer {
	by := make([][]backer, e.Candidates)
	for i, b := range e.Ballots {
		for _, v := range b.Votes {
			by[v.Candidate] = append(by[v.Candidate], backer{i, v.Dots})
		}
	}
	return by
}

// mostPer is the most dots that a voter could lay on one candidate: what is
// known of it, or else the most that anybody laid, at least one.
func (e Election) mostPer() int {
	if e.MaxPer > 0 {
		return e.MaxPer
	}
	most := 1
	for _, b := range e.Ballots {
		for _, v := range b.Votes {
			most = max(most, v.Dots)
		}
	}
	if e.PerVoter > 0 {
		most = min(most, e.PerVoter)
	}
	return most
}
