package findings_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"verkstad/model/findings"
	"verkstad/model/tally"
	"verkstad/ui/i18n"
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
		{"two without a dot", vote(4, repeat(3, 2, 1, 0, 0)), 3, "", nil, nil},
		{"first equal", vote(3, repeat(9, 1, 1, 0), repeat(2, 0, 0, 1)), 2, "", nil, nil},
		{"the line is unsure", vote(3, repeat(30, 3, 0, 0), repeat(10, 0, 2, 0), repeat(9, 0, 0, 2)), 2, "", nil, nil},
		{"everybody got something", vote(2, repeat(9, 2, 1)), 1, "", nil, nil},
		{"few got anything", vote(5, repeat(2, 3, 0, 0, 0, 0), repeat(5, 0, 1, 0, 0, 0), repeat(5, 0, 0, 1, 0, 0)), 1, "", nil, nil},
		{"one more place helps", vote(4, repeat(20, 3, 0, 0, 0), repeat(11, 0, 3, 0, 0), repeat(6, 0, 0, 3, 0)), 1, "", nil, nil},
		{"a swap helps", vote(3, repeat(20, 2, 1, 0), repeat(8, 0, 0, 2)), 2, "", nil, nil},
		{"parts that would be first", vote(3, repeat(9, 3, 0, 0), repeat(5, 0, 3, 0), repeat(5, 0, 0, 3)), 1, "", [][2]int{{1, 2}}, nil},
		{"parts that would go on", vote(4, repeat(19, 3, 0, 0, 0), repeat(9, 0, 0, 0, 3), repeat(5, 0, 3, 0, 0), repeat(5, 0, 0, 3, 0)), 2, "", [][2]int{{1, 2}}, nil},
		{"parts that take two places", vote(3, repeat(12, 3, 0, 0), repeat(9, 0, 3, 0), repeat(5, 0, 0, 3)), 2, "", [][2]int{{0, 1}}, nil},
		{"the same backers", vote(3, repeat(12, 2, 1, 0), repeat(3, 0, 0, 3)), 2, "", nil, nil},
		{"a swap that would leave one", vote(4, repeat(20, 2, 1, 0, 0), repeat(8, 0, 0, 2, 0), repeat(1, 0, 0, 0, 1)), 2, "", nil, nil},
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
	return findings.Say(i18n.For(lang), findings.Vote{
		Report: r, Rule: n.rule, Name: func(c int) string { return string(rune('A' + c)) },
		Groups: n.groups, Sectors: []string{"S1", "S2", "S3"},
	})
}

