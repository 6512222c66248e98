package ballotfile

import (
	"encoding/json"
	"strconv"
	"time"

	"verkstad/model/tally"
)

// round is what is read of a round of an export.
type round struct {
	ID, Dots, MaxPer int
	Void             bool
	Closed           time.Time
	Candidates       []struct {
		ID    int
		Title string
	}
	Results []struct{ ID, Dots, Voters int }
	Ballots [][]dot
	Sectors []struct {
		Sectors []string
		Voters  int
		Counts  []dot
	}
}

type dot struct{ ID, N int }

// readExport reads the rounds of an export. Those that have sums and no ballots
// are votes with sums alone.
func readExport(raw []byte) (votes []Vote, without []Without, err error) {
	var board struct{ Rounds []round }
	if err := json.Unmarshal(raw, &board); err != nil {
		return nil, nil, &Error{Code: NotJSON}
	}
	for _, r := range board.Rounds {
		if r.Void || r.Closed.IsZero() || len(r.Ballots)+len(r.Results) == 0 {
			without = append(without, Without{r.ID, r.Void, r.Closed.IsZero()})
			continue
		}
		v, err := r.vote()
		if err != nil {
			return nil, nil, err
		}
		votes = append(votes, v)
	}
	if len(board.Rounds) == 0 {
		return nil, nil, &Error{Code: Empty}
	}
	return votes, without, nil
}

func (r round) vote() (Vote, error) {
	v := Vote{Number: r.ID, Election: tally.Election{Candidates: len(r.Candidates), PerVoter: r.Dots, MaxPer: r.MaxPer}}
	if len(r.Candidates) < 1 || len(r.Candidates) > tally.MaxCandidates {
		return v, &Error{0, Candidates, strconv.Itoa(len(r.Candidates))}
	}
	at := map[int]int{}
	for i, c := range r.Candidates {
		at[c.ID] = i
		v.Candidates = append(v.Candidates, Candidate{strconv.Itoa(c.ID), c.Title})
	}
	for _, dots := range r.Ballots {
		var votes []tally.Vote
		for _, d := range dots {
			c, known := at[d.ID]
			if !known {
				return v, &Error{0, Stranger, strconv.Itoa(d.ID)}
			}
			votes = append(votes, tally.Vote{Candidate: c, Dots: d.N})
		}
		b, err := ballot(0, len(r.Candidates), votes, func(c int) string { return v.Candidates[c].ID })
		if err != nil {
			return v, err
		}
		v.Election.Ballots = append(v.Election.Ballots, b)
	}
	if len(r.Ballots) == 0 {
		v.Sums = make([]tally.Sum, len(r.Candidates))
		for _, result := range r.Results {
			if c, known := at[result.ID]; known {
				v.Sums[c] = tally.Sum{Dots: result.Dots, Voters: result.Voters}
			}
		}
	}
	if len(r.Sectors) > 0 {
		v.Groups = r.shares(at)
		for _, s := range r.Sectors {
			v.Sectors = append(v.Sectors, s.Sectors)
		}
	}
	return v, nil
}

// shares is how many of each group of sectors back each candidate.
func (r round) shares(at map[int]int) [][]tally.Share {
	shares := make([][]tally.Share, len(r.Candidates))
	for c := range shares {
		shares[c] = make([]tally.Share, len(r.Sectors))
		for g, s := range r.Sectors {
			shares[c][g].Ballots = s.Voters
		}
	}
	for g, s := range r.Sectors {
		for _, d := range s.Counts {
			if c, known := at[d.ID]; known {
				shares[c][g].Backers = d.N
			}
		}
	}
	return shares
}
