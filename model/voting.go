package model

import (
	"cmp"
	"slices"
	"time"

	"verkstad/model/method"
)

// OpenRound opens a vote. Zero values mean the phase's settings and, for the candidates,
// [Board.Votable].
type OpenRound struct {
	Candidates []ItemID
	Dots       int
	MaxPer     int
	Choose     int        // how many are proposed to go on; 0 means what the phase says, or else defaultChoose
	Open       bool       // results are visible while it is open; otherwise as the phase says, secret outside a voting phase
	Keep       Keep       // what it keeps; empty means what the phase says, outside a voting phase the agenda's first vote
	Here       []PersonID // from the live workshop: who is here, for the roll; see [Board.Attending]
	Runoff     RoundID    // the vote whose tie at the cut this settles, if Choose go on in all; the candidates follow from it
	// Unencrypted lets ballots of a secret vote come over connections that others on the
	// network can read.
	Unencrypted bool
	From        Place
}

// CastBallot casts a voter's ballot with all dots, replacing the voter's earlier one. Voter
// is filled in by the live workshop, never by the actor.
type CastBallot struct {
	Round RoundID // 0 means the open one
	Dots  []Dot
	Voter Token
	// After is how many ballots of the voter the sender knew of, or AfterAny: a delayed
	// ballot does not replace a newer one.
	After int
	// Unencrypted is true if it came over a connection that others on the network can read.
	// It is filled in by the server, never by the actor.
	Unencrypted bool
}

// CloseRound closes the vote and shows its result. Here, from the live
// workshop, is how many are here.
type CloseRound struct {
	Here int
	From Place
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
		Choose     int           `json:"choose,omitempty"` // how many are proposed to go on
		Keep       Keep          `json:"keep,omitempty"`   // empty before there was a choice; then ballots were not sealed
		Candidates []Candidate   `json:"candidates"`
		Runoff     RoundID       `json:"runoff,omitempty"` // of which vote
		Sure       []Candidate   `json:"sure,omitempty"`   // what comes of a runoff is joined to these
		// Unencrypted is true if ballots of a secret vote may come over connections that
		// others can read.
		Unencrypted bool `json:"unencrypted,omitempty"`
	}
	// BallotCast is a ballot that can be read: in the log when the round closes, and before
	// that in memory, with fields that the log never has.
	BallotCast struct {
		Round  RoundID `json:"round"`
		Voter  Token   `json:"voter"`
		Dots   []Dot   `json:"dots"`
		Sector Sector  `json:"-"` // that the voter votes for
		// Unencrypted is true if it came over a connection that others can read.
		Unencrypted bool `json:"-"`
		Count       int  `json:"-"` // how many ballots of the voter there were, this one included
	}
	RoundClosed struct {
		ID       RoundID       `json:"id"`
		Entitled int           `json:"entitled,omitempty"`
		Ballots  int           `json:"ballots,omitempty"` // number with a dot
		Sums     []Sum         `json:"sums,omitempty"`    // of a round that keeps no ballots; candidates without a dot are left out
		Sectors  []SectorTally `json:"sectors,omitempty"`
		Void     bool          `json:"void,omitempty"` // the key was gone, so the ballots cannot be read
		// Unencrypted is how many of a secret vote's ballots came over connections that others
		// can read.
		Unencrypted int `json:"unencrypted,omitempty"`
	}
)

// noCandidates returns the error that there are fewer than two things to vote on: of those
// that were named, or of the kind that the phase says.
func (b *Board) noCandidates(named bool) error {
	switch {
	case named:
	case b.VotesOn() == method.CandidatesClusters:
		return ErrNoClusters
	case b.VotesOn() == method.CandidatesQuestions:
		return ErrNoQuestions
	}
	return ErrNoCandidates
}

func (c OpenRound) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.leadAt(by, c.From); err != nil {
		return nil, err
	}
	if b.OpenRound() != nil {
		return nil, ErrRoundOpen
	}
	if b.rounds.Len() >= MaxRounds {
		return nil, ErrFull.with(MaxRounds)
	}
	e := RoundOpened{ID: RoundID(b.rounds.Len() + 1), Rule: b.Participation}
	ids, err := c.candidates(b, &e)
	if err != nil {
		return nil, err
	}
	if len(ids) < 2 {
		return nil, b.noCandidates(len(c.Candidates) > 0)
	}
	if len(ids) > MaxCandidates {
		return nil, ErrSettings.with(why("candidates", MaxCandidates))
	}
	if e.Rule == VoteRoll {
		if e.Roll = b.roll(c.Here); len(e.Roll) == 0 {
			return nil, ErrNobodyHere
		}
	}
	if ph := b.Phase(); ph != nil {
		e.Phase = ph.ID
		if ph.Does(method.TakesVotes) && e.Runoff == 0 {
			e.Dots, e.MaxPer = cmp.Or(e.Dots, ph.Dots), cmp.Or(e.MaxPer, ph.MaxPer)
		}
	}
	if e.Choose = cmp.Or(e.Choose, c.Choose, b.Chooses()); e.Choose < 1 || e.Choose > MaxCandidates {
		return nil, ErrSettings.with(why("choose", MaxCandidates))
	}
	if e.Keep = cmp.Or(c.Keep, e.Keep, b.Keeps()); !e.Keep.known() {
		return nil, ErrSettings.with(why("keep"))
	}
	e.Dots = cmp.Or(e.Dots, max(1, (len(ids)+2)/3)) // about a third as many dots as candidates
	e.MaxPer = cmp.Or(e.MaxPer, e.Dots)
	if e.Dots < 1 || e.Dots > MaxDots || e.MaxPer < 1 {
		return nil, ErrSettings.with(why("dots", MaxDots))
	}
	e.MaxPer = min(e.MaxPer, e.Dots)
	heaps := b.clusterIdeas()
	for _, id := range ids {
		candidate, err := b.candidate(id, heaps)
		if err != nil {
			return nil, err
		}
		e.Candidates = append(e.Candidates, candidate)
	}
	return one(e)
}

