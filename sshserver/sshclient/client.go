// Package sshclient is a person's side of an SSH connection: a key, a connection,
// line commands, terminals. The simulated people of the demo, of rehearsals and
// of benchmarks call with it.
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

// Timeout bounds how long somebody waits to get in.
const Timeout = 30 * time.Second

// Config says who calls whom.
type Config struct {
	Address string // host:port
	User    string // the join code
	Key     gossh.Signer
	HostKey gossh.HostKeyCallback
	Lang    string // what LANG is in every session; empty leaves it unset
	// Dial makes the connection, for lines that are slow or broken; nil is that
	// of a [net.Dialer].
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// Caller is a connection to a server. Its methods may be used by several
// goroutines.
type Caller struct {
	config Config
	mu     sync.Mutex // guards client
	client *gossh.Client
	open   sync.WaitGroup // terminals
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
		HostKeyAlgorithms: []string{gossh.KeyAlgoED25519}, // whose fingerprint Verkstad shows
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

// again connects once more, after the server has ended the connection: it does
// so to one that was idle for long.
func (c *Caller) again() error {
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

// Line runs a line command and gives its answer. The error of a command that
// fails holds what the server said. Where the server has ended the connection
// meanwhile, it connects again; a command that was begun is not done twice.
func (c *Caller) Line(words ...string) (string, error) {
	session, err := c.session()
	if _, refused := errors.AsType[*gossh.OpenChannelError](err); err != nil && !refused { // the connection is over
		if err := c.again(); err != nil {
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

// quote writes words as a POSIX shell reads them.
func quote(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = "'" + strings.ReplaceAll(w, "'", `'\''`) + "'"
	}
	return strings.Join(quoted, " ")
}

// Terminal is an open terminal. What is written to it is typed.
type Terminal struct {
	io.Writer
	session *gossh.Session
	over    chan struct{}
}

// Close shuts the terminal. The connection stays.
func (t *Terminal) Close() error { return t.session.Close() }

// Over is closed when the terminal has ended and all that it was sent has been
// handed on.
func (t *Terminal) Over() <-chan struct{} { return t.over }

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
		defer close(t.over)
		_, _ = io.CopyBuffer(onlyWriter{screen}, onlyReader{out}, make([]byte, 16<<10))
		_ = session.Close()
	})
	return t, nil
}

// onlyWriter and onlyReader hide what else they can do, so that copying goes
// through the buffer it is given.
type (
	onlyWriter struct{ io.Writer }
	onlyReader struct{ io.Reader }
)

// Leave ends the connection and waits until everything of it is over. It is
// fine on a nil Caller, and twice.
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
