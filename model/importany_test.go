package model

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// anyVote draws a vote of any size that is closed, with what it keeps.
func anyVote(t *rapid.T) *Round {
	r := &Round{
		ID: 1, Keep: rapid.SampledFrom([]Keep{KeepBallots, KeepSums, KeepBoth}).Draw(t, "keep"),
		Secret: true, Dots: 3, MaxPer: 2, Choose: rapid.IntRange(1, 4).Draw(t, "choose"),
	}
	for c := range rapid.IntRange(2, 9).Draw(t, "candidates") {
		r.Candidates = append(r.Candidates, Candidate{ID: ItemID(c + 1), Title: string(rune('A' + c))})
	}
	for at := range rapid.IntRange(0, 40).Draw(t, "ballots") {
		var dots []Dot
		left := r.Dots
		for c := rapid.IntRange(0, len(r.Candidates)-1).Draw(t, "from"); c < len(r.Candidates) && left > 0; c += rapid.IntRange(1, 4).Draw(t, "step") {
			n := rapid.IntRange(1, min(left, r.MaxPer)).Draw(t, "dots")
			dots, left = append(dots, Dot{ItemID(c + 1), n}), left-n
		}
		r.setBallot(BallotCast{Voter: Token{1, byte(at)}, Dots: dots})
	}
	return r
}

// entryOf is a vote as an export has it, with its findings.
func entryOf(r *Round) RoundEntry {
	e := RoundEntry{
		ID: r.ID, Dots: r.Dots, MaxPer: r.MaxPer, Secret: true, Keep: r.Keep, Choose: r.Choose,
		Closed: time.Unix(1, 0), Cast: r.Cast(), Candidates: r.Candidates, Findings: r.Weigh(7),
	}
	for _, s := range r.totals() {
		e.Results = append(e.Results, ResultEntry{ID: s.ID, Dots: s.Dots, Voters: s.Voters})
	}
	if r.Keep != KeepSums {
		for _, ballot := range r.cards() {
			e.Ballots = append(e.Ballots, ballot.Dots)
		}
	}
	return e
}

// TestWhatIsFoundOfAnyVoteCanBeTakenIn holds that no vote has findings of which an
// import would say that they contradict its dots.
func TestWhatIsFoundOfAnyVoteCanBeTakenIn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := entryOf(anyVote(t))
		if err := e.checkFindings(e.round()); err != nil {
			t.Fatalf("%v: %+v", err, e.Findings)
		}
	})
}

// TestVotesThatAreDrawnHaveFindings holds that the votes of the test above say
// something: of a hundred, which are the same in each run, many have findings.
func TestVotesThatAreDrawnHaveFindings(t *testing.T) {
	votes, said := rapid.Custom(anyVote), 0
	for seed := range 100 {
		if entryOf(votes.Example(seed)).Findings != nil {
			said++
		}
	}
	if said < 30 {
		t.Errorf("only %d of the votes had findings", said)
	}
}
