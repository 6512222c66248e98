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

// errTooFast is returned when a participant does more than the limits allow. The command
// was not done. The argument is the seconds to wait.
var errTooFast = &model.Error{Code: "too-fast", Message: "that went too fast; wait %v seconds"}

// textsIn is the time in which [sshserver.Limits.Texts] are counted.
const textsIn = 10 * time.Second

// pace limits what each participant does, over all connections: the room reads what one
// person writes, and the board has room for everyone. Facilitators are not limited. A
// person who does too much gets an error; if it is all people together, as when a room
// comes in at once, they wait for each other.
type pace struct {
	limits       sshserver.Limits
	now          stage.Clock
	joins        *queue
	texts        *queue
	reads        *queue
	newCodes     *queue // return codes of newcomers, which take long to hash
	unknownCodes *queue // return codes that are tried and not known, which take as long
	claims       *queue // claims on places

	mu     sync.Mutex
	people map[personKey]*allowance
}

// personKey is one person of one workshop.
type personKey struct {
	workshop string
	person   model.PersonID
}

// allowance is what one person may still do, and how many texts they have written.
type allowance struct {
	texts, actions *rate.Limiter
	written        int
}

func newPace(limits sshserver.Limits, now stage.Clock) *pace {
	l := limits.WithDefaults()
	p := &pace{
		limits: l, now: now, people: map[personKey]*allowance{},
		joins:        newQueue(tokenRate{float64(l.Joins), float64(l.JoinBurst)}, tokenRate{float64(l.SourceJoins), float64(l.SourceJoins)}, time.Now),
		reads:        newQueue(tokenRate{float64(l.Reads), float64(l.ReadBurst)}, tokenRate{float64(l.SourceReads), float64(l.ReadBurst) / 2}, time.Now),
		newCodes:     newQueue(tokenRate{float64(l.Joins), float64(l.JoinBurst)}, tokenRate{float64(l.SourceJoins), float64(l.SourceJoins)}, time.Now),
		unknownCodes: newQueue(tokenRate{float64(l.Codes), float64(l.Codes)}, tokenRate{float64(l.SourceCodes), float64(l.SourceCodes)}, time.Now),
		claims:       newQueue(tokenRate{claimsEach, claimsBurst}, tokenRate{claimsEach / 3, claimsBurst / 2}, time.Now),
		texts:        newQueue(tokenRate{float64(l.RoomTexts), float64(l.RoomTexts)}, tokenRate{float64(l.SourceTexts), float64(l.SourceTexts)}, time.Now),
	}
	p.joins.oldestEvery, p.joins.oldestEveryLate = 2, 8 // see sshserver.joinsOfNewest
	p.unknownCodes.oldestEvery = 4                      // no more can come from a source than three quarters of its turns
	return p
}

// How many claims may be made in a second, after a first burst; from one source a third,
// and half. The list must stay readable.
const (
	claimsEach  = 1.0
	claimsBurst = float64(model.MaxClaims)
)

// maxAllowances is how many people are kept before those are dropped who have done nothing
// lately.
const maxAllowances = 4096

