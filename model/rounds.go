package model

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"verkstad/model/method"
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
	Sectors    []SectorTally

	ballots Vec[Ballot]
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
}

// Dot is what a voter gives one candidate.
type Dot struct {
	ID ItemID `json:"id"`
	N  int    `json:"n"`
}

// SectorTally is how a group of voters voted. Groups of fewer than MinGroup
// voters are laid together, and left out if they are still too few.
type SectorTally struct {
	Sectors []Sector `json:"sectors"`
	Voters  int      `json:"voters"`
	Dots    []Dot    `json:"dots"`   // dots per candidate
	Counts  []Dot    `json:"counts"` // voters per candidate
}

// MinGroup is the smallest group whose votes are shown on their own.
const MinGroup = 3

// Bounds of a round.
const (
	MaxDots       = 100
	MaxCandidates = 500
)

// OpenRound opens a vote. Zero values take the phase's settings and, for the
// candidates, what lies there to vote on (see [Board.Votable]).
type OpenRound struct {
	Candidates []ItemID
	Dots       int
	MaxPer     int
	Open       bool       // results visible while it goes on; otherwise as the phase says, secret outside a voting phase
	Here       []PersonID // from the live workshop: who is here, for the roll; see [Board.Attending]
}

// CastBallot lays a voter's dots, all of them, in place of what the voter laid
// before. Voter is filled in by the live workshop, never by who asks.
type CastBallot struct {
	Round RoundID // 0 is the open one
	Dots  []Dot
	Voter Token
}

// CloseRound closes the vote and shows its result. Sectors, from the live
// workshop, tells which sector each voter belongs to; only sums of it are kept.
// Here, from it too, is how many are here.
type CloseRound struct {
	Sectors map[Token]Sector
	Here    int
}

// What happened in votes.
type (
	RoundOpened struct {
		ID         RoundID       `json:"id"`
		Phase      PhaseID       `json:"phase,omitempty"`
		Dots       int           `json:"dots"`
		MaxPer     int           `json:"maxPer"`
		Secret     bool          `json:"secret"`
		Rule       Participation `json:"rule,omitempty"`
		Roll       []PersonID    `json:"roll,omitempty"`
		Candidates []Candidate   `json:"candidates"`
	}
	BallotCast struct {
		Round RoundID `json:"round"`
		Voter Token   `json:"voter"`
		Dots  []Dot   `json:"dots"`
	}
	RoundClosed struct {
		ID       RoundID       `json:"id"`
		Entitled int           `json:"entitled,omitempty"`
		Sectors  []SectorTally `json:"sectors,omitempty"`
	}
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

// Cast is how many have laid a dot. It is shown while the vote is secret too.
func (r *Round) Cast() int {
	n := 0
	for _, ballot := range r.ballots.All() {
		if len(ballot.Dots) > 0 {
			n++
		}
	}
	return n
}

// Ballot is what a voter has laid; for that voter's eyes only.
func (r *Round) Ballot(t Token) []Dot {
	for _, ballot := range r.ballots.All() {
		if ballot.Voter == t {
			return ballot.Dots
		}
	}
	return nil
}

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

func (c OpenRound) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	if b.OpenRound() != nil {
		return nil, ErrRoundOpen
	}
	if b.rounds.Len() >= MaxRounds {
		return nil, ErrFull.with(MaxRounds)
	}
	ids := without(c.Candidates, 0)
	if len(ids) == 0 {
		ids = b.Votable()
	}
	if len(ids) < 2 {
		return nil, ErrNoCandidates
	}
	if len(ids) > MaxCandidates {
		return nil, ErrSettings.with(fmt.Sprintf("%d candidates at most", MaxCandidates))
	}
	e := RoundOpened{ID: RoundID(b.rounds.Len() + 1), Dots: c.Dots, MaxPer: c.MaxPer, Secret: !c.Open, Rule: b.Participation}
	if e.Rule == VoteRoll {
		if e.Roll = b.roll(c.Here); len(e.Roll) == 0 {
			return nil, ErrNobodyHere
		}
	}
	if ph := b.Phase(); ph != nil {
		e.Phase = ph.ID
		if ph.Is(method.Vote) {
			e.Secret = ph.Secret && !c.Open
			e.Dots, e.MaxPer = cmp.Or(e.Dots, ph.Dots), cmp.Or(e.MaxPer, ph.MaxPer)
		}
	}
	e.Dots = cmp.Or(e.Dots, max(1, (len(ids)+2)/3)) // about a third as many dots as candidates
	e.MaxPer = cmp.Or(e.MaxPer, e.Dots)
	if e.Dots < 1 || e.Dots > MaxDots || e.MaxPer < 1 {
		return nil, ErrSettings.with(fmt.Sprintf("1 to %d dots", MaxDots))
	}
	e.MaxPer = min(e.MaxPer, e.Dots)
	heaps := b.heaps()
	for _, id := range ids {
		candidate, err := b.candidate(id, heaps)
		if err != nil {
			return nil, err
		}
		e.Candidates = append(e.Candidates, candidate)
	}
	return one(e)
}

