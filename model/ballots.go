package model

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"slices"
	"strconv"
)

// Keep says what a round keeps when it closes. Ballots and sums by sector together would
// tell which ballots are of which sector, since in a room there is mostly one way to divide
// the ballots that gives the sums.
type Keep string

// What a round can keep. A round in a log from before there was a choice has the empty
// Keep.
const (
	KeepBallots Keep = "ballots" // all ballots, without their voters, and nothing by sector
	KeepSums    Keep = "sums"    // the sums in all and by sector, and no ballots
	KeepBoth    Keep = "both"    // ballots and sums by sector: only if the host chose it and everybody is told
)

// Keeps lists the three in order.
var Keeps = [...]Keep{KeepBallots, KeepSums, KeepBoth}

func (k Keep) known() bool { return slices.Contains(Keeps[:], k) }

// BallotSealed is a ballot in an open round. The box can be opened only with the round's
// key, which is destroyed when the round closes. Slot is new for each ballot, also for one
// that replaces another: it tells neither whose it is nor which ballots are of the same
// voter. All boxes of a round have the same size.
type BallotSealed struct {
	Round RoundID `json:"round"`
	Slot  Token   `json:"slot"`
	Box   []byte  `json:"box"`
}

// apply counts the box. Its content comes onto the board by [Board.WithBallot], or with the
// ballots that the close brings.
func (e BallotSealed) apply(b *Board, r Record) {
	b.unnumbered++
	b.changeRound(e.Round, r, func(round *Round) {
		if round.IsOpen() {
			round.boxes++
		}
	})
}

// AfterAny is the [CastBallot.After] of a sender who does not know the voter's earlier
// ballots, and whose ballot replaces them whatever they are.
const AfterAny = -1

// OwnBallot is the ballot of one voter, to be shown to that voter only.
type OwnBallot struct {
	Dots  []Dot
	Count int // how many ballots the voter has cast in the round; see [CastBallot.After]
}

// WithBallot returns the board with a ballot of the open round on it, which is kept in
// memory only: the log has it as a sealed box.
func (b *Board) WithBallot(e BallotCast) *Board {
	next := *b
	next.changeRound(e.Round, Record{Seq: b.Seq}, func(round *Round) {
		round.unsealed = true
		round.setBallot(e)
	})
	return &next
}

// Unsealed returns the board as its owner has it who knows the open round's key, and so
// will add the content of all boxes with WithBallot.
func (b *Board) Unsealed() *Board {
	next := *b
	if open := b.OpenRound(); open != nil {
		next.changeRound(open.ID, Record{Seq: b.Seq}, func(round *Round) { round.unsealed = true })
	}
	return &next
}

// WithoutBallots returns the board without the ballots of the open round: its close brings
// them all, in an order that tells nothing.
func (b *Board) WithoutBallots() *Board {
	next := *b
	if open := b.OpenRound(); open != nil {
		next.changeRound(open.ID, Record{Seq: b.Seq}, func(round *Round) { round.ballots, round.unordered = Vec[Ballot]{}, false })
	}
	return &next
}

// ApplyBallots returns the board after the ballots that a close brings, as [Apply] would
// give it for one after the other from number first on. If a round without ballots gets
// them in the order of their tokens, they are added all at once.
func ApplyBallots(b *Board, first uint64, ballots []BallotCast) *Board {
	round := b.OpenRound()
	inOrder := slices.IsSortedFunc(ballots, func(x, y BallotCast) int { return cmp.Or(compareTokens(x.Voter, y.Voter), -1) }) // each once
	if len(ballots) == 0 || round == nil || round.Keep == "" || round.ballots.Len() > 0 || !inOrder ||
		slices.ContainsFunc(ballots, func(e BallotCast) bool { return e.Round != round.ID }) {
		for i, e := range ballots {
			b = Apply(b, Record{Seq: first + uint64(i), Event: e})
		}
		return b
	}
	laid := make([]Ballot, len(ballots))
	for i, e := range ballots {
		laid[i] = Ballot{Voter: e.Voter, Dots: e.Dots, sector: e.Sector, count: max(1, e.Count), unencrypted: e.Unencrypted}
	}
	next := *b
	next.Seq = first + uint64(len(ballots)) - 1
	next.unnumbered += uint64(len(ballots))
	next.changeRound(round.ID, Record{Seq: next.Seq}, func(round *Round) { round.ballots = vecOf(laid) })
	return &next
}

// encode returns the ballot's record as [EncodeRecord] would, in a tenth of the time: one
// close brings thousands.
func (e BallotCast) encode() []byte {
	out := make([]byte, 0, 64+2*len(e.Voter)+16*len(e.Dots))
	out = strconv.AppendInt(append(out, `{"t":"ballot.cast","d":{"round":`...), int64(e.Round), 10)
	out = hex.AppendEncode(append(out, `,"voter":"`...), e.Voter[:])
	out = append(out, `","dots":`...)
	if e.Dots == nil {
		return append(out, `null}}`...)
	}
	out = append(out, '[')
	for i, d := range e.Dots {
		if i > 0 {
			out = append(out, ',')
		}
		out = strconv.AppendInt(append(out, `{"id":`...), int64(d.ID), 10)
		out = append(strconv.AppendInt(append(out, `,"n":`...), int64(d.N), 10), '}')
	}
	return append(out, `]}}`...)
}

