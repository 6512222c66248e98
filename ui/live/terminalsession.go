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

// State of what a session's terminal shows, and what happens next:
//
//	state    on the terminal          after a message of the person  after a result  after a frame, or the timer
//	shown    the screen               drawn, or held                 drawn, or held  drawn
//	held     the screen before        drawn, or held                 held            drawn: shown
//	crashed  the screen before        not handled                    not handled     not handled
//
// What the person does is drawn at once, unless a picture was drawn less than ownEvery ago.
// A result is a message from a command of the screen: it is held while the scheduler owes
// the terminal a frame, which will then show it too, and in a burst. A timer runs while
// something is held. A session that has crashed ends.
type state uint8

const (
	shown state = iota
	held
	crashed
)

// Bounds of how often a session draws besides the scheduler's frames.
const (
	// ownEvery is the shortest time between two pictures of what a person does. Nobody
	// types that fast: it is for keys that arrive all at once.
	ownEvery = 4 * time.Millisecond
	// owedFor is how long a result waits for a frame that is due.
	owedFor = time.Second
)

// ErrCrashed is returned by [Session.Run] when the screen has panicked. The panic is in the
// log.
var ErrCrashed = errors.New("the screen panicked")

// painter draws layouts on one terminal; [frame.Painter] is one.
type painter interface {
	Start() error
	Paint(frame.Layout) error
	Reset()
	SetProfile(colorprofile.Profile)
	Stop() error
}

// Session runs the screen of one terminal. It handles messages and commands as Bubble Tea's
// own program does, without the parts that are of no use to a terminal at the other end of
// a network: a renderer with its ticker, a reader, signals. That is five goroutines fewer
// for each person, and nothing runs while nothing happens.
type Session struct {
	screen   Screen
	terminal Terminal
	painter  painter
	controls ControlTerminal // the terminal, if it has controls of its own; otherwise nil
	log      *slog.Logger
	now      func() time.Time
	interval time.Duration // between two pictures of results in a burst
	messages chan tea.Msg
	ctx      context.Context // ends when the session does
	end      context.CancelFunc

	size     Size
	profile  colorprofile.Profile
	state    state
	timer    *time.Timer // nil until something was held
	due      time.Time   // when the timer fires, while something is held
	drawnOwn time.Time   // when something that the person did was last drawn
	results  pace        // limits pictures of results
	taken    int         // see [TakenMsg]
	failed   error       // error of writing to the terminal
}

// NewSession returns a session that shows screen on a terminal. Pictures are shared with
// the other sessions of the cache and the hub.
func NewSession(h *Hub, cache *frame.Cache, screen Screen, terminal Terminal, log *slog.Logger) *Session {
	s := &Session{
		screen: screen, terminal: terminal, log: log, now: h.now, interval: h.interval, messages: make(chan tea.Msg),
		size: terminal.Size(), profile: terminal.Profile(),
	}
	s.painter = frame.NewPainter(terminal, cache, s.profile)
	s.controls, _ = terminal.(ControlTerminal)
	return s
}

// Screen returns the screen that is shown now.
func (s *Session) Screen() Screen { return s.screen }

// Run runs until the person quits or ctx ends, and restores the terminal. It then returns
// nil, or [ErrCrashed], or the error of writing to the terminal. It does not close the
// screen.
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

// send passes a message to the session. It blocks until the session takes it, or has ended.
func (s *Session) send(msg tea.Msg) {
	select {
	case s.messages <- msg:
	case <-s.ctx.Done():
	}
}

// begin starts the screen, tells it about its terminal, and draws it.
func (s *Session) begin() {
	defer s.recoverScreen()
	s.start(s.screen.Init())
	s.update(tea.EnvMsg(s.terminal.Environ()))
	s.update(tea.ColorProfileMsg{Profile: s.profile})
	s.update(tea.WindowSizeMsg{Width: s.size.W, Height: s.size.H})
	s.draw()
}