func (e RoundOpened) apply(b *Board, r Record) {
	if int(e.ID) != b.rounds.Len()+1 {
		return
	}
	b.rounds = b.rounds.Append(&Round{
		ID: e.ID, Phase: e.Phase, Dots: e.Dots, MaxPer: e.MaxPer, Secret: e.Secret,
		Rule: e.Rule, Roll: e.Roll, Candidates: e.Candidates, Opened: r.At,
	})
	b.Revs.Rounds = r.Seq
}

func (c CastBallot) decide(b *Board, by Actor, now time.Time) ([]Event, error) {
	if err := b.present(by); err != nil {
		return nil, err
	}
	if p := b.Person(by.Person); p == nil || p.Role == Facilitator {
		return nil, ErrLeads
	}
	round := b.OpenRound()
	if round == nil || c.Round != 0 && c.Round != round.ID {
		return nil, ErrNoRound
	}
	if ph := b.Phase(); ph != nil && ph.ID == round.Phase && b.Locked(now) {
		return nil, ErrPhaseOver
	}
	if err := b.MayVote(round, by.Person); err != nil {
		return nil, err
	}
	if c.Voter == (Token{}) {
		return nil, ErrNotJoined
	}
	dots, err := round.check(c.Dots)
	if err != nil {
		return nil, err
	}
	if before := round.Ballot(c.Voter); slices.Equal(dots, before) {
		return nil, nil
	} else if by.Via != 0 && len(before) > 0 {
		return nil, ErrBallotIn
	}
	return one(BallotCast{round.ID, c.Voter, dots})
}

// check holds a ballot against the round and gives it in order.
func (r *Round) check(dots []Dot) ([]Dot, error) {
	sum := map[ItemID]int{}
	total := 0
	for _, d := range dots {
		if r.Candidate(d.ID) == nil {
			return nil, ErrNotCandidate.with(d.ID)
		}
		if d.N < 0 || d.N > MaxDots {
			return nil, ErrMaxPer.with(r.MaxPer)
		}
		sum[d.ID] += d.N
		if total += d.N; total > r.Dots {
			return nil, ErrTooManyDots.with(r.Dots)
		}
		if sum[d.ID] > r.MaxPer {
			return nil, ErrMaxPer.with(r.MaxPer)
		}
	}
	return sortedDots(sum), nil
}

func sortedDots(sum map[ItemID]int) []Dot {
	out := make([]Dot, 0, len(sum))
	for id, n := range sum {
		if n > 0 {
			out = append(out, Dot{id, n})
		}
	}
	slices.SortFunc(out, func(a, b Dot) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// changeRound changes a copy of a round on a board in the making.
func (b *Board) changeRound(id RoundID, r Record, f func(*Round)) {
	if round := b.Round(id); round != nil {
		changed := *round
		f(&changed)
		b.rounds = b.rounds.Set(int(id)-1, &changed)
		b.Revs.Rounds = r.Seq
	}
}

func (e BallotCast) apply(b *Board, r Record) {
	b.changeRound(e.Round, r, func(round *Round) {
		if !round.IsOpen() {
			return // whatever a log says, a closed vote stays
		}
		for i, ballot := range round.ballots.All() {
			if ballot.Voter == e.Voter {
				round.ballots = round.ballots.Set(i, Ballot{e.Voter, e.Dots})
				return
			}
		}
		round.ballots = round.ballots.Append(Ballot{e.Voter, e.Dots})
	})
}

func (c CloseRound) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	round := b.OpenRound()
	if round == nil {
		return nil, ErrNoRound
	}
	return one(RoundClosed{round.ID, b.Electors(round, c.Here), round.tallySectors(c.Sectors)})
}

func (e RoundClosed) apply(b *Board, r Record) {
	b.changeRound(e.ID, r, func(round *Round) {
		if round.IsOpen() {
			round.Closed, round.Entitled, round.Sectors = r.At, e.Entitled, e.Sectors
		}
	})
}