// candidates is what is voted on, with what the command says of the vote itself.
func (c OpenRound) candidates(b *Board, e *RoundOpened) ([]ItemID, error) {
	if c.Runoff != 0 {
		return c.runoff(b, e)
	}
	e.Dots, e.MaxPer, e.Secret = c.Dots, c.MaxPer, !c.Open && b.VotesSecretly()
	e.Unencrypted = e.Secret && c.Unencrypted
	if ids := without(c.Candidates, 0); len(ids) > 0 {
		return ids, nil
	}
	return b.Votable(), nil
}

func (e RoundOpened) apply(b *Board, r Record) {
	if int(e.ID) != b.rounds.Len()+1 {
		return
	}
	b.Say = 0
	b.rounds = b.rounds.Append(&Round{
		ID: e.ID, Phase: e.Phase, Dots: e.Dots, MaxPer: e.MaxPer, Secret: e.Secret,
		Rule: e.Rule, Roll: e.Roll, Candidates: e.Candidates, Opened: r.At, Keep: e.Keep, Choose: e.Choose, people: b.people,
		Runoff: e.Runoff, Sure: e.Sure, Unencrypted: e.Unencrypted,
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
	if c.Unencrypted && round.Secret && !round.Unencrypted {
		return nil, ErrUnencrypted
	}
	dots, err := round.check(c.Dots)
	if err != nil {
		return nil, err
	}
	switch before := round.Own(c.Voter); {
	case slices.Equal(dots, before.Dots):
		return nil, nil
	case by.Via != 0 && len(before.Dots) > 0:
		return nil, ErrBallotIn
	case c.After != AfterAny && c.After != before.Count:
		return nil, ErrNewerBallot
	default:
		return one(BallotCast{
			Round: round.ID, Voter: c.Voter, Dots: dots, Sector: round.sectorOf(by.Person), Count: before.Count + 1,
			Unencrypted: c.Unencrypted && round.Secret,
		})
	}
}

// check checks a ballot against the round and returns it in order.
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
	slices.SortFunc(out, byCandidate)
	return out
}

// SortedDots returns dots in the order of a ballot: ascending by candidate.
func SortedDots(dots []Dot) []Dot { return slices.SortedFunc(slices.Values(dots), byCandidate) }

func byCandidate(a, b Dot) int { return cmp.Compare(a.ID, b.ID) }

// changeRound changes a copy of a round on a board that is being made.
func (b *Board) changeRound(id RoundID, r Record, f func(*Round)) {
	if round := b.Round(id); round != nil {
		changed := *round
		f(&changed)
		b.rounds = b.rounds.Set(int(id)-1, &changed)
		b.Revs.Rounds = r.Seq
	}
}

func (e BallotCast) apply(b *Board, r Record) {
	if round := b.Round(e.Round); round != nil && round.Keep != "" {
		b.unnumbered++
	}
	b.changeRound(e.Round, r, func(round *Round) {
		if round.IsOpen() { // whatever a log says, a closed vote does not change
			round.setBallot(e)
		}
	})
}

func (c CloseRound) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.leadAt(by, c.From); err != nil {
		return nil, err
	}
	round := b.OpenRound()
	if round == nil {
		return nil, ErrNoRound
	}
	return round.close(b.Electors(round, c.Here)), nil
}

func (e RoundClosed) apply(b *Board, r Record) {
	b.changeRound(e.ID, r, func(round *Round) {
		if !round.IsOpen() {
			return
		}
		round.Closed, round.Entitled, round.Sectors, round.Void = r.At, e.Entitled, e.Sectors, e.Void
		round.unencrypted = e.Unencrypted
		round.people = Vec[*Person]{}
		if round.Keep == "" && !e.Void {
			round.findNear()
			return
		}
		round.cast, round.sums = e.Ballots, e.Sums
		cards := round.cards()
		if round.ballots = (Vec[Ballot]{}); e.Void || len(e.Sums) > 0 || round.Secret && e.Ballots < MinGroup {
			return
		}
		round.unordered = false
		for i, ballot := range cards {
			cards[i] = Ballot{Voter: ballot.Voter, Dots: ballot.Dots}
		}
		round.ballots = vecOf(cards)
	})
}

// ForTwo reports whether the method is for two people. They vote openly: secret votes would
// show them no result.
func (b *Board) ForTwo() bool {
	most := b.groupMax
	if m, known := method.Get(b.Method); most == 0 && known {
		most = m.GroupMax
	}
	return most > 0 && most < MinGroup
}

// VotesSecretly reports whether a vote that opens now is secret, unless the command says
// otherwise: as a voting phase says, and elsewhere yes, except for two people.
func (b *Board) VotesSecretly() bool {
	if ph := b.Phase(); ph.Does(method.TakesVotes) && !ph.Secret {
		return false
	}
	return !b.ForTwo()
}

// TooFewToShow reports whether a secret vote that opens now would show no result, since
// fewer than MinGroup could cast a ballot; here is how many are here.
func (b *Board) TooFewToShow(here int) bool { return b.couldVote(here) < MinGroup }

// Keeps returns what a vote that opens now keeps, unless the command says otherwise: what
// its phase says, and outside a voting phase what the agenda's first vote keeps.
func (b *Board) Keeps() Keep {
	return cmp.Or(Keep(b.votePhase().Keep), KeepBallots)
}
