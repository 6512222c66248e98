package sshserver

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/ssh"
	"github.com/charmbracelet/colorprofile"

	"verkstad/model/safego"
	"verkstad/model/text"
	"verkstad/ui/live"
)

// runScreen runs one interactive terminal until it ends, and returns the exit
// status.
func (s *Server) runScreen(session ssh.Session, l *sessionContext, out *stallWriter, caller Caller) (status int) {
	t := s.newTerminal(session, l, out, caller.Conn)
	defer t.release()
	screen, err := s.app.Screen(caller, t.described)
	if err != nil {
		writeLine(out, err.Error())
		return 1
	}
	if !s.mayOpen(caller.Conn) {
		safego.Run("close a screen", func() { screen.Close() })
		writeLine(out, sayNoMemory.in(caller.Lang))
		return 1
	}
	running := live.NewSession(s.hub, s.cache, screen, t, s.log)
	defer safego.Run("close a screen", func() { running.Screen().Close() })

	switch err := running.Run(l); {
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

// sessionTerminal is the [live.Terminal] of an SSH session.
type sessionTerminal struct {
	io.Writer
	server    *Server
	life      *sessionContext
	in        io.Reader
	conn      *Conn
	described Terminal  // as it was when the session began
	own       live.Size // the last that the client has told
	drawn     live.Size // of that
}

var _ live.Terminal = (*sessionTerminal)(nil)

// newTerminal takes the terminal of a session. release must be called.
func (s *Server) newTerminal(session ssh.Session, l *sessionContext, out io.Writer, conn *Conn) *sessionTerminal {
	t := &sessionTerminal{Writer: out, server: s, life: l, in: *l.channel.Load(), conn: conn, described: s.terminal(session, l)}
	t.own = live.Size{W: t.described.W, H: t.described.H}
	t.drawn = s.hub.Sizes.Take(t.own, conn.trusted.Load())
	t.described.W, t.described.H = t.drawn.W, t.drawn.H
	return t
}

// release gives back the size that was drawn on the terminal.
func (t *sessionTerminal) release() { t.server.hub.Sizes.Give(t.drawn) }

// Size is what is drawn on the terminal, at its size of now.
func (t *sessionTerminal) Size() live.Size {
	w, h := t.life.size()
	if now := (live.Size{W: w, H: h}); now != t.own {
		t.own = now
		t.release()
		t.drawn = t.server.hub.Sizes.Take(now, t.conn.trusted.Load())
	}
	return t.drawn
}

// Profile, Environ and Basic are as the client has said when the session began.
func (t *sessionTerminal) Profile() colorprofile.Profile { return t.described.Profile }
func (t *sessionTerminal) Environ() []string             { return t.described.Environ }
func (t *sessionTerminal) Basic() bool                   { return abilityOf(t.described.Term) != full }

// Listen sends what is typed, and tells of new sizes.
func (t *sessionTerminal) Listen(ctx context.Context, send func(tea.Msg)) {
	limits := &t.server.limits
	sizes := &resizer{life: t.life, interval: time.Second / time.Duration(limits.Resizes), send: send}
	t.life.onResize(sizes.changed)
	sizes.changed(t.life.size()) // it may have changed meanwhile
	decoder := newInputDecoder(limits, send)
	failed := safego.Run("input decoder", func() {
		decoder.listen(ctx, t.in, t.conn.touch, func() { t.life.end(sayTooMuch) })
	})
	if failed { // no keys would be heard any more
		t.life.end(sayCrash)
	}
}

// writeLine writes a sentence as a line of its own to a raw terminal. Line
// breaks within become the terminal's, and no other control gets through.
func writeLine(w io.Writer, sentence string) {
	sentence = text.Draw(sentence)
	_, _ = io.WriteString(w, strings.ReplaceAll(sentence, "\n", "\r\n")+"\r\n")
}

// resizer tells a session about the terminal's size: not more often than each
// interval, and always the last.
type resizer struct {
	life     *sessionContext
	interval time.Duration
	send     func(tea.Msg)

	mu    sync.Mutex
	armed bool
	last  time.Time
}

// changed notes that the size has changed. It does not wait.
func (r *resizer) changed(int, int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.armed {
		return
	}
	r.armed = true
	safego.After(max(0, r.interval-time.Since(r.last)), "resize", r.deliver)
}

// deliver sends the news, and arms itself again if the size changed meanwhile.
func (r *resizer) deliver() {
	w, h := r.life.size()
	r.send(live.ResizedMsg{})
	r.mu.Lock()
	r.armed, r.last = false, time.Now()
	r.mu.Unlock()
	if nw, nh := r.life.size(); nw != w || nh != h {
		r.changed(nw, nh)
	}
}
