package sshserver

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
	gossh "golang.org/x/crypto/ssh"

	"verkstad/sshserver/sshtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const patience = sshtest.Patience

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	sshtest.Eventually(t, what, ok)
}

func newKey(t *testing.T) gossh.Signer { return sshtest.Key(t) }

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

// screenClient is a terminal with an emulator behind it.
type screenClient struct {
	*gossh.Session
	keys   io.WriteCloser
	screen *sshtest.Screen
	raw    *safeBuffer
}

// terminal opens an interactive session of w by h cells.
func terminal(t *testing.T, client *gossh.Client, w, h int) *screenClient {
	t.Helper()
	session, err := client.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	c := &screenClient{Session: session, screen: sshtest.NewScreen(t, w, h)}
	c.raw = &c.screen.Sent
	c.keys, _ = session.StdinPipe()
	session.Stdout = c.screen
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
	sshtest.EventuallyOr(t, func() bool { return strings.Contains(c.screen.String(), text) }, func() string {
		return fmt.Sprintf("the screen never showed %q; it shows\n%s\nafter %q", text, c.screen, c.raw)
	})
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
type safeBuffer = sshtest.Buffer

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
