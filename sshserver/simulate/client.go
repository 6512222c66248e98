package simulate

import (
	"bytes"
	"context"
	"crypto/ed25519"
	crand "crypto/rand"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"time"

	"github.com/charmbracelet/x/vt"
	gossh "golang.org/x/crypto/ssh"

	"verkstad/model/guarded"
)

// connectTimeout bounds how long a person waits to get in.
const connectTimeout = 20 * time.Second

// connect opens a connection with a key of its own. It is closed when ctx ends.
func (p *person) connect(ctx context.Context) (err error) {
	if p.key == nil {
		_, private, err := ed25519.GenerateKey(crand.Reader)
		if err != nil {
			return err
		}
		if p.key, err = gossh.NewSignerFromKey(private); err != nil {
			return err
		}
	}
	dialer := net.Dialer{Timeout: connectTimeout}
	conn, err := dialer.DialContext(ctx, "tcp", p.Address)
	if err != nil {
		return err
	}
	_ = conn.SetDeadline(time.Now().Add(connectTimeout))
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	c, channels, requests, err := gossh.NewClientConn(conn, p.Address, &gossh.ClientConfig{
		User: p.Code, Auth: []gossh.AuthMethod{gossh.PublicKeys(p.key)}, HostKeyCallback: p.sameKey(),
	})
	if err != nil {
		stop()
		_ = conn.Close()
		return err
	}
	_ = conn.SetDeadline(time.Time{})
	p.client = gossh.NewClient(c, channels, requests)
	return nil
}

// leave closes the connection and waits until everything of it is over.
func (p *person) leave() {
	if p.client != nil {
		_ = p.client.Close()
		_ = p.client.Wait()
		p.client = nil
	}
	p.terminals.Wait()
}

// line runs a line command and gives its answer.
func (p *person) line(words ...string) (string, error) {
	session, err := p.client.NewSession()
	if err != nil {
		return "", err
	}
	defer session.Close()
	var out, errs bytes.Buffer
	session.Stdout, session.Stderr = &out, &errs
	_ = session.Setenv("LANG", p.Lang)
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

// screen is what a person's terminal shows.
type screen struct {
	mu sync.Mutex
	vt *vt.Emulator
}

func newScreen() *screen { return &screen{vt: vt.NewEmulator(screenW, screenH)} }

// Write shows what the server sends.
func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.vt.Write(p)
}

// shows tells whether a text can be read on the screen.
func (s *screen) shows(text string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.Contains(s.vt.String(), text)
}

// The size of made-up people's terminals, in cells.
const screenW, screenH = 100, 30

// open opens a terminal. What is typed goes to p.keys, what it shows is on
// p.screen.
func (p *person) open() error {
	session, err := p.client.NewSession()
	if err != nil {
		return err
	}
	_ = session.Setenv("LANG", p.Lang)
	if err := session.RequestPty("xterm-256color", screenH, screenW, gossh.TerminalModes{}); err != nil {
		return err
	}
	out, err := session.StdoutPipe()
	if err != nil {
		return err
	}
	if p.keys, err = session.StdinPipe(); err != nil {
		return err
	}
	if err := session.Shell(); err != nil {
		return err
	}
	p.screen = newScreen()
	answers := p.screen.vt.InputPipe()
	p.terminals.Add(2)
	guarded.Go("simulated terminal's answers", func() { // unread, they would hold up the screen
		defer p.terminals.Done()
		_, _ = io.Copy(io.Discard, p.screen.vt)
	})
	guarded.Go("simulated terminal", func() {
		defer p.terminals.Done()
		_, _ = io.Copy(p.screen, out)
		_ = session.Close()
		_ = answers.(io.Closer).Close()
	})
	return nil
}
