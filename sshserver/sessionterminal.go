package sshserver

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"verkstad/model/safego"
	"verkstad/model/text"
	"verkstad/ui/live"
)

// runScreen runs one interactive terminal until it ends, and returns the exit
// status.
func (s *Server) runScreen(t *sessionTerminal, out *stallWriter, caller Caller) (status int) {
	l := t.session
	defer t.release()
	screen, err := s.app.Screen(caller, t.described)
	if err != nil {
		writeLine(out, err.Error())
		return 1
	}
	if !s.mayOpen(caller.Conn) {
		safego.Run("close a screen", func() { screen.Close() })
		writeLine(out, sayNoMemory.text(caller.Lang))
		return 1
	}
	running := live.NewSession(s.hub, s.cache, screen, t.forSession(), s.log)
	defer safego.Run("close a screen", func() { running.Screen().Close() })

	switch err := running.Run(l.ctx); {
	case errors.Is(err, live.ErrCrashed):
		l.end(sayCrash)
		status = 1
	case err != nil:
		l.end(silent)
	}
	l.onResize(nil)
	if why := l.reason(); why != silent {
		writeLine(out, caller.Conn.farewell(why, caller.Lang))
	} else if said := running.Screen().Parting(); said != "" {
		writeLine(out, said)
	}
	return status
}

// sessionTerminal is the [live.Terminal] of a session.
type sessionTerminal struct {
	io.Writer
	server     *Server
	session    *session
	next       func() (Input, error) // waits for what is typed
	conn       *Conn
	described  Terminal  // as it was when the session began
	clientSize live.Size // the size that the client last sent
	drawn      live.Size // the size that is drawn
}

var _ live.Terminal = (*sessionTerminal)(nil)

// newTerminal returns the terminal of a session. The caller must call release.
func (s *Server) newTerminal(l *session, described Terminal, next func() (Input, error), out io.Writer, conn *Conn) *sessionTerminal {
	t := &sessionTerminal{Writer: out, server: s, session: l, next: next, conn: conn, described: described}
	t.clientSize = live.Size{W: t.described.W, H: t.described.H}
	t.drawn = s.hub.Sizes.Acquire(t.clientSize, conn.trusted.Load())
	t.described.W, t.described.H = t.drawn.W, t.drawn.H
	return t
}

// controlTerminal is a sessionTerminal with controls of its own.
type controlTerminal struct {
	*sessionTerminal
	show func(taken int, c live.Controls) error
}

var _ live.ControlTerminal = controlTerminal{}

// ShowControls shows what goes with the picture.
func (t controlTerminal) ShowControls(taken int, c live.Controls) error { return t.show(taken, c) }

// forSession returns the terminal as a session of package live runs it.
func (t *sessionTerminal) forSession() live.Terminal {
	if t.described.ShowControls != nil {
		return controlTerminal{t, t.described.ShowControls}
	}
	return t
}

// release gives back the size that was drawn.
func (t *sessionTerminal) release() { t.server.hub.Sizes.Release(t.drawn) }

// Size returns the size to draw at now.
func (t *sessionTerminal) Size() live.Size {
	w, h := t.session.size()
	if now := (live.Size{W: w, H: h}); now != t.clientSize {
		t.clientSize = now
		t.release()
		t.drawn = t.server.hub.Sizes.Acquire(now, t.conn.trusted.Load())
	}
	return t.drawn
}

// Profile, Environ and Basic are as the client said when the session began.
func (t *sessionTerminal) Profile() colorprofile.Profile { return t.described.Profile }
func (t *sessionTerminal) Environ() []string             { return t.described.Environ }
func (t *sessionTerminal) Basic() bool                   { return t.described.IsBasic() }

// Listen sends what is typed, and reports new sizes.
func (t *sessionTerminal) Listen(ctx context.Context, send func(tea.Msg)) {
	limits := &t.server.limits
	sizes := &resizer{session: t.session, interval: time.Second / time.Duration(limits.Resizes), send: send}
	t.session.onResize(sizes.changed)
	sizes.changed(t.session.size()) // the size may have changed meanwhile
	decoder := newInputDecoder(limits, send)
	decoder.latin1 = func() { send(live.NotUTF8Msg{}) }
	failed := safego.Run("input decoder", func() {
		decoder.listen(ctx, t.next, t.conn.touch, func() { t.session.end(sayTooMuch) })
	})
	if failed { // no keys would be received any more
		t.session.end(sayCrash)
	}
}

// writeLine writes a sentence as a line of its own to a terminal in raw mode. It converts
// line breaks for the terminal, and removes all other control characters.
func writeLine(w io.Writer, sentence string) {
	sentence = text.Draw(sentence)
	_, _ = io.WriteString(w, strings.ReplaceAll(sentence, "\n", "\r\n")+"\r\n")
}

// resizer tells a session about changes of the terminal's size: at most once in each
// interval, and always the last.
type resizer struct {
	session  *session
	interval time.Duration
	send     func(tea.Msg)

	mu    sync.Mutex
	armed bool
	last  time.Time
}

// changed records that the size has changed. It does not block.
func (r *resizer) changed(int, int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.armed {
		return
	}
	r.armed = true
	safego.After(max(0, r.interval-time.Since(r.last)), "resize", r.deliver)
}

// deliver sends the size, and starts the timer again if it has changed meanwhile.
func (r *resizer) deliver() {
	w, h := r.session.size()
	r.send(live.ResizedMsg{})
	r.mu.Lock()
	r.armed, r.last = false, time.Now()
	r.mu.Unlock()
	if nw, nh := r.session.size(); nw != w || nh != h {
		r.changed(nw, nh)
	}
}
