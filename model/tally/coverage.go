package tally

// LeftOut is how many ballots have no dot on any of the chosen: what the room
// loses by a choice. Blank ballots are among them. (Coverage, the approval form
// of Chamberlin & Courant 1983.) Below three it tells of single people.
func (e Election) LeftOut(chosen []int) int {
	is := e.marks(chosen)
	n := 0
	for _, b := range e.Ballots {
		if backed(b, is) == 0 {
			n++
		}
	}
	return n
}

// blank is how many ballots have no dot at all.
func (e Election) blank() int { return e.LeftOut(e.all()) }

func (e Election) all() []int {
	all := make([]int, e.Candidates)
	for c := range all {
		all[c] = c
	}
	return all
}

func (e Election) marks(some []int) []bool {
	is := make([]bool, e.Candidates)
	for _, c := range some {
		is[c] = true
	}
	return is
}

// backed is how many of some candidates a ballot has dots on.
func backed(b Ballot, is []bool) int {
	n := 0
	for _, v := range b.Votes {
		if is[v.Candidate] {
			n++
		}
	}
	return n
}

// Swap is one of the chosen for one of the others.
type Swap struct {
	Out, In int
	Gain    int // ballots fewer that are left out
}

// bestSwap is the swap after which the fewest ballots are left out; false if no
// swap helps anybody. Of equal ones it puts out the one with the fewest dots,
// and takes in the one with the most.
func (e Election) bestSwap(chosen []int) (Swap, bool) {
	is, sums := e.marks(chosen), e.Sums()
	alone := make([]int, e.Candidates)        // ballots that have this one of the chosen and no other
	gain := make([]int, e.Candidates)         // ballots without any of the chosen that have this one
	both := make([]map[int]int, e.Candidates) // of alone, by who else they have
	for c := range both {
		both[c] = map[int]int{}
	}
	for _, b := range e.Ballots {
		switch backed(b, is) {
		case 0:
			for _, v := range b.Votes {
				gain[v.Candidate]++
			}
		case 1:
			only := b.Votes[0].Candidate
			for _, v := range b.Votes {
				if is[v.Candidate] {
					only = v.Candidate
				}
			}
			alone[only]++
			for _, v := range b.Votes {
				both[only][v.Candidate]++
			}
		}
	}
	var best Swap
	order := Order(sums)
	for at := len(order) - 1; at >= 0; at-- {
		out := order[at]
		if !is[out] {
			continue
		}
		for _, in := range order {
			if g := gain[in] - alone[out] + both[out][in]; !is[in] && g > best.Gain {
				best = Swap{out, in, g}
			}
		}
	}
	return best, best.Gain > 0
}
