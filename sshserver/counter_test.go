package sshserver

import (
	"context"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/ui/frame"
	"verkstad/ui/live"
)

// counter is an App with one number that all its screens share.
type counter struct {
	mu      sync.Mutex
	number  int
	wakers  map[chan struct{}]bool
	callers []Caller
	last    *countScreen
	opened  atomic.Int32
	closed  atomic.Int32
	updates atomic.Int64
	refuse  func() error       // of Screen, if not nil
	joins   bool               // callers count as joined
	line    func(lineCall) int // of Line
}

type lineCall struct {
	ctx    context.Context
	caller Caller
	args   []string
	in     io.Reader
	out    io.Writer
	errs   io.Writer
}

func newCounter() *counter {
	return &counter{wakers: map[chan struct{}]bool{}, joins: true}
}

func (c *counter) add(n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.number += n
	for wake := range c.wakers {
		select {
		case wake <- struct{}{}:
		default:
		}
	}
}

func (c *counter) value() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.number
}

func (c *counter) called() []Caller {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]Caller(nil), c.callers...)
}

func (c *counter) note(caller Caller) {
	if c.joins {
		caller.Conn.Joined(time.Now())
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.callers = append(c.callers, caller)
}

func (c *counter) Screen(caller Caller, t Terminal) (live.Screen, error) {
	c.note(caller)
	if c.refuse != nil {
		return nil, c.refuse()
	}
	s := &countScreen{app: c, wake: make(chan struct{}, 1), gone: make(chan struct{})}
	c.mu.Lock()
	c.wakers[s.wake] = true
	c.last = s
	c.mu.Unlock()
	c.opened.Add(1)
	return s, nil
}

func (c *counter) Line(ctx context.Context, caller Caller, args []string, in io.Reader, out, errw io.Writer) int {
	c.note(caller)
	if c.line == nil {
		return 0
	}
	return c.line(lineCall{ctx, caller, args, in, out, errw})
}

// countScreen shows the number: + adds one, q leaves, G leaves with a parting line,
// and other capitals panic.
type countScreen struct {
	app         *counter
	wake, gone  chan struct{}
	w, h        int
	number      int
	typed       string
	dark        string
	badLayout   bool
	parting     string
	closedTimes int
}

type wokenMsg struct{}

func (s *countScreen) Init() tea.Cmd { return s.wait }

func (s *countScreen) wait() tea.Msg {
	select {
	case <-s.wake:
		return wokenMsg{}
	case <-s.gone:
		return nil
	}
}

func (s *countScreen) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	s.app.updates.Add(1)
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		s.w, s.h = msg.Width, msg.Height
	case tea.BackgroundColorMsg:
		s.dark = fmt.Sprint("dark ", msg.IsDark())
	case tea.PasteMsg:
		s.typed = fmt.Sprint("pasted ", len(msg.Content))
	case wokenMsg:
		s.number = s.app.value()
		return s, s.wait
	case tea.KeyPressMsg:
		return s, s.onKey(msg)
	}
	return s, nil
}

func (s *countScreen) onKey(msg tea.KeyPressMsg) tea.Cmd {
	switch msg.String() {
	case "+":
		s.app.add(1)
	case "q":
		return tea.Quit
	case "G":
		s.parting = "come again"
		return tea.Quit
	case "z":
		return tea.Suspend
	case "U":
		panic("in Update")
	case "L":
		s.badLayout = true
	case "C":
		return func() tea.Msg { panic("in a command") }
	case "B":
		return tea.Batch(s.nothing, func() tea.Msg { panic("in a batch") })
	case "S":
		return tea.Sequence(s.nothing, func() tea.Msg { panic("in a sequence") })
	default:
		s.typed = "key " + msg.String()
	}
	return nil
}

func (s *countScreen) nothing() tea.Msg { return nil }

func (s *countScreen) View() tea.View { return tea.NewView("") }

func (s *countScreen) Parting() string { return s.parting }

func (s *countScreen) Close() {
	s.closedTimes++
	s.app.closed.Add(1)
	s.app.mu.Lock()
	delete(s.app.wakers, s.wake)
	s.app.mu.Unlock()
	close(s.gone)
}

// Seat is nil: the screen waits for news by itself.
func (s *countScreen) Seat() *live.Seat { return nil }

// countKey decides what a counting pane shows.
type countKey struct{ text string }

func (s *countScreen) Layout() frame.Layout {
	if s.badLayout {
		panic("in Layout")
	}
	text := fmt.Sprintf("number %d size %dx%d %s %s.", s.number, s.w, s.h, s.typed, s.dark)
	return frame.Layout{W: s.w, H: s.h, Panes: []frame.Pane{{
		Rect: frame.Rect{W: s.w, H: 1},
		Key:  countKey{text},
		Draw: func(c *frame.Canvas) { c.Text(0, 0, frame.Style{}, text) },
	}}}
}
