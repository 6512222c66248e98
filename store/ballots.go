package store

import (
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"slices"
	"strconv"
	"sync"

	"verkstad/model"
)

// roundKey makes the tokens of a round's voters, and seals their ballots.
type roundKey struct {
	round  model.RoundID
	secret [32]byte

	once  sync.Once
	aead  cipher.AEAD // after once
	slots []byte      // the same
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

// MyBallot is what the person has laid in the open round; zero if no round is
// open. Show it to nobody else. Of a ballot of somebody else that has become
// this person's, with the replacement of a ticket, there is only the count.
func (l *Live) MyBallot(p model.PersonID) model.OwnBallot {
	b := l.Board()
	round := b.OpenRound()
	k, e := l.keyOf(round), b.Elector(round, p)
	if k == nil || e == (model.Elector{}) {
		return model.OwnBallot{}
	}
	token := k.token(e)
	own := round.Own(token)
	if e.Ticket != 0 && e.Ticket != b.Person(p).Ticket && !l.heirs.are(token, p) {
		own.Dots = nil // it may be the ballot of who had the ticket before
	}
	return own
}

// decideBallot decides a ballot and lays it on the batch's board, in memory.
// The log gets it sealed; see [Live.sealBallots].
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
	b.voters[c.Voter] = r.by.Person
	for _, e := range events {
		ballot, ok := e.(model.BallotCast)
		if !ok {
			return ErrInternal
		}
		b.ballots[c.Voter] = ballot // the voter's later one of the batch takes the place of the earlier
		b.board = b.board.WithBallot(ballot)
	}
	return nil
}

// sealBallots puts the batch's ballots last, sealed, in random order, without
// time, person or operation id.
func (l *Live) sealBallots(b *batch) error {
	if len(b.ballots) == 0 {
		return nil
	}
	ballots := slices.Collect(maps.Values(b.ballots))
	shuffle(ballots)
	round := b.board.OpenRound()
	for _, ballot := range ballots {
		sealed, err := l.keyOf(round).seal(l.id, round, ballot)
		if err != nil {
			return err
		}
		if err := b.put(model.Record{Seq: b.board.Seq + 1, Event: sealed}); err != nil {
			return err
		}
	}
	b.ballots = nil
	return nil
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
			l.w.voted.forget()
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

// resumeRound takes up a round that was open when Verkstad stopped: its key,
// and what is in the sealed ballots. If one of them cannot be opened the key is
// not the round's, and as good as gone.
func (l *Live) resumeRound(sealed []model.BallotSealed) {
	board := l.Board()
	round := board.OpenRound()
	if round == nil {
		return
	}
	k, err := l.store.rounds.read(l.id, round.ID)
	if err != nil {
		l.log.Error("the key of the open round is gone", "round", round.ID, "err", err)
		return
	}
	board = withOldBallots(board, k)
	for _, e := range sealed {
		if e.Round != round.ID {
			continue
		}
		ballot, err := k.open(l.id, round, e)
		if err != nil {
			l.log.Error("a ballot of the open round cannot be opened with its key", "round", round.ID, "err", err)
			return
		}
		board = board.WithBallot(ballot)
	}
	l.board.Store(board.Unsealed())
	l.key.Store(k)
}

// withOldBallots adds to ballots that an older Verkstad wrote as they came the
// sectors of their voters.
func withOldBallots(b *model.Board, k *roundKey) *model.Board {
	round := b.OpenRound()
	for _, p := range b.Everybody().All() {
		token := k.token(b.Elector(round, p.ID))
		if own := round.Own(token); own.Count > 0 {
			b = b.WithBallot(model.BallotCast{Round: round.ID, Voter: token, Dots: own.Dots, Sector: round.SectorOf(p.ID), Count: own.Count})
		}
	}
	return b
}
