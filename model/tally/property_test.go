package tally_test

import (
	"fmt"
	"math"
	"math/big"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"verkstad/model/tally"
)

// anyElection is a small vote: up to most candidates and ballots, perVoter dots
// each, some ballots blank, in up to four groups.
func anyElection(t *rapid.T, most, perVoter int) tally.Election {
	e := tally.Election{Candidates: rapid.IntRange(2, most).Draw(t, "candidates"), PerVoter: perVoter, MaxPer: perVoter}
	for range rapid.IntRange(1, 12).Draw(t, "ballots") {
		var votes []tally.Vote
		left := perVoter
		for c := range e.Candidates {
			if n := rapid.IntRange(0, left).Draw(t, "dots"); n > 0 && rapid.Bool().Draw(t, "at all") {
				votes = append(votes, tally.Vote{Candidate: c, Dots: n})
				left -= n
			}
		}
		e.Ballots = append(e.Ballots, tally.Ballot{Votes: votes, Group: rapid.IntRange(tally.NoGroup, 2).Draw(t, "group")})
	}
	return e
}

func count(t *rapid.T, e tally.Election, asked tally.Asked) *tally.Report {
	r, err := e.Count(asked)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// mapped is an election with its ballots changed.
func mapped(e tally.Election, change func(tally.Ballot) tally.Ballot) tally.Election {
	out := e
	out.Ballots = nil
	for _, b := range e.Ballots {
		b.Votes = slices.Clone(b.Votes)
		out.Ballots = append(out.Ballots, change(b))
	}
	return out
}

// A candidate that is split in two is named, if and only if the split changed
// who is first or who is chosen.
func TestSplitCandidatesAreNamed(t *testing.T) {
	named := 0
	rapid.Check(t, func(t *rapid.T) {
		whole := anyElection(t, 6, 5)
		seats := rapid.IntRange(1, whole.Candidates).Draw(t, "seats")
		split, twin := rapid.IntRange(0, whole.Candidates-1).Draw(t, "split"), whole.Candidates
		parts := mapped(whole, func(b tally.Ballot) tally.Ballot {
			dots := b.Dots(split)
			b.Votes = slices.DeleteFunc(b.Votes, func(v tally.Vote) bool { return v.Candidate == split })
			gone := rapid.IntRange(0, dots).Draw(t, "to the twin")
			for c, n := range map[int]int{split: dots - gone, twin: gone} {
				if n > 0 {
					b.Votes = append(b.Votes, tally.Vote{Candidate: c, Dots: n})
				}
			}
			slices.SortFunc(b.Votes, func(v, w tally.Vote) int { return v.Candidate - w.Candidate })
			return b
		})
		parts.Candidates++
		first, chosen := tally.Order(whole.Sums())[0], tally.Order(whole.Sums())[:seats]
		now := tally.Order(parts.Sums())
		differs := now[0] != first && !(now[0] == twin && first == split)
		asOne := map[int]bool{}
		for _, c := range now[:seats] {
			if c == twin {
				c = split
			}
			asOne[c] = true
		}
		for _, c := range chosen {
			differs = differs || !asOne[c]
		}
		merges := parts.Merges(seats, [][2]int{{twin, split}})
		found := slices.ContainsFunc(merges, func(m tally.Merge) bool { return m.ByWords && slices.Equal(m.Of, []int{split, twin}) })
		if found != differs {
			t.Fatalf("named %v, the split changed something: %v; %+v", found, differs, merges)
		}
		if found {
			named++
		}
	})
	if named == 0 {
		t.Error("no split ever changed anything: nothing was tried")
	}
}

// Three that are one are named together, where two of them would not be enough.
func TestThreePartsAreNamedTogether(t *testing.T) {
	e := tally.Approvals(4, [][]int{{0}, {0}, {0}, {0}, {0}, {1}, {1}, {2}, {2}, {3}, {3}})
	merges := e.Merges(1, [][2]int{{1, 2}, {2, 3}, {3, 1}})
	if len(merges) != 1 || !slices.Equal(merges[0].Of, []int{1, 2, 3}) || merges[0].Dots != 6 || !merges[0].First {
		t.Errorf("%+v", merges)
	}
	if chained := e.Merges(1, [][2]int{{1, 2}, {2, 3}}); len(chained) != 0 {
		t.Errorf("1 and 3 are not alike: %+v", chained)
	}
}

// Scaling changes nothing but the dots themselves.
func TestScaledDotsSayTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := anyElection(t, 6, 5)
		by := rapid.IntRange(2, 9).Draw(t, "by")
		scaled := mapped(e, func(b tally.Ballot) tally.Ballot {
			for i := range b.Votes {
				b.Votes[i].Dots *= by
			}
			return b
		})
		scaled.PerVoter, scaled.MaxPer = e.PerVoter*by, e.MaxPer*by
		asked := tally.Asked{Seats: rapid.IntRange(1, e.Candidates).Draw(t, "seats"), Seed: 7, PAV: true, Alike: [][2]int{{0, 1}}}
		one, other := count(t, e, asked), count(t, scaled, asked)
		for _, r := range []*tally.Report{one, other} {
			for i := range r.Rows {
				r.Rows[i].Dots = 0
			}
			for i := range r.Merges {
				r.Merges[i].Dots = 0
			}
			for _, m := range []*tally.Margin{r.Firm.First, r.Firm.Cut} {
				if m != nil {
					m.Dots = 0
				}
			}
		}
		if !reflect.DeepEqual(one, other) {
			t.Fatalf("%+v\n%+v", one, other)
		}
	})
}

