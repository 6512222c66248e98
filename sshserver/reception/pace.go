package reception

import (
	"context"
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"verkstad/model"
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
// not held to it.
type pace struct {
	limits sshserver.Limits
	now    stage.Clock

	mu     sync.Mutex
	people map[paced]*steps
}

// paced is one person of one workshop.
type paced struct {
	workshop string
	person   model.PersonID
}

// steps is what one person may still do.
type steps struct{ texts, actions *rate.Limiter }

func newPace(limits sshserver.Limits, now stage.Clock) *pace {
	return &pace{limits: limits.WithDefaults(), now: now, people: map[paced]*steps{}}
}

// take takes a step for a command, or says to wait.
func (p *pace) take(workshop string, by model.Actor, c model.Command) error {
	if by.Role != model.Participant || by.Person == 0 {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	who := paced{workshop, by.Person}
	s := p.people[who]
	if s == nil {
		l := p.limits
		s = &steps{
			texts:   rate.NewLimiter(rate.Limit(float64(l.Texts)/textsIn.Seconds()), l.TextBurst),
			actions: rate.NewLimiter(rate.Limit(l.Actions), l.ActionBurst),
		}
		p.people[who] = s
	}
	now := p.now()
	if isText(c) {
		if err := step(s.texts, now); err != nil {
			return err
		}
	}
	return step(s.actions, now)
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

// isText tells whether a command puts a new text before everyone.
func isText(c model.Command) bool {
	switch c.(type) {
	case model.AddIdea, model.AskQuestion, model.MakeCommitment, model.CreateCluster, model.TakeNote:
		return true
	}
	return false
}

// heldRoom is a room in which one caller is held to what they may do at the
// moment when they do it: participants to their pace, guesses at tickets to that
// of guesses at codes, and who leads without an appointment to the file of
// facilitators as it is now.
type heldRoom struct {
	stage.Room
	pace   *pace
	try    func(ctx context.Context, wrong error, right func() bool) error
	listed func() bool
}

// Ticket finds a ticket, or returns model.ErrTicket or ErrTooManyTries.
func (r heldRoom) Ticket(ctx context.Context, written string) (no int, err error) {
	err = r.try(ctx, model.ErrTicket, func() bool {
		no, err = r.Room.Ticket(ctx, written)
		return err == nil
	})
	return no, err
}

// Do does a command, or returns ErrTooFast, or model.ErrNotAllowed to who leads
// no more.
func (r heldRoom) Do(ctx context.Context, by model.Actor, op string, c model.Command) (model.Outcome, error) {
	b := r.Board()
	if p := b.Person(by.Person); by.Role == model.Facilitator && (p == nil || !p.Leads()) && !r.listed() {
		return model.Outcome{}, model.ErrNotAllowed
	}
	if err := r.pace.take(b.ID, known(b, by, c), c); err != nil {
		return model.Outcome{}, err
	}
	return r.Room.Do(ctx, by, op, c)
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