// count counts a command of a person and returns how many texts they have written before,
// or errTooFast.
func (p *pace) count(workshop string, by model.Actor, c model.Command) (written int, err error) {
	if by.Role != model.Participant || by.Person == 0 {
		return 0, nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	s := p.allowance(personKey{workshop, by.Person}, now)
	if isText(c) {
		if err := takeToken(s.texts, now); err != nil {
			return 0, err
		}
		s.written++
	}
	return s.written, takeToken(s.actions, now)
}

// allowance returns what a person may still do. The lock is held.
func (p *pace) allowance(who personKey, now time.Time) *allowance {
	if s := p.people[who]; s != nil {
		return s
	}
	if len(p.people) >= maxAllowances {
		maps.DeleteFunc(p.people, func(_ personKey, s *allowance) bool {
			return s.texts.TokensAt(now) >= float64(p.limits.TextBurst) && s.actions.TokensAt(now) >= float64(p.limits.ActionBurst)
		})
	}
	s := &allowance{
		texts:   rate.NewLimiter(rate.Limit(float64(p.limits.Texts)/textsIn.Seconds()), p.limits.TextBurst),
		actions: rate.NewLimiter(rate.Limit(p.limits.Actions), p.limits.ActionBurst),
	}
	p.people[who] = s
	return s
}

// takeToken takes one token, or returns errTooFast with the time until there is one.
func takeToken(l *rate.Limiter, now time.Time) error {
	r := l.ReserveN(now, 1)
	wait := r.DelayFrom(now)
	if wait <= 0 {
		return nil
	}
	r.CancelAt(now)
	return &model.Error{Code: errTooFast.Code, Message: errTooFast.Message, Args: []any{int(math.Ceil(wait.Seconds()))}}
}

// isText reports whether a command publishes a new text, or replaces one.
func isText(c model.Command) bool {
	switch c.(type) {
	case model.AddIdea, model.AskQuestion, model.MakeCommitment, model.CreateCluster, model.TakeNote,
		model.EditIdea, model.EditQuestion, model.EditCommitment, model.RenameCluster, model.FollowCommitment, model.CheckIn:
		return true
	}
	return false
}

// isJoin reports whether a command adds a person who is not in the workshop.
func isJoin(b *model.Board, c model.Command) bool {
	switch c := c.(type) {
	case model.JoinPerson:
		return c.Role != model.Facilitator && b.PersonByKey(c.Key) == nil
	case model.BringPerson:
		return true
	}
	return false
}

// limitedRoom is a room as one caller may use it, checked at every command: participants
// keep to their pace, guesses of tickets to that of guesses of codes, and a facilitator who
// was not appointed must be in the facilitators file at that time.
type limitedRoom struct {
	workshop.Live
	caller    sshserver.Caller
	pace      *pace
	try       func(ctx context.Context, wrong error, right func() bool) error
	listed    func() bool
	from      sshserver.Source
	gone      <-chan struct{} // closed when the caller has left their terminal
	tellAhead func(ahead int) // told how many are before the caller while they wait to come in; may be nil
	queues    func() (done func())
	onJoined  func(as string) // called with the stored identity when the caller has joined
}

// Ticket finds a ticket, or returns model.ErrTicket or errTooManyTries.
func (r limitedRoom) Ticket(ctx context.Context, written string) (no int, err error) {
	err = r.try(ctx, model.ErrTicket, func() bool {
		no, err = r.Live.Ticket(ctx, written)
		return err == nil
	})
	return no, err
}

// Do does a command. It returns errTooFast, or model.ErrNotAllowed if a facilitator no
// longer is one. If many people join or write at once, it first waits for the caller's
// turn.
func (r limitedRoom) Do(ctx context.Context, by model.Actor, op string, c model.Command) (model.Outcome, error) {
	b := r.Board()
	if p := b.Person(by.Person); by.Role == model.Facilitator && (p == nil || !p.Leads()) && !r.listed() {
		return model.Outcome{}, model.ErrNotAllowed
	}
	if err := checkPlain(r.caller, by, c); err != nil {
		return model.Outcome{}, err
	}
	if cast, votes := c.(model.CastBallot); votes {
		cast.Unencrypted = r.caller.Plain
		c = cast
	}
	written, err := r.pace.count(b.ID, knownActor(b, by, c), c)
	if err == nil {
		err = r.await(ctx, b, by, written, c)
	}
	if err != nil {
		return model.Outcome{}, err
	}
	out, err := r.Live.Do(ctx, by, op, c)
	if join, ok := c.(model.JoinPerson); ok && err == nil && r.onJoined != nil {
		r.onJoined(join.Key)
	}
	return out, err
}

// await waits for the caller's turn, unless a rule refuses the command already.
func (r limitedRoom) await(ctx context.Context, b *model.Board, by model.Actor, written int, c model.Command) error {
	coming := isJoin(b, c)
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
		if r.tellAhead != nil {
			r.tellAhead(ahead)
		}
		return r.stillAllowed(by, c, times)
	})
}

// stillAllowed returns the error with which a rule refuses a joining caller by now, so that
// they need not go on waiting: at each call if the workshop has ended or the door is
// closed, and less and less often for other rules, such as that the name has been taken.
func (r limitedRoom) stillAllowed(by model.Actor, c model.Command, times int) error {
	b := r.Board()
	if b.Ended.IsZero() && !b.DoorClosed && times&(times-1) != 0 {
		return nil
	}
	if _, err := model.Decide(b, by, c, r.pace.now()); err != nil && !errors.Is(err, model.ErrRoomFull) {
		return err
	}
	return nil
}

// knownActor returns the actor whose pace applies: a person who joins again under another
// name acts as nobody in particular, and is held to the pace of the person they are.
func knownActor(b *model.Board, by model.Actor, c model.Command) model.Actor {
	if join, ok := c.(model.JoinPerson); ok && by.Person == 0 {
		if p := b.PersonByKey(join.Key); p != nil {
			by.Person = p.ID
		}
	}
	return by
}

// readCost is the time that one read token pays for, about what an answer takes. A command
// that takes longer costs as many tokens, but no more than maxReadCost: time spent waiting
// for a slow connection is no load.
const (
	readCost    = 2 * time.Millisecond
	maxReadCost = 25
)

// awaitRead waits for the caller's turn to be answered: the one who has been answered the
// least comes first.
func (v *visitor) awaitRead(ctx context.Context) (done func(), err error) {
	q, from := v.r.pace.reads, sshserver.SourceOf(v.caller.Remote)
	if err := q.pass(ctx, v.caller.Conn.Closed(), from, v.caller.Conn.CountTold(), nil); err != nil {
		return nil, err
	}
	began := time.Now()
	return func() { q.charge(from, min(float64(time.Since(began)/readCost), maxReadCost)) }, nil
}
