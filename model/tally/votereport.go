package tally

import "slices"

// Unknown is a figure of people that is not known, or would tell of few.
const Unknown = -1

// InTen is a share of all in tenths; never all or none of ten unless it is.
func InTen(some, all int) int {
	if all == 0 {
		return 0
	}
	switch tenths := (some*10 + all/2) / all; {
	case some < all && tenths == 10:
		return 9
	case some > 0 && tenths == 0:
		return 1
	default:
		return tenths
	}
}

// Row is how one candidate came out.
type Row struct {
	Candidate int `json:"candidate"`
	Place     int `json:"place"` // from 1; the same for equal dots
	Dots      int `json:"dots"`
	Voters    int `json:"voters"` // ballots with a dot on it
}

// Choice is what a rule chooses, and whom it leaves out.
type Choice struct {
	Rule    Rule  `json:"rule"`
	Chosen  []int `json:"chosen"`            // ascending
	Tied    []int `json:"tied"`              // see [Selection.Tied]
	Partial bool  `json:"partial,omitempty"` // there were too many ties to follow all: there may be more in Tied
	LeftOut int   `json:"left_out"`          // ballots, or Unknown
}

// Report is all figures of one vote. It has no words: what it numbers are the
// candidates, from 0.
type Report struct {
	Candidates int `json:"candidates"`
	// SumsOnly is true where there were sums and no ballots: then there are the
	// rows, the most-voted and the margins in dots, and nothing else.
	SumsOnly bool  `json:"sums_only,omitempty"`
	Ballots  int   `json:"ballots"`
	Blank    int   `json:"blank,omitempty"` // of the ballots, those without a dot
	Seats    int   `json:"seats"`
	Rows     []Row `json:"rows"` // best first
	// Choices is what each rule chooses: the most-voted first, then equal shares
	// in both forms and Phragmén's rule, and PAV if it was asked for.
	Choices []Choice `json:"choices"`
	// LeftOutByMore is how many ballots the most-voted would leave out if one
	// more went on; -1 if all do.
	LeftOutByMore int      `json:"left_out_by_more"`
	Swap          *Swap    `json:"swap,omitempty"` // of the most-voted, the one that helps the most ballots; nil if none does
	Near          Nearness `json:"near"`
	Firm          Firmness `json:"firm"`
	Merges        []Merge  `json:"merges,omitempty"`
}

// Asked is what a report needs to know besides the ballots.
type Asked struct {
	Seats int      // [Election.CountEach] gives all rules for this number, and for others the most-voted and equal shares
	Seed  uint64   // of the resampling; kept with the report
	Alike [][2]int // candidates that say the same
	PAV   bool     // which takes up to a second, and at most [MaxPAV] candidates
}

// Count makes the report of a vote. Its errors are those of
// [Election.Select].
func (e Election) Count(asked Asked) (*Report, error) {
	all, err := e.CountEach(asked, []int{asked.Seats})
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// CountEach makes a report for each of some numbers of seats. What does not follow from the seats is counted once for all.
func (e Election) CountEach(asked Asked, seats []int) ([]*Report, error) {
	for _, k := range seats {
		if k < 1 || k > e.Candidates {
			return nil, errSeats
		}
	}
	sums, dots, firm := e.Sums(), e.columns(), e.firmness(seats, asked.Seed)
	order := Order(sums)
	all := make([]*Report, len(seats))
	for i, k := range seats {
		r := &Report{Candidates: e.Candidates, Ballots: len(e.Ballots), Blank: e.blank(), Seats: k, Rows: rows(sums), LeftOutByMore: -1, Firm: firm[i]}
		if err := e.choices(r, k == asked.Seats, asked.PAV); err != nil {
			return nil, err
		}
		if k < e.Candidates {
			r.LeftOutByMore = e.LeftOut(order[:k+1])
		}
		if swap, ok := e.bestSwap(r.Choices[0].Chosen); ok {
			r.Swap = &swap
		}
		r.Near, r.Merges = nearTo(order, k, dots.near), e.Merges(k, asked.Alike)
		all[i] = r
	}
	return all, nil
}

// choices adds what each rule chooses.
func (e Election) choices(r *Report, all, pav bool) error {
	rules := []Rule{MostVoted, EqualShares}
	if all {
		rules = append(rules, EqualSharesDots, Phragmen)
	}
	if pav {
		rules = append(rules, PAV)
	}
	for _, rule := range rules {
		s, err := e.Select(rule, r.Seats)
		if err != nil {
			return err
		}
		r.Choices = append(r.Choices, newChoice(rule, s, e.LeftOut(s.Chosen)))
	}
	return nil
}

// CountSums makes the report of a vote of which there are sums and no ballots.
// Its error is errSeats.
func CountSums(sums []Sum, seats int) (*Report, error) {
	s, err := SelectMost(sums, seats)
	if err != nil {
		return nil, err
	}
	r := &Report{Candidates: len(sums), SumsOnly: true, Seats: seats, Rows: rows(sums), LeftOutByMore: -1}
	r.Choices = []Choice{newChoice(MostVoted, s, -1)}
	r.Firm.First, r.Firm.Cut = marginsOfSums(sums, seats)
	return r, nil
}

func newChoice(rule Rule, s Selection, leftOut int) Choice {
	tied := s.Tied
	if tied == nil {
		tied = []int{} // a list in JSON too
	}
	return Choice{rule, s.Chosen, tied, !s.Complete, leftOut}
}

// Choice is what a rule chooses; nil if it was not asked for.
func (r *Report) Choice(rule Rule) *Choice {
	i := slices.IndexFunc(r.Choices, func(c Choice) bool { return c.Rule == rule })
	if i < 0 {
		return nil
	}
	return &r.Choices[i]
}

// rows is the candidates with their places, best first.
func rows(sums []Sum) []Row {
	rows := make([]Row, len(sums))
	for i, c := range Order(sums) {
		rows[i] = Row{c, i + 1, sums[c].Dots, sums[c].Voters}
		if i > 0 && rows[i-1].Dots == rows[i].Dots {
			rows[i].Place = rows[i-1].Place
		}
	}
	return rows
}