// TestWhatIsSaidOfAChoiceIsOfThatChoice recounts whom a choice leaves out, for every
// set of two of four: nothing is said of another set, and nothing wrong of this one.
func TestWhatIsSaidOfAChoiceIsOfThatChoice(t *testing.T) {
	i := slices.IndexFunc(votes(), func(n named) bool { return n.about == "one more place helps" })
	n := votes()[i]
	r, err := n.e.Count(tally.Asked{Seats: 2, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	w, spoken := i18n.For("en"), 0
	for a := range 4 {
		for b := range a {
			said := findings.Say(w, findings.Vote{
				Report: r, Name: func(c int) string { return string(rune('A' + c)) },
				Decided: &findings.Decided{Chosen: []int{b, a}, Basis: "hand"},
			})
			out := n.e.LeftOut([]int{b, a})
			for _, s := range said[1:] {
				if m := leaves.FindStringSubmatch(s); m != nil {
					if spoken++; m[1] != strconv.Itoa(out) {
						t.Errorf("of %c and %c, which leave out %d: %s", 'A'+b, 'A'+a, out, s)
					}
				}
				if strings.Contains(s, "Everyone who voted got") && out != 0 || strings.Contains(s, "Fewer than three got nothing") && out > 2 {
					t.Errorf("of %c and %c, which leave out %d: %s", 'A'+b, 'A'+a, out, s)
				}
			}
		}
	}
	if spoken == 0 {
		t.Error("it is said of no choice whom it leaves out")
	}
}

// leaves is how many a choice leaves out.
var leaves = regexp.MustCompile(`(\d+) of \d+ got nothing they voted for`)

// The sentences, to be read aloud: testdata/sentences.txt.
func TestSentences(t *testing.T) {
	var b strings.Builder
	for _, n := range votes() {
		fmt.Fprintf(&b, "# %s\n", n.about)
		for _, lang := range i18n.Languages {
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
	for _, lang := range i18n.Languages {
		fmt.Fprintln(&b, strings.Join(findings.Say(i18n.For(lang), findings.Vote{Report: sums, Name: func(c int) string { return string(rune('A' + c)) }}), "\n"))
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

// people are the numbers of people that sentences tell.
var people = regexp.MustCompile(`(?P<left>\d+) of (?P<of>\d+) got nothing they voted for(?:; if \d+ go on, it is (?P<more>\d+))?|place of \w, (?P<gain>\d+) more|leaves (?P<then>\d+) with nothing, not (?P<now>\d+)`)

// curious reads all numbers of people in what is said, takes each from those
// that it is a part of, and says whom it can tell; it notes what it read.
func curious(said []string, read map[string]bool) string {
	told := map[string]int{}
	for _, m := range people.FindAllStringSubmatch(strings.Join(said, "\n"), -1) {
		for i, what := range people.SubexpNames() {
			if k, err := strconv.Atoi(m[i]); err == nil && what != "" {
				told[what], read[what] = k, true
			}
		}
	}
	for _, pair := range [][2]string{
		{"left", ""}, {"more", ""}, {"gain", ""}, {"then", ""}, {"now", ""},
		{"of", "left"}, {"of", "more"}, {"of", "then"}, {"of", "now"}, {"left", "more"}, {"left", "gain"},
	} {
		whole, known := told[pair[0]]
		part, also := told[pair[1]]
		if known && (also || pair[1] == "") && (whole-part == 1 || whole-part == 2) {
			return fmt.Sprintf("%v tells of %d people: %q", pair, whole-part, said)
		}
	}
	return ""
}

// Blank ballots are nobody's votes: there are none here.
func TestNoSentenceTellsOfFewerThanThree(t *testing.T) {
	read := map[string]bool{}
	for _, n := range votes() {
		if tells := curious(n.say(t, "en"), read); tells != "" {
			t.Errorf("%s: %s", n.about, tells)
		}
	}
	for _, what := range people.SubexpNames() {
		if what != "" && !read[what] {
			t.Errorf("%s is in no sentence: nothing is tried", what)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		n := named{e: tally.Election{Candidates: rapid.IntRange(2, 7).Draw(t, "candidates"), PerVoter: 2, MaxPer: 1}}
		n.seats = rapid.IntRange(1, n.e.Candidates).Draw(t, "seats")
		n.rule = rapid.SampledFrom([]tally.Rule{tally.MostVoted, tally.EqualShares}).Draw(t, "rule")
		for a := range n.e.Candidates {
			for b := a; b < n.e.Candidates; b++ {
				for range rapid.SampledFrom([]int{0, 0, 1, 1, 2, 3, 8}).Draw(t, "ballots for both") {
					votes := []tally.Vote{{Candidate: a, Dots: 1}, {Candidate: b, Dots: 1}}[:min(2, b-a+1)]
					n.e.Ballots = append(n.e.Ballots, tally.Ballot{Votes: votes, Group: tally.NoGroup})
				}
			}
		}
		if tells := curious(n.say(t, "en"), read); tells != "" {
			t.Fatal(tells)
		}
	})
}

// Ten times as many dots of everybody say the same.
func TestScaledDotsSayTheSame(t *testing.T) {
	for _, n := range votes() {
		scaled := n
		scaled.e.PerVoter, scaled.e.MaxPer, scaled.e.Ballots = n.e.PerVoter*10, n.e.MaxPer*10, nil
		for _, b := range n.e.Ballots {
			votes := slices.Clone(b.Votes)
			for i := range votes {
				votes[i].Dots *= 10
			}
			scaled.e.Ballots = append(scaled.e.Ballots, tally.Ballot{Votes: votes, Group: b.Group})
		}
		for _, lang := range i18n.Languages {
			if a, b := n.say(t, lang), scaled.say(t, lang); !slices.Equal(a, b) {
				t.Errorf("%s: %q becomes %q", n.about, a, b)
			}
		}
	}
}

// Beside a table of sums only a shared first place is said; where there are
// ballots, the table shows less than the sentences do, and all are said.
func TestATableOfSumsIsNotSaidAgain(t *testing.T) {
	say := func(r *tally.Report, err error, listed bool) []string {
		if err != nil {
			t.Fatal(err)
		}
		return findings.Say(i18n.For("en"), findings.Vote{Report: r, Name: func(c int) string { return string(rune('A' + c)) }, Bare: true, Listed: listed})
	}
	for _, c := range []struct {
		about string
		sums  []tally.Sum
		seats int
		said  int // sentences beside no table
		want  []string
	}{
		{"one first", []tally.Sum{{Dots: 6, Voters: 4}, {Dots: 3, Voters: 2}}, 1, 1, nil},
		{"tied at the cut", []tally.Sum{{Dots: 6, Voters: 4}, {Dots: 3, Voters: 2}, {Dots: 3, Voters: 3}}, 2, 2, nil},
		{"tied first and at the cut", []tally.Sum{{Dots: 6, Voters: 4}, {Dots: 6, Voters: 5}}, 1, 2, []string{"Shared first place: A and B got the same number of dots."}},
		{"tied first above the cut", []tally.Sum{{Dots: 6, Voters: 4}, {Dots: 6, Voters: 5}, {Dots: 1, Voters: 1}}, 2, 2, []string{"Shared first place: A and B got the same number of dots."}},
		{"nobody voted", []tally.Sum{{}, {}}, 1, 1, []string{"Nobody voted."}},
	} {
		r, err := tally.CountSums(c.sums, c.seats)
		if got := say(r, err, false); len(got) != c.said {
			t.Errorf("%s: beside no table it says %q", c.about, got)
		}
		if got := say(r, err, true); !slices.Equal(got, c.want) {
			t.Errorf("%s: beside a table it says %q, want %q", c.about, got, c.want)
		}
	}
	for _, n := range votes() {
		r, err := n.e.Count(tally.Asked{Seats: n.seats, Seed: 1, Alike: n.alike})
		if got, want := say(r, err, true), say(r, err, false); !slices.Equal(got, want) {
			t.Errorf("%s: beside a table it says %q, want %q", n.about, got, want)
		}
	}
}
