package stage

import (
	"context"
	"errors"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/safego"
	"verkstad/model/workshop"
)

// errBusy is what comes of a command that finds [mostOrders] of the same
// terminal before it. It was not done.
var errBusy = &model.Error{Code: "busy", Message: "too much waits already; wait a moment"}

// mostOrders is how many commands of one terminal wait at most: more than
// anybody types while a disk hesitates, and what a pasted page has of lines.
const mostOrders = 128

// order is a command on its way to the room, with who gave it as what.
type order struct {
	room workshop.Doer
	me   model.Actor
	op   string
	c    model.Command

	asked *Prompt // that it is the answer to; nil if none
	said  string  // shown in the footer once it is on disk; empty says nothing
	// leaves is the screen that was left for home when the order was given, and that
	// comes back if the order is refused; nil if none was.
	leaves, home Screen
}

// orders are the commands that were given at one terminal, in the order in
// which they were given. One is under way at a time: the next begins when the
// screen has been told what came of the one before. So no two of them overtake
// each other on their way, and neither do their answers, while everything else
// at the terminal goes on.
type orders struct {
	waiting []order
	flight  chan struct{} // closed when what is under way has ended; nil if nothing is
	paused  bool          // the first is held to its pace
	pace    int           // which pause counts
	asked   *Prompt       // is being answered; nil if none
}

// Messages of the app to itself.
type (
	// answerMsg is what came of the order under way.
	answerMsg struct {
		order order
		done  DoneMsg
	}
	// paceMsg says that a pause is over.
	paceMsg struct{ which int }
)

// Do gives a command to the room, after those that were given before. The
// screen is told what came of it with a [DoneMsg], and the person of an error.
// It gives no command; that it gives one at all makes it easy to return.
func (e *Env) Do(c model.Command) tea.Cmd { return e.give(order{c: c}) }

// DoSaying is [Env.Do]; the footer says what was done once it is on disk, and of
// one that was refused why.
func (e *Env) DoSaying(c model.Command, said string) tea.Cmd { return e.give(order{c: c, said: said}) }

// DoLeaving is [Env.DoSaying] for a command that ends the work in a screen: home is
// shown in its place. If the command is refused while home is there still, the
// screen comes back with what was in it.
func (e *Env) DoLeaving(c model.Command, said string, leaves, home Screen) tea.Cmd {
	e.Show(home)
	return e.give(order{c: c, said: said, leaves: leaves, home: home})
}

// give puts an order behind those that wait.
func (e *Env) give(o order) tea.Cmd {
	if me := e.Me; len(e.orders.waiting) >= mostOrders {
		return func() tea.Msg { return DoneMsg{Command: o.c, By: me, Err: errBusy} }
	}
	q := &e.orders
	o.room, o.me, o.op, o.asked = e.Room, e.Me, e.NewOp(), q.asked
	at := len(q.waiting)
	if q.paused && !hasText(o.c) && !isUndo(o.c) { // texts that are held to their pace hold up nothing that is none
		at = slices.IndexFunc(q.waiting, func(o order) bool { return hasText(o.c) })
	}
	q.waiting = slices.Insert(q.waiting, at, o)
	return nil
}

// Doing is [Env.Do] for later: for the answer to a question, for example.
func (e *Env) Doing(c model.Command) func() tea.Cmd { return func() tea.Cmd { return e.Do(c) } }

// Orders is how many commands of this terminal have not been answered.
func (e *Env) Orders() int {
	n := len(e.orders.waiting)
	if e.orders.flight != nil {
		n++
	}
	return n
}

// Settled reports whether the board is the latest and no command is on its way, so
// that what cannot be done on it cannot be done.
func (e *Env) Settled() bool { return e.Orders() == 0 && !e.isBehind() }

// start sends the next order on its way, if none is.
func (q *orders) start() tea.Cmd {
	if q.flight != nil || len(q.waiting) == 0 || q.paused && hasText(q.waiting[0].c) {
		return nil
	}
	o, landed := q.waiting[0], make(chan struct{})
	q.waiting, q.flight = q.waiting[1:], landed
	return func() tea.Msg {
		defer close(landed)
		out, err := o.do()
		return answerMsg{o, DoneMsg{Command: o.c, By: o.me, Outcome: out, Err: err}}
	}
}

// do does the command.
func (o order) do() (model.Outcome, error) {
	ctx, cancel := context.WithTimeout(context.Background(), Patience(o.c))
	defer cancel()
	return o.room.Do(ctx, o.me, o.op, o.c)
}

// answered takes what came of the order under way. It is false if that has to
// be tried again after the pace has let it.
func (q *orders) answered(msg answerMsg, t Timer) (over bool, wait tea.Cmd) {
	q.flight = nil
	pause, fast := tooFast(msg.done.Err)
	if !fast || !hasText(msg.order.c) {
		return true, nil
	}
	q.waiting = slices.Insert(q.waiting, 0, msg.order)
	q.paused, q.pace = true, q.pace+1
	return false, t.after(pause, paceMsg{q.pace})
}

// goOn ends a pause.
func (q *orders) goOn(msg paceMsg) {
	if msg.which == q.pace {
		q.paused = false
	}
}

// texts is how many texts wait for their pace.
func (q *orders) texts() (n int) {
	for _, o := range q.waiting {
		if hasText(o.c) {
			n++
		}
	}
	return n
}

// finish does what waits when the terminal has closed: what somebody has sent
// is done, however soon they left.
func (q *orders) finish() {
	if len(q.waiting) == 0 {
		return
	}
	rest, flight := q.waiting, q.flight
	q.waiting = nil
	safego.Go("last commands", func() {
		if flight != nil {
			<-flight
		}
		for _, o := range rest {
			o.insist()
		}
	})
}

// insist does the command, also if the pace makes it wait.
func (o order) insist() {
	for end := time.Now().Add(lastOrders); time.Now().Before(end); {
		_, err := o.do()
		pause, fast := tooFast(err)
		if !fast || !hasText(o.c) {
			return
		}
		time.Sleep(pause)
	}
}

// lastOrders bounds how long each command of a terminal that has closed is tried.
const lastOrders = time.Minute

// codeTooFast is the code of the error that holds people to their pace, with
// the seconds to wait.
const codeTooFast = "too-fast"

// tooFast reads how long the pace makes one wait.
func tooFast(err error) (wait time.Duration, ok bool) {
	var e *model.Error
	if !errors.As(err, &e) || e.Code != codeTooFast || len(e.Args) == 0 {
		return 0, false
	}
	seconds, ok := e.Args[0].(int)
	return time.Duration(max(1, seconds)) * time.Second, ok
}

// hasText reports whether a command carries what somebody has written, which is
// never given up for having come too fast.
func hasText(c model.Command) bool {
	switch c.(type) {
	case model.AddIdea, model.EditIdea, model.AskQuestion, model.EditQuestion, model.MakeCommitment, model.EditCommitment,
		model.FollowCommitment, model.CheckIn, model.Rate, model.TakeNote, model.CreateCluster, model.RenameCluster:
		return true
	}
	return false
}

// isUndo reports whether a command is about the one before it.
func isUndo(c model.Command) bool {
	switch c.(type) {
	case model.Undo, model.Redo:
		return true
	}
	return false
}
