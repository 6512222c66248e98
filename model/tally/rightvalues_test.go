package tally_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"verkstad/model/tally"
)

// given is the lines of a file of right values. A file that lies beside the
// project is skipped, saying so, where it is not.
func given(t *testing.T, path ...string) [][]byte {
	t.Helper()
	f, err := os.Open(filepath.Join(path...))
	if errors.Is(err, fs.ErrNotExist) && path[0] == ".." {
		t.Skipf("%s is not here: only the values of testdata are checked", filepath.Join(path...))
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var lines [][]byte
	in := bufio.NewScanner(f)
	for in.Scan() {
		lines = append(lines, slices.Clone(in.Bytes()))
	}
	if len(lines) == 0 {
		t.Fatal("there are no values")
	}
	return lines
}

// sources are where right values lie: beside the project, and a few of the same
// form with it.
func sources(t *testing.T, name string, check func(*testing.T, [][]byte)) {
	t.Run("given", func(t *testing.T) { check(t, given(t, "..", "..", "..", "shared", "data", name)) })
	t.Run("own", func(t *testing.T) { check(t, given(t, "testdata", name)) })
}

func TestCommittees(t *testing.T) {
	rules := map[string]tally.Rule{
		"approval": tally.MostVoted, "pav": tally.PAV, "seq_phragmen": tally.Phragmen, "equal_shares": tally.EqualShares,
	}
	sources(t, "committees.jsonl", func(t *testing.T, lines [][]byte) {
		for _, line := range lines {
			var c struct {
				Name              string
				Candidates, Seats int
				Ballots           [][]int
				Winners           map[string][][]int
			}
			if err := json.Unmarshal(line, &c); err != nil {
				t.Fatal(err)
			}
			e := tally.Approvals(c.Candidates, c.Ballots)
			for name, winners := range c.Winners {
				s, err := e.Select(rules[name], c.Seats)
				if err != nil {
					t.Fatal(err)
				}
				for _, set := range winners { // they stand in no order of theirs
					slices.Sort(set)
				}
				slices.SortFunc(winners, slices.Compare)
				sets, all := s.Possible(1000)
				if !all || !slices.EqualFunc(sets, winners, slices.Equal) {
					t.Errorf("%s by %s: %v are possible (all: %v), should be %v", c.Name, name, sets, all, winners)
				}
				if !slices.ContainsFunc(winners, func(w []int) bool { return slices.Equal(w, s.Chosen) }) {
					t.Errorf("%s by %s: chose %v, should be one of %v", c.Name, name, s.Chosen, winners)
				}
				if tied := someNotAll(winners); !slices.Equal(tied, s.Tied) {
					t.Errorf("%s by %s: %v are tied, should be %v", c.Name, name, s.Tied, tied)
				}
				if name == "approval" || name == "pav" {
					if !slices.Equal(s.Chosen, winners[0]) {
						t.Errorf("%s by %s: chose %v, the tie rule has %v", c.Name, name, s.Chosen, winners[0])
					}
				}
			}
		}
	})
}

// someNotAll is what is in some of the sets and not in all.
func someNotAll(sets [][]int) (some []int) {
	n := map[int]int{}
	for _, set := range sets {
		for _, c := range set {
			n[c]++
		}
	}
	for c, in := range n {
		if in < len(sets) {
			some = append(some, c)
		}
	}
	slices.Sort(some)
	return some
}

func TestConsensus(t *testing.T) {
	sources(t, "consensus.jsonl", func(t *testing.T, lines [][]byte) {
		for _, line := range lines {
			var c struct {
				Conversation string
				Statement    int
				Groups       []struct{ Agree, Seen int }
				Consensus    float64
			}
			if err := json.Unmarshal(line, &c); err != nil {
				t.Fatal(err)
			}
			var groups []tally.Share
			for _, g := range c.Groups {
				groups = append(groups, tally.Share{Backers: g.Agree, Ballots: g.Seen})
			}
			if got := tally.Consensus(groups); math.Abs(got-c.Consensus) > 1e-9 {
				t.Errorf("%s %d: %v, should be %v", c.Conversation, c.Statement, got, c.Consensus)
			}
			if mean := tally.Support(groups); math.Abs(math.Pow(mean, float64(len(groups)))-c.Consensus) > 1e-9 {
				t.Errorf("%s %d: the geometric mean %v does not belong to %v", c.Conversation, c.Statement, mean, c.Consensus)
			}
		}
	})
}
