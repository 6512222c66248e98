package rehearse

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
	"sync/atomic"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"verkstad/model/guarded"
)

// connectTimeout bounds how long a person waits to get in.
const connectTimeout = 30 * time.Second

// person is one simulated terminal: a key, a connection, a screen.
type person struct {
	name   string
	key    gossh.Signer // nil until connect makes one
	client *gossh.Client
	keys   io.Writer
	over   chan struct{} // closed when the terminal has ended

	mu     sync.Mutex
	screen *screen // nil looks at the bytes alone
	tail   []byte  // of the bytes, as long as a marker
	copy   io.Writer
	wanted []*Sight // what is waited for
	bytes  atomic.Int64
}

// Sight is a text that terminals wait for. It is made by [Crowd.Expect].
type Sight struct {
	text  []rune
	raw   []byte
	since time.Time

	left  atomic.Int32
	all   chan struct{} // closed when every terminal has shown it
	mu    sync.Mutex
	times []time.Duration
}

func (s *Sight) found(now time.Time) {
	s.mu.Lock()
	s.times = append(s.times, now.Sub(s.since))
	s.mu.Unlock()
	if s.left.Add(-1) == 0 {
		close(s.all)
	}
}

// newKey makes a key.
func newKey() (gossh.Signer, error) {
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		return nil, err
	}
	return gossh.NewSignerFromKey(private)
}

// connect opens a connection, with a fresh key if there is none.
func (p *person) connect(ctx context.Context, c *Config) (err error) {
	if p.key == nil {
		if p.key, err = newKey(); err != nil {
			return err
		}
	}
	dialer := net.Dialer{Timeout: connectTimeout}
	raw, err := dialer.DialContext(ctx, "tcp", c.Address)
	if err != nil {
		return err
	}
	_ = raw.SetDeadline(time.Now().Add(connectTimeout))
	conn, channels, requests, err := gossh.NewClientConn(raw, c.Address, &gossh.ClientConfig{
		User: c.Code, Auth: []gossh.AuthMethod{gossh.PublicKeys(p.key)}, HostKeyCallback: c.HostKey,
	})
	if err != nil {
		return errors.Join(err, raw.Close())
	}
	_ = raw.SetDeadline(time.Time{})
	p.client = gossh.NewClient(conn, channels, requests)
	return nil
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

// open opens a terminal of w by h cells.
func (p *person) open(w, h int) error {
	session, err := p.client.NewSession()
	if err != nil {
		return err
	}
	if err := session.RequestPty("xterm-256color", h, w, gossh.TerminalModes{}); err != nil {
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
	p.over = make(chan struct{})
	guarded.Go("rehearsed terminal", func() {
		defer close(p.over)
		p.watch(out)
		_ = session.Close()
	})
	return nil
}

// watch reads what the terminal is sent until it ends.
func (p *person) watch(out io.Reader) {
	buf := make([]byte, 16<<10)
	for {
		n, err := out.Read(buf)
		if n > 0 {
			p.bytes.Add(int64(n))
			p.look(buf[:n])
		}
		if err != nil {
			return
		}
	}
}

// look takes in some bytes, and notes which of the wanted texts they brought.
func (p *person) look(b []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.copy != nil {
		_, _ = p.copy.Write(b)
	}
	if p.screen != nil {
		p.screen.write(b)
	}
	kept := p.wanted[:0]
	for _, s := range p.wanted {
		if p.sees(s, b) {
			s.found(time.Now())
		} else {
			kept = append(kept, s)
		}
	}
	clear(p.wanted[len(kept):])
	p.wanted = kept
	if p.screen != nil {
		p.screen.seen()
		return
	}
	p.tail = append(p.tail, b[max(0, len(b)-tailLength):]...)
	p.tail = append(p.tail[:0], p.tail[max(0, len(p.tail)-tailLength):]...)
}

// tailLength is one less than the length of a [Marker].
const tailLength = 7

// sees reports whether the latest bytes brought a text.
func (p *person) sees(s *Sight, b []byte) bool {
	if p.screen != nil {
		return p.screen.news(s.text)
	}
	if bytes.Contains(b, s.raw) {
		return true
	}
	if len(p.tail) == 0 {
		return false
	}
	joint := append(append(make([]byte, 0, 2*tailLength), p.tail...), b[:min(len(b), tailLength)]...)
	return bytes.Contains(joint, s.raw)
}

// want adds a text to what is waited for.
func (p *person) want(s *Sight) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.wanted = append(p.wanted, s)
}

// drop forgets a text.
func (p *person) drop(s *Sight) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, other := range p.wanted {
		if other == s {
			p.wanted = append(p.wanted[:i], p.wanted[i+1:]...)
			return
		}
	}
}

// leave closes the connection and waits until everything of it is over.
func (p *person) leave() {
	if p.client == nil {
		return
	}
	_ = p.client.Close()
	_ = p.client.Wait()
	if p.over != nil {
		<-p.over
	}
}
