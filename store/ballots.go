package store

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"slices"
	"strconv"

	"verkstad/model"
)

// roundKey makes the tokens of a round's voters.
type roundKey struct {
	round  model.RoundID
	secret [32]byte
}

// token is what stands for a person, or for a ticket, in the round's ballots;
// zero for nobody.
func (k *roundKey) token(e model.Elector) (t model.Token) {
	var whose string
	switch {
	case e.Ticket != 0:
		whose = "ticket" + strconv.Itoa(e.Ticket)
	case e.Person != 0:
		whose = "person" + strconv.Itoa(int(e.Person))
	default:
		return t
	}
	mac := hmac.New(sha256.New, k.secret[:])
	mac.Write([]byte(whose))
	copy(t[:], mac.Sum(nil))
	return t
}

// keyOf is the key of the round; nil if it is gone.
func (l *Live) keyOf(r *model.Round) *roundKey {
	if k := l.key.Load(); k != nil && r != nil && k.round == r.ID {
		return k
	}
	return nil
}

// MyDots is what the person has laid in the open round; nil if no round is
// open. Show it to nobody else.
func (l *Live) MyDots(p model.PersonID) []model.Dot {
	b := l.Board()
	round := b.OpenRound()
	k, e := l.keyOf(round), b.Elector(round, p)
	if k == nil || e == (model.Elector{}) {
		return nil
	}
	token := k.token(e)
	if e.Ticket != 0 && e.Ticket != b.Person(p).Ticket && !l.heirs.are(token, p) {
		return nil // it may be the ballot of who had the ticket before
	}
	return round.Ballot(token)
}

// decideBallot decides a ballot. It is kept apart from the other records of
// the batch, and the voter's later ballot takes the place of the earlier.
func (l *Live) decideBallot(b *batch, r *request, c model.CastBallot) error {
	c.Voter = model.Token{}
	round := b.board.OpenRound()
	if k := l.keyOf(round); k != nil && r.by.Person > 0 {
		c.Voter = k.token(b.board.Elector(round, r.by.Person))
	} else if round != nil && k == nil {
		return ErrRoundKey
	}
	events, err := model.Decide(b.board, r.by, c, b.at)
	if err != nil {
		return err
	}
	if _, laid := b.ballots[c.Voter]; laid && r.by.Via != 0 {
		return model.ErrBallotIn
	}
	b.voters[c.Voter] = r.by.Person
	delete(b.ballots, c.Voter) // with no event, the ballot on disk is what is wished
	for _, e := range events {
		ballot, ok := e.(model.BallotCast)
		if !ok {
			return ErrInternal
		}
		b.ballots[c.Voter] = ballot
	}
	return nil
}

// addBallots puts the batch's ballots last, in random order, without time,
// person or operation id. Ballots of different voters do not touch each other,
// so they can stand in any order.
func (l *Live) addBallots(b *batch) {
	ballots := slices.Collect(maps.Values(b.ballots))
	shuffle(ballots)
	for _, e := range ballots {
		rec, payload, err := asRead(model.Record{Seq: b.board.Seq + 1, Event: e})
		if err != nil { // a ballot is numbers: it can always be written
			panic(err)
		}
		b.board = model.Apply(b.board, rec)
		b.records, b.raw, b.size = append(b.records, rec), append(b.raw, payload), b.size+len(payload)
	}
	b.ballots = nil
}

// shuffle puts s in an order that nobody can foretell: Fisher and Yates, with
// the system's random numbers.
func shuffle[T any](s []T) {
	for i := len(s) - 1; i > 0; i-- {
		j := randomBelow(uint64(i) + 1)
		s[i], s[j] = s[j], s[i]
	}
}

// randomBelow is uniform in [0, n). Numbers above the greatest multiple of n
// are drawn again, so that none is more likely than another.
func randomBelow(n uint64) uint64 {
	for {
		var raw [8]byte
		rand.Read(raw[:])
		x := binary.BigEndian.Uint64(raw[:])
		if limit := -n % n; x >= limit {
			return x % n
		}
	}
}

// sectors tells which sector each voter of the open round belongs to; nil if
// the round's key is gone.
func (l *Live) sectors(b *model.Board) map[model.Token]model.Sector {
	round := b.OpenRound()
	k := l.keyOf(round)
	if k == nil {
		return nil
	}
	of := make(map[model.Token]model.Sector, b.Everybody().Len())
	if round.Rule == model.VoteTickets {
		for _, t := range b.Tickets().All() { // of a replaced one, the last holder's
			if p := b.Person(t.Holder); p != nil {
				of[k.token(model.Elector{Ticket: t.Root})] = p.Sector
			}
		}
		return of
	}
	for _, p := range b.Everybody().All() {
		of[k.token(model.Elector{Person: p.ID})] = p.Sector
	}
	return of
}

// newKey makes the key of a round that is about to open, on disk first.
func (l *Live) newKey(round model.RoundID) error {
	k := &roundKey{round: round}
	rand.Read(k.secret[:])
	if err := l.store.rounds.keep(l.id, k); err != nil {
		return err
	}
	l.key.Store(k)
	return nil
}

// endRound forgets what links ballots to people when the batch closes the round.
func (l *Live) endRound(b *batch) {
	for _, r := range b.records {
		if e, ok := r.Event.(model.RoundClosed); ok {
			l.dropKey(e.ID)
			l.heirs.clear()
			clear(l.w.voted)
		}
	}
}

// dropKey destroys a round's key. What cannot be removed now is when the data
// folder is opened the next time.
func (l *Live) dropKey(round model.RoundID) {
	l.key.Store(nil)
	if err := l.store.rounds.destroy(l.id, round); err != nil {
		l.log.Error("the key of a round cannot be destroyed", "round", round, "err", err)
	}
}

// resumeRound reads the key of a round that was open when Verkstad stopped.
func (l *Live) resumeRound() {
	round := l.Board().OpenRound()
	if round == nil {
		return
	}
	k, err := l.store.rounds.read(l.id, round.ID)
	if err != nil {
		l.log.Error("the key of the open round is gone", "round", round.ID, "err", err)
		return
	}
	l.key.Store(k)
}
