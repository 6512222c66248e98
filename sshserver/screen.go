package sshserver

import (
	"fmt"
	"log/slog"
	"reflect"
	"runtime/debug"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"verkstad/ui/frame"
)

// painter draws layouts on one terminal.
type painter interface {
	Start() error
	Paint(frame.Layout) error
	Reset()
	SetProfile(colorprofile.Profile)
	Stop() error
}

// Messages of the stage to itself.
type (
	sizeMsg  struct{} // the terminal's size has changed
	paintMsg struct{} // draw what was put off
	crashMsg struct {
		value any
		stack []byte
	} // a command panicked
)

// stage shows one Screen on one terminal. It is the Bubble Tea model that the
// program runs: it hands every message on to the Screen, and draws what
// changed in the same turn of the event loop. A panic in the Screen ends this
// session alone.
type stage struct {
	screen  Screen
	painter painter
	life    *sessionContext
	log     *slog.Logger
	now     func() time.Time

	terminal Terminal
	size     shape             // the terminal's own, of which no more is drawn than terminal says
	fit      func(shape) shape // what is drawn of a size; nil is all of it
	interval time.Duration     // between pictures that others cause
	crowd    *atomic.Int32     // how many screens there are; nil for a few
	paid     time.Time         // until when the pictures that others caused are paid for, an interval each
	dirty    bool              // something waits to be drawn
	turns    turns             // to draw what others did; nil where there are few
	onTurn   bool              // this stage has one
	waits    bool              // for a turn
	ticking  bool              // a paintMsg is due when later rings
	later    *time.Timer       // nil until something was put off
	due      time.Time         // when later rings
	mine     bool              // what was put off is what the person did
	late     bool              // the last picture was not of the newest
	drawn    time.Time         // when what the person did was last drawn
	crashed  bool
}

// Init starts the screen, tells it about its terminal, and draws it.
func (s *stage) Init() (cmd tea.Cmd) {
	defer s.survive()
	cmds := []tea.Cmd{s.screen.Init()}
	for _, msg := range []tea.Msg{
		tea.EnvMsg(s.terminal.Environ),
		tea.ColorProfileMsg{Profile: s.terminal.Profile},
		tea.WindowSizeMsg{Width: s.terminal.W, Height: s.terminal.H},
	} {
		cmds = append(cmds, s.tell(msg))
	}
	s.paint()
	return protect(tea.Batch(cmds...))
}

// View is empty: the stage draws by itself.
func (s *stage) View() tea.View { return tea.View{} }

// Update hands a message on to the screen, and draws.
func (s *stage) Update(msg tea.Msg) (_ tea.Model, cmd tea.Cmd) {
	if s.crashed {
		return s, nil
	}
	defer s.survive()
	switch m := msg.(type) {
	case crashMsg:
		s.crash(m.value, m.stack)
		return s, nil
	case paintMsg:
		return s, s.rung(nil)
	case tea.WindowSizeMsg, tea.EnvMsg:
		return s, nil // Bubble Tea's own at its start; Init has told the screen
	case tea.ColorProfileMsg:
		if m.Profile == s.terminal.Profile {
			return s, nil
		}
		s.terminal.Profile = m.Profile
		s.painter.SetProfile(m.Profile)
	case sizeMsg:
		w, h := s.life.size()
		if (shape{w, h}) == s.size {
			return s, nil
		}
		s.size = shape{w, h}
		drawn := s.size
		if s.fit != nil {
			drawn = s.fit(drawn)
		}
		s.terminal.W, s.terminal.H = drawn.w, drawn.h
		s.painter.Reset()
		msg = tea.WindowSizeMsg{Width: drawn.w, Height: drawn.h}
	}
	cmd = s.tell(msg)
	s.show(msg)
	return s, protect(cmd)
}

// tell hands a message to the screen.
func (s *stage) tell(msg tea.Msg) tea.Cmd {
	model, cmd := s.screen.Update(msg)
	screen, ok := model.(Screen)
	if !ok {
		panic(fmt.Errorf("%T.Update returned a %T, which is no Screen", s.screen, model))
	}
	s.screen = screen
	return cmd
}

// show draws what msg changed: at once if this terminal's person caused it,
// or if little was drawn for others lately; else a little later, together
// with what else will have changed by then. One picture may come early, so
// that the clock does not put off an idea that comes right after it.
func (s *stage) show(msg tea.Msg) {
	now := s.now()
	if own(msg) {
		if wait := s.drawn.Add(ownEvery).Sub(now); wait > 0 {
			s.mine = true
			s.postpone(now, wait)
			return
		}
		s.drawOwn(now)
		return
	}
	wait := s.paid.Add(-s.ahead()).Sub(now)
	if wait <= 0 {
		s.follow()
		return
	}
	s.postpone(now, wait)
}

// drawOwn draws what the person did.
func (s *stage) drawOwn(now time.Time) {
	s.drawn, s.mine = now, false
	s.paint()
}

// rung is what to do when the time has come for what was put off: Update with
// what happened meanwhile, nil for nothing, and draw.
func (s *stage) rung(msg tea.Msg) (cmd tea.Cmd) {
	s.ticking = false
	if s.crashed {
		return nil
	}
	defer s.survive()
	if msg != nil {
		cmd = protect(s.tell(msg))
		s.dirty = true
	}
	switch {
	case s.mine:
		s.drawOwn(s.now())
	case s.dirty:
		s.follow()
	}
	return cmd
}