// Neither the order of the ballots nor the numbers of the groups matter.
func TestOrderOfBallotsAndSectorsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := anyElection(t, 5, 4)
		to := rapid.Permutation([]int{0, 1, 2}).Draw(t, "groups")
		turned := mapped(e, func(b tally.Ballot) tally.Ballot {
			if b.Group != tally.NoGroup {
				b.Group = to[b.Group]
			}
			return b
		})
		turned.Ballots = rapid.Permutation(turned.Ballots).Draw(t, "order")
		asked := tally.Asked{Seats: rapid.IntRange(1, e.Candidates).Draw(t, "seats"), Seed: 3}
		one, other := count(t, e, asked), count(t, turned, asked)
		for i, g := range one.Firm.GroupLess {
			one.Firm.GroupLess[i] = to[g]
		}
		slices.Sort(one.Firm.GroupLess)
		if !reflect.DeepEqual(one, other) {
			t.Fatalf("%+v\n%+v", one, other)
		}
		shares, _ := e.Lay(3)
		turnedShares, _ := turned.Lay(3)
		for c := range shares {
			if a, b := tally.Consensus(shares[c]), tally.Consensus(turnedShares[c]); a != b {
				t.Fatalf("candidate %d: %v and %v", c, a, b)
			}
		}
	})
}

// Extended justified representation: of ℓ·n/k ballots that agree on ℓ
// candidates, at least one has ℓ of the chosen. (Aziz et al. 2017; that equal
// shares satisfies it: Peters & Skowron 2020.)
func TestEqualSharesRepresents(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := anyElection(t, 6, 4)
		n, k := len(e.Ballots), rapid.IntRange(1, e.Candidates).Draw(t, "seats")
		s, err := e.Select(tally.EqualShares, k)
		if err != nil {
			t.Fatal(err)
		}
		sets, _ := s.Possible(200)
		for _, chosen := range sets {
			for agreed := 1; agreed < 1<<e.Candidates; agreed++ {
				size, without := 0, 0
				for c := range e.Candidates {
					size += agreed >> c & 1
				}
				for _, b := range e.Ballots {
					all, has := true, 0
					for c := range e.Candidates {
						all = all && (agreed>>c&1 == 0 || b.Dots(c) > 0)
						if b.Dots(c) > 0 && slices.Contains(chosen, c) {
							has++
						}
					}
					if all && has < size {
						without++
					}
				}
				if size <= k && without*k >= size*n {
					t.Fatalf("%v: %d of %d ballots agree on the set %b and none has %d of it", chosen, without, n, agreed, size)
				}
			}
		}
	})
}

