package tally_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"verkstad/model/tally"
	"verkstad/model/tally/ballotfile"
)

// recounted is what testdata/recount.py, which has none of this code, says of a vote.
type recounted struct {
	Ballots, Seats int
	Sums, Chosen   []int
	LeftOut        int   `json:"left_out"`
	LeftOutByMore  int   `json:"left_out_by_more"`
	NearFirst      []int `json:"near_first"`
	NearCut        []int `json:"near_cut"`
	OneLess        int   `json:"one_less"`
	Shares         []int
	SharesLeftOut  int `json:"shares_left_out"`
	Swap           *tally.Swap
	First, Cut     tally.Margin
}

// TestZurichIsRecounted counts the 180 real ballots, and a second vote on the eight
// with the most dots, and holds every figure to a recount in another language.
func TestZurichIsRecounted(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("testdata", "zurich-recount.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want struct {
		Kept  []int
		Votes []recounted
	}
	if err := json.Unmarshal(raw, &want); err != nil {
		t.Fatal(err)
	}
	const name = "zurich-d10.pb"
	file, err := ballotfile.Read(name, bytes.Join(given(t, "..", "..", "..", "shared", "data", name), []byte("\n")))
	if err != nil {
		t.Fatal(err)
	}
	first := file.Votes[0].Election
	first.PerVoter, first.MaxPer = 10, 10
	for i, e := range []tally.Election{first, only(first, want.Kept)} {
		w := want.Votes[i]
		r, err := e.Count(tally.Asked{Seats: w.Seats, Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		most, shares := r.Choice(tally.MostVoted), r.Choice(tally.EqualShares)
		var sums []int
		for _, s := range e.Sums() {
			sums = append(sums, s.Dots)
		}
		got := recounted{
			Ballots: r.Ballots, Seats: r.Seats, Sums: sums, Chosen: most.Chosen, LeftOut: most.LeftOut, LeftOutByMore: r.LeftOutByMore,
			NearFirst: r.Near.First, NearCut: r.Near.Cut, OneLess: r.Firm.OneLess, Shares: shares.Chosen, SharesLeftOut: shares.LeftOut,
			Swap: r.Swap, First: *r.Firm.First, Cut: *r.Firm.Cut,
		}
		here, err := json.Marshal(got)
		if err != nil {
			t.Fatal(err)
		}
		there, err := json.Marshal(w)
		if err != nil {
			t.Fatal(err)
		}
		if string(here) != string(there) {
			t.Errorf("vote %d: it is counted\n%s\nand recounted\n%s", i+1, here, there)
		}
	}
}

// only is the vote on some of the candidates: of ballots that have dots on them.
func only(e tally.Election, some []int) tally.Election {
	again := tally.Election{Candidates: len(some), PerVoter: e.PerVoter, MaxPer: e.MaxPer}
	for _, b := range e.Ballots {
		var kept tally.Ballot
		for _, v := range b.Votes {
			if at := slices.Index(some, v.Candidate); at >= 0 {
				kept.Votes = append(kept.Votes, tally.Vote{Candidate: at, Dots: v.Dots})
			}
		}
		if len(kept.Votes) > 0 {
			kept.Group = b.Group
			again.Ballots = append(again.Ballots, kept)
		}
	}
	return again
}
