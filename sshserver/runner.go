package sshserver

import (
	"io"
	"strings"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/ssh"
	"github.com/charmbracelet/x/ansi"

	"verkstad/model/safego"
	"verkstad/model/text"
	"verkstad/ui/frame"
)

// runScreen runs one interactive terminal until it ends, and returns the exit
// status.
//
// The stage draws, and the keyboard sends to the program, which ends when the
// person quits, or with the session's life.
func (s *Server) runScreen(session ssh.Session, l *sessionContext, out *stallWriter, caller Caller) (status int) {
	terminal := s.terminal(session, l)
	size := shape{terminal.W, terminal.H}
	drawn := s.shapes.take(size, caller.Conn.trusted.Load())
	defer func() { s.shapes.give(drawn) }()
	terminal.W, terminal.H = drawn.w, drawn.h
	screen, err := s.app.Screen(caller, terminal)
	if err != nil {
		writeLine(out, err.Error())
		return 1
	}
	if !s.mayOpen(caller.Conn) {
		safego.Run("close a screen", func() { screen.Close() })
		writeLine(out, sayNoMemory.in(caller.Lang))
		return 1
	}
	st := &stage{
		size: size, fit: func(now shape) shape {
			s.shapes.give(drawn)
			drawn = s.shapes.take(now, caller.Conn.trusted.Load())
			return drawn
		},
		screen: screen, life: l, log: s.log, now: time.Now,
		terminal: terminal, interval: time.Second / time.Duration(s.limits.Pictures),
		crowd: &s.screens, turns: s.turns,
	}
	st.painter = frame.NewPainter(turnWriter{out, st}, s.cache, terminal.Profile)
	s.screens.Add(1)
	defer s.screens.Add(-1)
	defer safego.Run("close a screen", func() { st.screen.Close() })

	s.play(st, out, *l.channel.Load(), caller.Conn)

	safego.Run("leave a screen", func() { _ = st.painter.Stop() })
	if why := l.reason(); why != silent {
		writeLine(out, caller.Conn.farewell(why, caller.Lang))
	} else if p, ok := st.screen.(Parter); ok && p.Parting() != "" {
		writeLine(out, p.Parting())
	}
	if st.crashed {
		return 1
	}
	return 0
}

// play starts the terminal and runs the stage's program on it.
func (s *Server) play(st *stage, out io.Writer, in io.Reader, conn *Conn) {
	if err := st.painter.Start(); err != nil {
		return
	}
	if abilityOf(st.terminal.Term) == full { // the answer tells whether it is light or dark
		if _, err := io.WriteString(out, ansi.RequestBackgroundColor); err != nil {
			return
		}
	}
	program := newProgram(st, out)
	keys := newInputDecoder(&s.limits, program.send)
	safego.Go("keyboard", func() {
		failed := safego.Run("keyboard", func() {
			keys.listen(st.life, in, conn.touch, func() { st.life.end(sayTooMuch) })
		})
		if failed { // no keys would be heard any more
			st.life.end(sayCrash)
		}
	})
	sizes := &resizer{life: st.life, interval: time.Second / time.Duration(s.limits.Resizes), send: program.send}
	st.life.onResize(sizes.changed)
	defer st.life.onResize(nil)
	program.run()
}

// writeLine writes a sentence as a line of its own to a raw terminal. Line
// breaks within become the terminal's, and no other control gets through.
func writeLine(w io.Writer, sentence string) {
	sentence = text.Draw(sentence)
	_, _ = io.WriteString(w, strings.ReplaceAll(sentence, "\n", "\r\n")+"\r\n")
}

// resizer tells a program about the terminal's size: not more often than each
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
	r.send(sizeMsg{})
	r.mu.Lock()
	r.armed, r.last = false, time.Now()
	r.mu.Unlock()
	if nw, nh := r.life.size(); nw != w || nh != h {
		r.changed(nw, nh)
	}
}
