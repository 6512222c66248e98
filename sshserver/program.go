package sshserver

import (
	"context"
	"fmt"
	"io"
	"reflect"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"verkstad/model/safego"
)

// program runs a stage's messages and commands, as Bubble Tea's own program
// does, without what a terminal at the other end of a network has no use for:
// a renderer with its ticker, a reader, signals. That is five goroutines less
// for each person, and nothing to do while nothing happens.
type program struct {
	stage *stage
	out   io.Writer
	msgs  chan tea.Msg
	ctx   context.Context // ends when the program does
	end   context.CancelFunc
}

// Waker is a [Screen] that wakes by a channel. The program waits on it itself,
// which spares the screen a goroutine for waiting.
type Waker interface {
	// Wakes is the channel to wait on now, nil for none. It is asked for again
	// after every message. The first call, which says that the Waker need not
	// wait by itself, comes before Init.
	Wakes() <-chan struct{}
	// WakeMsg is what Update is to be called with after a wake-up, nil for none.
	WakeMsg() tea.Msg
}

func newProgram(st *stage, out io.Writer) *program {
	p := &program{stage: st, out: out, msgs: make(chan tea.Msg)}
	p.ctx, p.end = context.WithCancel(st.life)
	return p
}

// send hands a message to the program. It waits until the program takes it, or
// has ended.
func (p *program) send(msg tea.Msg) {
	select {
	case p.msgs <- msg:
	case <-p.ctx.Done():
	}
}

// run goes on until the stage quits or its life ends.
func (p *program) run() {
	defer p.end()
	if waker, ok := p.stage.screen.(Waker); ok {
		waker.Wakes() // from now on it is ours to wait
	}
	p.start(p.stage.Init())
	done := p.ctx.Done()
	for {
		waker, _ := p.stage.screen.(Waker)
		var wakes, calls <-chan struct{}
		if waker != nil {
			wakes = waker.Wakes()
		}
		if !p.stage.busy() {
			calls = wakes
		}
		select {
		case <-done:
			return
		case <-calls:
			if msg := waker.WakeMsg(); msg != nil {
				p.update(msg)
			}
		case <-p.stage.rings():
			p.start(p.stage.rung(p.latest(waker, wakes)))
		case p.stage.line() <- struct{}{}:
			p.start(p.stage.inTurn(p.latest(waker, wakes)))
		case msg := <-p.msgs:
			if goesOn := p.handle(translate(msg)); !goesOn {
				return
			}
		}
	}
}

// latest is the message of a wake-up that has come, or that the last picture
// was too early for; nil if there is none.
func (p *program) latest(waker Waker, wakes <-chan struct{}) tea.Msg {
	select {
	case <-wakes:
	default:
		if waker == nil || !p.stage.late {
			return nil
		}
	}
	return waker.WakeMsg()
}

// handle does what a message asks of the program, or hands it to the stage. It
// is false when the program is to end.
func (p *program) handle(msg tea.Msg) (goesOn bool) {
	switch msg := msg.(type) {
	case nil:
	case tea.QuitMsg, tea.InterruptMsg:
		return false
	case tea.BatchMsg:
		for _, cmd := range msg {
			p.start(cmd)
		}
	case tea.RawMsg:
		_, _ = io.WriteString(p.out, fmt.Sprint(msg.Msg))
	default:
		switch several := commandsOf(msg); {
		case several != nil:
			safego.Go("commands in turn", func() { p.inTurn(several) })
		case msg == tea.RequestBackgroundColor():
			// asked already, before the program began
		default:
			p.update(msg)
		}
	}
	return true
}

func (p *program) update(msg tea.Msg) {
	_, cmd := p.stage.Update(msg)
	p.start(cmd)
}

// start runs a command on a goroutine of its own and takes what it gives as a
// message. A command that waits for ever is left behind when the program ends.
func (p *program) start(cmd tea.Cmd) {
	if cmd != nil {
		safego.Go("command", func() { p.send(cmd()) })
	}
}

// inTurn runs commands one after the other. What each asks for is done before
// the next begins.
func (p *program) inTurn(cmds []tea.Cmd) {
	for _, cmd := range cmds {
		if cmd == nil || p.ctx.Err() != nil {
			continue
		}
		msg := cmd()
		if several := commandsOf(msg); several != nil {
			p.inTurn(several)
			continue
		}
		p.send(msg)
	}
}

// commandsOf is the commands that a message is a list of: Bubble Tea's batches
// and sequences, of which only the first has a name that others can use. It is
// nil for other messages.
func commandsOf(msg tea.Msg) []tea.Cmd {
	if list := reflect.ValueOf(msg); list.IsValid() && list.Kind() == reflect.Slice && list.CanConvert(commands) {
		return list.Convert(commands).Interface().([]tea.Cmd)
	}
	return nil
}

// translate makes Bubble Tea's message of what the keyboard sends.
func translate(msg tea.Msg) tea.Msg {
	switch e := msg.(type) {
	case uv.KeyPressEvent:
		return tea.KeyPressMsg(e)
	case uv.KeyReleaseEvent:
		return tea.KeyReleaseMsg(e)
	case uv.MouseClickEvent:
		return tea.MouseClickMsg(e)
	case uv.MouseReleaseEvent:
		return tea.MouseReleaseMsg(e)
	case uv.MouseWheelEvent:
		return tea.MouseWheelMsg(e)
	case uv.MouseMotionEvent:
		return tea.MouseMotionMsg(e)
	case uv.PasteEvent:
		return tea.PasteMsg(e)
	case uv.BackgroundColorEvent:
		return tea.BackgroundColorMsg(e)
	case uv.FocusEvent:
		return tea.FocusMsg(e)
	case uv.BlurEvent:
		return tea.BlurMsg(e)
	case uv.KeyboardEnhancementsEvent:
		return tea.KeyboardEnhancementsMsg(e)
	}
	return msg
}