// plainShares is equal shares as its definition reads, in fractions, without
// completion.
func plainShares(e tally.Election, k int) []int {
	money := make([]*big.Rat, len(e.Ballots))
	for i := range money {
		money[i] = big.NewRat(int64(k), int64(len(e.Ballots)))
	}
	var chosen []int
	for len(chosen) < k {
		var least *big.Rat
		take := -1
		for c := range e.Candidates {
			if slices.Contains(chosen, c) {
				continue
			}
			// The least ρ is among those at which the richest m of the backers pay
			// alike, by how much they have for each dot.
			var backers []int
			for i, b := range e.Ballots {
				if b.Dots(c) > 0 {
					backers = append(backers, i)
				}
			}
			pay := func(i int, rho *big.Rat) *big.Rat {
				p := new(big.Rat).Mul(rho, big.NewRat(int64(e.Ballots[i].Dots(c)), 1))
				if p.Cmp(money[i]) > 0 {
					return money[i]
				}
				return p
			}
			slices.SortFunc(backers, func(i, j int) int {
				a := new(big.Rat).Quo(money[i], big.NewRat(int64(e.Ballots[i].Dots(c)), 1))
				return a.Cmp(new(big.Rat).Quo(money[j], big.NewRat(int64(e.Ballots[j].Dots(c)), 1)))
			})
			for from := range backers {
				price, dots := big.NewRat(1, 1), int64(0)
				for at, i := range backers {
					if at < from {
						price.Sub(price, money[i])
					} else {
						dots += int64(e.Ballots[i].Dots(c))
					}
				}
				rho := price.Quo(price, big.NewRat(dots, 1))
				paid := new(big.Rat)
				for _, i := range backers {
					paid.Add(paid, pay(i, rho))
				}
				if rho.Sign() > 0 && paid.Cmp(big.NewRat(1, 1)) == 0 && (least == nil || rho.Cmp(least) < 0) {
					least, take = rho, c
				}
			}
		}
		if take < 0 {
			break
		}
		for i, b := range e.Ballots {
			p := new(big.Rat).Mul(least, big.NewRat(int64(b.Dots(take)), 1))
			if money[i] = new(big.Rat).Sub(money[i], p); money[i].Sign() < 0 {
				money[i] = new(big.Rat)
			}
		}
		chosen = append(chosen, take)
	}
	slices.Sort(chosen)
	return chosen
}

func TestEqualSharesByDotsIsAsDefined(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := tally.Election{Candidates: 6} // few ballots that like much, so that many have too little left
		for range rapid.IntRange(2, 6).Draw(t, "ballots") {
			b := tally.Ballot{Group: tally.NoGroup}
			for c := range e.Candidates {
				if dots := rapid.SampledFrom([]int{0, 1, 2, 9}).Draw(t, "dots"); dots > 0 {
					b.Votes = append(b.Votes, tally.Vote{Candidate: c, Dots: dots})
				}
			}
			e.Ballots = append(e.Ballots, b)
		}
		k := rapid.IntRange(2, 5).Draw(t, "seats")
		s, err := e.Select(tally.EqualSharesDots, k)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range plainShares(e, k) {
			if !slices.Contains(s.Chosen, c) {
				t.Fatalf("%v lacks %d of %v", s.Chosen, c, plainShares(e, k))
			}
		}
	})
}

// Sums, what is left out, swaps and firmness against the plainest recount.
func TestFiguresAreARecount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := anyElection(t, 5, 4)
		seats := rapid.IntRange(1, e.Candidates).Draw(t, "seats")
		r := count(t, e, tally.Asked{Seats: seats})
		chosen := r.Choices[0].Chosen
		out := func(chosen []int) (n int) {
			for _, b := range e.Ballots {
				if !slices.ContainsFunc(b.Votes, func(v tally.Vote) bool { return slices.Contains(chosen, v.Candidate) }) {
					n++
				}
			}
			return n
		}
		if got := r.Choices[0].LeftOut; got != out(chosen) {
			t.Fatalf("left out: %d, should be %d", got, out(chosen))
		}
		gain := 0
		for _, x := range chosen {
			for in := range e.Candidates {
				if !slices.Contains(chosen, in) {
					other := append(slices.DeleteFunc(slices.Clone(chosen), func(c int) bool { return c == x }), in)
					gain = max(gain, out(chosen)-out(other))
				}
			}
		}
		if got := r.Swap; (got != nil) != (gain > 0) || got != nil && got.Gain != gain {
			t.Fatalf("swap %+v, the best gains %d", got, gain)
		}
		oneLess := 0
		for i := range e.Ballots {
			less := e
			less.Ballots = slices.Delete(slices.Clone(e.Ballots), i, i+1)
			if s, _ := less.Select(tally.MostVoted, seats); !slices.Equal(s.Chosen, chosen) {
				oneLess++
			}
		}
		if r.Firm.OneLess != oneLess {
			t.Fatalf("one less: %d, should be %d", r.Firm.OneLess, oneLess)
		}
		for g := range 3 {
			less := e
			less.Ballots = slices.DeleteFunc(slices.Clone(e.Ballots), func(b tally.Ballot) bool { return b.Group == g })
			s, _ := less.Select(tally.MostVoted, seats)
			here := slices.ContainsFunc(e.Ballots, func(b tally.Ballot) bool { return b.Group == g })
			if decides := here && !slices.Equal(s.Chosen, chosen); decides != slices.Contains(r.Firm.GroupLess, g) {
				t.Fatalf("group %d decides: %v, not %v", g, decides, r.Firm.GroupLess)
			}
		}
	})
}

