package ballotfile

import (
	"bytes"
	"encoding/json"
	"strconv"

	"verkstad/model/tally"
)

// readLines reads a vote a line; empty lines are passed over.
func readLines(raw []byte) ([]Vote, error) {
	var votes []Vote
	number := 0
	for line := range bytes.Lines(raw) {
		number++
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		v, err := readLine(number, line)
		if err != nil {
			return nil, err
		}
		votes = append(votes, v)
	}
	return votes, nil
}

func readLine(number int, line []byte) (Vote, error) {
	var in struct {
		Candidates, Seats json.RawMessage
		Ballots           json.RawMessage
	}
	v := Vote{Number: number}
	if err := json.Unmarshal(line, &in); err != nil {
		return v, &Error{Line: number, Code: NotJSON}
	}
	n, ok := whole(in.Candidates)
	if !ok || n < 1 || n > tally.MaxCandidates {
		return v, &Error{number, Candidates, string(in.Candidates)}
	}
	if in.Seats != nil {
		if v.Seats, ok = whole(in.Seats); !ok || v.Seats < 1 || v.Seats > n {
			return v, &Error{number, Seats, string(in.Seats)}
		}
	}
	var ballots []json.RawMessage
	if err := json.Unmarshal(in.Ballots, &ballots); err != nil || ballots == nil || len(ballots) > tally.MaxBallots {
		return v, &Error{Line: number, Code: NoBallots}
	}
	v.Election = tally.Election{Candidates: n}
	approvals := true
	for _, raw := range ballots {
		votes, dotted, err := readVotes(number, raw)
		if err != nil {
			return v, err
		}
		b, err := ballot(number, n, votes, strconv.Itoa)
		if err != nil {
			return v, err
		}
		approvals = approvals && !dotted
		v.Election.Ballots = append(v.Election.Ballots, b)
	}
	if approvals {
		v.Election.MaxPer, v.Election.PerVoter = 1, n
	}
	for c := range n {
		v.Candidates = append(v.Candidates, Candidate{ID: strconv.Itoa(c)})
	}
	return v, nil
}

// readVotes reads a ballot: [c, …], or [[c, dots], …] (dotted).
func readVotes(number int, raw json.RawMessage) (votes []tally.Vote, dotted bool, err error) {
	var entries []json.RawMessage
	if err := json.Unmarshal(raw, &entries); err != nil || entries == nil {
		return nil, false, &Error{number, Form, short(raw)}
	}
	for i, entry := range entries {
		isPair := entry[0] == '['
		if i > 0 && isPair != dotted {
			return nil, false, &Error{number, Form, short(raw)}
		}
		dotted = isPair
		if !isPair {
			c, ok := whole(entry)
			if !ok {
				return nil, false, &Error{number, Stranger, short(entry)}
			}
			votes = append(votes, tally.Vote{Candidate: c, Dots: 1})
			continue
		}
		var pair []json.RawMessage
		if err := json.Unmarshal(entry, &pair); err != nil || len(pair) != 2 {
			return nil, false, &Error{number, Form, short(raw)}
		}
		c, ok := whole(pair[0])
		if !ok {
			return nil, false, &Error{number, Stranger, short(pair[0])}
		}
		dots, ok := whole(pair[1])
		if !ok || dots < 0 {
			return nil, false, &Error{number, Dots, short(pair[1])}
		}
		votes = append(votes, tally.Vote{Candidate: c, Dots: dots})
	}
	return votes, dotted, nil
}

func whole(raw json.RawMessage) (int, bool) {
	n, err := strconv.Atoi(string(raw))
	return n, err == nil
}

// short is what an error shows of a piece of JSON.
func short(raw json.RawMessage) string {
	const most = 40
	if r := []rune(string(raw)); len(r) > most {
		return string(r[:most]) + "…"
	}
	return string(raw)
}
