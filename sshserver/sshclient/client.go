// Package sshclient is a person's side of an SSH connection: a key, a connection, line
// commands, terminals. The simulated people of the demo, of rehearsals and of benchmarks
// use it.
package sshclient

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"verkstad/model/safego"
)

// Timeout bounds how long connecting may take.
const Timeout = 30 * time.Second

// Config configures a connection.
type Config struct {
	Address string // host:port
	User    string // the join code
	Key     gossh.Signer
	HostKey gossh.HostKeyCallback
	Lang    string // value of LANG in every session; if empty, it is not set
	// Dial makes the connection, for connections that are slow or broken; nil means that of
	// a [net.Dialer].
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// Caller is a connection to a server. Its methods may be used by several
// goroutines.
type Caller struct {
	config Config
	mu     sync.Mutex // guards client
	client *gossh.Client
	open   sync.WaitGroup // open terminals
}

// NewKey makes a key.
func NewKey() (gossh.Signer, error) {
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		return nil, err
	}
	return gossh.NewSignerFromKey(private)
}

// Call connects to a server. ctx bounds only the dialling; the connection lasts
// until [Caller.Leave], or until the server ends it.
func Call(ctx context.Context, c Config) (*Caller, error) {
	client, err := dial(ctx, c)
	if err != nil {
		return nil, err
	}
	return &Caller{config: c, client: client}, nil
}

func dial(ctx context.Context, c Config) (*gossh.Client, error) {
	if c.Dial == nil {
		c.Dial = (&net.Dialer{Timeout: Timeout}).DialContext
	}
	raw, err := c.Dial(ctx, "tcp", c.Address)
	if err != nil {
		return nil, err
	}
	_ = raw.SetDeadline(time.Now().Add(Timeout))
	conn, channels, requests, err := gossh.NewClientConn(raw, c.Address, &gossh.ClientConfig{
		User: c.User, Auth: []gossh.AuthMethod{gossh.PublicKeys(c.Key)}, HostKeyCallback: c.HostKey,
		HostKeyAlgorithms: []string{gossh.KeyAlgoED25519}, // the kind whose fingerprint Verkstad shows
	})
	if err != nil {
		return nil, errors.Join(err, raw.Close())
	}
	_ = raw.SetDeadline(time.Time{})
	return gossh.NewClient(conn, channels, requests), nil
}

// session opens a session in the caller's language.
func (c *Caller) session() (*gossh.Session, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	session, err := c.client.NewSession()
	if err == nil && c.config.Lang != "" {
		_ = session.Setenv("LANG", c.config.Lang)
	}
	return session, err
}

// reconnect connects once more after the server has ended the connection, as it does with
// one that is idle for long.
func (c *Caller) reconnect() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	client, err := dial(context.Background(), c.config)
	if err != nil {
		return err
	}
	_ = c.client.Close()
	c.client = client
	return nil
}

// Line runs a line command and returns its answer. The error of a command that fails
// contains what the server said. If the server has ended the connection meanwhile, it
// connects again; a command that had begun is not done twice.
func (c *Caller) Line(words ...string) (string, error) {
	session, err := c.session()
	if _, refused := errors.AsType[*gossh.OpenChannelError](err); err != nil && !refused { // the connection is over
		if err := c.reconnect(); err != nil {
			return "", fmt.Errorf("connect again: %w", err)
		}
		session, err = c.session()
	}
	if err != nil {
		return "", err
	}
	defer session.Close()
	var out, errs bytes.Buffer
	session.Stdout, session.Stderr = &out, &errs
	if err := session.Run(quote(words)); err != nil {
		return "", fmt.Errorf("%s: %w: %s", words[0], err, strings.TrimSpace(errs.String()))
	}
	return strings.TrimSuffix(out.String(), "\n"), nil
}

// quote writes words so that a POSIX shell reads them as they are.
func quote(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = "'" + strings.ReplaceAll(w, "'", `'\''`) + "'"
	}
	return strings.Join(quoted, " ")
}

// Terminal is an open terminal. What is written to it is sent as typed keys.
type Terminal struct {
	io.Writer
	session *gossh.Session
	done    chan struct{}
}

// Close closes the terminal. The connection stays open.
func (t *Terminal) Close() error { return t.session.Close() }

// Done returns a channel that is closed when the terminal has ended and everything that it
// was sent has been passed on.
func (t *Terminal) Done() <-chan struct{} { return t.done }

// Open opens a terminal of w by h cells. What the server sends it is written to
// screen, by one goroutine, until the terminal or the connection ends.
func (c *Caller) Open(w, h int, screen io.Writer) (*Terminal, error) {
	session, err := c.session()
	if err != nil {
		return nil, err
	}
	if err := session.RequestPty("xterm-256color", h, w, gossh.TerminalModes{}); err != nil {
		return nil, errors.Join(err, session.Close())
	}
	out, err := session.StdoutPipe()
	if err != nil {
		return nil, errors.Join(err, session.Close())
	}
	keys, err := session.StdinPipe()
	if err != nil {
		return nil, errors.Join(err, session.Close())
	}
	if err := session.Shell(); err != nil {
		return nil, errors.Join(err, session.Close())
	}
	t := &Terminal{keys, session, make(chan struct{})}
	c.open.Add(1)
	safego.Go("caller's terminal", func() {
		defer c.open.Done()
		defer close(t.done)
		_, _ = io.CopyBuffer(onlyWriter{screen}, onlyReader{out}, make([]byte, 16<<10))
		_ = session.Close()
	})
	return t, nil
}

// onlyWriter and onlyReader hide all other methods, so that io.CopyBuffer uses the buffer
// that it is given.
type (
	onlyWriter struct{ io.Writer }
	onlyReader struct{ io.Reader }
)

// Leave ends the connection and waits until all its terminals are over. It may be called on
// a nil Caller, and twice.
func (c *Caller) Leave() {
	if c == nil {
		return
	}
	c.mu.Lock()
	client := c.client
	c.mu.Unlock()
	_ = client.Close()
	_ = client.Wait()
	c.open.Wait()
}
