package review

import (
	"testing"

	"verkstad/model"
	"verkstad/ui/stage/stagetest"
)

// Where one looks back at a vote that was open, no position tells of a ballot.
func TestLookingBackAtAnOpenVoteTellsOfNoBallot(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Ended)
	records, err := r.Records()
	if err != nil {
		t.Fatal(err)
	}
	h, ballots := NewHistory(records), 0
	for _, rec := range records {
		if isBallot(rec) {
			ballots++
		}
	}
	if ballots == 0 || h.Len() != len(records)-ballots {
		t.Fatalf("%d positions of %d records, %d of them ballots", h.Len(), len(records), ballots)
	}
	for pos := range h.Len() + 1 {
		if open := h.at(pos, nil).OpenRound(); open != nil && len(open.Ballots()) > 0 {
			t.Errorf("position %d shows ballots", pos)
		}
	}
	// As the live workshop writes it: sealed, and read from the log without the key.
	var sealed []model.Record
	for _, rec := range records {
		if e, ok := rec.Event.(model.BallotCast); ok {
			rec.Event = model.BallotSealed{Round: e.Round, Slot: e.Voter, Box: []byte("box")}
		}
		if _, closed := rec.Event.(model.RoundClosed); closed {
			break
		}
		rec.Seq = uint64(len(sealed) + 1)
		sealed = append(sealed, rec)
	}
	h = NewHistory(sealed)
	round := h.Final().OpenRound()
	if round == nil || round.Counted() || round.Cast() != 0 {
		t.Errorf("the open vote is %+v", round)
	}
	if _, shown := round.Result(); shown {
		t.Error("the result can be had")
	}
}
