package sshserver

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// sessionContext is one session, from the opening of its channel to its closing. The
// connection may live on: OpenSSH's ControlPersist keeps it for hours.
//
// It serves as the session's [ssh.Context], so that its end and its values belong to the
// session and not to the connection.
type sessionContext struct {
	ssh.Context // the connection's

	ctx    context.Context
	cancel context.CancelFunc

	mu     sync.Mutex
	values map[any]any
	why    sentence
	ended  bool
	resize func(w, h int) // nil until onResize is called
	w, h   int            // the terminal's last size in cells, 0 if unknown

	channel atomic.Pointer[gossh.Channel]
}

var _ ssh.Context = (*sessionContext)(nil)

func newSessionContext(connection ssh.Context) *sessionContext {
	ctx, cancel := context.WithCancel(connection)
	return &sessionContext{Context: connection, ctx: ctx, cancel: cancel, values: map[any]any{}}
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
	l.mu.Lock()
	value, ok := l.values[key]
	l.mu.Unlock()
	if ok {
		return value
	}
	return l.ctx.Value(key)
}

// SetValue sets a value for the session alone.
func (l *sessionContext) SetValue(key, value any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.values[key] = value
}

// end ends the session. The sentence of the first call is the one that is shown.
func (l *sessionContext) end(why sentence) {
	l.mu.Lock()
	if !l.ended {
		l.ended, l.why = true, why
	}
	l.mu.Unlock()
	l.cancel()
}

// reason returns the sentence to show at the end.
func (l *sessionContext) reason() sentence {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.why
}

// setSize sets the terminal's size, and tells the screen if there is one.
func (l *sessionContext) setSize(w, h int) {
	l.mu.Lock()
	l.w, l.h = w, h
	tell := l.resize
	l.mu.Unlock()
	if tell != nil {
		tell(w, h)
	}
}

// size returns the terminal's last size.
func (l *sessionContext) size() (w, h int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w, l.h
}

// onResize registers tell, which is called at every change of size from now on. It must not
// block.
func (l *sessionContext) onResize(tell func(w, h int)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.resize = tell
}
