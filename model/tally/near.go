package tally

import "math/big"

// columns is the dots of all ballots, by candidate and then by ballot.
type columns [][]int32

func (e Election) columns() columns {
	all, n := make(columns, e.Candidates), len(e.Ballots)
	for c := range all {
		all[c] = make([]int32, n)
	}
	for i, b := range e.Ballots {
		for _, v := range b.Votes {
			all[v.Candidate][i] = int32(v.Dots)
		}
	}
	return all
}

// near reports whether two candidates are so close that chance could have turned them:
// whether their difference in dots is at most one standard deviation of it, estimated from
// the ballots, √(n·var(d_i)), where d_i is each ballot's own difference. It is decided in
// whole numbers: g²·(n+1) ≤ n·Σd_i², for a difference of g.
func (c columns) near(a, b int) bool {
	var gap, squares int64
	for i, x := range c[a] {
		d := int64(x - c[b][i])
		gap += d
		squares += d * d
	}
	n := int64(len(c[a]))
	left, right := big.NewInt(gap), big.NewInt(squares)
	left.Mul(left, left).Mul(left, big.NewInt(n+1))
	return left.Cmp(right.Mul(right, big.NewInt(n))) <= 0
}

// Nearness is who stands close to what matters. It is never chained: each is
// compared with the first, or over the cut, and with nothing else.
type Nearness struct {
	First []int `json:"first"` // close to the first, most dots first, without it
	// Cut is who stands close across the cut, most dots first: those below it
	// that are near the last above it, and those above it that are near the
	// first below it. Empty if all are chosen.
	Cut []int `json:"cut"`
}

// NearTo is the nearness of the most-voted seats.
func (e Election) NearTo(seats int) Nearness { return nearTo(Order(e.Sums()), seats, e.columns().near) }

// NearBySums is the nearness of the most-voted seats where no ballot may be told of:
// as if who backs one candidate were no more and no less likely to back another,
// and each who backs one gave it equally many dots. Then Σd_i² is
// D_a²/v_a + D_b²/v_b − 2·D_a·D_b/n, for D dots of v voters. It follows from the sums
// and so tells nothing that they do not. Two with the same dots are always near.
func NearBySums(sums []Sum, voted, seats int) Nearness {
	return nearTo(Order(sums), seats, func(a, b int) bool { return nearBySums(sums[a], sums[b], voted) })
}

func nearBySums(a, b Sum, voted int) bool {
	gap, n := int64(a.Dots-b.Dots), int64(voted)
	if gap == 0 || n == 0 {
		return true
	}
	squares := new(big.Rat)
	for _, s := range []Sum{a, b} {
		if s.Voters > 0 {
			squares.Add(squares, big.NewRat(int64(s.Dots)*int64(s.Dots), int64(s.Voters)))
		}
	}
	squares.Sub(squares, big.NewRat(2*int64(a.Dots)*int64(b.Dots), n))
	left := new(big.Rat).SetInt64(gap)
	left.Mul(left, left).Mul(left, big.NewRat(n+1, n))
	return left.Cmp(squares) <= 0
}

// nearTo is the nearness of the first seats of an order, by who is near whom.
func nearTo(order []int, seats int, is func(a, b int) bool) Nearness {
	near := Nearness{First: []int{}, Cut: []int{}}
	for _, c := range order[1:] {
		if is(order[0], c) {
			near.First = append(near.First, c)
		}
	}
	if seats >= len(order) {
		return near
	}
	last, next := order[seats-1], order[seats]
	for at, c := range order {
		other := next
		if at >= seats {
			other = last
		}
		if is(c, other) {
			near.Cut = append(near.Cut, c)
		}
	}
	return near
}
