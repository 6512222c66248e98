package model

import (
	"cmp"
	"slices"
	"time"
)

// Round is one vote over a list of candidates that is frozen when it opens:
// merging, renaming or removing later changes nothing in it.
type Round struct {
	ID         RoundID
	Phase      PhaseID
	Dots       int // each voter has
	MaxPer     int // at most on one candidate
	Secret     bool
	Rule       Participation
	Roll       []PersonID // for VoteRoll: who may vote, ascending
	Candidates []Candidate
	Opened     time.Time
	Closed     time.Time // zero while it is open
	Entitled   int       // who could have voted when it closed; 0 if not noted; see [Board.Electors]
	Keep       Keep      // what it leaves behind; empty in a log from before there was a choice
	Void       bool      // it was closed without its key: its ballots could not be read
	Sectors    []SectorTally
	Choose     int         // how many are proposed to go on; 0 is not said; see [Round.Proposed]
	Findings   *Findings   // what it came to beyond its sums; nil if that was not counted
	Decision   *Decision   // which candidates go on; nil while that is not chosen
	Runoff     RoundID     // the vote whose tie it settles; 0 is none
	Sure       []Candidate // of a runoff, what comes of it is joined to these; see [Round.GoesOn]

	ballots   Vec[Ballot]  // while it is open in memory only, but in old logs
	unordered bool         // the ballots do not stand by token
	boxes     int          // sealed ballots in the log
	unsealed  bool         // ballots has what the boxes hold
	people    Vec[*Person] // as they were when it opened, and who joined after
	cast      int          // ballots with a dot, of a closed round that says so
	sums      []Sum        // of a closed round without ballots
	nearFirst []ItemID     // of a closed round with ballots and without findings, as of an older Verkstad
	nearCut   []ItemID     // the same
}

// Candidate is what a round votes on, as it was when the round opened.
type Candidate struct {
	ID      ItemID                `json:"id"`
	Title   string                `json:"title"`
	Detail  []string              `json:"detail,omitempty"` // its ideas' texts
	Sectors [len(Sectors) + 1]int `json:"sectors"`          // its ideas by sector
}

// Ballot is one voter's dots. Who the voter is cannot be told from it.
type Ballot struct {
	Voter Token
	Dots  []Dot // ascending by candidate, each N at least 1

	sector Sector // that the voter votes for; in memory only
	count  int    // how many ballots of the voter there were, this one included; in memory only
}

// Dot is what a voter gives one candidate.
type Dot struct {
	ID ItemID `json:"id"`
	N  int    `json:"n"`
}

// Sum is how a candidate came out.
type Sum struct {
	ID     ItemID `json:"id"`
	Dots   int    `json:"dots"`
	Voters int    `json:"voters"` // ballots with a dot on it
}

// SectorTally is how a group of voters voted. Groups of fewer than
// MinSectorGroup voters are laid together; [NoSector] is one of the sectors.
type SectorTally struct {
	Sectors []Sector `json:"sectors"`
	Voters  int      `json:"voters"`
	Dots    []Dot    `json:"dots"`   // dots per candidate
	Counts  []Dot    `json:"counts"` // voters per candidate
}

// MinGroup is the smallest group of which anything secret is shown: a secret
// round with fewer ballots shows no result.
const MinGroup = 3

// MinSectorGroup is the smallest group whose votes are shown beside those of
// all. Three of a group who tell each other what they voted are left with the
// sum of two others, which is nobody's ballot.
const MinSectorGroup = MinGroup + 2

// Bounds of a round.
const (
	MaxDots       = 100
	MaxCandidates = 500
)

// Rounds is all votes, oldest first.
func (b *Board) Rounds() Vec[*Round] { return b.rounds }

// Round finds a vote; nil if there is none.
func (b *Board) Round(id RoundID) *Round {
	if id < 1 || int(id) > b.rounds.Len() {
		return nil
	}
	return b.rounds.At(int(id) - 1)
}

// OpenRound is the vote that is open; nil if none is. There is at most one.
func (b *Board) OpenRound() *Round {
	if n := b.rounds.Len(); n > 0 && b.rounds.At(n-1).IsOpen() {
		return b.rounds.At(n - 1)
	}
	return nil
}

// LastRound is the newest vote, open or not; nil if there was none.
func (b *Board) LastRound() *Round { return b.Round(RoundID(b.rounds.Len())) }

// LastResult is the vote whose result is the newest there is; see [Board.Standing].
func (b *Board) LastResult() *Round { return b.Standing(b.LastRound()) }

// Standing is the vote whose result is shown where that of r would be: r itself,
// and where r shows none, the newest before it that does. It is r where none
// does.
func (b *Board) Standing(r *Round) *Round {
	for at := r; at != nil; at = b.Round(at.ID - 1) {
		if at.Withheld() == Shown {
			return at
		}
	}
	return r
}

// FailedAfter is the newest vote that closed without a result after r, and before
// the next that has one; nil if r has no result or none closed so.
func (b *Board) FailedAfter(r *Round) (failed *Round) {
	if r.Withheld() != Shown {
		return nil
	}
	for next := b.Round(r.ID + 1); next != nil && !next.IsOpen() && next.Withheld() != Shown; next = b.Round(next.ID + 1) {
		failed = next
	}
	return failed
}

// IsOpen tells whether the round takes ballots.
func (r *Round) IsOpen() bool { return r.Closed.IsZero() }

// Candidate finds a candidate; nil if it is not voted on.
func (r *Round) Candidate(id ItemID) *Candidate {
	for i := range r.Candidates {
		if r.Candidates[i].ID == id {
			return &r.Candidates[i]
		}
	}
	return nil
}

// Cast is how many have laid a dot. It is shown while the vote is secret too,
// unless it cannot be told; see [Round.Counted].
func (r *Round) Cast() int {
	if r.cast > 0 {
		return r.cast
	}
	n := 0
	for _, ballot := range r.ballots.All() {
		if len(ballot.Dots) > 0 {
			n++
		}
	}
	return n
}

// Counted tells whether it can be told how many have voted: not of a round
// whose ballots are sealed and whose key one has not, as when one looks back at
// a moment when it was open.
func (r *Round) Counted() bool { return !r.Lost() && !r.Void }

// Order is the candidates in an order of the voter's own, so that the first on
// the list has no advantage. It is the same each time for the same voter.
func (r *Round) Order(p PersonID) []Candidate {
	out := slices.Clone(r.Candidates)
	key := func(c Candidate) uint64 { // splitmix64 of who, which round and which candidate
		x := uint64(p)<<40 ^ uint64(r.ID)<<24 ^ uint64(c.ID) + 0x9e3779b97f4a7c15
		x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
		x = (x ^ x>>27) * 0x94d049bb133111eb
		return x ^ x>>31
	}
	slices.SortFunc(out, func(a, b Candidate) int { return cmp.Compare(key(a), key(b)) })
	return out
}
