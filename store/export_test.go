package store

import (
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

// BallotSeq is where a person's newest ballot of a round lies in the log, 0 if
// there is none; known is false once the round is closed.
func (l *Live) BallotSeq(p model.PersonID, in model.RoundID) (seq uint64, known bool) {
	key, b := l.key.Load(), l.Board()
	round := b.OpenRound()
	if key == nil || round == nil || round.ID != in || key.round != in {
		return 0, false
	}
	token := key.token(b.Elector(round, p))
	records, err := l.Records()
	for _, r := range records {
		if cast, ok := r.Event.(model.BallotCast); ok && cast.Round == in && cast.Voter == token {
			seq = r.Seq
		}
	}
	return seq, err == nil
}

// Append writes past the live workshops.
func (s *Store) Append(workshop string, c bolt.Commit) error { return s.db.Append(workshop, c) }
