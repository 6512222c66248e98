package model

import (
	"slices"
	"time"

	"verkstad/model/tally"
)

// Findings is what a closed round came to beyond its sums: what its room can
// defend, by how many go on (docs/results.md). They are counted from the
// ballots when the round closes and stored after the close, so that a review
// and a recount say the same for ever. A round that keeps no ballots has in them
// only what tells of nobody; see [Round.Weigh].
type Findings struct {
	// Of Resamples of the ballots, SameFirst had the same first. Of a round that
	// keeps no ballots they are in tenths, and there is no seed: nobody can draw
	// the same again.
	Resamples int       `json:"resamples,omitempty"`
	Seed      uint64    `json:"seed,omitempty,string"`
	SameFirst int       `json:"sameFirst,omitempty"`
	First     *Gap      `json:"first,omitempty"`     // between the first and the second
	NearFirst []ItemID  `json:"nearFirst,omitempty"` // near the first, most dots first
	By        []Finding `json:"by"`                  // by how many go on, ascending
}

// Finding is what it comes to if a number of candidates go on. Figures of
// people are left out where they are not known, or would tell of few.
type Finding struct {
	Seats   int      `json:"seats"`
	Choices []Chosen `json:"choices"`           // the most-voted first
	ByMore  *int     `json:"byMore,omitempty"`  // ballots left out if one more of the most-voted went on
	Swap    *Swap    `json:"swap,omitempty"`    // of the most-voted, the one that helps the most ballots
	NearCut []ItemID `json:"nearCut,omitempty"` // near across the cut, most dots first
	Cut     *Gap     `json:"cut,omitempty"`     // between the last that goes on and the first that does not
	OneLess *int     `json:"oneLess,omitempty"` // ballots without which, each alone, others would go on
	SameSet int      `json:"sameSet,omitempty"` // of the resamples, those in which the same go on
	Merges  []Merge  `json:"merges,omitempty"`  // what would change if some were one
}

type (
	// Chosen is what a rule chooses, in the order of the candidates, and whom it
	// leaves out.
	Chosen struct {
		Rule    tally.Rule `json:"rule"`
		IDs     []ItemID   `json:"ids"`
		Tied    []ItemID   `json:"tied,omitempty"` // in some but not in all of the sets that the rule allows
		Partial bool       `json:"partial,omitempty"`
		LeftOut *int       `json:"leftOut,omitempty"` // ballots without a dot on any of them
	}
	// Gap is what it would take to put one candidate strictly ahead of another.
	Gap struct {
		Above   ItemID `json:"above"`
		Below   ItemID `json:"below"`
		Dots    int    `json:"dots"`              // that must move from one to the other
		Ballots int    `json:"ballots,omitempty"` // that must change; 0 if no number is enough, or it is not told
	}
	// Swap is one of the chosen for one of the others.
	Swap struct {
		Out  ItemID `json:"out"`
		In   ItemID `json:"in"`
		Gain int    `json:"gain"` // ballots fewer that are left out
	}
	// Merge is what would change if some candidates were one.
	Merge struct {
		IDs       []ItemID `json:"ids"`
		Dots      int      `json:"dots"` // together
		First     bool     `json:"first,omitempty"`
		Set       bool     `json:"set,omitempty"`
		In        []ItemID `json:"in,omitempty"`
		Out       []ItemID `json:"out,omitempty"`
		ByBallots bool     `json:"byBallots,omitempty"`
		ByWords   bool     `json:"byWords,omitempty"`
	}
)

// StoreFindings lays down what a closed round came to, once. The live workshop
// does it when they are counted, right after the close; nobody else does.
type StoreFindings struct {
	Round    RoundID
	Findings Findings
}

// RoundWeighed is what a closed round came to. It belongs to the close, and other
// things may have happened between. A log without it, as of an older Verkstad
// or of one that stopped between the two, says less.
type RoundWeighed struct {
	ID       RoundID  `json:"id"`
	Findings Findings `json:"findings"`
}

func (c StoreFindings) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if by != Host {
		return nil, ErrNotAllowed
	}
	if r := b.Round(c.Round); r == nil || r.Withheld() != Shown || r.IsOpen() || !c.Findings.fits(r) {
		return nil, ErrNoRound
	} else if r.Findings != nil {
		return nil, nil
	}
	return one(RoundWeighed{c.Round, c.Findings})
}

func (e RoundWeighed) apply(b *Board, r Record) {
	round := b.Round(e.ID)
	if round == nil || round.IsOpen() || round.Withheld() != Shown || round.Findings != nil || !e.Findings.fits(round) {
		return
	}
	b.changeRound(e.ID, r, func(round *Round) { round.Findings = round.tellable(&e.Findings) })
}

// fits reports whether the findings can be of the round: whether all that they name
// are its candidates, and the most-voted are chosen for each number of seats.
func (f Findings) fits(r *Round) bool {
	last := 0
	ids := slices.Clone(f.NearFirst)
	ids = append(ids, f.First.ids()...)
	for _, k := range f.By {
		if k.Seats <= last || k.Seats > len(r.Candidates) || len(k.Choices) == 0 || k.Choices[0].Rule != tally.MostVoted {
			return false
		}
		last = k.Seats
		for _, c := range k.Choices {
			if len(c.IDs) != k.Seats {
				return false
			}
			ids = append(append(ids, c.IDs...), c.Tied...)
		}
		ids = append(append(ids, k.NearCut...), k.Cut.ids()...)
		if k.Swap != nil {
			ids = append(ids, k.Swap.Out, k.Swap.In)
		}
		for _, m := range k.Merges {
			ids = slices.Concat(ids, m.IDs, m.In, m.Out)
		}
	}
	return len(f.By) > 0 && !slices.ContainsFunc(ids, func(id ItemID) bool { return r.Candidate(id) == nil })
}

func (g *Gap) ids() []ItemID {
	if g == nil {
		return nil
	}
	return []ItemID{g.Above, g.Below}
}

// For returns the finding for a number of seats; nil if that was not counted.
func (f *Findings) For(seats int) *Finding {
	if f == nil {
		return nil
	}
	at := slices.IndexFunc(f.By, func(k Finding) bool { return k.Seats == seats })
	if at < 0 {
		return nil
	}
	return &f.By[at]
}
