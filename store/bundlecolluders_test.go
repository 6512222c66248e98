package store_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"verkstad/model"
)

// laid is what each of a room lays in a vote: dots on the first candidate and on
// the second.
type laid [][2]int

// bundleOf holds a vote and gives the bundle of it, taken in by another node
// first: it has to be whole.
func bundleOf(t *testing.T, keep model.Keep, ballots laid) []byte {
	t.Helper()
	s := open(t, t.TempDir(), quiet)
	l := begin(t, s)
	var people []model.Actor
	for i := range ballots {
		people = append(people, join(t, l, fmt.Sprintf("Väljare %c", 'A'+i), model.Sectors[i%2]))
	}
	a, b := voteBy(t, l, model.OpenRound{Dots: 3, Keep: keep})
	for i, p := range people {
		var dots []model.Dot
		for at, id := range []model.ItemID{a, b} {
			if n := ballots[i][at]; n > 0 {
				dots = append(dots, model.Dot{ID: id, N: n})
			}
		}
		must(t, l, p, model.CastBallot{After: model.AfterAny, Dots: dots})
	}
	must(t, l, model.Host, model.CloseRound{})
	raw := bundle(t, s)
	if taken := takeIn(t, open(t, t.TempDir(), quiet), raw); len(taken) != 1 || taken[0].What != model.TakenNew {
		t.Fatalf("the bundle is taken in as %+v", taken)
	}
	return raw
}

// seen is what a curious reader finds in a bundle: each event with who did it and
// what it says, long words (keys, hashes, boxes) by their length alone and times
// not at all, since both are drawn anew in each run; and ballots that have been
// opened in order, since theirs is drawn too.
func seen(t *testing.T, raw []byte) string {
	t.Helper()
	var events, ballots []string
	for line := range bytes.Lines(raw) {
		var event map[string]any
		if err := json.Unmarshal(line, &event); err != nil {
			t.Fatal(err)
		}
		said, err := json.Marshal(plain(event))
		if err != nil {
			t.Fatal(err)
		}
		switch event["t"] {
		case "ballot.cast":
			ballots = append(ballots, string(said))
			events = append(events, "ballot.cast")
		case "round.weighed": // counted from those same ballots
		default:
			events = append(events, string(said))
		}
	}
	slices.Sort(ballots)
	return strings.Join(append(events, ballots...), "\n")
}

// plain is a value of JSON without what is drawn anew in each run.
func plain(v any) any {
	switch x := v.(type) {
	case map[string]any:
		for key, of := range x {
			if x[key] = plain(of); key == "code" { // to join by
				x[key] = "code"
			}
		}
	case []any:
		for i, of := range x {
			x[i] = plain(of)
		}
	case string:
		if len(x) >= 20 && !strings.Contains(x, " ") {
			return len(x)
		}
	case float64:
		if x > 1e11 {
			return "time"
		}
	}
	return v
}

// TestThreeWhoTellEachOtherReadNobodysBallotInABundle is against a bundle what
// TestThreeWhoTellEachOtherReadNobodysBallot (model) is against exports: two
// votes in which two of the others, of one sector, have each other's ballots look
// the same to somebody who has the whole bundle, knows who voted when, and up to three
// of the ballots.
func TestThreeWhoTellEachOtherReadNobodysBallotInABundle(t *testing.T) {
	for n := range long(6, 60) {
		keep := model.Keeps[n%2]
		ballots := make(laid, 5+rand.IntN(8))
		for i := range ballots {
			first := rand.IntN(4)
			ballots[i] = [2]int{first, rand.IntN(4 - first)}
		}
		one := rand.IntN(len(ballots) - 2) // who colludes is among the rest
		other := one + 2
		ballots[one], ballots[other] = [2]int{2, 1}, [2]int{0, 1} // also of another size
		changed := slices.Clone(ballots)
		changed[one], changed[other] = changed[other], changed[one]
		if a, b := seen(t, bundleOf(t, keep, ballots)), seen(t, bundleOf(t, keep, changed)); a != b {
			t.Fatalf("%s, %v: with the ballots of %d and %d exchanged the bundle is\n%s\nwas\n%s", keep, ballots, one, other, b, a)
		}
	}
}
