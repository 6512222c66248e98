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
	aead  cipher.AEAD // set by once
	slots []byte      // set by once
}

// token returns what stands for a person, or for a ticket, in the round's ballots; zero for
// nobody.
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

// keyOf returns the key of the round; nil if it is gone.
func (l *Live) keyOf(r *model.Round) *roundKey {
	if k := l.key.Load(); k != nil && r != nil && k.round == r.ID {
		return k
	}
	return nil
}

// MyBallot returns the person's ballot in the open round; zero if no round is open. Show it
// to nobody else. If the ballot was another person's and came to this one with the
// replacement of a ticket, only its count is returned.
func (l *Live) MyBallot(p model.PersonID) model.OwnBallot {
	b := l.Board()
	round := b.OpenRound()
	k, e := l.keyOf(round), b.Elector(round, p)
	if k == nil || e == (model.Elector{}) {
		return model.OwnBallot{}
	}
	token := k.token(e)
	own := round.Own(token)
	if e.Ticket != 0 && e.Ticket != b.Person(p).Ticket && !l.heirs.isHolder(token, p) {
		own.Dots = nil // the ballot may be that of the ticket's previous holder
	}
	return own
}

// decideBallot decides a ballot and puts it on the batch's board, in memory. The log gets
// it sealed; see [Live.sealBallots].
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
		b.ballots[c.Voter] = ballot // replaces an earlier ballot of the voter in the batch
		b.board = b.board.WithBallot(ballot)
	}
	return nil
}

// sealBallots adds the batch's ballots as its last records: sealed, in random order,
// without time, person or operation id.
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
		if err := b.addRecord(model.Record{Seq: b.board.Seq + 1, Event: sealed}); err != nil {
			return err
		}
	}
	b.ballots = nil
	return nil
}

// shuffle puts s in an unpredictable order: Fisher-Yates, with the system's random numbers.
func shuffle[T any](s []T) {
	for i := len(s) - 1; i > 0; i-- {
		j := randomBelow(uint64(i) + 1)
		s[i], s[j] = s[j], s[i]
	}
}

// randomBelow returns a uniform random number in [0, n). Numbers above the greatest
// multiple of n are drawn again, so that none is more likely than another.
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

// newKey makes the key of a round that is about to open, and writes it to disk first.
func (l *Live) newKey(round model.RoundID) error {
	k := &roundKey{round: round}
	rand.Read(k.secret[:])
	if err := l.store.rounds.keep(l.id, k); err != nil {
		return err
	}
	l.key.Store(k)
	return nil
}

// endRound drops what links ballots to people if the batch closes the round.
func (l *Live) endRound(b *batch) {
	for _, r := range b.records {
		if e, ok := r.Event.(model.RoundClosed); ok {
			l.dropKey(e.ID)
			l.heirs.clear()
			l.w.voted.clear()
		}
	}
}

// dropKey destroys a round's key. If its file cannot be removed now, it is when the data
// folder is opened the next time.
func (l *Live) dropKey(round model.RoundID) {
	l.key.Store(nil)
	if err := l.store.rounds.destroy(l.id, round); err != nil {
		l.log.Error("the key of a round cannot be destroyed", "round", round, "err", err)
	}
}

// resumeRound restores a round that was open when Verkstad stopped: its key, and the
// content of the sealed ballots. If one of them cannot be opened, the key is not the
// round's, and is treated as gone.
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

// withOldBallots adds the voters' sectors to ballots that an older Verkstad wrote unsealed.
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