// setBallot adds a ballot, replacing the voter's older one. It is called only on a round
// that is being made.
func (r *Round) setBallot(e BallotCast) {
	ballot := Ballot{Voter: e.Voter, Dots: e.Dots, sector: e.Sector, count: max(1, e.Count), unencrypted: e.Unencrypted}
	if at, found := r.find(e.Voter); found {
		r.ballots = r.ballots.Set(at, ballot)
		return
	}
	n := r.ballots.Len()
	r.unordered = r.unordered || n > 0 && compareTokens(r.ballots.At(n-1).Voter, e.Voter) > 0
	r.ballots = r.ballots.Append(ballot)
}

// find returns the index of a voter's ballot. Those that a close brings come in order, so
// that five thousand are added without searching all for each.
func (r *Round) find(voter Token) (at int, found bool) {
	if r.unordered {
		for i, ballot := range r.ballots.All() {
			if ballot.Voter == voter {
				return i, true
			}
		}
		return 0, false
	}
	from, to := 0, r.ballots.Len()
	for from < to {
		mid := (from + to) / 2
		switch c := compareTokens(r.ballots.At(mid).Voter, voter); {
		case c == 0:
			return mid, true
		case c < 0:
			from = mid + 1
		default:
			to = mid
		}
	}
	return 0, false
}

func compareTokens(a, b Token) int { return bytes.Compare(a[:], b[:]) }

// Own returns a voter's ballot and how many ballots the voter has cast; to be shown to that
// voter only.
func (r *Round) Own(t Token) OwnBallot {
	if at, found := r.find(t); found {
		ballot := r.ballots.At(at)
		return OwnBallot{ballot.Dots, ballot.count}
	}
	return OwnBallot{}
}

// lost reports whether ballots of the round cannot be read because its key is gone: it can
// only be closed, and is void then.
func (r *Round) lost() bool { return r.IsOpen() && r.boxes > 0 && !r.unsealed }

// cards returns the ballots with a dot, by token. Tokens follow from a key that is
// destroyed at the close, so their order tells nothing.
func (r *Round) cards() []Ballot {
	out := make([]Ballot, 0, r.ballots.Len())
	for _, ballot := range r.ballots.All() {
		if len(ballot.Dots) > 0 {
			out = append(out, ballot)
		}
	}
	slices.SortFunc(out, func(a, b Ballot) int { return compareTokens(a.Voter, b.Voter) })
	return out
}

// sectorOf returns the sector that a person votes for: theirs when the round opened, or
// when they joined if that was later. A change takes effect with the next round, so that
// nobody can move between groups to find out another's ballot.
func (r *Round) sectorOf(p PersonID) Sector {
	if p < 1 || int(p) > r.people.Len() {
		return NoSector
	}
	return r.people.At(int(p) - 1).Sector
}

// enrol records the sector of somebody who joins while a vote is open.
func (b *Board) enrol(p *Person) {
	if open := b.OpenRound(); open != nil {
		changed := *open
		changed.people = changed.people.Append(p)
		b.rounds = b.rounds.Set(int(open.ID)-1, &changed)
	}
}

// SectorOf returns the sector that a person votes for in the round; see
// [Round.sectorOf]. NoSector once it is closed.
func (r *Round) SectorOf(p PersonID) Sector { return r.sectorOf(p) }

// close returns the events with what a round keeps.
func (r *Round) close(entitled int) []Event {
	end := RoundClosed{ID: r.ID, Entitled: entitled}
	if r.lost() {
		end.Void = true
		return []Event{end}
	}
	cards := r.cards()
	if r.Keep == "" { // opened by a Verkstad that did not seal ballots
		return append(castAgain(r.ID, cards), end)
	}
	end.Ballots, end.Unencrypted = len(cards), unencryptedOf(cards)
	if r.Secret && end.Ballots < MinGroup {
		return []Event{end}
	}
	var events []Event
	if r.Keep == KeepSums {
		end.Sums = sumsOf(cards)
	} else {
		events = castAgain(r.ID, cards)
	}
	if r.Keep != KeepBallots {
		end.Sectors = tallySectors(cards)
	}
	return append(events, end)
}

// unencryptedOf returns how many ballots came over connections that others can read.
func unencryptedOf(cards []Ballot) (n int) {
	for _, ballot := range cards {
		if ballot.unencrypted {
			n++
		}
	}
	return n
}

// CameUnencrypted returns how many of a closed secret vote's ballots came over connections
// that others on the network could read.
func (r *Round) CameUnencrypted() int { return r.unencrypted }

func castAgain(round RoundID, cards []Ballot) []Event {
	events := make([]Event, 0, len(cards)+1)
	for _, ballot := range cards {
		events = append(events, BallotCast{Round: round, Voter: ballot.Voter, Dots: ballot.Dots})
	}
	return events
}
