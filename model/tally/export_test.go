package tally

// FirmnessOf is how firmly the most-voted seats stand.
func (e Election) FirmnessOf(seats int, seed uint64) Firmness {
	return e.firmness([]int{seats}, seed)[0]
}

// Near reports whether two candidates are so close that chance could have turned them.
func (e Election) Near(a, b int) bool { return e.columns().near(a, b) }

// Approvals makes an election of ballots that list what they approve of.
func Approvals(candidates int, ballots [][]int) Election {
	e := Election{Candidates: candidates, MaxPer: 1, PerVoter: candidates}
	for _, approved := range ballots {
		b := Ballot{Group: NoGroup}
		for _, c := range approved {
			b.Votes = append(b.Votes, Vote{c, 1})
		}
		e.Ballots = append(e.Ballots, b.sorted())
	}
	return e
}
