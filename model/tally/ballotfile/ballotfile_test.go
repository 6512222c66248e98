package ballotfile_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"verkstad/model/tally"
	"verkstad/model/tally/ballotfile"
)

func readFile(t *testing.T, path ...string) []byte {
	t.Helper()
	name := filepath.Join(path...)
	raw, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) && path[0] == ".." {
		t.Skipf("%s is not here: only the files of testdata are read", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// A real vote, whose official columns are what its ballots add up to, and a
// small one of our own.
func TestPabulibSums(t *testing.T) {
	for name, c := range map[string]struct {
		path           []string
		ballots, first int // dots of the first in the list
	}{
		"given": {[]string{"..", "..", "..", "..", "shared", "data", "zurich-d10.pb"}, 180, 56},
		"own":   {[]string{"testdata", "small.pb"}, 4, 7},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := ballotfile.Read("vote.pb", readFile(t, c.path...))
			if err != nil {
				t.Fatal(err)
			}
			v := f.Votes[0]
			if len(v.Differs) > 0 {
				t.Errorf("the sums are not the official ones: %+v", v.Differs)
			}
			if pairs := v.Election.AlikeBallots(); len(pairs) > 0 {
				t.Errorf("%v are taken for one by who backs them", pairs)
			}
			if n, dots := len(v.Election.Ballots), v.Election.Sums()[0].Dots; n != c.ballots || dots != c.first {
				t.Errorf("%d ballots, %d dots on the first", n, dots)
			}
		})
	}
}

