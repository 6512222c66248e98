package model

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestWhatIsFoundOfAnyVoteCanBeTakenIn holds that no vote has findings of which an
// import would say that they contradict its dots.
func TestWhatIsFoundOfAnyVoteCanBeTakenIn(t *testing.T) {
	said := 0
	rapid.Check(t, func(rt *rapid.T) {
		keep := rapid.SampledFrom([]Keep{KeepBallots, KeepSums, KeepBoth}).Draw(rt, "keep")
		r := &Round{ID: 1, Keep: keep, Secret: true, Dots: 3, MaxPer: 2, Choose: rapid.IntRange(1, 4).Draw(rt, "choose")}
		for c := range rapid.IntRange(2, 9).Draw(rt, "candidates") {
			r.Candidates = append(r.Candidates, Candidate{ID: ItemID(c + 1), Title: string(rune('A' + c))})
		}
		for at := range rapid.IntRange(0, 40).Draw(rt, "ballots") {
			var dots []Dot
			left := r.Dots
			for c := rapid.IntRange(0, len(r.Candidates)-1).Draw(rt, "from"); c < len(r.Candidates) && left > 0; c += rapid.IntRange(1, 4).Draw(rt, "step") {
				n := rapid.IntRange(1, min(left, r.MaxPer)).Draw(rt, "dots")
				dots, left = append(dots, Dot{ItemID(c + 1), n}), left-n
			}
			r.lay(BallotCast{Voter: Token{1, byte(at)}, Dots: dots})
		}
		e := RoundEntry{
			ID: 1, Dots: r.Dots, MaxPer: r.MaxPer, Secret: true, Keep: keep, Choose: r.Choose,
			Closed: time.Unix(1, 0), Cast: r.Cast(), Candidates: r.Candidates, Findings: r.Weigh(7),
		}
		if e.Findings != nil {
			said++
		}
		for _, s := range r.totals() {
			e.Results = append(e.Results, ResultEntry{ID: s.ID, Dots: s.Dots, Voters: s.Voters})
		}
		if keep != KeepSums {
			for _, ballot := range r.cards() {
				e.Ballots = append(e.Ballots, ballot.Dots)
			}
		}
		if err := e.checkFindings(e.round()); err != nil {
			rt.Fatalf("%v: %+v", err, e.Findings)
		}
	})
	if said < 10 {
		t.Errorf("only %d of the votes had findings", said)
	}
}