// follow draws what others did, as soon as there is a turn for it.
func (s *stage) follow() {
	if s.turns == nil || s.turns.try() {
		s.onTurn = s.turns != nil
		s.draw()
		return
	}
	s.waits = true
}

// line is where to wait for a turn; nil if none is waited for. Whoever gets in
// calls inTurn.
func (s *stage) line() chan<- struct{} {
	if !s.waits {
		return nil
	}
	return s.turns
}

// inTurn is Update with what happened meanwhile, nil for nothing, and draws.
func (s *stage) inTurn(msg tea.Msg) (cmd tea.Cmd) {
	s.onTurn, s.waits = true, false
	defer s.endTurn()
	if s.crashed {
		return nil
	}
	defer s.survive()
	if msg != nil {
		cmd = protect(s.tell(msg))
	}
	s.draw()
	return cmd
}

// draw draws what others did.
func (s *stage) draw() {
	defer s.endTurn()
	s.pay(s.now())
	s.paint()
}

// endTurn lets the next draw.
func (s *stage) endTurn() {
	if s.onTurn {
		s.onTurn = false
		s.turns.give()
	}
}

// busy tells whether a picture of what others do is put off, or waits for its
// turn. What else happens is in that picture, too.
func (s *stage) busy() bool { return s.ticking || s.waits }

// ownEvery is the shortest time between two pictures of what a person does.
// Nobody types that fast: it is for keys that come all at once.
const ownEvery = 4 * time.Millisecond

// postpone has a picture drawn after wait, or sooner if one is due.
func (s *stage) postpone(now time.Time, wait time.Duration) {
	s.dirty = true
	due := now.Add(wait)
	if s.ticking && !due.Before(s.due) {
		return
	}
	s.ticking, s.due = true, due
	if s.later == nil {
		s.later = time.NewTimer(wait)
	} else {
		s.later.Reset(wait)
	}
}

// rings is when to call Update with a paintMsg; nil while nothing is put off.
func (s *stage) rings() <-chan time.Time {
	if !s.ticking {
		return nil
	}
	return s.later.C
}

// pay notes a picture that others caused.
func (s *stage) pay(now time.Time) {
	if s.paid.Before(now) {
		s.paid = now
	}
	s.paid = s.paid.Add(s.pause())
}

// perScreen is how much time there is for a picture of what others did, about
// twice what one costs all told: laying out, encrypting, writing. The pause
// between pictures grows with the room, so that following takes no more than
// half a core however many follow. On a computer with two cores the rest is for
// what must not wait, which is the log and what one types oneself, and for the
// moments when the garbage collector wants a core.
const perScreen = 75 * time.Microsecond

// ahead is how much may be drawn before it is paid for: one picture, so that
// the clock does not put off an idea that comes right after it. Where pauses
// are long it is three, since then not only bursts would be put off.
func (s *stage) ahead() time.Duration {
	if pause := s.pause(); pause > s.interval {
		return 3 * pause
	}
	return s.interval
}

// pause is the time between pictures that others cause.
func (s *stage) pause() time.Duration {
	if s.crowd == nil {
		return s.interval
	}
	return max(s.interval, time.Duration(s.crowd.Load())*perScreen)
}

// own reports whether a message comes from the terminal itself.
func own(msg tea.Msg) bool {
	switch msg.(type) {
	case tea.KeyMsg, tea.MouseMsg, tea.PasteMsg, tea.WindowSizeMsg, tea.ColorProfileMsg,
		tea.BackgroundColorMsg, tea.FocusMsg, tea.BlurMsg:
		return true
	}
	return false
}

// paint draws the screen as it is now. A terminal that cannot be written to is
// gone.
func (s *stage) paint() {
	s.dirty = false
	l := s.screen.Layout()
	if abilityOf(s.terminal.Term) != full {
		l.Title, l.Mouse = "", false
	}
	if err := s.painter.Paint(l); err != nil {
		s.life.end(silent)
	}
	if s.late = l.Late; l.Late {
		s.postpone(s.now(), s.pause())
	}
}

// survive is deferred: it turns a panic of the screen into the session's end.
func (s *stage) survive() {
	if value := recover(); value != nil {
		s.crash(value, debug.Stack())
	}
}

// crash ends the session.
func (s *stage) crash(value any, stack []byte) {
	s.crashed = true
	s.log.Error("a screen panicked", "panic", value, "stack", string(stack))
	s.life.end(sayCrash)
}

// commands is the type of lists of commands, by kind: Bubble Tea's batches and
// sequences, of which only the first has a name that others can use.
var commands = reflect.TypeFor[[]tea.Cmd]()

// protect makes a command that reports a panic instead of ending the process,
// and so do the commands that it returns.
func protect(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if value := recover(); value != nil {
				msg = crashMsg{value, debug.Stack()}
			}
		}()
		msg = cmd()
		list := reflect.ValueOf(msg)
		if msg == nil || !list.CanConvert(commands) {
			return msg
		}
		for i := range list.Len() {
			inner := list.Index(i)
			inner.Set(reflect.ValueOf(protect(inner.Interface().(tea.Cmd))))
		}
		return msg
	}
}
