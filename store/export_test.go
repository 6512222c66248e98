package store

import (
	"crypto/sha256"
	"encoding/hex"

	"verkstad/model"
	"verkstad/store/bolt"
)

// EventLog is what a live workshop writes to.
type EventLog = eventLog

// Wrap has every write go through what f makes of the log.
func (o Options) Wrap(f func(EventLog) EventLog) Options { o.wrap = f; return o }

// UntilSecond is untilSecond.
var UntilSecond = untilSecond

// Shuffle is shuffle.
func Shuffle(s []int) { shuffle(s) }

// Queued is how many commands wait for the writer.
func (l *Live) Queued() int { return len(l.queue) }

// Token is what stands for the person in the open round.
func (l *Live) Token(p model.PersonID) model.Token {
	return l.key.Load().token(l.Board().Elector(l.Board().OpenRound(), p))
}

// TokenOf is what stands for a person in the round with that secret.
func TokenOf(secret [32]byte, p model.PersonID) model.Token {
	return (&roundKey{secret: secret}).token(model.Elector{Person: p})
}

// OpenSealed opens a ballot of the open round.
// FollowWall looks at the computer's time of day, as is done each second.
func (s *Store) FollowWall() { s.followWall() }

func (l *Live) OpenSealed(e model.BallotSealed) (model.BallotCast, error) {
	return l.key.Load().open(l.id, l.Board().OpenRound(), e)
}

// OpenSealedOf opens a ballot of a round whose secret the test has copied.
func OpenSealedOf(secret [32]byte, workshop string, r *model.Round, e model.BallotSealed) (model.BallotCast, error) {
	return (&roundKey{secret: secret}).open(workshop, r, e)
}

// Append writes past the live workshops.
func (s *Store) Append(workshop string, c bolt.Commit) error { return s.db.Append(workshop, c) }

// OldIdentity is what stood for a public key in logs of before identities were a
// workshop's own, and OldReturnIdentity for a return code.
func OldIdentity(s *Store, key [32]byte) string { return hex.EncodeToString(s.mac(key[:])) }

// OldReturnIdentity is the same for a return code of then.
func OldReturnIdentity(s *Store, symbols string) string {
	return OldIdentity(s, sha256.Sum256([]byte("return:"+symbols)))
}
