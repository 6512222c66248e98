package findings_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"verkstad/model/tally"
	"verkstad/ui/findings"
	"verkstad/ui/words"
)

var update = flag.Bool("update", false, "write the sentences anew")

// votes are small votes that bring forth every sentence, each by what it is
// about.
func votes() []named {
	repeat := func(n int, dots ...int) (some []tally.Ballot) {
		for range n {
			b := tally.Ballot{Group: tally.NoGroup}
			for c, d := range dots {
				if d > 0 {
					b.Votes = append(b.Votes, tally.Vote{Candidate: c, Dots: d})
				}
			}
			some = append(some, b)
		}
		return some
	}
	vote := func(candidates int, ballots ...[]tally.Ballot) tally.Election {
		e := tally.Election{Candidates: candidates, PerVoter: 3, MaxPer: 3}
		for _, some := range ballots {
			e.Ballots = append(e.Ballots, some...)
		}
		return e
	}
	groups := func(low int) [][]tally.Share {
		return [][]tally.Share{{{Backers: 15, Ballots: 20}, {Backers: low, Ballots: 20}, {Backers: 15, Ballots: 20}}, nil, nil}
	}
	safe := vote(3, repeat(20, 3, 0, 0), repeat(5, 0, 3, 0), repeat(4, 0, 0, 2))
	return []named{
		{"nobody voted", vote(2), 1, "", nil, nil},
		{"safe", safe, 1, "", nil, groups(15)},
		{"uneven support", safe, 1, "", nil, groups(3)},
		{"thin", vote(3, repeat(2, 3, 0, 0), repeat(1, 0, 1, 0)), 1, "", nil, nil},
		{"shared at the top", vote(3, repeat(10, 3, 0, 0), repeat(9, 0, 3, 0), repeat(1, 0, 0, 1)), 1, "", nil, nil},
		{"tied for one place", vote(4, repeat(5, 2, 0, 0, 0), repeat(4, 0, 2, 0, 0), repeat(4, 0, 0, 2, 0), repeat(4, 0, 0, 0, 2)), 2, "", nil, nil},
		{"tied for two", vote(4, repeat(5, 2, 0, 0, 0), repeat(4, 0, 2, 0, 0), repeat(4, 0, 0, 2, 0), repeat(4, 0, 0, 0, 2)), 3, "", nil, nil},
		{"many tied", vote(7, repeat(3, 1, 1, 1, 1, 1, 1, 1)), 2, "", nil, nil},
		{"first equal", vote(3, repeat(9, 1, 1, 0), repeat(2, 0, 0, 1)), 2, "", nil, nil},
		{"the line is unsure", vote(3, repeat(30, 3, 0, 0), repeat(10, 0, 2, 0), repeat(9, 0, 0, 2)), 2, "", nil, nil},
		{"everybody got something", vote(2, repeat(9, 2, 1)), 1, "", nil, nil},
		{"one more place helps", vote(4, repeat(20, 3, 0, 0, 0), repeat(11, 0, 3, 0, 0), repeat(6, 0, 0, 3, 0)), 1, "", nil, nil},
		{"a swap helps", vote(3, repeat(20, 2, 1, 0), repeat(8, 0, 0, 2)), 2, "", nil, nil},
		{"parts that would be first", vote(3, repeat(9, 3, 0, 0), repeat(5, 0, 3, 0), repeat(5, 0, 0, 3)), 1, "", [][2]int{{1, 2}}, nil},
		{"parts that would go on", vote(4, repeat(19, 3, 0, 0, 0), repeat(9, 0, 0, 0, 3), repeat(5, 0, 3, 0, 0), repeat(5, 0, 0, 3, 0)), 2, "", [][2]int{{1, 2}}, nil},
		{"parts that take two places", vote(3, repeat(12, 3, 0, 0), repeat(9, 0, 3, 0), repeat(5, 0, 0, 3)), 2, "", [][2]int{{0, 1}}, nil},
		{"the same backers", vote(3, repeat(12, 2, 1, 0), repeat(3, 0, 0, 3)), 2, "", nil, nil},
		{"another rule", vote(3, repeat(20, 2, 1, 0), repeat(10, 0, 0, 1)), 2, tally.EqualShares, nil, nil},
		{"another rule, few left out", vote(3, repeat(9, 2, 1, 0), repeat(5, 0, 0, 1), repeat(1, 0, 1, 0)), 2, tally.EqualShares, nil, nil},
	}
}

