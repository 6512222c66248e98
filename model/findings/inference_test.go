package findings_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"verkstad/model"
	"verkstad/model/findings"
	"verkstad/ui/i18n"
)

// A curious reader of a vote that keeps sums reckons: how many cast each possible
// ballot is unknown, and every published figure is a linear constraint on that. Of a
// group of ballots they know the size if the constraints allow no other (linear
// programming gives the bounds). No group of one or two may be known so,
// unless the sums alone tell it.

// secretVote is a vote of real size as it was cast.
type secretVote struct {
	dots, most, candidates, choose int
	ballots                        [][]int // dots by candidate
	sectors                        []model.Sector
}

// randomVote is a vote in which some candidates are liked by many and some by few, and
// some go together.
func randomVote(chance *rand.Rand) secretVote {
	v := secretVote{dots: 1 + chance.IntN(5), candidates: 3 + chance.IntN(6)}
	if chance.IntN(4) > 0 {
		v.candidates = 6 + chance.IntN(3)
	}
	v.most = 1
	if v.candidates < 8 && chance.IntN(3) == 0 {
		v.most += chance.IntN(min(v.dots, 3))
	}
	v.choose = 1 + chance.IntN(v.candidates-1)
	liked := make([]float64, v.candidates)
	for c := range liked {
		liked[c] = math.Exp(chance.NormFloat64())
	}
	together, kinds := chance.IntN(4) == 0, 1+chance.IntN(5)
	for range 10 + chance.IntN(51) {
		ballot, left := make([]int, v.candidates), v.dots
		if chance.IntN(4) == 0 {
			left = 1 + chance.IntN(v.dots)
		}
		for tries := 0; left > 0 && tries < 40; tries++ {
			c := pick(chance, liked)
			for _, c := range []int{c, c ^ 1}[:1+btoi(together && chance.IntN(8) > 0)] {
				if c < v.candidates && left > 0 && ballot[c] < v.most {
					ballot[c]++
					left--
				}
			}
		}
		v.ballots = append(v.ballots, ballot)
		v.sectors = append(v.sectors, model.Sectors[min(chance.IntN(kinds), chance.IntN(kinds))])
	}
	return v
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// pick is one of some, each as likely as its weight.
func pick(chance *rand.Rand, weights []float64) int {
	all := 0.0
	for _, w := range weights {
		all += w
	}
	at := chance.Float64() * all
	for i, w := range weights {
		if at -= w; at < 0 {
			return i
		}
	}
	return len(weights) - 1
}

// publish closes the vote, and gives what is exported of it and all that is said of it
// in English.
func (v secretVote) publish(t *testing.T) (entry model.RoundEntry, said []string) {
	t.Helper()
	var cast []model.BallotCast
	for i, ballot := range v.ballots {
		b := model.BallotCast{Sector: v.sectors[i]}
		for c, n := range ballot {
			if n > 0 {
				b.Dots = append(b.Dots, model.Dot{ID: model.ItemID(c + 1), N: n})
			}
		}
		cast = append(cast, b)
	}
	board := closed(t, model.RoundOpened{ID: 1, Dots: v.dots, MaxPer: v.most, Choose: v.choose}, v.candidates, cast)
	raw, err := json.Marshal(board.Document(model.Host).Rounds)
	if err != nil {
		t.Fatal(err)
	}
	var rounds []model.RoundEntry
	if err := json.Unmarshal(raw, &rounds); err != nil || len(rounds) != 1 {
		t.Fatalf("%v: %s", err, raw)
	}
	round, w := board.Round(1), i18n.For("en")
	name := func(id model.ItemID) string { return round.Candidate(id).Title }
	said = findings.OfRound(w, round, v.choose, name)
	return rounds[0], slices.Concat(said, findings.OfVote(w, round, v.choose, name), findings.Choosing(w, round, v.choose, name, true))
}

// truth is how many ballots each question is about.
func (v secretVote) truth(r *reckoner, q question) (n int) {
	for i, b := range v.ballots {
		g := max(0, slices.IndexFunc(r.entry.Sectors, func(s model.SectorTally) bool { return slices.Contains(s.Sectors, v.sectors[i]) }))
		n += int(q.of(b, g))
	}
	return n
}

// known tells which of some groups of one or two have no other size by the
// constraints, and one of each of some alternatives.
func (v secretVote) known(t *testing.T, r *reckoner, all []constraint, either [][]constraint, asked []question) []question {
	ways := [][]constraint{all}
	for _, some := range either {
		var more [][]constraint
		for _, way := range ways {
			for _, one := range some {
				more = append(more, append(slices.Clip(way), one))
			}
		}
		ways = more
	}
	can := false
	for _, way := range ways {
		if can && len(asked) == 0 {
			break
		}
		s, ok := newSimplex(len(r.ballots)*r.groups, way)
		if !ok {
			continue
		}
		left := make([]sized, len(asked))
		for i, q := range asked {
			left[i] = sized{q, r.factors(q.of), float64(v.truth(r, q))}
		}
		asked, can = certain(s, left), true
	}
	if !can {
		t.Fatalf("what is published cannot be: %+v", r.entry)
	}
	return asked
}

// sized is a group of ballots with its size.
type sized struct {
	question
	factors []float64
	n       float64
}

// whole is the least by which two sizes differ, but for what reckoning loses.
const whole = 1 - 1e-5

// certain tells which groups have no other size wherever the constraints hold.
func certain(s *simplex, left []sized) (known []question) {
	differs := func() { // takes out those of another size here
		at := s.point()
		left = slices.DeleteFunc(left, func(o sized) bool {
			n := 0.0
			for j, f := range o.factors {
				n += f * at[j]
			}
			return math.Abs(n-o.n) >= whole
		})
	}
	for differs(); len(left) > 0; {
		o, sure := left[0], true
		for _, sign := range []float64{1, -1} {
			weights := slices.Clone(o.factors)
			for j := range weights {
				weights[j] *= sign
			}
			sure = sure && s.maximize(weights, sign*o.n+whole) < sign*o.n+whole
		}
		if left = left[1:]; sure {
			known = append(known, o.question)
		}
		differs()
	}
	return known
}

// learns tells what the findings of a vote tell of one or two that the sums do not, and
// whether it has any.
func (v secretVote) learns(t *testing.T) (tells []string, has bool) {
	r := newReckoner(v.publish(t))
	if r.entry.Findings == nil {
		return nil, false
	}
	few := slices.DeleteFunc(r.questions(v.ballots), func(q question) bool { n := v.truth(r, q); return n < 1 || n > 2 })
	known := v.known(t, r, slices.Concat(r.sums, r.findings), r.either, few)
	already := map[string]bool{}
	for _, q := range v.known(t, r, r.sums, nil, known) {
		already[q.about] = true
	}
	for _, q := range known {
		if !already[q.about] {
			tells = append(tells, q.about)
		}
	}
	return tells, true
}

func TestNobodyCanBeReckoned(t *testing.T) {
	votes, said := uint64(300), 0
	if testing.Short() {
		votes = 60
	}
	for seed := range votes {
		v := randomVote(rand.New(rand.NewPCG(seed, 14)))
		tells, has := v.learns(t)
		said += btoi(has)
		if len(tells) > 0 {
			entry, _ := v.publish(t)
			raw, err := json.Marshal(entry.Findings)
			t.Errorf("seed %d: of %d ballots with up to %d of %d dots on %d candidates the findings tell how many have %q\n%s (%v)", seed, len(v.ballots), v.most, v.dots, v.candidates, tells, raw, err)
		}
	}
	if said < int(votes)/3 {
		t.Errorf("of %d votes %d have findings: too few were tried", votes, said)
	}
}
