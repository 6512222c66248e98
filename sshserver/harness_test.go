package sshserver

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/vt"
	"go.uber.org/goleak"
	gossh "golang.org/x/crypto/ssh"

	"verkstad/ui/frame"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience is how long a test waits for what must come. It is long, so that a
// busy machine fails no test.
const patience = 20 * time.Second

// eventually waits until ok.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !ok(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%s did not come about in %v", what, patience)
		}
	}
}

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
	refusal error              // of Screen
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
		caller.Conn.Joined()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.callers = append(c.callers, caller)
}

func (c *counter) Screen(caller Caller, t Terminal) (Screen, error) {
	c.note(caller)
	if c.refusal != nil {
		return nil, c.refusal
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

// countScreen shows the number: + adds one, q leaves, and capitals panic.
type countScreen struct {
	app         *counter
	wake, gone  chan struct{}
	w, h        int
	number      int
	typed       string
	dark        string
	badLayout   bool
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

func (s *countScreen) Close() {
	s.closedTimes++
	s.app.closed.Add(1)
	s.app.mu.Lock()
	delete(s.app.wakers, s.wake)
	s.app.mu.Unlock()
	close(s.gone)
}

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

// house is a server for one test.
type house struct {
	*Server
	app    *counter
	log    *safeBuffer
	served chan error
	stop   context.CancelFunc
}

// open starts a server on loopback; change may alter its configuration.
func open(t *testing.T, change ...func(*Config)) *house {
	t.Helper()
	h := &house{app: newCounter(), log: &safeBuffer{}, served: make(chan error, 1)}
	config := Config{
		Listen:      "127.0.0.1:0",
		HostKeyPath: filepath.Join(t.TempDir(), "host_ed25519"),
		Log:         slog.New(slog.NewTextHandler(h.log, nil)),
		App:         h.app,
	}
	for _, f := range change {
		f(&config)
	}
	server, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	h.Server = server
	ctx, cancel := context.WithCancel(t.Context())
	h.stop = cancel
	go func() { h.served <- server.Serve(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-h.served; err != nil {
			t.Errorf("Serve returned %v", err)
		}
		h.served <- nil
	})
	return h
}

// newKey makes a client's key.
func newKey(t *testing.T) gossh.Signer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := gossh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return signer
}

// noPrompts answers keyboard-interactive questions, of which there are none.
func noPrompts(_, _ string, questions []string, _ []bool) ([]string, error) {
	if len(questions) > 0 {
		return nil, errors.New("the server asked something")
	}
	return nil, nil
}

// dial connects, with a key if there is one.
func (h *house) dial(t *testing.T, user string, key gossh.Signer) *gossh.Client {
	t.Helper()
	client, err := h.tryDial(user, key)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close() })
	return client
}

func (h *house) tryDial(user string, key gossh.Signer) (*gossh.Client, error) {
	auth := []gossh.AuthMethod{gossh.KeyboardInteractive(noPrompts)}
	if key != nil {
		auth = []gossh.AuthMethod{gossh.PublicKeys(key)}
	}
	return gossh.Dial("tcp", h.Addr().String(), &gossh.ClientConfig{
		User: user, Auth: auth, HostKeyCallback: gossh.InsecureIgnoreHostKey(), Timeout: patience,
	})
}

// emulator is a terminal that is written and looked at by two goroutines. The
// library's own safe emulator does not lock String.
type emulator struct {
	mu sync.Mutex
	vt *vt.Emulator
}

func (e *emulator) Write(p []byte) (int, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.vt.Write(p)
}

func (e *emulator) String() string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.vt.String()
}

// screenClient is a terminal with an emulator behind it.
type screenClient struct {
	*gossh.Session
	keys   io.WriteCloser
	screen *emulator
	raw    *safeBuffer
}

// terminal opens an interactive session of w by h cells.
func terminal(t *testing.T, client *gossh.Client, w, h int) *screenClient {
	t.Helper()
	session, err := client.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	c := &screenClient{Session: session, screen: &emulator{vt: vt.NewEmulator(w, h)}, raw: &safeBuffer{}}
	c.keys, _ = session.StdinPipe()
	session.Stdout = io.MultiWriter(c.raw, c.screen)
	go io.Copy(io.Discard, c.screen.vt) // else the emulator's answers block its input
	t.Cleanup(func() { c.screen.vt.InputPipe().(io.Closer).Close() })
	if err := session.RequestPty("xterm-256color", h, w, gossh.TerminalModes{}); err != nil {
		t.Fatal(err)
	}
	if err := session.Shell(); err != nil {
		t.Fatal(err)
	}
	return c
}

func (c *screenClient) press(t *testing.T, keys string) {
	t.Helper()
	if _, err := io.WriteString(c.keys, keys); err != nil {
		t.Fatal(err)
	}
}

// shows waits until the screen has a text.
func (c *screenClient) shows(t *testing.T, text string) {
	t.Helper()
	for deadline := time.Now().Add(patience); !strings.Contains(c.screen.String(), text); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("the screen never showed %q; it shows\n%s\nafter %q", text, c.screen.String(), c.raw.String())
		}
	}
}

// ends waits until the server has ended the session, and returns its status.
func (c *screenClient) ends(t *testing.T) int {
	t.Helper()
	done := make(chan error, 1)
	go func() { done <- c.Wait() }()
	select {
	case err := <-done:
		var exit *gossh.ExitError
		if errors.As(err, &exit) {
			return exit.ExitStatus()
		}
		if err != nil {
			return -1
		}
		return 0
	case <-time.After(patience):
		t.Fatal("the session did not end")
		return 0
	}
}

// safeBuffer may be written and read at the same time.
type safeBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// run runs a command over SSH and returns what it wrote and its status.
func run(t *testing.T, client *gossh.Client, command string, in io.Reader) (out, errs string, status int) {
	t.Helper()
	session, err := client.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	defer session.Close()
	var stdout, stderr bytes.Buffer
	session.Stdout, session.Stderr, session.Stdin = &stdout, &stderr, in
	err = session.Run(command)
	var exit *gossh.ExitError
	switch {
	case errors.As(err, &exit):
		status = exit.ExitStatus()
	case err != nil:
		t.Fatal(err)
	}
	return stdout.String(), stderr.String(), status
}

// rawTCP connects without speaking SSH.
func (h *house) rawTCP(t *testing.T) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", h.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}
