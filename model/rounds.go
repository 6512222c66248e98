package model

import (
	"cmp"
	"slices"
	"strconv"
	"time"
)

// Round is one vote over a list of candidates that is frozen when it opens: later merges,
// renames or removals do not change it.
type Round struct {
	ID         RoundID
	Phase      PhaseID
	Dots       int // for each voter
	MaxPer     int // maximum for one candidate
	Secret     bool
	Rule       Participation
	Roll       []PersonID // for VoteRoll: people who may vote, ascending
	Candidates []Candidate
	Opened     time.Time
	Closed     time.Time // zero while it is open
	Entitled   int       // how many could have voted when it closed; 0 if not known; see [Board.Electors]
	Keep       Keep      // what it keeps; empty in a log from before there was a choice
	Void       bool      // it was closed without its key, so its ballots could not be read
	Sectors    []SectorTally
	Choose     int         // how many are proposed to go on; 0 if not set; see [Round.Proposed]
	Findings   *Findings   // what was found beyond its sums; nil if that was not computed
	Decision   *Decision   // which candidates go on; nil if that has not been chosen
	Runoff     RoundID     // the vote whose tie it settles; 0 if none
	Sure       []Candidate // of a runoff: its result is joined to these; see [Round.goesOn]
	// Unencrypted is true if ballots of a secret vote may come over connections that others
	// on the network can read; see [Round.CameUnencrypted].
	Unencrypted bool

	ballots   Vec[Ballot]  // while it is open in memory only, except in old logs
	unordered bool         // the ballots are not sorted by token
	boxes     int          // number of sealed ballots in the log
	unsealed  bool         // ballots has the content of the boxes
	people    Vec[*Person] // as they were when it opened, and those who joined after
	cast      int          // number of ballots with a dot, of a closed round that says so
	// unencrypted is how many of them came over connections that others can read, of a closed
	// round.
	unencrypted int
	sums        []Sum    // of a closed round without ballots
	nearFirst   []ItemID // of a closed round with ballots and without findings, from an older Verkstad
	nearCut     []ItemID // the same
}

// Candidate is a candidate of a round, as it was when the round opened.
type Candidate struct {
	ID      ItemID                `json:"id"`
	Title   string                `json:"title"`
	Detail  []string              `json:"detail,omitempty"` // texts of its ideas
	Sectors [len(Sectors) + 1]int `json:"sectors"`          // number of its ideas by sector
}

// Ballot is one voter's dots. It does not tell who the voter is.
type Ballot struct {
	Voter Token
	Dots  []Dot // ascending by candidate, each N at least 1

	sector Sector // that the voter votes for; in memory only
	count  int    // how many ballots of the voter there were, this one included; in memory only
	// unencrypted is true if it came over a connection that others can read; in memory only.
	unencrypted bool
}

// Dot is the number of dots that a voter gives one candidate.
type Dot struct {
	ID ItemID `json:"id"`
	N  int    `json:"n"`
}

// Sum is the result of a candidate.
type Sum struct {
	ID     ItemID `json:"id"`
	Dots   int    `json:"dots"`
	Voters int    `json:"voters"` // number of ballots with a dot on it
}

// SectorTally is how a group of voters voted. Groups of fewer than MinSectorGroup voters
// are joined; [NoSector] is one of the sectors.
type SectorTally struct {
	Sectors []Sector `json:"sectors"`
	Voters  int      `json:"voters"`
	Dots    []Dot    `json:"dots"`   // dots per candidate
	Counts  []Dot    `json:"counts"` // voters per candidate
}

// MinGroup is the smallest group of which anything secret is shown: a secret round with
// fewer ballots shows no result.
const MinGroup = 3

// MinSectorGroup is the smallest group whose votes are shown beside the total. If three of
// a group tell each other how they voted, what is left is the sum of two others, which is
// nobody's ballot.
const MinSectorGroup = MinGroup + 2

// Bounds of a round.
const (
	MaxDots       = 100
	MaxCandidates = 500
)

// Rounds returns all votes, oldest first.
func (b *Board) Rounds() Vec[*Round] { return b.rounds }

// Round returns a vote; nil if there is none with that id.
func (b *Board) Round(id RoundID) *Round {
	if id < 1 || int(id) > b.rounds.Len() {
		return nil
	}
	return b.rounds.At(int(id) - 1)
}

// OpenRound returns the vote that is open; nil if none is. There is at most one.
func (b *Board) OpenRound() *Round {
	if n := b.rounds.Len(); n > 0 && b.rounds.At(n-1).IsOpen() {
		return b.rounds.At(n - 1)
	}
	return nil
}

// LastRound returns the newest vote, open or not; nil if there was none.
func (b *Board) LastRound() *Round { return b.Round(RoundID(b.rounds.Len())) }

// LastResult returns the newest vote with a result; see [Board.Standing].
func (b *Board) LastResult() *Round { return b.Standing(b.LastRound()) }

// Standing returns the vote whose result is shown in place of r's: r itself or, if r shows
// none, the newest before it that does. It returns r if none does.
func (b *Board) Standing(r *Round) *Round {
	for at := r; at != nil; at = b.Round(at.ID - 1) {
		if at.Withheld() == Shown {
			return at
		}
	}
	return r
}

// FailedAfter returns the newest vote that closed without a result after r, and before the
// next one with a result; nil if r has no result or if there is none.
func (b *Board) FailedAfter(r *Round) (failed *Round) {
	if r.Withheld() != Shown {
		return nil
	}
	for next := b.Round(r.ID + 1); next != nil && !next.IsOpen() && next.Withheld() != Shown; next = b.Round(next.ID + 1) {
		failed = next
	}
	return failed
}

// IsOpen reports whether the round accepts ballots.
func (r *Round) IsOpen() bool { return r.Closed.IsZero() }

// Candidate returns a candidate; nil if it is not in the round.
func (r *Round) Candidate(id ItemID) *Candidate {
	for i := range r.Candidates {
		if r.Candidates[i].ID == id {
			return &r.Candidates[i]
		}
	}
	return nil
}

// Cast returns how many have given a dot. It is shown while the vote is secret too, unless
// it is not known; see [Round.Counted].
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

// Counted reports whether it is known how many have voted: it is not for a round whose
// ballots are sealed and whose key is not available, as when somebody reviews a time when
// it was open.
func (r *Round) Counted() bool { return !r.lost() && !r.Void }

// Label returns what a candidate is called in the round, the same for everybody whatever
// the order they see: a capital letter, or a number where there are more candidates than
// letters. It returns "" for what is no candidate.
func (r *Round) Label(id ItemID) string {
	i := slices.IndexFunc(r.Candidates, func(c Candidate) bool { return c.ID == id })
	switch {
	case i < 0:
		return ""
	case len(r.Candidates) > 26:
		return strconv.Itoa(i + 1)
	}
	return string(rune('A' + i))
}

// Order returns the candidates in an order of the voter's own, so that the first in the
// list has no advantage. It is the same each time for the same voter.
func (r *Round) Order(p PersonID) []Candidate {
	out := slices.Clone(r.Candidates)
	key := func(c Candidate) uint64 { // splitmix64 of the person, the round and the candidate
		x := uint64(p)<<40 ^ uint64(r.ID)<<24 ^ uint64(c.ID) + 0x9e3779b97f4a7c15
		x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
		x = (x ^ x>>27) * 0x94d049bb133111eb
		return x ^ x>>31
	}
	slices.SortFunc(out, func(a, b Candidate) int { return cmp.Compare(key(a), key(b)) })
	return out
}