// step waits for the next event, and handles it. It returns false when the session is to
// end.
func (s *Session) step() (goesOn bool) {
	defer s.recoverScreen()
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
	case <-s.timerC():
		s.draw()
	case msg := <-s.messages:
		return s.handle(translate(msg))
	}
	return true
}

// onTold handles what the scheduler has told.
func (s *Session) onTold(seat *Seat) {
	frame, prerender := seat.take()
	if prerender {
		s.update(PrerenderMsg{})
	}
	if frame {
		s.update(FrameMsg{})
		s.draw()
	}
}

// handle handles a message to the session itself, or passes it to the screen. It returns
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
	case TakenMsg:
		if s.taken = int(msg); s.state == shown { // else drawing shows them
			s.showControls()
		}
	case tea.ColorProfileMsg:
		s.recolour(msg)
	case tea.WindowSizeMsg, tea.EnvMsg: // sent by Bubble Tea's own program at its start; begin has told the screen
	default:
		switch several := commandsOf(msg); {
		case several != nil:
			safego.Go("commands in turn", func() { s.inTurn(several) })
		case asksForBackground(msg): // Run has asked already
		default:
			s.update(msg)
			s.show(msg)
		}
	}
	return true
}

// resize updates the screen's size, if the terminal's has changed.
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

// recolour sets which colours the terminal has turned out to show.
func (s *Session) recolour(msg tea.ColorProfileMsg) {
	if msg.Profile == s.profile {
		return
	}
	s.profile = msg.Profile
	s.painter.SetProfile(msg.Profile)
	s.update(msg)
	s.show(msg)
}

// update passes a message to the screen, and starts the command that it returns.
func (s *Session) update(msg tea.Msg) {
	model, cmd := s.screen.Update(msg)
	screen, ok := model.(Screen)
	if !ok {
		panic(fmt.Errorf("%T.Update returned a %T, which is no Screen", s.screen, model))
	}
	s.screen = screen
	s.start(cmd)
}

// start runs a command on a goroutine of its own and sends its message to the session. A
// command that blocks for ever is abandoned when the session ends.
func (s *Session) start(cmd tea.Cmd) {
	if cmd = protect(cmd); cmd != nil {
		safego.Go("command", func() { s.send(cmd()) })
	}
}

// inTurn runs commands one after the other, each after the commands that the one before led
// to.
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
		if wait := s.drawnOwn.Add(ownEvery).Sub(now); wait > 0 {
			s.hold(now, wait)
			return
		}
		s.drawnOwn = now
		s.draw()
		return
	}
	if seat := s.screen.Seat(); seat != nil && seat.frameDue() {
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
	case tea.KeyMsg, tea.MouseMsg, tea.PasteMsg, EditMsg, tea.WindowSizeMsg, tea.ColorProfileMsg,
		tea.BackgroundColorMsg, tea.FocusMsg, tea.BlurMsg:
		return true
	}
	return false
}

// hold sets the timer to draw what has changed after wait, or sooner if it is set to
// sooner.
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

// timerC returns a channel that receives when what is held is to be drawn; nil while
// nothing is held.
func (s *Session) timerC() <-chan time.Time {
	if s.state != held {
		return nil
	}
	return s.timer.C
}

// draw draws the screen as it is now. If the terminal cannot be written to, the session
// ends.
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
	s.showControls()
}

// showControls shows what goes with the picture on a terminal with controls of its own.
func (s *Session) showControls() {
	screen, ok := s.screen.(ControlScreen)
	if s.controls == nil || !ok || s.failed != nil {
		return
	}
	s.failed = s.controls.ShowControls(s.taken, screen.Controls())
}

// recoverScreen is deferred: it turns a panic of the screen into the session's end.
func (s *Session) recoverScreen() {
	if value := recover(); value != nil {
		s.crash(value, debug.Stack())
	}
}

// crash logs a panic and ends the session.
func (s *Session) crash(value any, stack []byte) {
	s.state = crashed
	s.log.Error("a screen panicked", "panic", value, "stack", string(stack))
}
