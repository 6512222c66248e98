package sshserver

import (
	"context"
	"sync"
)

// session is one session of a connection, from its beginning to its end, whatever the
// connection speaks. The connection may live on.
type session struct {
	ctx    context.Context
	cancel context.CancelFunc

	mu     sync.Mutex
	why    sentence
	ended  bool
	resize func(w, h int) // nil until onResize is called
	w, h   int            // the terminal's last size in cells, 0 if unknown
}

// newSession returns a session that ends with the connection's context at the latest.
func newSession(connection context.Context) *session {
	ctx, cancel := context.WithCancel(connection)
	return &session{ctx: ctx, cancel: cancel}
}

// end ends the session. The sentence of the first call is the one that is shown.
func (l *session) end(why sentence) {
	l.mu.Lock()
	if !l.ended {
		l.ended, l.why = true, why
	}
	l.mu.Unlock()
	l.cancel()
}

// reason returns the sentence to show at the end.
func (l *session) reason() sentence {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.why
}

// setSize sets the terminal's size, and tells the screen if there is one.
func (l *session) setSize(w, h int) {
	l.mu.Lock()
	l.w, l.h = w, h
	tell := l.resize
	l.mu.Unlock()
	if tell != nil {
		tell(w, h)
	}
}

// size returns the terminal's last size.
func (l *session) size() (w, h int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w, l.h
}

// onResize registers tell, which is called at every change of size from now on. It must not
// block.
func (l *session) onResize(tell func(w, h int)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.resize = tell
}