// That no difference is found says something only if one would be.
func TestPabulibDifference(t *testing.T) {
	raw := strings.Replace(string(readFile(t, "testdata", "small.pb")), ";3;7;", ";3;8;", 1)
	f, err := ballotfile.Read("vote.pb", []byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(f.Votes[0].Differs); got != "[{0 score 8 7}]" {
		t.Error(got)
	}
}

func TestFormsOfBallots(t *testing.T) {
	raw := "\ufeff{\"candidates\":3,\"seats\":2,\"ballots\":[[2,0],[]],\"name\":\"x\"}\r\n\n" +
		`{"candidates":3,"ballots":[[[2,5],[0,0]],[[1,2]],[]]}`
	f, err := ballotfile.Read("votes.jsonl", []byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Votes) != 2 || f.Votes[1].Number != 3 || f.Votes[0].Seats != 2 || f.Votes[1].Seats != 0 {
		t.Fatalf("%+v", f.Votes)
	}
	if got := fmt.Sprint(f.Votes[0].Election.Sums(), f.Votes[1].Election.Sums()); got != "[{1 1} {0 0} {1 1}] [{0 0} {2 1} {5 1}]" {
		t.Error(got)
	}
	if f.Votes[0].Election.MaxPer != 1 || f.Votes[1].Election.MaxPer != 0 {
		t.Error("approvals have one dot for each, and other ballots tell no bound")
	}
}

// Every fault is named with its line.
func TestFaults(t *testing.T) {
	pb := func(votes string) string {
		return "META\nkey;value\nvote_type;cumulative\nPROJECTS\nproject_id;cost\na;1\nb;2\nVOTES\nvoter_id;vote;points\n" + votes
	}
	good := `{"candidates":2,"seats":1,"ballots":[[0]]}` + "\n"
	for _, c := range []struct {
		name, raw, wrong string
	}{
		{"x.jsonl", good + "{", "2 json"},
		{"x.jsonl", good + "[]", "2 json"},
		{"x.jsonl", `{"ballots":[]}`, "1 candidates"},
		{"x.jsonl", `{"candidates":1000000000,"ballots":[]}`, "1 candidates"},
		{"x.jsonl", `{"candidates":2,"seats":3,"ballots":[]}`, "1 seats"},
		{"x.jsonl", `{"candidates":2,"seats":0,"ballots":[]}`, "1 seats"},
		{"x.jsonl", good + "\n" + `{"candidates":2}`, "3 ballots"},
		{"x.jsonl", `{"candidates":2,"ballots":null}`, "1 ballots"},
		{"x.jsonl", `{"candidates":2,"ballots":[[2]]}`, "1 stranger"},
		{"x.jsonl", `{"candidates":2,"ballots":[[-1]]}`, "1 stranger"},
		{"x.jsonl", `{"candidates":2,"ballots":[[1,1]]}`, "1 twice"},
		{"x.jsonl", `{"candidates":2,"ballots":[[0,[1,2]]]}`, "1 form"},
		{"x.jsonl", `{"candidates":2,"ballots":[[[1,2,3]]]}`, "1 form"},
		{"x.jsonl", `{"candidates":2,"ballots":[null]}`, "1 form"},
		{"x.jsonl", `{"candidates":2,"ballots":[["a"]]}`, "1 stranger"},
		{"x.jsonl", `{"candidates":2,"ballots":[[[1,-2]]]}`, "1 dots"},
		{"x.jsonl", `{"candidates":2,"ballots":[[[1,1.5]]]}`, "1 dots"},
		{"x.jsonl", `{"candidates":2,"ballots":[[[1,2000000]]]}`, "1 dots"},
		{"x.jsonl", " \n", "0 empty"},
		{"x.txt", "an idea", "0 unknown"},
		{"x.json", `{"format":"verkstad/1","rounds":[]}`, "0 empty"},
		{"x.pb", pb("1;a;2\n2;c;1\n"), "11 stranger"},
		{"x.pb", pb("1;a,b;2\n"), "10 points"},
		{"x.pb", pb("1;a,a;2,2\n"), "10 twice"},
		{"x.pb", pb("1;a;-1\n"), "10 dots"},
		{"x.pb", pb("1;a;0.5\n"), "10 dots"},
		{"x.pb", strings.Replace(pb(""), "cumulative", "ordinal", 1), "0 ordinal"},
		{"x.pb", strings.Replace(pb(""), "cumulative", "quadratic", 1), "0 type"},
		{"x.pb", strings.Replace(pb(""), ";vote;", ";ballot;", 1), "9 column"},
		{"x.pb", "META\nkey;value\n", "0 empty"},
		{"x.pb", "what is this", "1 unknown"},
	} {
		_, err := ballotfile.Read(c.name, []byte(c.raw))
		var wrong *ballotfile.Error
		if !errors.As(err, &wrong) || fmt.Sprint(wrong.Line, " ", wrong.Code) != c.wrong {
			t.Errorf("%s: %v, should be %s", c.raw, err, c.wrong)
		}
	}
	if _, err := ballotfile.Read("x.pb", []byte(pb("1;a,b;2,0\n2;;\n"))); err != nil {
		t.Errorf("no dots and blank ballots are right: %v", err)
	}
}

// An export as docs/export.schema.json has it: a round with ballots, one with
// sums, and those that have nothing to count.
func TestExport(t *testing.T) {
	raw := readFile(t, "testdata", "export.json")
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join("..", "..", "..", "docs", "export.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	var board any
	if err := json.Unmarshal(raw, &board); err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(board); err != nil {
		t.Fatal(err)
	}
	f, err := ballotfile.Read("export.json", raw)
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(f.Kind, len(f.Votes), f.Without); got != "json2 [{3 true false} {4 false true}]" {
		t.Fatal(got)
	}
	ballots, sums := f.Votes[0], f.Votes[1]
	if got := fmt.Sprint(ballots.Election.Sums(), ballots.Sums, ballots.Candidates[1]); got != "[{4 2} {3 2} {1 1}] [] {12 Tool pool}" {
		t.Error(got)
	}
	if got := fmt.Sprint(sums.Sums, sums.Groups[0], sums.Sectors); got != "[{6 6} {4 4}] [{4 5} {2 5}] [[civil] [academia public]]" {
		t.Error(got)
	}
	if _, err := tally.CountSums(sums.Sums, 1); err != nil {
		t.Error(err)
	}
}
