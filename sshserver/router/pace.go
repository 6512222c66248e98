package router

import (
	"context"
	"errors"
	"maps"
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"verkstad/model"
	"verkstad/model/workshop"
	"verkstad/sshserver"
	"verkstad/ui/stage"
)

// ErrTooFast is returned when a participant does more than the limits allow.
// It was not done. Its argument is the seconds to wait.
var ErrTooFast = &model.Error{Code: "too-fast", Message: "that went too fast; wait %v seconds"}

// textsIn is the time that Limits.Texts counts in.
const textsIn = 10 * time.Second

// pace bounds what each participant does, over all connections: the room reads
// what one person writes, and the board has room for everyone. Facilitators are
// not held to it. Who does too much is told so; where it is all together who do,
// as when a room comes in at once, they wait for each other.
type pace struct {
	limits sshserver.Limits
	now    stage.Clock
	joins  *queue
	texts  *queue
	reads  *queue
	drawn  *queue // return codes of those who come in, which take long to store
	codes  *queue // return codes that are tried and not known, which take as long
	claims *queue // places that are asked for

	mu     sync.Mutex
	people map[paced]*steps
}

// paced is one person of one workshop.
type paced struct {
	workshop string
	person   model.PersonID
}

// steps is what one person may still do, and how many texts they have written.
type steps struct {
	texts, actions *rate.Limiter
	written        int
}

func newPace(limits sshserver.Limits, now stage.Clock) *pace {
	l := limits.WithDefaults()
	p := &pace{
		limits: l, now: now, people: map[paced]*steps{},
		joins:  newQueue(flow{float64(l.Joins), float64(l.JoinBurst)}, flow{float64(l.SourceJoins), float64(l.SourceJoins)}, time.Now),
		reads:  newQueue(flow{float64(l.Reads), float64(l.ReadBurst)}, flow{float64(l.SourceReads), float64(l.ReadBurst) / 2}, time.Now),
		drawn:  newQueue(flow{float64(l.Joins), float64(l.JoinBurst)}, flow{float64(l.SourceJoins), float64(l.SourceJoins)}, time.Now),
		codes:  newQueue(flow{float64(l.Codes), float64(l.Codes)}, flow{float64(l.SourceCodes), float64(l.SourceCodes)}, time.Now),
		claims: newQueue(flow{claimsEach, claimsBurst}, flow{claimsEach / 3, claimsBurst / 2}, time.Now),
		texts:  newQueue(flow{float64(l.RoomTexts), float64(l.RoomTexts)}, flow{float64(l.SourceTexts), float64(l.SourceTexts)}, time.Now),
	}
	p.joins.eldest, p.joins.patient = 2, 8 // see sshserver.JoinsOfNewest
	p.codes.eldest = 4                     // no more can come from a source than three quarters of its turns
	return p
}

// So many places may be asked for in a second, after so many at first; from one
// source a third, and half: a list that somebody can read.
const (
	claimsEach  = 1.0
	claimsBurst = float64(model.MaxClaims)
)

// mostSteps is how many people are kept before those are forgotten who have done
// nothing lately.
const mostSteps = 4096