// The fewest ballots that must change, by trying all ways to change them.
func TestMarginsByBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		per := rapid.IntRange(1, 4).Draw(t, "dots")
		most := rapid.IntRange(1, per).Draw(t, "most on one")
		e := tally.Election{Candidates: 2, PerVoter: per, MaxPer: most}
		var ways [][2]int
		for a := range min(per, most) + 1 {
			for b := range min(per-a, most) + 1 {
				ways = append(ways, [2]int{a, b})
			}
		}
		var lying [][2]int
		gap := 0
		for range rapid.IntRange(1, 5).Draw(t, "ballots") {
			w := rapid.SampledFrom(ways).Draw(t, "ballot")
			var votes []tally.Vote
			for c, n := range w {
				if n > 0 {
					votes = append(votes, tally.Vote{Candidate: c, Dots: n})
				}
			}
			e.Ballots = append(e.Ballots, tally.Ballot{Votes: votes, Group: tally.NoGroup})
			lying, gap = append(lying, w), gap+w[0]-w[1]
		}
		if gap < 0 {
			return
		}
		best := 0
		var change func(at, gap, changed int)
		change = func(at, gap, changed int) {
			if at == len(lying) {
				if gap < 0 && (best == 0 || changed < best) {
					best = changed
				}
				return
			}
			change(at+1, gap, changed)
			for _, w := range ways {
				change(at+1, gap-(lying[at][0]-lying[at][1])+w[0]-w[1], changed+1)
			}
		}
		change(0, gap, 0)
		m := e.MarginOf(0, 1)
		if m.Ballots != best {
			t.Fatalf("%d ballots, should be %d", m.Ballots, best)
		}
		if gap-2*m.Dots >= 0 || gap-2*(m.Dots-1) < 0 {
			t.Fatalf("%d dots for a gap of %d", m.Dots, gap)
		}
	})
}

// Near is decided in whole numbers as the formula has it, and never chained.
func TestNear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := anyElection(t, 4, 6)
		n, sum, squares := float64(len(e.Ballots)), 0.0, 0.0
		for _, b := range e.Ballots {
			d := float64(b.Dots(0) - b.Dots(1))
			sum += d
			squares += d * d
		}
		sd := math.Sqrt(n * (squares/n - sum/n*sum/n))
		if off := math.Abs(math.Abs(sum) - sd); off > 1e-6 && e.Near(0, 1) != (math.Abs(sum) <= sd) {
			t.Fatalf("a difference of %v with a deviation of %v: near is %v", sum, sd, e.Near(0, 1))
		}
	})
	// Ten steps of two dots each, on 100 ballots: each is near its neighbours,
	// and the first is not near the last.
	e := tally.Election{Candidates: 10}
	for i := range 100 {
		b := tally.Ballot{Group: tally.NoGroup}
		for c := range 10 {
			if (i*7+c*11)%100 < 60-5*c {
				b.Votes = append(b.Votes, tally.Vote{Candidate: c, Dots: 1})
			}
		}
		e.Ballots = append(e.Ballots, b)
	}
	for c := range 9 {
		if !e.Near(c, c+1) {
			t.Fatalf("%d and %d should be near: nothing is tried", c, c+1)
		}
	}
	near := e.NearTo(5)
	if slices.Contains(near.First, 9) || slices.Contains(near.Cut, 0) || slices.Contains(near.Cut, 9) {
		t.Errorf("near is chained: %+v", near)
	}
	if len(near.First) == 0 || !slices.Contains(near.Cut, 4) || !slices.Contains(near.Cut, 5) {
		t.Errorf("what is near is not said: %+v", near)
	}
}

// Of 10 ballots six are for one and four for another: the first stays first if
// at least five of ten draws are for it, 0.8338 by the binomial distribution.
func TestResamplesAreABootstrap(t *testing.T) {
	e := tally.Approvals(2, [][]int{{0}, {0}, {0}, {0}, {0}, {0}, {1}, {1}, {1}, {1}})
	for seed := range uint64(5) {
		f := e.FirmnessOf(1, seed)
		if share := float64(f.SameFirst) / float64(f.Resamples); math.Abs(share-0.8338) > 0.03 {
			t.Errorf("seed %d: %v", seed, share)
		}
		if again := e.FirmnessOf(1, seed); !reflect.DeepEqual(f, again) {
			t.Errorf("seed %d says two things: %+v %+v", seed, f, again)
		}
	}
}

