package tally

import (
	"math/big"
	"slices"
)

// maxStates bounds how many states of a sequential rule are looked at where
// ties branch: a second's work at most for a thousand ballots, and more than a
// workshop's vote ever needs.
const maxStates = 300

// sequence chooses one candidate at a time: by equal shares, completed by
// Phragmén's rule with what is left, or by the latter alone.
//
// Equal shares: each ballot has seats/n, and a candidate costs 1. Bought is the
// one with the least ρ such that its backers can pay for it with at most ρ for
// each unit of what they have of it: Σ min(b_i, ρ·u_i) = 1. u is 1, or the dots
// if byDots. (Peters & Skowron, Proportionality and the Limits of Welfarism,
// 2020; Peters, Pierczyński & Skowron, Proportional Participatory Budgeting
// with Additive Utilities, 2021.)
//
// Phragmén: each candidate brings a load of 1, laid on its backers so that all
// of them carry the same afterwards; taken is the one where that is least.
// (Phragmén 1894; Brill et al., Phragmén's Voting Methods and Justified
// Representation, 2017.) A ballot that still has money begins with so much less
// than no load. Candidates that nobody backs come last, all of them equal.
// (Lackner & Skowron, Multi-Winner Voting with Approval Preferences, 2023.)
func (e Election) sequence(seats int, shares, byDots bool) Selection {
	x := explorer{backers: e.backers(), seen: map[string]bool{}}
	if !byDots {
		for _, some := range x.backers {
			for i := range some {
				some[i].dots = 1
			}
		}
	}
	x.follow(newState(e, seats, shares))
	if x.cut {
		x.turned = true
		x.follow(newState(e, seats, shares))
	}
	return selected(x.endings, !x.cut)
}

// state is where a sequential rule stands. It is never changed.
type state struct {
	taken []bool
	left  int        // seats to fill
	money []*big.Int // of each ballot, in parts of unit: what it can pay, or, in loads, what it carries
	unit  *big.Int   // what a candidate costs
	loads bool       // it is Phragmén's turn
}

func newState(e Election, seats int, shares bool) *state {
	s := &state{taken: make([]bool, e.Candidates), left: seats, unit: big.NewInt(int64(max(1, len(e.Ballots)))), loads: !shares}
	each := new(big.Int)
	if shares {
		each.SetInt64(int64(seats))
	}
	s.money = slices.Repeat([]*big.Int{each}, len(e.Ballots))
	return s
}

// price is what a candidate asks of its backers: num/(unit·weight) for each
// unit of what they have of it.
type price struct{ num, weight *big.Int }

func (p price) compare(q price) int {
	var a, b big.Int
	return a.Mul(p.num, q.weight).Cmp(b.Mul(q.num, p.weight))
}

// priceOf is a candidate's price; false if its backers cannot pay, or if it
// has none.
func (s *state) priceOf(backers []backer) (price, bool) {
	if len(backers) == 0 {
		return price{}, false
	}
	sum, weight := new(big.Int), 0
	for _, b := range backers {
		sum.Add(sum, s.money[b.ballot])
		weight += b.dots
	}
	if s.loads {
		return price{sum.Add(sum, s.unit), big.NewInt(int64(len(backers)))}, true
	}
	if sum.Cmp(s.unit) < 0 {
		return price{}, false
	}
	return s.shared(backers, weight), true
}

// shared finds the least ρ at which the backers, who together have enough, pay
// for a candidate. Whoever has too little for it pays all, which raises it for
// the others, until nobody else has too little.
func (s *state) shared(backers []backer, weight int) price {
	num, rest := new(big.Int).Set(s.unit), slices.Clone(backers)
	var have, asked, w, dots big.Int
	for {
		before := len(rest)
		rest = slices.DeleteFunc(rest, func(b backer) bool {
			money := s.money[b.ballot]
			have.Mul(money, w.SetInt64(int64(weight)))
			asked.Mul(num, dots.SetInt64(int64(b.dots)))
			if have.Cmp(&asked) >= 0 {
				return false
			}
			num.Sub(num, money)
			weight -= b.dots
			return true
		})
		if len(rest) == before {
			return price{num, big.NewInt(int64(weight))}
		}
	}
}