// count takes a step for a command, or says to wait, and tells how many texts the
// person has written before.
func (p *pace) count(workshop string, by model.Actor, c model.Command) (written int, err error) {
	if by.Role != model.Participant || by.Person == 0 {
		return 0, nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	s := p.steps(paced{workshop, by.Person}, now)
	if isText(c) {
		if err := step(s.texts, now); err != nil {
			return 0, err
		}
		s.written++
	}
	return s.written, step(s.actions, now)
}

// steps is what somebody may still do. The lock is held.
func (p *pace) steps(who paced, now time.Time) *steps {
	if s := p.people[who]; s != nil {
		return s
	}
	if len(p.people) >= mostSteps {
		maps.DeleteFunc(p.people, func(_ paced, s *steps) bool {
			return s.texts.TokensAt(now) >= float64(p.limits.TextBurst) && s.actions.TokensAt(now) >= float64(p.limits.ActionBurst)
		})
	}
	s := &steps{
		texts:   rate.NewLimiter(rate.Limit(float64(p.limits.Texts)/textsIn.Seconds()), p.limits.TextBurst),
		actions: rate.NewLimiter(rate.Limit(p.limits.Actions), p.limits.ActionBurst),
	}
	p.people[who] = s
	return s
}

// step takes one token, or says how long it takes until there is one.
func step(l *rate.Limiter, now time.Time) error {
	r := l.ReserveN(now, 1)
	wait := r.DelayFrom(now)
	if wait <= 0 {
		return nil
	}
	r.CancelAt(now)
	return &model.Error{Code: ErrTooFast.Code, Message: ErrTooFast.Message, Args: []any{int(math.Ceil(wait.Seconds()))}}
}

// isText tells whether a command puts a new text before everyone, or another in
// its place.
func isText(c model.Command) bool {
	switch c.(type) {
	case model.AddIdea, model.AskQuestion, model.MakeCommitment, model.CreateCluster, model.TakeNote,
		model.EditIdea, model.EditQuestion, model.EditCommitment, model.RenameCluster, model.FollowCommitment, model.CheckIn:
		return true
	}
	return false
}

// joins tells whether a command brings a stranger in.
func joins(b *model.Board, c model.Command) bool {
	switch c := c.(type) {
	case model.JoinPerson:
		return c.Role != model.Facilitator && b.PersonByKey(c.Key) == nil
	case model.BringPerson:
		return true
	}
	return false
}

// heldRoom is a room in which one caller is held to what they may do at the
// moment when they do it: participants to their pace, guesses at tickets to that
// of guesses at codes, and who leads without an appointment to the file of
// facilitators as it is now.
type heldRoom struct {
	workshop.Live
	pace   *pace
	try    func(ctx context.Context, wrong error, right func() bool) error
	listed func() bool
	from   sshserver.Source
	gone   <-chan struct{} // closed when the caller has left their terminal
	told   func(ahead int) // how many are before one, while one waits to come in; may be nil
	queues func() (done func())
	joined func(as string) // is told who has joined
}

// Ticket finds a ticket, or returns model.ErrTicket or ErrTooManyTries.
func (r heldRoom) Ticket(ctx context.Context, written string) (no int, err error) {
	err = r.try(ctx, model.ErrTicket, func() bool {
		no, err = r.Live.Ticket(ctx, written)
		return err == nil
	})
	return no, err
}

// Do does a command, or returns ErrTooFast, or model.ErrNotAllowed to who leads
// no more. Who comes in or writes while many do waits for their turn first.
func (r heldRoom) Do(ctx context.Context, by model.Actor, op string, c model.Command) (model.Outcome, error) {
	b := r.Board()
	if p := b.Person(by.Person); by.Role == model.Facilitator && (p == nil || !p.Leads()) && !r.listed() {
		return model.Outcome{}, model.ErrNotAllowed
	}
	written, err := r.pace.count(b.ID, known(b, by, c), c)
	if err == nil {
		err = r.await(ctx, b, by, written, c)
	}
	if err != nil {
		return model.Outcome{}, err
	}
	out, err := r.Live.Do(ctx, by, op, c)
	if join, ok := c.(model.JoinPerson); ok && err == nil && r.joined != nil {
		r.joined(join.Key)
	}
	return out, err
}

// await waits for one's turn, unless a rule says no already.
func (r heldRoom) await(ctx context.Context, b *model.Board, by model.Actor, written int, c model.Command) error {
	coming := joins(b, c)
	if !coming && (by.Role != model.Participant || !isText(c)) {
		return nil
	}
	if _, err := model.Decide(b, by, c, r.pace.now()); err != nil && !errors.Is(err, model.ErrRoomFull) {
		return err
	}
	if !coming {
		return r.pace.texts.pass(ctx, r.gone, r.from, written, nil)
	}
	done := func() {}
	defer func() { done() }()
	times := 0
	return r.pace.joins.pass(ctx, r.gone, r.from, 0, func(ahead int) error {
		if times++; times == 1 && r.queues != nil {
			done = r.queues()
		}
		if r.told != nil {
			r.told(ahead)
		}
		return r.still(by, c, times)
	})
}

// still is why somebody who waits to come in need wait no more, if a rule says no
// by now: at once when the workshop has ended or the door is closed, and looked for
// less and less often otherwise, such as that somebody has taken their name.
func (r heldRoom) still(by model.Actor, c model.Command, times int) error {
	b := r.Board()
	if b.Ended.IsZero() && !b.DoorClosed && times&(times-1) != 0 {
		return nil
	}
	if _, err := model.Decide(b, by, c, r.pace.now()); err != nil && !errors.Is(err, model.ErrRoomFull) {
		return err
	}
	return nil
}

// known is who acts: somebody who joins again under another name acts as nobody
// in particular, and is held to the pace of who they are.
func known(b *model.Board, by model.Actor, c model.Command) model.Actor {
	if join, ok := c.(model.JoinPerson); ok && by.Person == 0 {
		if p := b.PersonByKey(join.Key); p != nil {
			by.Person = p.ID
		}
	}
	return by
}

// readCost is what one turn to read pays for, about what an answer takes. One
// that takes longer pays for as many turns, but no more than mostReadCost: who
// waits for a slow line calculates nothing.
const (
	readCost     = 2 * time.Millisecond
	mostReadCost = 25
)

// reading waits for the caller's turn to be told something: whoever has been told
// the least comes first.
func (v *visitor) reading(ctx context.Context) (done func(), err error) {
	q, from := v.r.pace.reads, sshserver.SourceOf(v.caller.Remote)
	if err := q.pass(ctx, v.caller.Conn.Closed(), from, v.caller.Conn.CountTold(), nil); err != nil {
		return nil, err
	}
	began := time.Now()
	return func() { q.charge(from, min(float64(time.Since(began)/readCost), mostReadCost)) }, nil
}
