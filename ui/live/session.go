package live

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"runtime/debug"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"verkstad/model/safego"
	"verkstad/ui/frame"
)

// What a session's terminal shows, and what comes next:
//
//	state    on the terminal               a message of the person  a result        a frame, or the timer
//	shown    what the screen says          drawn, or held           drawn, or held  drawn
//	held     what it said before           drawn, or held           held            drawn: shown
//	crashed  what it said before           not taken                not taken       not taken
//
// What the person does is drawn at once, unless a picture was drawn less than
// ownEvery ago. A result is what comes of a command of the screen's: it is held
// while the scheduler owes the terminal a frame, which then has it, too, and in
// a burst. A timer runs while something is held. A session that has crashed ends.
type state uint8

const (
	shown state = iota
	held
	crashed
)

// Bounds of how often a session draws beside the scheduler's frames.
const (
	// ownEvery is the shortest time between two pictures of what a person does.
	// Nobody types that fast: it is for keys that come all at once.
	ownEvery = 4 * time.Millisecond
	// owedFor is how long a result waits for a frame that the scheduler owes.
	owedFor = time.Second
)

// ErrCrashed is returned by [Session.Run] when the screen has panicked. What it
// was is in the log.
var ErrCrashed = errors.New("the screen panicked")

// painter draws layouts on one terminal; [frame.Painter] is one.
type painter interface {
	Start() error
	Paint(frame.Layout) error
	Reset()
	SetProfile(colorprofile.Profile)
	Stop() error
}

// Session runs the screen of one terminal. It does what Bubble Tea's own program
// does with messages and commands, without what a terminal at the other end of a
// network has no use for: a renderer with its ticker, a reader, signals. That is
// five goroutines less for each person, and nothing to do while nothing happens.
type Session struct {
	screen   Screen
	terminal Terminal
	painter  painter
	log      *slog.Logger
	now      func() time.Time
	interval time.Duration // between two pictures of results in a burst
	messages chan tea.Msg
	ctx      context.Context // ends when the session does
	end      context.CancelFunc

	size    Size
	profile colorprofile.Profile
	state   state
	timer   *time.Timer // nil until something was held
	due     time.Time   // when the timer fires, while something is held
	own     time.Time   // when what the person did was last drawn
	results pace        // of pictures of results
	failed  error       // of the terminal
}

// NewSession makes the session of a terminal, which shows screen. Pictures are
// shared with the others of the cache and the hub.
func NewSession(h *Hub, cache *frame.Cache, screen Screen, terminal Terminal, log *slog.Logger) *Session {
	s := &Session{
		screen: screen, terminal: terminal, log: log, now: h.now, interval: h.interval, messages: make(chan tea.Msg),
		size: terminal.Size(), profile: terminal.Profile(),
	}
	s.painter = frame.NewPainter(terminal, cache, s.profile)
	return s
}

// Screen is what is shown now.
func (s *Session) Screen() Screen { return s.screen }

// Run goes on until the person quits or ctx ends, and gives the terminal back. It
// returns nil then, [ErrCrashed], or the error of a terminal that cannot be
// written to. It does not close the screen.
func (s *Session) Run(ctx context.Context) error {
	s.ctx, s.end = context.WithCancel(ctx)
	defer s.end()
	if err := s.painter.Start(); err != nil {
		return err
	}
	defer safego.Run("leave a screen", func() { _ = s.painter.Stop() })
	if !s.terminal.Basic() { // the answer tells whether it is light or dark
		if _, err := io.WriteString(s.terminal, ansi.RequestBackgroundColor); err != nil {
			return err
		}
	}
	safego.Go("terminal's input", func() { s.terminal.Listen(s.ctx, s.send) })
	s.begin()
	for s.failed == nil && s.state != crashed && s.step() {
	}
	if s.timer != nil {
		s.timer.Stop()
	}
	if s.state == crashed {
		return ErrCrashed
	}
	return s.failed
}

// send hands a message to the session. It waits until the session takes it, or
// has ended.
func (s *Session) send(msg tea.Msg) {
	select {
	case s.messages <- msg:
	case <-s.ctx.Done():
	}
}

// begin starts the screen, tells it about its terminal, and draws it.
func (s *Session) begin() {
	defer s.survive()
	s.start(s.screen.Init())
	s.update(tea.EnvMsg(s.terminal.Environ()))
	s.update(tea.ColorProfileMsg{Profile: s.profile})
	s.update(tea.WindowSizeMsg{Width: s.size.W, Height: s.size.H})
	s.draw()
}

// step waits for the next thing that happens, and does it. It is false when the
// session is to end.
func (s *Session) step() (goesOn bool) {
	defer s.survive()
	var told <-chan struct{}
	seat := s.screen.Seat()
	if seat != nil {
		told = seat.Told()
	}
	select {
	case <-s.ctx.Done():
		return false
	case <-told:
		s.onTold(seat)
	case <-s.rings():
		s.draw()
	case msg := <-s.messages:
		return s.handle(translate(msg))
	}
	return true
}

// onTold does what the scheduler has told.
func (s *Session) onTold(seat *Seat) {
	frame, prerender := seat.Take()
	if prerender {
		s.update(PrerenderMsg{})
	}
	if frame {
		s.update(FrameMsg{})
		s.draw()
	}
}

