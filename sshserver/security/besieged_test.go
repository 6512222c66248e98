package security

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"verkstad/sshserver/loadtest"
	"verkstad/sshserver/sshclient"
)

// besiegedCode is the join code of a server under attack.
const besiegedCode = "KRABBA"

// besieged is the built program as a server under attack: a process of its own
// that `verkstad serve` made, on loopback, where people write ideas.
type besieged struct {
	t       *testing.T
	address string
	dir     string       // its data; what it logs is there in log
	leader  gossh.Signer // a key of the facilitators file
	process *os.Process
	slow    float64 // how many times slower it is in peace than on two quiet cores
	since   work    // what the computer had done before the attack; see slower
}

// program is the path of the program that is besieged: that of VERKSTAD_BINARY,
// such as one of an older state to compare with, or this state's, built once.
var program = sync.OnceValues(func() (string, error) {
	if path := os.Getenv("VERKSTAD_BINARY"); path != "" {
		return path, nil
	}
	dir, err := os.MkdirTemp("", "verkstad-siege-")
	if err != nil {
		return "", err
	}
	programFolder = dir
	path := filepath.Join(dir, "verkstad")
	if out, err := exec.Command("go", "build", "-o", path, "verkstad").CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return path, nil
})

// programFolder is what TestMain removes; empty if nothing was built.
var programFolder string

// joinLine is how the server says where it listens.
var joinLine = regexp.MustCompile(`ssh -p (\d+) ` + besiegedCode + `@`)

// besiege starts a server and takes its workshop to where ideas are gathered.
func besiege(t *testing.T, flags ...string) *besieged {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("only Linux lets one connect from any address of 127.0.0.0/8")
	}
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	s := &besieged{t: t, dir: t.TempDir(), leader: newKey(t)}
	if err := os.Chmod(s.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.dir, "facilitators"), gossh.MarshalAuthorizedKey(s.leader.PublicKey()), 0o600); err != nil {
		t.Fatal(err)
	}
	log, err := os.Create(filepath.Join(s.dir, "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	server := exec.Command(path, append([]string{
		"serve", "--data", s.dir, "--listen", "127.0.0.1:0", "--code", besiegedCode, "--title", "Belägrad", "--method", "colab", "--lang", "sv",
	}, flags...)...)
	server.Stderr = log
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "VERKSTAD_") {
			server.Env = append(server.Env, v)
		}
	}
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	s.process = server.Process
	t.Cleanup(func() { s.stop(server) })
	said := bufio.NewScanner(out)
	for s.address == "" {
		if !said.Scan() {
			t.Fatalf("the server did not start:\n%s", s.log())
		}
		if m := joinLine.FindStringSubmatch(said.Text()); m != nil {
			s.address = "127.0.0.1:" + m[1]
		}
	}
	s.lead([]string{"goto", "gather", "--start"}, []string{"extend", "1h"}, []string{"reveal"})
	return s
}

// stop ends the server: at first asking, or by force.
func (s *besieged) stop(server *exec.Cmd) {
	_ = s.process.Signal(syscall.SIGTERM)
	force := time.AfterFunc(patience, func() { _ = s.process.Kill() })
	defer force.Stop()
	if err := server.Wait(); err != nil && s.t.Failed() {
		s.t.Logf("the server ended with %v", err)
	}
}

// log is what the server has logged.
func (s *besieged) log() string {
	text, _ := os.ReadFile(filepath.Join(s.dir, "log"))
	return string(text)
}

// memory is how many bytes the server holds now.
func (s *besieged) memory() int64 {
	_, bytes := loadtest.Usage(s.process.Pid)
	return bytes
}

// lead has the facilitator do line commands, in peace.
func (s *besieged) lead(commands ...[]string) {
	s.t.Helper()
	c, err := s.call(s.t.Context(), "127.0.0.1", besiegedCode, s.leader)
	if err != nil {
		s.t.Fatal(err)
	}
	defer c.Leave()
	for _, words := range commands {
		if _, err := c.Line(words...); err != nil {
			s.t.Fatal(err)
		}
	}
}

