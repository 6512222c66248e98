package findings_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/findings"
	"verkstad/ui/i18n"
)

// A curious reader has everything that is published of a small vote that keeps sums:
// the export, with its findings, what goes on, and each sentence, proposal and figure in
// both languages. All ballots that could have been cast are tried: those that give the
// same sums, in all and by sector, give the same in everything else. So nothing tells
// of anybody more than the sums do.

// papers are the ballots that a voter with two dots, at most one on each of three
// candidates, can cast; by candidate.
var papers = [][]int{{0}, {1}, {2}, {0, 1}, {0, 2}, {1, 2}}

// perSector is how many vote in each of the two sectors: the fewest that have sums of
// their own.
const perSector = model.MinSectorGroup

// hands gives every way in which so many can have voted, as how many cast each paper.
func hands(voters int) (all [][]int) {
	var deal func(at, left int, dealt []int)
	deal = func(at, left int, dealt []int) {
		if at == len(papers)-1 {
			all = append(all, append(slices.Clone(dealt), left))
			return
		}
		for n := range left + 1 {
			deal(at+1, left-n, append(slices.Clip(dealt), n))
		}
	}
	deal(0, voters, nil)
	return all
}

// backers is how many of a sector backed each candidate.
func backers(hand []int) (sums [3]int) {
	for paper, n := range hand {
		for _, c := range papers[paper] {
			sums[c] += n
		}
	}
	return sums
}

// read is everything that is published of a vote in which two sectors cast these.
func read(t *testing.T, sectors [2][]int) string {
	t.Helper()
	opened := model.RoundOpened{ID: 1, Dots: 2, MaxPer: 1, Choose: 1}
	var cast []model.BallotCast
	for s, hand := range sectors {
		for paper, n := range hand {
			for range n {
				ballot := model.BallotCast{Sector: model.Sectors[s]}
				for _, c := range papers[paper] {
					ballot.Dots = append(ballot.Dots, model.Dot{ID: model.ItemID(c + 1), N: 1})
				}
				cast = append(cast, ballot)
			}
		}
	}
	return published(t, closed(t, opened, 3, cast))
}

// closed is a board with a vote that keeps sums, on so many candidates, in which these
// ballots were cast. Its findings are read as they were stored, and those of an older
// Verkstad that had stored everything would be read so too.
func closed(t *testing.T, opened model.RoundOpened, candidates int, cast []model.BallotCast) *model.Board {
	t.Helper()
	now := time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)
	b := model.Empty()
	apply := func(events ...model.Event) {
		for _, e := range events {
			b = model.Apply(b, model.Record{Seq: b.Seq + 1, At: now, By: model.Host, Event: e})
		}
	}
	opened.Secret, opened.Keep = true, model.KeepSums
	for c := range candidates {
		opened.Candidates = append(opened.Candidates, model.Candidate{ID: model.ItemID(c + 1), Title: string(rune('A' + c))})
	}
	apply(model.WorkshopCreated{ID: "01", Title: "T", Code: "C"}, opened)
	for i, ballot := range cast {
		ballot.Round, ballot.Voter, ballot.Count = 1, model.Token{byte(i >> 8), byte(i), 1}, 1
		b = b.WithBallot(ballot)
	}
	weighed, withBallots := b.OpenRound().Weigh(5), *b.OpenRound()
	withBallots.Keep = model.KeepBallots
	untold := withBallots.Weigh(5)
	closing, err := model.Decide(b, model.Host, model.CloseRound{}, now)
	if err != nil {
		t.Fatal(err)
	}
	apply(closing...)
	old := model.Apply(b, model.Record{Seq: b.Seq + 1, At: now, By: model.Host, Event: model.RoundWeighed{ID: 1, Findings: *untold}})
	if weighed != nil {
		apply(model.RoundWeighed{ID: 1, Findings: *weighed})
	}
	if got := old.Round(1).Findings; !reflect.DeepEqual(got, weighed) {
		t.Errorf("findings that were stored with everything are read as %+v, want %+v", got, weighed)
	}
	if got := b.Round(1).Findings; !reflect.DeepEqual(got, weighed) {
		t.Errorf("findings are stored as %+v and read as %+v", weighed, got)
	}
	return b
}

// published is all that is said of the first vote of a board.
func published(t *testing.T, b *model.Board) string {
	t.Helper()
	raw, err := json.Marshal(b.Document(model.Host).Rounds)
	if err != nil {
		t.Fatal(err)
	}
	said := []string{string(raw)}
	r := b.Round(1)
	name := func(id model.ItemID) string { return r.Candidate(id).Title }
	for _, lang := range i18n.Languages {
		w := i18n.For(lang)
		for seats := 1; seats < len(r.Candidates); seats++ {
			said = slices.Concat(said, findings.OfRound(w, r, seats, name), findings.Choosing(w, r, seats, name, false),
				findings.OfVote(w, r, seats, name), findings.OfCandidate(w, r, 1, seats, name), []string{fmt.Sprint(r.Alternatives(seats))})
		}
	}
	return strings.Join(said, "\n")
}

func TestNothingTellsMoreThanTheSums(t *testing.T) {
	fibres := map[[3]int][][]int{} // ways to vote by what they sum up to
	for _, hand := range hands(perSector) {
		fibres[backers(hand)] = append(fibres[backers(hand)], hand)
	}
	tried := 0
	for _, one := range fibres {
		if len(one) < 2 || tried > 2000 {
			continue
		}
		other := fibres[[3]int{2, 2, 3}]
		want := read(t, [2][]int{one[0], other[0]})
		for _, x := range one {
			for _, y := range other {
				if tried++; read(t, [2][]int{x, y}) != want {
					t.Fatalf("%v and %v give the sums of %v and %v, and say something else:\n%s\n%s", x, y, one[0], other[0], read(t, [2][]int{x, y}), want)
				}
			}
		}
	}
	if tried < 100 {
		t.Errorf("%d ways to vote were tried", tried)
	}
}
