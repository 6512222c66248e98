package ballotfile

import (
	"encoding/csv"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"verkstad/model/tally"
)

// pabulib is what is known of a .pb file so far.
type pabulib struct {
	vote     Vote
	meta     map[string]string
	columns  map[string]int // of the section, after its heading
	at       map[string]int // projects by their ids
	said     []map[string]string
	approval bool
}

// Columns that a section must have.
var needed = map[string][]string{"PROJECTS": {"project_id"}, "VOTES": {"vote"}}

// readPabulib reads a .pb file: the sections META, PROJECTS and VOTES, each
// with a heading, cells parted by semicolons. What projects cost is passed over.
func readPabulib(s string) ([]Vote, error) {
	p := pabulib{meta: map[string]string{}, at: map[string]int{}}
	rows := csv.NewReader(strings.NewReader(s))
	rows.Comma, rows.LazyQuotes, rows.FieldsPerRecord = ';', true, -1
	section, votes := "", false
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			var at *csv.ParseError
			errors.As(err, &at)
			return nil, &Error{Line: at.StartLine, Code: Unknown}
		}
		line, _ := rows.FieldPos(0)
		switch name := strings.ToUpper(strings.TrimSpace(row[0])); {
		case len(row) == 1 && (name == "META" || name == "PROJECTS" || name == "VOTES"):
			section, p.columns = name, nil
			if votes = votes || name == "VOTES"; name == "VOTES" {
				if err := p.open(line); err != nil {
					return nil, err
				}
			}
		case section == "":
			return nil, &Error{Line: line, Code: Unknown}
		case p.columns == nil:
			p.columns = map[string]int{}
			for i, column := range row {
				p.columns[strings.ToLower(strings.TrimSpace(column))] = i
			}
			for _, column := range needed[section] {
				if _, ok := p.columns[column]; !ok {
					return nil, &Error{line, Column, column}
				}
			}
		default:
			if err := p.read(section, line, row); err != nil {
				return nil, err
			}
		}
	}
	if !votes {
		return nil, &Error{Code: Empty}
	}
	p.compare()
	return []Vote{p.vote}, nil
}

func (p *pabulib) read(section string, line int, row []string) error {
	switch section {
	case "META":
		if len(row) > 1 {
			p.meta[strings.ToLower(strings.TrimSpace(row[0]))] = strings.TrimSpace(row[1])
		}
		return nil
	case "PROJECTS":
		return p.project(line, row)
	}
	return p.ballot(line, row)
}

// cell is what a row has in a column; empty if there is none.
func (p *pabulib) cell(row []string, column string) string {
	i, ok := p.columns[column]
	if !ok || i >= len(row) {
		return ""
	}
	return strings.TrimSpace(row[i])
}

func (p *pabulib) project(line int, row []string) error {
	id := p.cell(row, "project_id")
	if _, twice := p.at[id]; twice {
		return &Error{line, Twice, id}
	}
	if len(p.at) >= tally.MaxCandidates {
		return &Error{line, Candidates, strconv.Itoa(len(p.at) + 1)}
	}
	p.at[id] = len(p.at)
	p.vote.Candidates = append(p.vote.Candidates, Candidate{ID: id, Title: p.cell(row, "name")})
	p.said = append(p.said, map[string]string{"votes": p.cell(row, "votes"), "score": p.cell(row, "score")})
	return nil
}

// open begins with the votes: by then it is known what kind they are.
func (p *pabulib) open(line int) error {
	e := &p.vote.Election
	e.Candidates = len(p.vote.Candidates)
	if e.Candidates == 0 {
		return &Error{line, Candidates, "0"}
	}
	number := func(key string) int {
		n, _ := strconv.Atoi(p.meta[key])
		return max(0, n)
	}
	switch kind := strings.ToLower(p.meta["vote_type"]); kind {
	case "approval", "choose-1":
		p.approval = true
		e.MaxPer, e.PerVoter = 1, e.Candidates
	case "cumulative":
		e.PerVoter = number("max_sum_points")
		if e.MaxPer = number("max_points"); e.MaxPer == 0 {
			e.MaxPer = e.PerVoter
		}
	case "scoring":
		e.MaxPer = number("max_points")
	case "ordinal":
		return &Error{Code: Ordinal}
	default:
		return &Error{0, VoteType, kind}
	}
	return nil
}

func (p *pabulib) ballot(line int, row []string) error {
	ids, points := split(p.cell(row, "vote")), split(p.cell(row, "points"))
	if !p.approval && len(points) != len(ids) {
		return &Error{line, Points, strconv.Itoa(len(ids))}
	}
	var votes []tally.Vote
	for i, id := range ids {
		c, known := p.at[id]
		if !known {
			return &Error{line, Stranger, id}
		}
		dots := 1
		if !p.approval {
			f, err := strconv.ParseFloat(points[i], 64)
			if err != nil || f != math.Trunc(f) || f < 0 || f > tally.MaxDots {
				return &Error{line, Dots, points[i]}
			}
			dots = int(f)
		}
		votes = append(votes, tally.Vote{Candidate: c, Dots: dots})
	}
	if len(p.vote.Election.Ballots) >= tally.MaxBallots {
		return &Error{Line: line, Code: NoBallots}
	}
	b, err := ballot(line, p.vote.Election.Candidates, votes, func(c int) string { return p.vote.Candidates[c].ID })
	if err != nil {
		return err
	}
	p.vote.Election.Ballots = append(p.vote.Election.Ballots, b)
	return nil
}

// split parts a list; an empty one has nothing.
func split(list string) []string {
	if list == "" {
		return nil
	}
	parts := strings.Split(list, ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

// compare holds the file's own sums against those of its ballots.
func (p *pabulib) compare() {
	for c, sum := range p.vote.Election.Sums() {
		for _, column := range slices.Sorted(slices.Values([]string{"votes", "score"})) {
			counted := sum.Dots
			if column == "votes" {
				counted = sum.Voters
			}
			said, err := strconv.ParseFloat(p.said[c][column], 64)
			if err == nil && said != float64(counted) {
				p.vote.Differs = append(p.vote.Differs, Difference{c, column, int(said), counted})
			}
		}
	}
}