// handle does what a message asks of the session, or hands it to the screen. It is
// false when the session is to end.
func (s *Session) handle(msg tea.Msg) (goesOn bool) {
	switch msg := msg.(type) {
	case nil:
	case tea.QuitMsg, tea.InterruptMsg:
		return false
	case tea.BatchMsg:
		for _, cmd := range msg {
			s.start(cmd)
		}
	case tea.RawMsg:
		_, _ = io.WriteString(s.terminal, fmt.Sprint(msg.Msg))
	case crashMsg:
		s.crash(msg.value, msg.stack)
	case ResizedMsg:
		s.resize()
	case tea.ColorProfileMsg:
		s.recolour(msg)
	case tea.WindowSizeMsg, tea.EnvMsg: // Bubble Tea's own at its start; begin has told the screen
	default:
		switch several := commandsOf(msg); {
		case several != nil:
			safego.Go("commands in turn", func() { s.inTurn(several) })
		case asksForBackground(msg): // Run has asked
		default:
			s.update(msg)
			s.show(msg)
		}
	}
	return true
}

// resize takes the terminal's size as it is now, if it is another.
func (s *Session) resize() {
	size := s.terminal.Size()
	if size == s.size {
		return
	}
	s.size = size
	s.painter.Reset()
	msg := tea.WindowSizeMsg{Width: size.W, Height: size.H}
	s.update(msg)
	s.show(msg)
}

// recolour takes what colours the terminal has turned out to show.
func (s *Session) recolour(msg tea.ColorProfileMsg) {
	if msg.Profile == s.profile {
		return
	}
	s.profile = msg.Profile
	s.painter.SetProfile(msg.Profile)
	s.update(msg)
	s.show(msg)
}

// update hands a message to the screen, and starts what it asks for.
func (s *Session) update(msg tea.Msg) {
	model, cmd := s.screen.Update(msg)
	screen, ok := model.(Screen)
	if !ok {
		panic(fmt.Errorf("%T.Update returned a %T, which is no Screen", s.screen, model))
	}
	s.screen = screen
	s.start(cmd)
}

// start runs a command on a goroutine of its own and takes what it gives as a
// message. A command that waits for ever is left behind when the session ends.
func (s *Session) start(cmd tea.Cmd) {
	if cmd = protect(cmd); cmd != nil {
		safego.Go("command", func() { s.send(cmd()) })
	}
}

// inTurn runs commands one after the other. What each asks for is done before the
// next begins.
func (s *Session) inTurn(cmds []tea.Cmd) {
	for _, cmd := range cmds {
		if cmd == nil || s.ctx.Err() != nil {
			continue
		}
		msg := cmd()
		if several := commandsOf(msg); several != nil {
			s.inTurn(several)
			continue
		}
		s.send(msg)
	}
}

// show draws what a message changed, or holds it.
func (s *Session) show(msg tea.Msg) {
	now := s.now()
	if isOwn(msg) {
		if wait := s.own.Add(ownEvery).Sub(now); wait > 0 {
			s.hold(now, wait)
			return
		}
		s.own = now
		s.draw()
		return
	}
	if seat := s.screen.Seat(); seat != nil && seat.Owed() {
		s.hold(now, owedFor)
		return
	}
	if wait := s.results.wait(now, s.interval); wait > 0 {
		s.hold(now, wait)
		return
	}
	s.results.pay(now, s.interval)
	s.draw()
}

// isOwn reports whether a message comes from the terminal itself.
func isOwn(msg tea.Msg) bool {
	switch msg.(type) {
	case tea.KeyMsg, tea.MouseMsg, tea.PasteMsg, tea.WindowSizeMsg, tea.ColorProfileMsg,
		tea.BackgroundColorMsg, tea.FocusMsg, tea.BlurMsg:
		return true
	}
	return false
}

// hold has what has changed drawn after wait, or sooner if it is due sooner.
func (s *Session) hold(now time.Time, wait time.Duration) {
	due := now.Add(wait)
	if s.state == held && !due.Before(s.due) {
		return
	}
	s.state, s.due = held, due
	if s.timer == nil {
		s.timer = time.NewTimer(wait)
	} else {
		s.timer.Reset(wait)
	}
}

// rings is sent on when what is held is to be drawn; nil while nothing is.
func (s *Session) rings() <-chan time.Time {
	if s.state != held {
		return nil
	}
	return s.timer.C
}

// draw draws the screen as it is now. A terminal that cannot be written to is
// gone.
func (s *Session) draw() {
	if s.state == held {
		s.timer.Stop()
	}
	s.state = shown
	l := s.screen.Layout()
	if s.terminal.Basic() {
		l.Title, l.Mouse = "", false
	}
	if err := s.painter.Paint(l); err != nil {
		s.failed = err
	}
}

// survive is deferred: it turns a panic of the screen into the session's end.
func (s *Session) survive() {
	if value := recover(); value != nil {
		s.crash(value, debug.Stack())
	}
}

// crash ends the session.
func (s *Session) crash(value any, stack []byte) {
	s.state = crashed
	s.log.Error("a screen panicked", "panic", value, "stack", string(stack))
}