// best is the candidates with the least price, ascending, all of them equal;
// none if none can be had.
func (s *state) best(backers [][]backer) (least price, some []int) {
	for c, by := range backers {
		if s.taken[c] {
			continue
		}
		p, ok := s.priceOf(by)
		if !ok {
			continue
		}
		order := -1
		if len(some) > 0 {
			order = p.compare(least)
		}
		switch {
		case order < 0:
			least, some = p, []int{c}
		case order == 0:
			some = append(some, c)
		}
	}
	return least, some
}

// take is the state after a candidate was taken at a price.
func (s *state) take(c int, p price, backers []backer) *state {
	next := &state{taken: slices.Clone(s.taken), left: s.left - 1, unit: new(big.Int).Mul(s.unit, p.weight), loads: s.loads}
	next.taken[c] = true
	next.money = make([]*big.Int, len(s.money))
	for i, m := range s.money {
		next.money[i] = new(big.Int).Mul(m, p.weight)
	}
	for _, b := range backers {
		if m := next.money[b.ballot]; s.loads {
			m.Set(p.num)
		} else if pays := new(big.Int).Mul(p.num, big.NewInt(int64(b.dots))); m.Cmp(pays) <= 0 {
			m.SetInt64(0)
		} else {
			m.Sub(m, pays)
		}
	}
	return next
}

// complete is the state in which Phragmén's rule goes on with what is left.
func (s *state) complete() *state {
	next := &state{taken: s.taken, left: s.left, unit: s.unit, loads: true, money: make([]*big.Int, len(s.money))}
	for i, m := range s.money {
		next.money[i] = new(big.Int).Neg(m)
	}
	return next
}

func (s *state) where(taken bool) (some []int) {
	for c, is := range s.taken {
		if is == taken {
			some = append(some, c)
		}
	}
	return some
}

// key tells states apart. Two that are the same in other terms may get two
// keys: then one is followed twice.
func (s *state) key() string {
	raw := []byte{0}
	if s.loads {
		raw[0] = 1
	}
	for _, c := range s.where(true) {
		raw = append(raw, byte(c>>8), byte(c))
	}
	raw = s.unit.Append(append(raw, '/'), 62)
	for _, m := range s.money {
		raw = m.Append(append(raw, ' '), 62)
	}
	return string(raw)
}

// explorer follows a rule from state to state, through every tie.
type explorer struct {
	backers [][]backer
	endings []ending
	seen    map[string]bool // states that ties led to
	states  int
	cut     bool // not all ties were followed
	turned  bool // of ties only the last is followed
}

// follow goes on from a state to all its endings, the one by the tie rule
// first. That one is always reached, however many states there are.
func (x *explorer) follow(s *state) {
	x.states++
	if s.left == 0 {
		x.endings = append(x.endings, ending{chosen: s.where(true)})
		return
	}
	least, some := s.best(x.backers)
	if len(some) == 0 {
		if !s.loads {
			x.follow(s.complete())
			return
		}
		x.endings = append(x.endings, ending{chosen: s.where(true), free: s.where(false), left: s.left})
		return
	}
	if x.turned { // the way that is least like the tie rule's: what it does not share is tied
		last := some[len(some)-1]
		x.follow(s.take(last, least, x.backers[last]))
		return
	}
	for _, c := range some {
		if len(x.endings) > 0 && x.states >= maxStates {
			x.cut = true
			return
		}
		next := s.take(c, least, x.backers[c])
		if len(some) > 1 {
			key := next.key()
			if x.seen[key] {
				continue
			}
			x.seen[key] = true
		}
		x.follow(next)
	}
}