type named struct {
	about  string
	e      tally.Election
	seats  int
	rule   tally.Rule
	alike  [][2]int
	groups [][]tally.Share
}

func (n named) say(t interface{ Fatal(...any) }, lang string) []string {
	r, err := n.e.Count(tally.Asked{Seats: n.seats, Seed: 1, Alike: n.alike})
	if err != nil {
		t.Fatal(err)
	}
	return findings.Say(words.For(lang), findings.Vote{
		Report: r, Rule: n.rule, Name: func(c int) string { return string(rune('A' + c)) },
		Groups: n.groups, Sectors: []string{"S1", "S2", "S3"},
	})
}

// The sentences, to be read aloud: testdata/sentences.txt.
func TestSentences(t *testing.T) {
	var b strings.Builder
	for _, n := range votes() {
		fmt.Fprintf(&b, "# %s\n", n.about)
		for _, lang := range words.Languages {
			for _, s := range n.say(t, lang) {
				fmt.Fprintln(&b, s)
			}
		}
	}
	sums, err := tally.CountSums([]tally.Sum{{Dots: 6, Voters: 4}, {Dots: 3, Voters: 2}, {Dots: 3, Voters: 3}}, 2)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintln(&b, "# sums and no ballots")
	for _, lang := range words.Languages {
		fmt.Fprintln(&b, strings.Join(findings.Say(words.For(lang), findings.Vote{Report: sums, Name: func(c int) string { return string(rune('A' + c)) }}), "\n"))
	}
	file := filepath.Join("testdata", "sentences.txt")
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("the sentences are\n%s", b.String())
	}
}

// people are the numbers of people that sentences tell, by language: what was
// left out, of how many, by one more, and by a swap.
var people = regexp.MustCompile(`(?:(\d+) of (\d+) got nothing they voted for(?:; if \d+ go on, it is (\d+))?)|(?:place of \w, (\d+) more)|(?:leaves (\d+) with nothing, not (\d+))`)

// A curious reader takes every number of people from every other. Blank ballots
// are nobody's votes.
func TestNoSentenceTellsOfFewerThanThree(t *testing.T) {
	told := 0
	rapid.Check(t, func(t *rapid.T) {
		n := named{e: tally.Election{Candidates: rapid.IntRange(2, 6).Draw(t, "candidates"), PerVoter: 2, MaxPer: 2}}
		n.seats = rapid.IntRange(1, n.e.Candidates).Draw(t, "seats")
		n.rule = rapid.SampledFrom([]tally.Rule{tally.MostVoted, tally.EqualShares}).Draw(t, "rule")
		for c := range n.e.Candidates {
			for range rapid.IntRange(0, 9).Draw(t, "ballots for it") {
				n.e.Ballots = append(n.e.Ballots, tally.Ballot{Votes: []tally.Vote{{Candidate: c, Dots: 1}}, Group: tally.NoGroup})
			}
		}
		for _, s := range n.say(t, "en") {
			m := people.FindStringSubmatch(s)
			if m == nil {
				continue
			}
			told++
			var numbers []int
			for i, cell := range m[1:] {
				if k, err := strconv.Atoi(cell); err == nil && i != 1 {
					numbers = append(numbers, k)
				}
			}
			for i, a := range numbers {
				if a == 1 || a == 2 {
					t.Fatalf("%d people: %s", a, s)
				}
				for _, b := range numbers[:i] {
					if d := max(a-b, b-a); d == 1 || d == 2 {
						t.Fatalf("%d people by subtraction: %s", d, s)
					}
				}
			}
		}
	})
	if told == 0 {
		t.Error("nothing was told of people: nothing was tried")
	}
}
