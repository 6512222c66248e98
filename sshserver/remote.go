package sshserver

import (
	"context"
	"io"
	"log/slog"
	"net"
	"strings"

	"verkstad/model/safego"
)

// Remote is a session that does not come over SSH, such as that of a browser. It is held to
// the same limits, by the same code, as one that does.
type Remote struct {
	// Caller is who is at the other end. Its Conn is set by [Server.ServeRemote].
	Caller Caller
	// Terminal describes the terminal. Its Hub is set by [Server.ServeRemote].
	Terminal Terminal
	// Lines is true for a conversation in line commands instead of a screen.
	Lines bool
	// Out receives what is to be shown; each Write is one update. A write that blocks must
	// fail when the connection is closed.
	Out io.Writer
	// Next waits for the next piece of what the person does. An error ends the session.
	// resized tells of a new size of the terminal.
	Next func(resized func(w, h int)) (Input, error)
	// Ask asks the other end whether it is there, and returns nil when it has answered.
	Ask func() error
}

// Listener returns a listener whose connections are counted together with all others, and
// held to how much they may send and how long a write may take. Each is a [*Conn]. Until
// [Server.ServeRemote] is called for one, it is ended if it sends nothing for
// [Limits.Silence].
func (s *Server) Listener(l net.Listener) net.Listener { return limitedListener{l, s.limiter} }

type limitedListener struct {
	net.Listener
	limiter *connLimiter
}

// Accept waits for the next connection.
func (l limitedListener) Accept() (net.Conn, error) {
	raw, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return l.limiter.add(raw), nil
}

// Listen listens on a TCP address. Errors are [*ListenError].
func Listen(address string) (net.Listener, error) { return listen(address) }

// Limits returns what the server holds people to.
func (s *Server) Limits() Limits { return s.limits }

// AwaitTurn waits until it is the turn of a connection, among all that would come in, as
// those over SSH wait to exchange keys. It returns false if the connection is closed
// meanwhile.
func (s *Server) AwaitTurn(c *Conn) bool {
	c.exchanging.Store(true)
	s.limiter.promote(c, starting, c.opened)
	s.limiter.exchanges.await(c)
	select {
	case <-c.closed:
		return false
	default:
		return true
	}
}

// ServeRemote serves a session until it ends. It returns its exit status, and why it has
// ended: a sentence in the person's language if the server ended it. stopping is true if the
// server is about to stop, so that the person may soon come back.
func (s *Server) ServeRemote(ctx context.Context, conn *Conn, r Remote) (status int, stopping bool) {
	ctx, cancel := context.WithTimeout(ctx, s.limits.Total)
	defer cancel()
	l := newSession(ctx)
	defer l.cancel()
	if !conn.addSession(l) {
		return 1, false
	}
	defer conn.removeSession(l)
	if !s.begin() {
		return 1, true
	}
	defer s.running.Done()
	conn.ask.Store(&r.Ask)
	s.limiter.authenticated(conn)
	r.Caller.Conn = conn
	r.Terminal.Hub = s.hub
	r.Terminal.Environ = append(r.Terminal.Environ, "TERM="+r.Terminal.Term)
	if r.Caller.HasKey {
		conn.SetOwner("key " + string(r.Caller.Key[:]))
	}
	log := s.sessionLog(conn, r.Caller)
	log.Info("session begins", "terminal", !r.Lines, "over", "http", "encrypted", !r.Caller.Plain)
	code, _, _ := strings.Cut(r.Caller.User, "+")
	log.Debug("session caller", "user", code, "client", r.Caller.ClientVersion)
	status = s.runRemote(l, conn, r)
	log.Info("session ends", "why", l.reason(), "status", status)
	return status, l.reason() == sayGoodbye
}

// runRemote runs the session's screen or conversation.
func (s *Server) runRemote(l *session, conn *Conn, r Remote) (status int) {
	out := newStallWriter(r.Out, s.limits.WriteStall, func() {
		s.log.Info("closed a connection that does not read", "remote", addressOf(conn))
		_ = conn.Close()
	})
	l.setSize(r.Terminal.W, r.Terminal.H)
	next := func() (Input, error) {
		in, err := r.Next(l.setSize)
		if err != nil {
			l.cancel()
		}
		return in, err
	}
	status = 1
	failed := safego.Run("session", func() {
		if !r.Lines {
			status = s.runScreen(s.newTerminal(l, r.Terminal, next, out, conn), out, r.Caller)
			return
		}
		out.touch = conn.touch
		typed := newLineInput(l.ctx, &inputReader{next: next}, s.limits.LineInput, conn.touch)
		defer typed.Close()
		status = s.callLine(l, r.Caller, nil, typed, out, out)
	})
	if failed {
		writeLine(out, conn.farewell(sayCrash, r.Caller.Lang))
	}
	return status
}

// inputReader reads what is typed as bytes.
type inputReader struct {
	next func() (Input, error)
	rest []byte
}

func (r *inputReader) Read(p []byte) (int, error) {
	for len(r.rest) == 0 {
		in, err := r.next()
		if err != nil {
			return 0, io.EOF
		}
		r.rest = in.Typed
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// sessionLog returns the log of a session: one that discards if hundreds a second come and
// go, which are then only counted.
func (s *Server) sessionLog(conn *Conn, caller Caller) *slog.Logger {
	if !caller.Facilitator && !s.sessions.Allow() {
		s.limiter.events.count("sessions that have no line of their own")
		return slog.New(slog.DiscardHandler)
	}
	return s.log.With("remote", addressOf(conn))
}
