package e2e

import (
	"fmt"
	"image/color"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"

	"verkstad/sshserver/sshtest"
)

// patience is how long a test waits for what must come. It is long, so that a
// busy machine fails no test.
const patience = 40 * time.Second

// terminal is a program in a pseudo-terminal, with an emulator that shows what
// a person would see.
type terminal struct {
	t    *testing.T
	who  string
	cmd  *exec.Cmd
	pty  *os.File
	done chan struct{} // closed when the program's output has ended

	mu  sync.Mutex
	emu *vt.Emulator

	light bool // its background
}

// start runs a program in a dark terminal of w×h cells.
func start(t *testing.T, name string, w, h int, env []string, argv ...string) *terminal {
	t.Helper()
	return startIn(t, name, w, h, false, env, argv...)
}

// startIn runs a program in a dark or a light terminal.
func startIn(t *testing.T, name string, w, h int, light bool, env []string, argv ...string) *terminal {
	t.Helper()
	cmd := exec.Command(argv[0], argv[1:]...)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "COLORTERM=truecolor")
	cmd.Env = append(cmd.Env, env...)
	f, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: uint16(w), Rows: uint16(h)})
	if err != nil {
		t.Fatalf("start %s: %v", name, err)
	}
	term := &terminal{t: t, who: name, cmd: cmd, pty: f, done: make(chan struct{}), emu: vt.NewEmulator(w, h), light: light}
	if light {
		term.emu.SetBackgroundColor(color.White)
	}
	replies, answers := io.Pipe()
	go func() { // what the emulator answers (to the query of its background) goes back as typed
		buf := make([]byte, 256)
		for {
			n, err := term.emu.Read(buf)
			if err != nil {
				_ = answers.Close()
				return
			}
			_, _ = answers.Write(buf[:n])
		}
	}()
	go func() { _, _ = io.Copy(f, replies) }()
	go term.show()
	t.Cleanup(term.kill)
	return term
}

// show feeds the program's output to the emulator until it ends.
func (term *terminal) show() {
	defer close(term.done)
	buf := make([]byte, 32<<10)
	for {
		n, err := term.pty.Read(buf)
		if n > 0 {
			term.mu.Lock()
			_, _ = term.emu.Write(buf[:n])
			term.mu.Unlock()
		}
		if err != nil {
			return
		}
	}
}

// screen is what the terminal shows, as text.
func (term *terminal) screen() string {
	term.mu.Lock()
	defer term.mu.Unlock()
	return term.emu.String()
}

// typ sends keys as typed.
func (term *terminal) typ(keys string) {
	term.t.Helper()
	if _, err := io.WriteString(term.pty, keys); err != nil {
		term.t.Fatalf("%s: type %q: %v", term.who, keys, err)
	}
}

// see waits until the screen shows all the texts.
func (term *terminal) see(texts ...string) {
	term.t.Helper()
	term.until(fmt.Sprintf("%q", texts), func(screen string) bool {
		for _, text := range texts {
			if !strings.Contains(screen, text) {
				return false
			}
		}
		return true
	})
}

// until waits until the screen is as wanted.
func (term *terminal) until(what string, ok func(screen string) bool) {
	term.t.Helper()
	sshtest.EventuallyOr(term.t, func() bool { return ok(term.screen()) }, func() string {
		return fmt.Sprintf("%s never showed %s; it shows:\n%s", term.who, what, term.screen())
	})
}

// never holds that the screen does not show a text now.
func (term *terminal) never(text string) {
	term.t.Helper()
	if screen := term.screen(); strings.Contains(screen, text) {
		term.t.Errorf("%s shows %q:\n%s", term.who, text, screen)
	}
}

// kill ends the program, as a pulled plug would, and waits for it.
func (term *terminal) kill() {
	if term.cmd.Process != nil && term.cmd.ProcessState == nil {
		_ = term.cmd.Process.Signal(syscall.SIGKILL)
		_ = term.cmd.Wait()
	}
	_ = term.pty.Close()
	select {
	case <-term.done:
	case <-time.After(patience):
	}
}

// ended waits until the program has ended by itself.
func (term *terminal) ended() {
	term.t.Helper()
	select {
	case <-term.done:
		_ = term.cmd.Wait()
	case <-time.After(patience):
		term.t.Fatalf("%s has not ended; it shows:\n%s", term.who, term.screen())
	}
}

// binary builds Verkstad once for all tests of the package.
var binary = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "verkstad-e2e")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "verkstad")
	out, err := exec.Command("go", "build", "-o", path, "verkstad").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return path, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if path, err := binary(); err == nil {
		_ = os.RemoveAll(filepath.Dir(path))
	}
	os.Exit(code)
}

// verkstad is the built binary.
func verkstad(t *testing.T) string {
	t.Helper()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// freePort is a port on loopback that nobody listens on.
func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// sshPath is the system's ssh; without one the test is skipped, saying so.
func sshPath(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("ssh")
	if err != nil {
		t.Skip("no ssh on this machine to join with")
	}
	return path
}

// guest is somebody with a key of their own.
type guest struct {
	name, sector string
	key          string
	port         int
	dir          string
}

// newGuest makes a person's key with ssh-keygen.
func newGuest(t *testing.T, dir, name, sector string, port int) *guest {
	t.Helper()
	g := &guest{name: name, sector: sector, key: filepath.Join(dir, "key-"+name), port: port, dir: dir}
	out, err := exec.Command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", g.key).CombinedOutput()
	if err != nil {
		t.Fatalf("ssh-keygen: %v\n%s", err, out)
	}
	return g
}

// argv is the one line to join, with what a test must say besides.
func (g *guest) argv(ssh, code string, more ...string) []string {
	argv := []string{
		ssh, "-p", strconv.Itoa(g.port), "-i", g.key, "-o", "IdentitiesOnly=yes", "-F", "/dev/null",
		"-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=" + filepath.Join(g.dir, "known_hosts"),
		"-o", "LogLevel=ERROR", "-o", "SendEnv=LANG", code + "@127.0.0.1",
	}
	return append(argv, more...)
}

// line runs a line command and gives what it answers.
func (g *guest) line(t *testing.T, ssh, code string, args ...string) (string, error) {
	t.Helper()
	argv := g.argv(ssh, code, args...)
	cmd := exec.Command(argv[0], argv[1:]...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	cmd.Env = append(os.Environ(), "LANG=en_US.UTF-8")
	out, err := cmd.Output()
	if err != nil {
		err = fmt.Errorf("%v: %w: %s", args, err, stderr.String())
	}
	return string(out), err
}