// Whatever is asked of an empty vote is answered.
func TestNobodyVoted(t *testing.T) {
	r, err := tally.Election{Candidates: 3}.Count(tally.Asked{Seats: 2, PAV: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range r.Choices {
		if fmt.Sprint(c.Chosen, c.Tied, c.LeftOut) != "[0 1] [0 1 2] 0" {
			t.Errorf("%+v", c)
		}
	}
	if r.Firm.Resamples != 0 {
		t.Errorf("%+v", r.Firm)
	}
}

func TestSpread(t *testing.T) {
	apart := tally.SpreadOf([]int{1, 1, 1, 5, 5, 5, 5}, 1, 5)
	if !apart.Disagree || apart.Low != 3 || apart.High != 4 {
		t.Errorf("%+v", apart)
	}
	if s := tally.SpreadOf([]int{1, 1, 5, 5}, 1, 5); !s.Disagree || s.Share != 1 || s.Low != 0 || s.High != 0 {
		t.Errorf("camps of two are told: %+v", s)
	}
	if s := tally.SpreadOf([]int{1, 1, 1, 5, 5, 5, 3}, 1, 5); !s.Disagree || s.Low != 0 {
		t.Errorf("the one in the middle is told: %+v", s)
	}
	if s := tally.SpreadOf([]int{2, 3, 3, 4}, 1, 5); s.Disagree {
		t.Errorf("%+v", s)
	}
}

func TestGroupsAreLaidTogether(t *testing.T) {
	e := tally.Approvals(2, [][]int{{0}, {0}, {1}, {0, 1}, {1}, {1}, {0}})
	for i, g := range []int{0, 0, 0, 1, 1, 2, 2} {
		e.Ballots[i].Group = g
	}
	shares, groups := e.Lay(3)
	if len(groups) != 2 || groups[0] != 0 || !slices.Equal(shares[0], []tally.Share{{Backers: 2, Ballots: 3}, {Backers: 2, Ballots: 4}}) {
		t.Errorf("%v %v", shares, groups)
	}
	e.Ballots = e.Ballots[:5]
	if shares, groups := e.Lay(3); len(groups) != 1 || len(shares[0]) != 1 {
		t.Errorf("a group of two is shown: %v %v", shares, groups)
	}
}

func TestCompareGroups(t *testing.T) {
	for _, c := range []struct {
		groups []tally.Share
		is     tally.Evenness
		differ []int
	}{
		{[]tally.Share{{Backers: 5, Ballots: 10}, {Backers: 10, Ballots: 20}}, tally.Even, nil},
		{[]tally.Share{{Backers: 1, Ballots: 10}, {Backers: 10, Ballots: 20}, {Backers: 19, Ballots: 20}}, tally.Uneven, []int{0, 2}},
		{[]tally.Share{{Backers: 0, Ballots: 10}, {Backers: 0, Ballots: 20}}, tally.Unclear, nil},
		{[]tally.Share{{Backers: 10, Ballots: 10}}, tally.Unclear, nil},
	} {
		if is, differ := tally.Compare(c.groups); is != c.is || !slices.Equal(differ, c.differ) {
			t.Errorf("%v: %v %v", c.groups, is, differ)
		}
	}
}

func TestNearlyTheSameBallotsBackThem(t *testing.T) {
	// 0 and 1 share four of five backers, of ten ballots; 2 and 3 have everybody.
	e := tally.Approvals(5, [][]int{
		{0, 1, 2, 3}, {0, 1, 2, 3}, {0, 1, 2, 3}, {0, 1, 2, 3}, {0, 2, 3}, {2, 3, 4}, {2, 3}, {2, 3}, {2, 3}, {2, 3},
	})
	if got := fmt.Sprint(e.AlikeBallots()); got != "[[0 1]]" {
		t.Error(got)
	}
}

// Forty who each have one of their own: too many ties to follow all, and still
// every one of them is said to be tied.
func TestMoreTiesThanAreFollowed(t *testing.T) {
	var ballots [][]int
	for c := range 40 {
		ballots = append(ballots, []int{c})
	}
	for _, rule := range []tally.Rule{tally.EqualShares, tally.Phragmen} {
		s, err := tally.Approvals(40, ballots).Select(rule, 20)
		if err != nil {
			t.Fatal(err)
		}
		if s.Complete || len(s.Tied) != 40 || s.Chosen[19] != 19 {
			t.Errorf("%s: complete %v, %v tied, %v chosen", rule, s.Complete, s.Tied, s.Chosen)
		}
	}
}
