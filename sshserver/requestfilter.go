package sshserver

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"verkstad/model/safego"
)

// permitted are the environment variables that a client may set. Others would only take
// memory, or change the behaviour of libraries that read them.
var permitted = map[string]bool{
	"LANG": true, "LC_ALL": true, "LC_CTYPE": true, "LC_MESSAGES": true,
	"COLORTERM": true, "NO_COLOR": true, "TERM_PROGRAM": true, "VERKSTAD_NAME": true,
}

// verdict is what is done with a channel request.
type verdict int

const (
	denied    verdict = iota // answered with a failure
	forwarded                // passed on, with the payload that was returned
	resized                  // handled here, not passed on
)

// requestFilter decides about the requests of one session. Requests that it passes on have
// been parsed and encoded again, so that no other parser sees bytes from a stranger.
type requestFilter struct {
	limits  *Limits
	pty     bool
	started bool
	envs    int
	w, h    int // the last size, within the limits
}

// decide returns the verdict on a request, and the payload to pass on.
func (f *requestFilter) decide(kind string, payload []byte) (verdict, []byte) {
	switch kind {
	case "window-change":
		return f.windowChange(payload)
	case "pty-req":
		return f.ptyRequest(payload)
	case "env":
		return f.env(payload)
	case "shell":
		return f.start(len(payload) == 0, nil)
	case "exec":
		var exec struct{ Command string }
		err := gossh.Unmarshal(payload, &exec)
		ok := err == nil && len(exec.Command) <= f.limits.Command && isPlainText(exec.Command, true)
		return f.start(ok, gossh.Marshal(&exec))
	}
	return denied, nil // subsystem, agent, x11, signal, break, and any that may yet be invented
}

// start lets a session start once.
func (f *requestFilter) start(ok bool, payload []byte) (verdict, []byte) {
	if f.started || !ok {
		return denied, nil
	}
	f.started = true
	return forwarded, payload
}

func (f *requestFilter) env(payload []byte) (verdict, []byte) {
	var env struct{ Name, Value string }
	if f.started || f.envs >= f.limits.Environment || gossh.Unmarshal(payload, &env) != nil {
		return denied, nil
	}
	if !permitted[env.Name] || len(env.Value) > f.limits.EnvironmentValue || !isPlainText(env.Value, false) {
		return denied, nil
	}
	f.envs++
	return forwarded, gossh.Marshal(&env)
}

// ptyMessage is RFC 4254, section 6.2.
type ptyMessage struct {
	Term                         string
	Columns, Rows, Width, Height uint32
	Modes                        string
}

func (f *requestFilter) ptyRequest(payload []byte) (verdict, []byte) {
	var pty ptyMessage
	if f.pty || f.started || gossh.Unmarshal(payload, &pty) != nil {
		return denied, nil
	}
	if len(pty.Term) > f.limits.TermName || !termName(pty.Term) {
		return denied, nil
	}
	f.pty = true
	f.w, f.h = f.clampSize(pty.Columns, pty.Rows)
	return forwarded, gossh.Marshal(&ptyMessage{Term: pty.Term, Columns: uint32(f.w), Rows: uint32(f.h)})
}

func (f *requestFilter) windowChange(payload []byte) (verdict, []byte) {
	var change struct{ Columns, Rows, Width, Height uint32 } // RFC 4254, section 6.7
	if !f.pty || !f.started || gossh.Unmarshal(payload, &change) != nil {
		return denied, nil
	}
	f.w, f.h = f.clampSize(change.Columns, change.Rows)
	return resized, nil
}

// clampSize limits a size to the limits. Zero means that the client gives no size (RFC
// 4254), and is replaced by 80 columns or 24 rows.
func (f *requestFilter) clampSize(columns, rows uint32) (w, h int) {
	w, h = 80, 24
	if columns > 0 {
		w = int(min(columns, uint32(f.limits.MaxWidth)))
	}
	if rows > 0 {
		h = int(min(rows, uint32(f.limits.MaxHeight)))
	}
	return w, h
}

// termName reports whether s can be the name of a terminal. An empty name is allowed.
func termName(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("-+._", r)
	}) < 0
}

// isPlainText reports whether s is valid UTF-8 without control characters, except line
// breaks and tabs if breaks is true.
func isPlainText(s string, breaks bool) bool {
	return utf8.ValidString(s) && strings.IndexFunc(s, func(r rune) bool {
		return unicode.IsControl(r) && !(breaks && (r == '\n' || r == '\t'))
	}) < 0
}

// openSession handles channels of type session.
func (s *Server) openSession(server *ssh.Server, connection *gossh.ServerConn, channel gossh.NewChannel, ctx ssh.Context) {
	conn := connOf(ctx)
	l := newSessionContext(ctx)
	defer l.cancel()
	if !conn.addSession(l.session) {
		conn.refuse(channel, gossh.ResourceShortage, "too many sessions on one connection")
		return
	}
	defer conn.removeSession(l.session)
	ssh.DefaultSessionHandler(server, connection, &filteredChannel{NewChannel: channel, limits: &s.limits, session: l}, l)
}

// refuseChannel handles channels of all other types, which are mostly for forwarding.
func refuseChannel(_ *ssh.Server, _ *gossh.ServerConn, channel gossh.NewChannel, ctx ssh.Context) {
	connOf(ctx).refuse(channel, gossh.Prohibited, "this server forwards nothing")
}

// filteredChannel puts the filter between a session's channel and the library
// that serves it.
type filteredChannel struct {
	gossh.NewChannel
	limits  *Limits
	session *sessionContext
}

// Accept opens the channel. The session's context ends when the channel does.
func (g *filteredChannel) Accept() (gossh.Channel, <-chan *gossh.Request, error) {
	channel, requests, err := g.NewChannel.Accept()
	if err != nil {
		return nil, nil, err
	}
	g.session.channel.Store(&channel)
	passed := make(chan *gossh.Request)
	safego.Go("session requests", func() {
		defer g.session.cancel()
		defer close(passed)
		g.filter(requests, passed)
	})
	return channel, passed, nil
}

// filter passes on the permitted requests until the channel closes. It never stops reading,
// so that requests of a client that asks fast are answered and not queued.
func (g *filteredChannel) filter(requests <-chan *gossh.Request, passed chan<- *gossh.Request) {
	f := requestFilter{limits: g.limits}
	for request := range requests {
		verdict, payload := f.decide(request.Type, request.Payload)
		switch verdict {
		case denied:
			_ = request.Reply(false, nil)
		case resized:
			g.session.setSize(f.w, f.h)
			_ = request.Reply(true, nil)
		case forwarded:
			if request.Type == "pty-req" {
				g.session.setSize(f.w, f.h)
			}
			request.Payload = payload
			select {
			case passed <- request:
			case <-g.session.Done(): // the session is not served any more
			}
		}
	}
}
