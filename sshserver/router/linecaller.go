package router

import (
	"context"
	"io"
	"time"

	"verkstad/sshserver"
	"verkstad/ui/likeness"
	"verkstad/ui/lines"
	"verkstad/ui/stage"
)

// Line runs one line command.
func (r *Router) Line(ctx context.Context, c sshserver.Caller, args []string, in io.Reader, out, errw io.Writer) int {
	v, at, err := r.identify(ctx, c, true)
	if err != nil {
		_, _ = io.WriteString(errw, stage.Say(v.words(), err)+"\n")
		return lines.NotJoined
	}
	defer context.AfterFunc(ctx, func() { close(v.gone) })()
	switch {
	case at.projector:
		err = v.admitWatcher(ctx, false)
	case v.leadsPlainly():
		err = ErrPlainLead
	}
	if err != nil {
		_, _ = io.WriteString(errw, stage.Say(v.words(), err)+"\n")
		return lines.NotJoined
	}
	comeBack := func() { c.Conn.SetFarewell(v.words().Lang(), v.reconnectLine(at.projector)) }
	comeBack()
	v.tellAhead = v.tellInLine(errw)
	leave := func() {}
	defer func() { leave() }()
	joined := func(since time.Time) {
		c.Conn.Joined(since)
		comeBack()
		if p := v.person(); p != nil && lines.Stays(args) { // a conversation takes a seat, a single command does not
			leave()
			leave = v.takeSeat(p.ID)
		}
	}
	if lines.Stays(args) {
		if v.listed() && !at.projector {
			defer v.room().Enter(0)() // a facilitator is present even without having joined
		}
		var stop func()
		ctx, stop = whileThere(ctx, v.room())
		defer stop()
	}
	code := lines.Run(ctx, lines.Session{
		Room: v.room(), Key: v.identity(v.room()), Door: &visitorDoor{v: v}, Observer: at.projector,
		Leads: func() bool { return !at.projector && v.listed() }, Watches: v.mayKeepWatching, ComeBack: func() string { return v.reconnectLine(at.projector) },
		Name: c.Name, Lang: c.Lang, Terminal: c.Terminal, Ticket: int(v.ticket.Load()), JoinFor: r.config.JoinFor, Now: r.config.Now, NewOp: lines.NewOp, Joined: joined,
		Reach: v, Reads: v.awaitRead, Guesser: stage.ServerState[likeness.Guesser](r.config.Shared), Tellers: stage.ServerState[lines.Tellers](r.config.Shared),
	}, args, in, out, errw)
	if gone := v.room().Gone(); gone != nil && lines.Stays(args) {
		_, _ = io.WriteString(errw, stage.Say(v.words(), gone)+"\n")
		return lines.NotJoined
	}
	return code
}

// tellInLine returns a function that writes now and then that many people are coming in,
// and how many are before the caller.
func (v *visitor) tellInLine(errw io.Writer) func(ahead int) {
	const every = 5 * time.Second
	began := v.r.config.Now()
	said := began
	return func(ahead int) {
		now := v.r.config.Now()
		if now.Sub(began) < time.Second || said != began && now.Sub(said) < every {
			return
		}
		said = now
		_, _ = io.WriteString(errw, v.words().N("line.join.wait", ahead)+"\n")
	}
}