// dial connects from an address of this computer, such as 127.0.0.7. The
// connection ends with ctx.
func (s *besieged) dial(ctx context.Context, from string) (net.Conn, error) {
	d := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}, Timeout: patience}
	raw, err := d.DialContext(ctx, "tcp", s.address)
	if err != nil {
		return nil, err
	}
	context.AfterFunc(ctx, func() { _ = raw.Close() })
	return raw, nil
}

// call connects as user from an address. The connection ends with ctx, or when
// it is left.
func (s *besieged) call(ctx context.Context, from, user string, key gossh.Signer) (*sshclient.Caller, error) {
	return sshclient.Call(ctx, sshclient.Config{
		Address: s.address, User: user, Key: key, Lang: "sv_SE.UTF-8", HostKey: gossh.InsecureIgnoreHostKey(), // a server of our own
		Dial: func(ctx context.Context, _, _ string) (net.Conn, error) { return s.dial(ctx, from) },
	})
}

// person is somebody honest on a connection.
type person struct {
	s    *besieged
	from string
	key  gossh.Signer
	*sshclient.Caller
}

// errOut is what somebody has who could do nothing.
var errOut = errors.New("never")

// comes connects, and measures how long it takes until the server has let the
// person in, if it does while they wait. What they do then must be done within
// patience.
func (s *besieged) comes(ctx context.Context, wait time.Duration, from, user string, key gossh.Signer) (p *person, took time.Duration, err error) {
	ctx, cancel := context.WithTimeoutCause(ctx, patience, errOut)
	giveUp := time.AfterFunc(wait, cancel)
	began := time.Now()
	if p, err = s.stays(ctx, from, user, key); err != nil {
		cancel()
		return nil, 0, err
	}
	giveUp.Stop()
	s.t.Cleanup(cancel)
	return p, time.Since(began), nil
}

// stays connects for as long as ctx lasts.
func (s *besieged) stays(ctx context.Context, from, user string, key gossh.Signer) (*person, error) {
	c, err := s.call(ctx, from, user, key)
	if err != nil {
		return nil, fmt.Errorf("connect from %s: %w", from, err)
	}
	s.t.Cleanup(c.Leave)
	return &person{s, from, key, c}, nil
}

// does runs a line command and measures how long it takes.
func (p *person) does(words ...string) (time.Duration, error) {
	began := time.Now()
	_, err := p.Line(words...)
	if err != nil {
		err = fmt.Errorf("from %s: %w", p.from, err)
	}
	return time.Since(began), err
}

// eye is a screen that tells when it is sent something that has a text in it.
type eye struct {
	mu   sync.Mutex
	text string
	seen chan struct{}
}

func (e *eye) Write(p []byte) (int, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.seen != nil && strings.Contains(string(p), e.text) {
		close(e.seen)
		e.seen = nil
	}
	return len(p), nil
}

// awaits is closed when what is sent next has text in it.
func (e *eye) awaits(text string) <-chan struct{} {
	seen := make(chan struct{})
	e.mu.Lock()
	defer e.mu.Unlock()
	e.text, e.seen = text, seen
	return seen
}

// looks opens a terminal and measures how long it takes until it shows text.
func (p *person) looks(text string) (*sshclient.Terminal, *eye, time.Duration, error) {
	screen := &eye{}
	began, seen := time.Now(), screen.awaits(text)
	terminal, err := p.Open(80, 24, screen)
	if err != nil {
		return nil, nil, 0, err
	}
	if err := waitFor(seen, patience); err != nil {
		return nil, nil, 0, fmt.Errorf("a terminal that shows %q from %s: %w", text, p.from, err)
	}
	return terminal, screen, time.Since(began), nil
}

// presses types a letter and measures how long it takes until it is shown.
func presses(terminal *sshclient.Terminal, screen *eye, letter string) (time.Duration, error) {
	began, seen := time.Now(), screen.awaits(letter)
	if _, err := terminal.Write([]byte(letter)); err != nil {
		return 0, err
	}
	err := waitFor(seen, patience)
	return time.Since(began), err
}

// waitFor waits until done is closed, or returns errOut.
func waitFor(done <-chan struct{}, d time.Duration) error {
	select {
	case <-done:
		return nil
	case <-time.After(d):
		return errOut
	}
}
