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
	"time"

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

// open opens a terminal, whose screen nobody looks at. What is typed goes to
// p.keys.
func (p *person) open() error {
	session, err := p.client.NewSession()
	if err != nil {
		return err
	}
	_ = session.Setenv("LANG", p.Lang)
	if err := session.RequestPty("xterm-256color", 30, 100, gossh.TerminalModes{}); err != nil {
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
	p.terminals.Add(1)
	guarded.Go("simulated terminal", func() {
		defer p.terminals.Done()
		_, _ = io.Copy(io.Discard, out)
		_ = session.Close()
	})
	return nil
}
