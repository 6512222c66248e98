package sshserver

import (
	"sync"
	"sync/atomic"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// sessionContext is a session over SSH, from the opening of its channel to its closing. The
// connection may live on: OpenSSH's ControlPersist keeps it for hours.
//
// It serves as the session's [ssh.Context], so that its end and its values belong to the
// session and not to the connection.
type sessionContext struct {
	ssh.Context // the connection's
	*session

	valuesMu sync.Mutex
	values   map[any]any

	channel atomic.Pointer[gossh.Channel]
}

var _ ssh.Context = (*sessionContext)(nil)

func newSessionContext(connection ssh.Context) *sessionContext {
	return &sessionContext{Context: connection, session: newSession(connection), values: map[any]any{}}
}

// sessionContextOf returns the context of a session.
func sessionContextOf(session ssh.Session) *sessionContext {
	return session.Context().(*sessionContext)
}

// Done, Err and Deadline are those of the session.
func (l *sessionContext) Done() <-chan struct{}       { return l.ctx.Done() }
func (l *sessionContext) Err() error                  { return l.ctx.Err() }
func (l *sessionContext) Deadline() (time.Time, bool) { return l.ctx.Deadline() }

// Value looks among the session's own values, then among the connection's.
func (l *sessionContext) Value(key any) any {
	l.valuesMu.Lock()
	value, ok := l.values[key]
	l.valuesMu.Unlock()
	if ok {
		return value
	}
	return l.ctx.Value(key)
}

// SetValue sets a value for the session alone.
func (l *sessionContext) SetValue(key, value any) {
	l.valuesMu.Lock()
	defer l.valuesMu.Unlock()
	l.values[key] = value
}
